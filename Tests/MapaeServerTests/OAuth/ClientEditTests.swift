#if Server
import MapaeJOSE
import MapaeOAuth
import MapaeStore
import Testing

@testable import MapaeServer

@Suite("A client is changed in its place")
struct ClientEditTests {
    private static let old = "https://orders.example.com/callback"
    private static let new = "https://orders.example.com/new"
    private static let local = "http://127.0.0.1/callback"
    private static let keys = "https://orders.example.com/jwks"
    private static let logout = "https://orders.example.com/logout"

    private static func with(
        _ change: (inout NewClient) -> Void = { _ in }, _ body: (Administration, ClientView) async throws -> Void
    ) async throws {
        try await Fixture.with(changing: { $0.oauth.scopes = "orders.read orders.write" }) { fixture in
            let administration = Administration(server: fixture.server)
            var client = NewClient()
            client.id = "orders"
            client.name = "Orders"
            client.redirectURIs = [old]
            change(&client)
            try await body(administration, try await administration.add(client).client)
        }
    }

    private static func edit(_ change: (inout ClientEdit) -> Void) -> ClientEdit {
        var edit = ClientEdit()
        change(&edit)
        return edit
    }

    private static func members(_ view: ClientView) throws -> [String: String] {
        var members: [String: String] = [:]
        for member in try view.json().members {
            members[member.name] = String(decoding: try member.value.serialized(), as: UTF8.self)
        }
        return members
    }

    /// A change, and what comes of it.
    struct Case: Sendable {
        let change: @Sendable (inout ClientEdit) -> Void
        /// The members that are others afterwards.
        var members: [String: String] = [:]
        /// The flag that an error begins with.
        var flag = ""

        init(_ members: [String: String], _ change: @escaping @Sendable (inout ClientEdit) -> Void) {
            self.change = change
            self.members = members
        }

        init(_ flag: String, _ change: @escaping @Sendable (inout ClientEdit) -> Void) {
            self.change = change
            self.flag = flag
        }
    }

    static let changes = [
        Case(["client_name": #""Bestellungen""#]) { $0.name = "Bestellungen" },
        Case(["redirect_uris": #"["\#(new)","\#(old)"]"#]) {
            $0.addedRedirectURIs = [new, old]
            $0.removedRedirectURIs = [old]
        },
        Case([:]) { $0.addedRedirectURIs = [old] },
        Case(["redirect_uris": #"["\#(old)","\#(local)"]"#, "application_type": #""native""#]) {
            $0.addedRedirectURIs = [local]
        },
        Case(["post_logout_redirect_uris": #"["\#(new)"]"#]) { $0.addedPostLogoutRedirectURIs = [new] },
        Case(["jwks_uri": #""\#(keys)""#]) { $0.keysURI = .set(keys) },
        Case(["backchannel_logout_uri": #""\#(logout)""#]) { $0.backchannelLogoutURI = .set(logout) },
        Case(["scope": #""openid orders.read""#]) { $0.scopes = "openid orders.read" },
        Case(["grant_types": #"["client_credentials"]"#, "response_types": "[]", "redirect_uris": "[]"]) {
            $0.grantTypes = [.clientCredentials]
            $0.removedRedirectURIs = [old]
        },
        Case(["resources": #"["https://api.example/"]"#]) { $0.addedResources = ["https://api.example/"] },
        Case(["token_endpoint_auth_method": #""client_secret_post""#]) { $0.authenticationMethod = .secretPost },
        Case(["token_format": #""opaque""#]) { $0.tokenFormat = .opaque },
        Case(["id_token_signed_response_alg": #""ES256""#]) { $0.idTokenAlgorithm = "ES256" },
        Case(["first_party": "true"]) { $0.isFirstParty = true },
        Case(["require_pkce": "false"]) { $0.mayOmitPKCE = true },
        Case(["dpop_bound_access_tokens": "true"]) { $0.bindsTokensWithDPoP = true },
        Case(["require_pushed_authorization_requests": "true"]) { $0.requiresPushedRequests = true },
    ]

    @Test("What is named changes, and nothing else", arguments: changes)
    func changed(_ example: Case) async throws {
        try await Self.with { administration, before in
            let after = try await administration.edit(client: "orders", Self.edit(example.change))
            #expect(try Self.members(after) == Self.members(before).merging(example.members) { $1 })
            #expect(try Self.members(try await administration.client("orders")) == Self.members(after))
            #expect(after.client.secrets == before.client.secrets)
            let records = try await administration.audit(AuditFilter(kind: "client_changed"), limit: 9).map(\.record)
            #expect(records.count == 1 && records[0].actor == "operator")
            #expect(String(decoding: records[0].details, as: UTF8.self) == #"{"client_id":"orders"}"#)
        }
    }

    static let mistakes = [
        Case("--name") { $0.name = "a\nb" },
        Case("--name") { $0.name = "" },
        Case("--add-redirect-uri") { $0.addedRedirectURIs = ["http://orders.example.com/"] },
        Case("--remove-redirect-uri") { $0.removedRedirectURIs = [new] },
        Case("--add-redirect-uri") { $0.removedRedirectURIs = [old] },
        Case("--add-post-logout-redirect-uri") { $0.addedPostLogoutRedirectURIs = ["x"] },
        Case("--remove-post-logout-redirect-uri") { $0.removedPostLogoutRedirectURIs = [old] },
        Case("--add-resource") { $0.addedResources = ["orders"] },
        Case("--remove-resource") { $0.removedResources = ["https://api.example/"] },
        Case("--scope") { $0.scopes = "orders.delete" },
        Case("--scope") { $0.scopes = "a  b" },
        Case("--grant") { $0.grantTypes = [.refreshToken] },
        Case("--id-token-alg") { $0.idTokenAlgorithm = "HS256" },
        Case("--auth-method") { $0.authenticationMethod = .privateKeyJWT },
        // Nobody knows where this server is, and so it asks nobody on its own machine.
        Case("--jwks-uri") { $0.keysURI = .set("http://127.0.0.1:9/jwks") },
        Case("--jwks-uri") { $0.keysURI = .set("orders") },
        Case("--jwks-uri and --jwks") {
            $0.keysURI = .set(keys)
            $0.keys = JSONValue.object([:])
        },
        Case("--no-jwks-uri") { $0.keysURI = .removed },
        Case("--backchannel-logout-uri") { $0.backchannelLogoutURI = .set("http://127.0.0.1:9/logout") },
        Case("--backchannel-logout-uri") { $0.backchannelLogoutURI = .set(logout + "#a") },
        Case("--no-backchannel-logout-uri") { $0.backchannelLogoutURI = .removed },
        Case("--auth-method") { $0.authenticationMethod = ClientAuthenticationMethod.none },
    ]

    @Test("Who names nothing is asked what is to change")
    func nothing() async throws {
        try await Self.with { administration, _ in
            await #expect(throws: ServerError(.client, "")) {
                try await administration.edit(client: "orders", ClientEdit())
            }
        }
    }

    @Test("What no client can be is refused by the name of its flag, and nothing is changed", arguments: mistakes)
    func refused(_ example: Case) async throws {
        try await Self.with { administration, before in
            let error = await #expect(throws: ServerError.self) {
                try await administration.edit(client: "orders", Self.edit(example.change))
            }
            #expect(error?.code == .client)
            #expect(error?.message.hasPrefix(example.flag) == true, "\(error?.message ?? "none")")
            // Outside of the macro, in which the compiler does not see that the closure throws.
            let after = try await administration.client("orders")
            let records = try await administration.audit(AuditFilter(kind: "client_changed"), limit: 9)
            #expect(try Self.members(after) == Self.members(before) && records.isEmpty)
        }
    }

    @Test("A client that authenticates with a secret again has none until it is given one; a public one stays public")
    func methods() async throws {
        try await Self.with { administration, _ in
            let keys = try JWKSet([SigningKey.generate(.es256, keyID: "k").verificationKey]).serialized()
            let first = try await administration.edit(
                client: "orders",
                Self.edit {
                    $0.authenticationMethod = .privateKeyJWT
                    $0.keys = try? JSONValue(parsing: keys)
                })
            #expect(first.client.secrets.isEmpty && first.client.metadata.keys != nil)
            let second = try await administration.edit(
                client: "orders", Self.edit { $0.authenticationMethod = .secretBasic })
            #expect(second.client.secrets.isEmpty)
            let secret = try await administration.rotateSecret(ofClient: "orders", atOnce: true)
            #expect(try await administration.client("orders").client.secrets == [secret.digest])
            await #expect(throws: ServerError(.noClient, "")) {
                try await administration.edit(client: "nobody", Self.edit { $0.name = "Nobody" })
            }
        }
        try await Self.with({ $0.authenticationMethod = .none }) { administration, _ in
            await #expect(throws: ServerError(.client, "")) {
                try await administration.edit(
                    client: "orders", Self.edit { $0.authenticationMethod = .secretBasic })
            }
        }
    }

    @Test(
        "Keys of a file and keys at an address take each other's place; who authenticates with them keeps one of both")
    func clientKeys() async throws {
        try await Self.with { administration, _ in
            let set = try JWKSet([SigningKey.generate(.es256, keyID: "k").verificationKey]).serialized()
            let first = try await administration.edit(
                client: "orders",
                Self.edit {
                    $0.authenticationMethod = .privateKeyJWT
                    $0.keysURI = .set(Self.keys)
                }
            ).json()
            #expect(first["jwks_uri"]?.string == Self.keys && first["jwks"] == nil)
            await #expect(throws: ServerError(.client, "")) {
                try await administration.edit(client: "orders", Self.edit { $0.keysURI = .removed })
            }
            let second = try await administration.edit(
                client: "orders", Self.edit { $0.keys = try? JSONValue(parsing: set) }
            ).json()
            #expect(second["jwks"] != nil && second["jwks_uri"] == nil)
            let third = try await administration.edit(
                client: "orders", Self.edit { $0.keysURI = .set(Self.keys) }
            ).json()
            #expect(third["jwks_uri"]?.string == Self.keys && third["jwks"] == nil)
            let fourth = try await administration.edit(
                client: "orders",
                Self.edit {
                    $0.authenticationMethod = .secretBasic
                    $0.keysURI = .removed
                }
            ).json()
            #expect(fourth["jwks_uri"] == nil && fourth["jwks"] == nil)
        }
    }

    @Test("A client that was told of logouts is not told of them any more")
    func withoutLogout() async throws {
        try await Self.with({ $0.backchannelLogoutURI = Self.logout }) { administration, before in
            let after = try await administration.edit(
                client: "orders", Self.edit { $0.backchannelLogoutURI = .removed })
            var members = try Self.members(before)
            let removed = members.removeValue(forKey: "backchannel_logout_uri")
            #expect(removed == "\"\(Self.logout)\"")
            #expect(try Self.members(after) == members)
        }
    }

    @Test(
        "What a client has on this machine stays its own; a new address there is for servers that only it reaches (O49)"
    )
    func loopback() async throws {
        try await Fixture.with(changing: { $0.oauth.issuer = "http://127.0.0.1:8080" }) { fixture in
            let administration = Administration(server: fixture.server)
            var new = NewClient()
            new.id = "orders"
            new.redirectURIs = [Self.old]
            new.authenticationMethod = .privateKeyJWT
            new.keysURI = "http://127.0.0.1:9/jwks"
            new.backchannelLogoutURI = "http://127.0.0.1:9/logout"
            _ = try await administration.add(new)
            let renamed = try await administration.edit(client: "orders", Self.edit { $0.name = "New" }).json()
            #expect(renamed["client_name"]?.string == "New")
            #expect(renamed["jwks_uri"]?.string == "http://127.0.0.1:9/jwks")
            #expect(renamed["backchannel_logout_uri"]?.string == "http://127.0.0.1:9/logout")
            let moved = try await administration.edit(
                client: "orders", Self.edit { $0.backchannelLogoutURI = .set("http://localhost:9/logout") })
            #expect(moved.client.metadata.backchannelLogoutURI == "http://localhost:9/logout")
            // As where others reach the server.
            let offered = try fixture.server.settings.scopes()
            let edited = try Self.edit { $0.name = "Newer" }
                .applied(to: moved.client, scopes: offered, allowsLoopback: false)
            #expect(edited.metadata.backchannelLogoutURI == "http://localhost:9/logout")
            #expect(throws: ServerError(.client, "")) {
                try Self.edit { $0.keysURI = .set("http://localhost:9/jwks") }
                    .applied(to: moved.client, scopes: offered, allowsLoopback: false)
            }
        }
    }

    @Test("A scope that is no longer offered stays with who has it when something else is changed")
    func formerScope() async throws {
        try await Self.with({ $0.scopes = "openid orders.read" }) { administration, _ in
            let record = try #require(try await administration.server.store.client(id: "orders"))
            // The tests have a type of that name too.
            let client = try MapaeOAuth.Client(record)
            let offered = try ScopeList(parsing: "openid")
            let edited = try Self.edit { $0.name = "New" }.applied(to: client, scopes: offered, allowsLoopback: false)
            #expect(edited.metadata.scopes.values == ["openid", "orders.read"])
            #expect(throws: ServerError(.client, "")) {
                try Self.edit { $0.scopes = "openid orders.read" }
                    .applied(to: client, scopes: offered, allowsLoopback: false)
            }
        }
    }
}
#endif
