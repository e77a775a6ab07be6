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

    @Test(
        "What is named changes, and nothing else",
        arguments: [
            ({ $0.name = "Bestellungen" }, ["client_name": #""Bestellungen""#]),
            (
                {
                    $0.addedRedirectURIs = [new, old]
                    $0.removedRedirectURIs = [old]
                }, ["redirect_uris": #"["\#(new)","\#(old)"]"#]
            ),
            ({ $0.addedRedirectURIs = [old] }, [:]),
            (
                { $0.addedRedirectURIs = ["http://127.0.0.1/callback"] },
                [
                    "redirect_uris": #"["\#(old)","http://127.0.0.1/callback"]"#, "application_type": #""native""#,
                ]
            ),
            ({ $0.addedPostLogoutRedirectURIs = [new] }, ["post_logout_redirect_uris": #"["\#(new)"]"#]),
            ({ $0.scopes = "openid orders.read" }, ["scope": #""openid orders.read""#]),
            (
                {
                    $0.grantTypes = [.clientCredentials]
                    $0.removedRedirectURIs = [old]
                },
                [
                    "grant_types": #"["client_credentials"]"#, "response_types": "[]", "redirect_uris": "[]",
                ]
            ),
            ({ $0.addedResources = ["https://api.example/"] }, ["resources": #"["https://api.example/"]"#]),
            ({ $0.authenticationMethod = .secretPost }, ["token_endpoint_auth_method": #""client_secret_post""#]),
            ({ $0.tokenFormat = .opaque }, ["token_format": #""opaque""#]),
            ({ $0.idTokenAlgorithm = "ES256" }, ["id_token_signed_response_alg": #""ES256""#]),
            ({ $0.isFirstParty = true }, ["first_party": "true"]),
            ({ $0.mayOmitPKCE = true }, ["require_pkce": "false"]),
            ({ $0.bindsTokensWithDPoP = true }, ["dpop_bound_access_tokens": "true"]),
            ({ $0.requiresPushedRequests = true }, ["require_pushed_authorization_requests": "true"]),
        ] as [(@Sendable (inout ClientEdit) -> Void, [String: String])])
    func changed(_ change: @Sendable (inout ClientEdit) -> Void, _ expected: [String: String]) async throws {
        try await Self.with { administration, before in
            let after = try await administration.edit(client: "orders", Self.edit(change))
            #expect(try Self.members(after) == Self.members(before).merging(expected) { $1 })
            #expect(try Self.members(try await administration.client("orders")) == Self.members(after))
            #expect(after.client.secrets == before.client.secrets)
            let records = try await administration.audit(AuditFilter(kind: "client_changed"), limit: 9).map(\.record)
            #expect(records.count == 1 && records[0].actor == "operator")
            #expect(String(decoding: records[0].details, as: UTF8.self) == #"{"client_id":"orders"}"#)
        }
    }

    @Test(
        "What no client can be is refused by the name of its flag, and nothing is changed",
        arguments: [
            ("--name", { $0.name = "a\nb" }), ("--name", { $0.name = "" }),
            ("--add-redirect-uri", { $0.addedRedirectURIs = ["http://orders.example.com/"] }),
            ("--remove-redirect-uri", { $0.removedRedirectURIs = [new] }),
            ("--add-redirect-uri", { $0.removedRedirectURIs = [old] }),
            ("--add-post-logout-redirect-uri", { $0.addedPostLogoutRedirectURIs = ["x"] }),
            ("--remove-post-logout-redirect-uri", { $0.removedPostLogoutRedirectURIs = [old] }),
            ("--add-resource", { $0.addedResources = ["orders"] }),
            ("--remove-resource", { $0.removedResources = ["https://api.example/"] }),
            ("--scope", { $0.scopes = "orders.delete" }), ("--scope", { $0.scopes = "a  b" }),
            ("--grant", { $0.grantTypes = [.refreshToken] }),
            ("--id-token-alg", { $0.idTokenAlgorithm = "HS256" }),
            ("--auth-method", { $0.authenticationMethod = .privateKeyJWT }),
            ("--auth-method", { $0.authenticationMethod = ClientAuthenticationMethod.none }),
        ] as [(String, @Sendable (inout ClientEdit) -> Void)])
    func refused(_ flag: String, _ change: @Sendable (inout ClientEdit) -> Void) async throws {
        try await Self.with { administration, before in
            let error = await #expect(throws: ServerError.self) {
                try await administration.edit(client: "orders", Self.edit(change))
            }
            #expect(error?.code == .client)
            #expect(error?.message.hasPrefix(flag) == true, "\(error?.message ?? "none")")
            #expect(try Self.members(try await administration.client("orders")) == Self.members(before))
            #expect(try await administration.audit(AuditFilter(kind: "client_changed"), limit: 9).isEmpty)
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
                try await administration.edit(client: "nobody", ClientEdit())
            }
        }
        try await Self.with({ $0.authenticationMethod = .none }) { administration, _ in
            await #expect(throws: ServerError(.client, "")) {
                try await administration.edit(
                    client: "orders", Self.edit { $0.authenticationMethod = .secretBasic })
            }
        }
    }

    @Test("A scope that is no longer offered stays with who has it when something else is changed")
    func formerScope() async throws {
        try await Self.with({ $0.scopes = "openid orders.read" }) { administration, _ in
            let record = try #require(try await administration.server.store.client(id: "orders"))
            let offered = try ScopeList(parsing: "openid")
            let edited = try Self.edit { $0.name = "New" }.applied(to: Client(record), scopes: offered)
            #expect(edited.metadata.scopes.values == ["openid", "orders.read"])
            #expect(throws: ServerError(.client, "")) {
                try Self.edit { $0.scopes = "openid orders.read" }.applied(to: Client(record), scopes: offered)
            }
        }
    }
}
#endif
