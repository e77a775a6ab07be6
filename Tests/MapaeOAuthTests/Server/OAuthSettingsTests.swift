import Mapae
import MapaeJOSE
import MapaeOAuth
import MapaeStore
import Testing

@Suite("The settings of an authorization server")
struct OAuthSettingsTests {
    @Test(
        "O52: an issuer is an https address in one spelling, kept as it is written",
        arguments: [
            ("https://login.example.com", ""), ("https://login.example.com/", ""),
            ("https://login.example.com/tenant", "/tenant"), ("https://login.example.com/a/b/", "/a/b"),
            ("https://login.example.com:8443", ""), ("http://127.0.0.1:8080", ""), ("http://[::1]:8080/x", "/x"),
            ("http://localhost:8080", ""),
        ])
    func issuer(text: String, path: String) throws {
        let issuer = try Issuer(text)
        #expect(issuer.text == text && issuer.description == text && issuer.path == path)
        let base = text.hasSuffix("/") ? String(text.dropLast()) : text
        #expect(issuer.url("/oauth/token") == base + "/oauth/token")
    }

    @Test(
        "What is no such address is refused at start-up",
        arguments: [
            "", "login.example.com", "http://login.example.com", "https://", "https:///x", "https://a.example?x",
            "https://a.example?", "https://a.example#", "https://a.example/#x", "HTTPS://a.example",
            "https://A.example", "https://user@a.example", "https://a.example/../x", "https://a.example/%2e/x",
            "https://a.example//x", "https://a.example/ x", "https://a.example\\x", "http://127.0.0.1.example.com",
            "http://localhost.example.com", "ftp://a.example", "https://a.ex\u{e4}mple", "javascript:alert(1)",
        ])
    func badIssuer(text: String) {
        #expect(throws: OAuthSettingsError(.invalidIssuer)) { try Issuer(text) }
    }

    @Test("Lifetimes, paths and secrets that protect nothing are refused, and say which they are")
    func refused() throws {
        let changes: [(inout OAuthSettings) -> Void] = [
            { $0.lifetimes.code = .zero }, { $0.lifetimes.code = .seconds(601) },
            { $0.lifetimes.accessToken = .milliseconds(999) }, { $0.lifetimes.accessToken = .seconds(86_401) },
            { $0.lifetimes.usedCodeMemory = .seconds(1) }, { $0.lifetimes.clientAssertion = .seconds(301) },
            { $0.lifetimes.clientClockLeeway = .seconds(-1) }, { $0.lifetimes.deviceInterval = .zero },
            { $0.lifetimes.grant = .seconds(Int64.max) },
        ]
        for change in changes {
            let error = #expect(throws: OAuthSettingsError(.lifetimeOutOfRange)) {
                try OAuthBench(settings: change)
            }
            #expect(error?.description.hasPrefix("lifetime_out_of_range: ") ?? false)
        }
        for path in ["", "/", "token", "/token/", "/a//b", "/a/../b", "/{id}", "/to ken", "/oauth/userinfo", "/*"] {
            #expect(throws: OAuthSettingsError(.invalidEndpoint), "\(path)") {
                try OAuthBench(settings: { $0.endpoints.token = path })
            }
        }
        #expect(throws: OAuthSettingsError(.weakSecret)) {
            try OAuthBench(settings: { $0.dpopNonceSecret = Array(repeating: 1, count: 31) })
        }
    }

    @Test("An authority with a shared secret is refused: others could not check its tokens without making them")
    func sharedSecret() throws {
        let authority = try TokenAuthority(signingKey: .hs256(secret: OAuthBench.secret))
        let store = MemoryStore()
        #expect(throws: OAuthSettingsError(.unusableKey)) {
            try AuthorizationServer(
                issuer: Issuer(OAuthBench.issuer), sessions: Sessions(authority, store: store), store: store,
                users: StoredUsers(store))
        }
    }

    @Test("O59: tokens are signed with the key of the moment, and those of before are taken until it retires")
    func rotation() async throws {
        let store = MemoryStore()
        let users = KnownUsers()
        users["u1"] = ["name": "Ada"]
        let first = try SigningKey.generate(.es256, keyID: "first")
        let ring = LiveKeyRing(try KeyRing(signing: first))
        let authority = try TokenAuthority(liveKeys: ring)
        let server = try AuthorizationServer(
            issuer: Issuer(OAuthBench.issuer), sessions: Sessions(authority, store: store, events: { _ in }),
            store: store, users: users,
            settings: OAuthSettings(registration: .sample()))
        let client = Client(
            id: try #require(ClientID("c1")),
            metadata: try ClientMetadata(
                parsing: Array(
                    #"{"grant_types":["client_credentials"],"redirect_uris":[],"token_endpoint_auth_method":"client_secret_basic"}"#
                        .utf8), policy: .sample()),
            secrets: [try #require(ClientSecretDigest(secret: OAuthBench.secret))])
        #expect(try await store.insertIfAbsent(client.record(createdAt: 0), recording: []))
        func token() async throws -> Reply {
            try Reply(
                await server.token(
                    headers: OAuthBench.headers(client), body: Array("grant_type=client_credentials".utf8)))
        }
        func isActive(_ reply: Reply) async throws -> Bool? {
            try Reply(
                await server.introspect(
                    headers: OAuthBench.headers(client), body: Array("token=\(try reply.accessToken)".utf8)))["active"]?
                .bool
        }
        let before = try await token()
        let second = try SigningKey.generate(.es256, keyID: "second")
        ring.replace(
            by: try ring.ring.rotated(to: second, retiringAt: TokenClock.system.now().advanced(by: .seconds(900))))
        let after = try await token()
        #expect(try UnverifiedToken(after.accessToken).unverifiedHeader()["kid"]?.string == "second")
        #expect(try await isActive(before) == true)
        #expect(try await isActive(after) == true)
        ring.replace(by: try KeyRing(signing: second))
        #expect(try await isActive(before) == false)
    }

    @Test("The users of a store are told of by name and address, and not at all when they are shut out")
    func storedUsers() async throws {
        let store = MemoryStore()
        let users = StoredUsers(store)
        #expect(try await users.claims(of: "u1") == nil)
        var user = UserRecord(id: "u1", username: "ada", passwordHash: "x", createdAt: 0, email: "ada@example.com")
        #expect(try await store.insertIfAbsent(user, recording: []))
        let claims = try #require(try await users.claims(of: "u1"))
        #expect(claims.members.map(\.name) == ["preferred_username", "email", "email_verified"])
        #expect(claims["email_verified"]?.bool == false)
        user.disabledAt = 1
        let shut = user
        _ = try await store.change(user: "u1") { _ in UserChange(.put(shut), outcome: ()) }
        #expect(try await users.claims(of: "u1") == nil)
    }
}
