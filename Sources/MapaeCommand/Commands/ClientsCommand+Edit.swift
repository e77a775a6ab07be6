#if Server
import ArgumentParser
import MapaeJOSE
import MapaeOAuth
import MapaeServer

extension ClientsCommand {
    struct Edit: AdministrationCommand {
        static let configuration = CommandConfiguration(
            abstract: "Change a client; what is not named stays as it is.",
            discussion: """
                What it was granted stays, and is worth what the client may have from now on. A secret is never shown again: a new one
                is given with 'mapae clients rotate-secret'.

                EXAMPLES
                  mapae clients edit ID --add-redirect-uri https://orders.example.com/new --remove-redirect-uri https://orders.example.com/old
                  mapae clients edit ID --name Orders --scope openid --scope orders.read
                  mapae clients edit ID --auth-method private_key_jwt --jwks keys.json
                  mapae clients edit ID --jwks-uri https://orders.example.com/jwks
                  mapae clients edit ID --no-backchannel-logout-uri
                  mapae clients edit ID --no-first-party
                """)

        @Argument(help: "The client's id, as 'mapae clients list' shows it.")
        var id: String

        @Option(help: "What users read when they are asked.")
        var name: String?

        @Option(
            name: .customLong("add-redirect-uri"),
            help: ArgumentHelp("Where users may be sent back to, too; may be repeated.", valueName: "uri"))
        var addedRedirectURIs: [String] = []

        @Option(
            name: .customLong("remove-redirect-uri"),
            help: ArgumentHelp("Where nobody is sent back to any more; may be repeated.", valueName: "uri"))
        var removedRedirectURIs: [String] = []

        @Option(
            name: .customLong("add-post-logout-redirect-uri"),
            help: ArgumentHelp("The same for after a logout; may be repeated.", valueName: "uri"))
        var addedPostLogoutRedirectURIs: [String] = []

        @Option(
            name: .customLong("remove-post-logout-redirect-uri"),
            help: ArgumentHelp("The same for after a logout; may be repeated.", valueName: "uri"))
        var removedPostLogoutRedirectURIs: [String] = []

        @Option(
            name: .customLong("backchannel-logout-uri"),
            help: ArgumentHelp(
                "Where the client is told from now on that a user has logged out (OpenID Connect Back-Channel Logout).",
                valueName: "uri"))
        var backchannelLogoutURI: String?

        @Flag(name: .customLong("no-backchannel-logout-uri"), help: "The client is not told of logouts any more.")
        var removesBackchannelLogoutURI = false

        @Option(
            name: .customLong("grant"),
            help: "All its grants from now on, each by its own --grant, as 'mapae clients add' names them.")
        var grants: [String] = []

        @Option(
            name: .customLong("auth-method"),
            help: "client_secret_basic, client_secret_post or private_key_jwt; a public client has none.")
        var method: String?

        @Option(
            name: .customLong("jwks"),
            help: ArgumentHelp(
                "A file with its public keys from now on (JWK set), in the place of an address.", valueName: "file"))
        var keys: String?

        @Option(
            name: .customLong("jwks-uri"),
            help: ArgumentHelp(
                "Where its public keys are from now on, in the place of a file: https, in no private network.",
                valueName: "url"))
        var keysURI: String?

        @Flag(name: .customLong("no-jwks-uri"), help: "Its public keys are at no address any more.")
        var removesKeysURI = false

        @Option(name: .customLong("scope"), help: "All its scopes from now on, each by its own --scope.")
        var scopes: [String] = []

        @Option(
            name: .customLong("add-resource"),
            help: ArgumentHelp("An address that the client serves itself, too; may be repeated.", valueName: "uri"))
        var addedResources: [String] = []

        @Option(
            name: .customLong("remove-resource"),
            help: ArgumentHelp("An address that it does not serve any more; may be repeated.", valueName: "uri"))
        var removedResources: [String] = []

        @Option(name: .customLong("token-format"), help: "What its access tokens are: jwt or opaque.")
        var tokenFormat: String?

        @Option(name: .customLong("id-token-alg"), help: "What signs its ID tokens: RS256 or ES256.")
        var idTokenAlgorithm: String?

        @Flag(
            name: .customLong("first-party"), inversion: .prefixedNo,
            help: "Whether it is your own: users are not asked then.")
        var isFirstParty: Bool?

        @Flag(
            name: .customLong("pkce-optional"), inversion: .prefixedNo,
            help: "Whether it may leave PKCE out where the standards allow it.")
        var mayOmitPKCE: Bool?

        @Flag(
            name: .customLong("dpop"), inversion: .prefixedNo,
            help: "Whether its tokens are bound to a key of its own (RFC 9449).")
        var bindsTokens: Bool?

        @Flag(
            name: .customLong("require-par"), inversion: .prefixedNo,
            help: "Whether it has to push its authorization requests (RFC 9126).")
        var requiresPushedRequests: Bool?

        @OptionGroup var json: JSONOption
        @OptionGroup var store: StoreOptions

        func run(on administration: Administration) async throws {
            let edited = try await administration.edit(client: id, try edit())
            var lines = ["Changed the client \(id)."]
            if edited.client.metadata.authenticationMethod.usesSecret, edited.client.secrets.isEmpty {
                lines.append("It has no secret yet: mapae clients rotate-secret \(id)")
            }
            try json.print(edited.json(), or: lines)
        }

        private func edit() throws -> ClientEdit {
            var edit = ClientEdit()
            edit.name = name
            edit.addedRedirectURIs = addedRedirectURIs
            edit.removedRedirectURIs = removedRedirectURIs
            edit.addedPostLogoutRedirectURIs = addedPostLogoutRedirectURIs
            edit.removedPostLogoutRedirectURIs = removedPostLogoutRedirectURIs
            if !grants.isEmpty { edit.grantTypes = try grants.map(ClientOption.grant) }
            edit.authenticationMethod = try method.map {
                try ClientOption.choice(
                    $0, of: ClientAuthenticationMethod.allCases.filter { $0 != .none }, "--auth-method")
            }
            edit.keys = try keys.map(ClientOption.keys)
            edit.keysURI = try ClientOption.address(keysURI, isRemoved: removesKeysURI, "jwks-uri")
            edit.backchannelLogoutURI = try ClientOption.address(
                backchannelLogoutURI, isRemoved: removesBackchannelLogoutURI, "backchannel-logout-uri")
            edit.scopes = scopes.isEmpty ? nil : scopes.joined(separator: " ")
            edit.addedResources = addedResources
            edit.removedResources = removedResources
            edit.tokenFormat = try tokenFormat.map {
                try ClientOption.choice($0, of: AccessTokenFormat.allCases, "--token-format")
            }
            edit.idTokenAlgorithm = idTokenAlgorithm
            edit.isFirstParty = isFirstParty
            edit.mayOmitPKCE = mayOmitPKCE
            edit.bindsTokensWithDPoP = bindsTokens
            edit.requiresPushedRequests = requiresPushedRequests
            return edit
        }
    }
}
#endif
