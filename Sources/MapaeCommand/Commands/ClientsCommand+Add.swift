#if Server
import ArgumentParser
import MapaeJOSE
import MapaeOAuth
import MapaeServer

extension ClientsCommand {
    struct Add: AdministrationCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add a client.",
            discussion: """
                A client with a secret is shown it once. PKCE is required unless --pkce-optional says otherwise, which the standards
                allow only a client with a secret, in OpenID Connect with a nonce.

                EXAMPLES
                  mapae clients add --name Orders --redirect-uri https://orders.example.com/callback
                  mapae clients add --public --name Notes --redirect-uri http://127.0.0.1/callback
                  mapae clients add --name Reports --grant client_credentials --token-format opaque
                  mapae clients add --public --name TV --grant device_code --grant refresh_token
                """)

        @Option(help: "The client's id; a random one unless told.")
        var id: String?

        @Option(help: "What users read when they are asked.")
        var name: String?

        @Option(
            name: .customLong("redirect-uri"),
            help: ArgumentHelp(
                "Where users are sent back to; may be repeated. Compared byte by byte, the port of http://127.0.0.1 left out.",
                valueName: "uri"))
        var redirectURIs: [String] = []

        @Option(
            name: .customLong("post-logout-redirect-uri"),
            help: ArgumentHelp("Where users are sent back to after a logout; may be repeated.", valueName: "uri"))
        var postLogoutRedirectURIs: [String] = []

        @Option(
            name: .customLong("backchannel-logout-uri"),
            help: ArgumentHelp(
                "Where the client is told that a user has logged out (OpenID Connect Back-Channel Logout).",
                valueName: "uri"))
        var backchannelLogoutURI: String?

        @Option(
            name: .customLong("grant"),
            help: """
                authorization_code, refresh_token, client_credentials or device_code; may be repeated. The first two unless told.
                """)
        var grants: [String] = []

        @Flag(name: .customLong("public"), help: "A client that can keep no secret: on a device, or in a browser.")
        var isPublic = false

        @Option(
            name: .customLong("auth-method"),
            help: "client_secret_basic, client_secret_post or private_key_jwt; the first unless told.")
        var method: String?

        @Option(
            name: .customLong("jwks"),
            help: ArgumentHelp("A file with its public keys (JWK set), for private_key_jwt.", valueName: "file"))
        var keys: String?

        @Option(
            name: .customLong("jwks-uri"),
            help: ArgumentHelp(
                "Where its public keys are, for private_key_jwt: https, and no address of a private network.",
                valueName: "url"))
        var keysURI: String?

        @Option(name: .customLong("scope"), help: "A scope that it may ask for; may be repeated. All unless told.")
        var scopes: [String] = []

        @Option(
            name: .customLong("resource"),
            help: ArgumentHelp(
                "An address that the client serves itself: it may ask about tokens for it; may be repeated.",
                valueName: "uri"))
        var resources: [String] = []

        @Option(name: .customLong("token-format"), help: "What its access tokens are: jwt, unless told, or opaque.")
        var tokenFormat: String?

        @Option(name: .customLong("id-token-alg"), help: "What signs its ID tokens: RS256, unless told, or ES256.")
        var idTokenAlgorithm: String?

        @Flag(name: .customLong("first-party"), help: "Your own: users are not asked whether they agree.")
        var isFirstParty = false

        @Flag(name: .customLong("pkce-optional"), help: "Let it leave PKCE out where the standards allow it.")
        var mayOmitPKCE = false

        @Flag(name: .customLong("dpop"), help: "Its tokens are bound to a key of its own (RFC 9449).")
        var bindsTokens = false

        @Flag(name: .customLong("require-par"), help: "It has to push its authorization requests (RFC 9126).")
        var requiresPushedRequests = false

        @OptionGroup var json: JSONOption
        @OptionGroup var store: StoreOptions

        func run(on administration: Administration) async throws {
            let (added, secret) = try await administration.add(try newClient())
            var members = try added.json()
            members["client_secret"] = secret.map { .string($0.text) }
            var lines = ["Added the client \(added.client.id)."]
            if let secret {
                lines += [
                    "Its secret: \(secret.text)",
                    "Keep it: it is shown this once. A new one: mapae clients rotate-secret.",
                ]
            }
            try json.print(members, or: lines)
        }

        private func newClient() throws -> NewClient {
            var client = NewClient()
            client.id = id
            client.name = name
            client.redirectURIs = redirectURIs
            client.postLogoutRedirectURIs = postLogoutRedirectURIs
            client.backchannelLogoutURI = backchannelLogoutURI
            if !grants.isEmpty { client.grantTypes = try grants.map(ClientOption.grant) }
            client.authenticationMethod = try authenticationMethod()
            client.keys = try keys.map(ClientOption.keys)
            client.keysURI = keysURI
            client.scopes = scopes.isEmpty ? nil : scopes.joined(separator: " ")
            client.resources = resources
            if let tokenFormat {
                client.tokenFormat = try ClientOption.choice(
                    tokenFormat, of: AccessTokenFormat.allCases, "--token-format")
            }
            client.idTokenAlgorithm = idTokenAlgorithm
            client.isFirstParty = isFirstParty
            client.mayOmitPKCE = mayOmitPKCE
            client.bindsTokensWithDPoP = bindsTokens
            client.requiresPushedRequests = requiresPushedRequests
            return client
        }

        private func authenticationMethod() throws -> ClientAuthenticationMethod {
            guard let method else { return isPublic ? .none : .secretBasic }
            guard !isPublic else {
                throw ServerError(
                    .client, "A public client does not authenticate: leave out --auth-method or --public.")
            }
            let known = ClientAuthenticationMethod.allCases.filter { $0 != .none }
            return try ClientOption.choice(method, of: known, "--auth-method")
        }
    }
}
#endif
