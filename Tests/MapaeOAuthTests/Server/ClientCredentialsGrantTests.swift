import MapaeJOSE
import MapaeOAuth
import MapaeStore
import Testing

@Suite("A client gets a token for itself")
struct ClientCredentialsGrantTests {
    private let bench: OAuthBench

    init() throws { bench = try OAuthBench() }

    private func ask(_ client: Client, _ further: [(String, String)] = []) async throws -> Reply {
        try await bench.token(client, [("grant_type", "client_credentials")] + further)
    }

    @Test("It is about the client, belongs to no grant, and no refresh token comes with it (RFC 6749 section 4.4.3)")
    func token() async throws {
        let client = try await bench.client("c1")
        let reply = try await ask(client, [("scope", "read")])
        #expect(reply.names == ["access_token", "token_type", "expires_in", "scope"])
        let claims = try reply.claims()
        #expect(claims["sub"]?.string == "c1" && claims["client_id"]?.string == "c1")
        #expect(claims["sid"] == nil && claims["auth_time"] == nil && claims["aud"]?.string == OAuthBench.issuer)
        #expect(try await bench.audit() == [])
        #expect(bench.log.kinds == ["client_token_issued"])
    }

    @Test("O39: it has no scope that is about a user, and none that the client has not")
    func scopes() async throws {
        let client = try await bench.client("c1", #""scope":"openid offline_access read""#)
        #expect(try await ask(client)["scope"]?.string == "read")
        for scope in ["openid", "write", "read offline_access"] {
            #expect(try await ask(client, [("scope", scope)]).error == "invalid_scope")
        }
    }

    @Test("O41: it is for the resource that is asked for, and for no other")
    func resource() async throws {
        let client = try await bench.client("c1")
        let reply = try await ask(client, [("resource", OAuthBench.api)])
        #expect(try reply.claims()["aud"]?.string == OAuthBench.api)
        #expect(try await ask(client, [("resource", "https://x.example.com/")]).error == "invalid_target")
    }

    @Test("O38: a client with the id of a user gets none")
    func impersonation() async throws {
        let client = try await bench.client("user")
        let user = UserRecord(id: "user", username: "ada", passwordHash: nil, createdAt: 0)
        #expect(try await bench.store.insertIfAbsent(user, recording: []))
        let reply = try await ask(client)
        #expect(reply.status == 400 && reply.error == "unauthorized_client")
        // Also where the users are somewhere else than in the store.
        #expect(try await ask(try await bench.client("u1")).error == "unauthorized_client")
    }

    @Test("An opaque one is a row of its own, and goes with its client")
    func opaque() async throws {
        let client = try await bench.client("c1") { $0.tokenFormat = .opaque }
        let reply = try await ask(client)
        let token = try reply.accessToken
        #expect(token.hasPrefix("mapae_at_") && token.utf8.count == 52)
        #expect(try await bench.introspect(client, token)["active"]?.bool == true)
        let issuer = try ResourceIndicator(OAuthBench.issuer)
        let other = try await bench.client("c2") { $0.resources = [issuer] }
        #expect(try await bench.introspect(other, token)["sub"]?.string == "c1")
        _ = try await bench.store.change(client: "c1") { _ in
            ClientChange(.remove, outcome: ()) { SessionEnding(Revocation(id: $0.id, endsAt: 0)) }
        }
        #expect(try await bench.introspect(other, token).body == #"{"active":false}"#)
    }

    @Test("A public client, and one that has not registered the grant, get none")
    func refused() async throws {
        let device = GrantType.deviceCode.rawValue
        let client = try await bench.client("c1", #""grant_types":["\#(device)"],"redirect_uris":[]"#)
        #expect(try await ask(client).error == "unauthorized_client")
        let open = try await bench.client("c2", method: "none")
        #expect(try await ask(open).error == "unauthorized_client")
    }
}
