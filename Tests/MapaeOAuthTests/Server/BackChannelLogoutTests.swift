import HTTPTypes
import Mapae
import MapaeJOSE
import MapaeOAuth
import MapaeStore
import MapaeTesting
import Testing

@testable import MapaeOAuth

@Suite("Clients are told when a user logs out (OpenID Connect Back-Channel Logout)")
struct BackChannelLogoutTests {
    private let test: LogoutBench
    private var bench: OAuthBench { test.bench }

    init() throws { test = try LogoutBench() }

    @Test(
        "O56: a logout token names the login by its ID token's sid, is new each time, and passes for no other",
        arguments: ["RS256", "ES256"])
    func token(_ algorithm: String) async throws {
        let client = try await test.client("c1", #""id_token_signed_response_alg":"\#(algorithm)""#)
        let login = try await bench.browserLogin().login
        let reply = try await bench.grant(client, "&nonce=n", login: login)
        #expect(test.receiver.messages.isEmpty)
        let step = await bench.server.endSession(
            OAuthBench.form([("id_token_hint", try reply.text("id_token"))]), login: login)
        #expect(step.isDone)
        test.receiver.answer([500], at: LogoutBench.address("c1"))
        let sender = try test.sender()
        #expect(await sender.tellAllDue() == 1)
        bench.time.advance(by: .seconds(60))
        #expect(await sender.tellAllDue() == 1 && test.receiver.messages.count == 2)
        #expect(test.receiver.addresses.allSatisfy { $0 == LogoutBench.address("c1") })
        let claims = try test.receiver.messages.map { try test.claims($0.token) }
        let sid = try #require(try reply.claims("id_token")["sid"]?.string)
        for claims in claims {
            #expect(
                claims.members.map(\.name).sorted()
                    == ["aud", "events", "exp", "iat", "iss", "jti", "sid", "sub"])
            #expect(claims["iss"]?.string == OAuthBench.issuer && claims["sub"]?.string == "u1")
            #expect(claims["aud"]?.string == "c1")
            #expect(claims["sid"]?.string == sid)
            let events = try #require(claims["events"]?.object)
            #expect(events.members.map(\.name) == ["http://schemas.openid.net/event/backchannel-logout"])
            #expect(events.members.first?.value.object?.members.isEmpty == true)
            let (start, end) = (try #require(claims["iat"]?.integer), try #require(claims["exp"]?.integer))
            #expect(end - start == 120)
        }
        #expect(claims[0]["jti"]?.string != claims[1]["jti"]?.string)
        #expect(claims[1]["iat"]?.integer == bench.time.now.seconds)
        let token = test.receiver.messages[1].token
        let jws = try JWSVerifier(keys: bench.server.publicKeys().keys).verify(
            token, type: .logoutToken, at: bench.time.now)
        #expect(jws.algorithm.description == algorithm)
        #expect(try await bench.userInfo(token).status == 401)
        #expect(try await bench.introspect(client, token)["active"]?.bool == false)
        let hinted = await bench.server.endSession(OAuthBench.form([("id_token_hint", token)]), login: nil)
        #expect(hinted.error?.code == .invalidRequest)
    }

    static let logouts: [(String, @Sendable (OAuthBench, UserLogin) async throws -> Void)] = [
        ("the login is ended", { _ = try await $0.sessions.end(session: $1.sessionID ?? "", of: $1.subject) }),
        ("all sessions are ended", { bench, login in _ = try await bench.sessions.endAll(of: login.subject) }),
        (
            "the user is changed with an end of all sessions",
            { bench, login in
                let sweep = bench.sessions.sweep()
                _ = try await bench.store.change(user: login.subject) { _ in
                    UserChange(.keep, ending: sweep, outcome: 0)
                }
            }
        ),
        (
            "the user ends the client's grant",
            { bench, login in
                let grant = try #require(try await bench.grantRecord())
                _ = try await bench.sessions.end(session: grant.id, of: login.subject)
            }
        ),
        (
            "the user takes the consent back",
            { bench, login in
                _ = try await bench.store.withdraw(consentOf: login.subject, for: "c1", recording: []) {
                    SessionEnding(Revocation(id: $0.id, endsAt: 1))
                }
            }
        ),
    ]

    @Test("A client is told, once, where", arguments: logouts)
    func told(_ name: String, _ end: @Sendable (OAuthBench, UserLogin) async throws -> Void) async throws {
        let login = try await test.login(at: try await test.client("c1"))
        let sender = try test.sender()
        #expect(await sender.tellAllDue() == 0)
        try await end(bench, login)
        #expect(await sender.tellAllDue() == 1, "\(name)")
        #expect(await sender.tellAllDue() == 0)
        #expect(test.receiver.addresses == [LogoutBench.address("c1")])
        #expect(bench.log.kinds.last == "client_logout_told")
        #expect(try await bench.audit().last == "client_logout_told")
    }

    @Test("A client that gives its grant back, or one of whose tokens was stolen, is not told")
    func notTold() async throws {
        let client = try await test.client("c1")
        let login = try await bench.login()
        let first = try await bench.grant(client, login: login)
        _ = await bench.revoke(client, try first.refreshToken)
        let second = try await bench.grant(client, login: login)
        let next = try await bench.refresh(client, second.refreshToken)
        bench.time.advance(by: .seconds(60))
        #expect(try await bench.refresh(client, second.refreshToken).error == "invalid_grant")
        #expect(try await bench.refresh(client, next.refreshToken).error == "invalid_grant")
        let code = try await bench.code(client, login: login)
        #expect(try await bench.redeem(client, code).status == 200)
        #expect(try await bench.redeem(client, code).error == "invalid_grant")
        let sender = try test.sender()
        #expect(await sender.tellAllDue() == 0)
        // It may know the user all the same, so that it is told of the logout, by each sid.
        try await test.end(login)
        #expect(await sender.tellAllDue() == 3)
        let ids = try test.receiver.messages.map { try test.claims($0.token)["sid"]?.string }
        #expect(Set(ids).count == 3)
    }

    @Test("With offline_access a client is told, and its refresh token goes on; without, it ends (§2.7)")
    func offline() async throws {
        let client = try await test.client("c1")
        let login = try await bench.login()
        let offline = try await bench.grant(client, scope: "openid offline_access", login: login)
        let online = try await bench.grant(client, login: login)
        // Long after the last of its access tokens.
        bench.time.advance(by: .seconds(7200))
        try await test.end(login)
        let sender = try test.sender()
        #expect(await sender.tellAllDue() == 2)
        #expect(try await bench.refresh(client, online.refreshToken).error == "invalid_grant")
        #expect(try await bench.refresh(client, offline.refreshToken).status == 200)
    }

    @Test("Who has no address, or no ID token, or another login, is not told")
    func others() async throws {
        let (wants, other) = (try await test.client("c1"), try await bench.client("c2"))
        let login = try await test.login(at: other)
        _ = try await bench.grant(wants, scope: "read", login: login)
        let another = try await test.login(at: wants)
        let sender = try test.sender()
        try await test.end(login)
        #expect(await sender.tellAllDue() == 0)
        try await test.end(another)
        #expect(await sender.tellAllDue() == 1)
    }

    @Test("Where nobody can be told it is not offered, not registered and not remembered; elsewhere it is")
    func offered() async throws {
        let json = #"""
            {"redirect_uris":["https://c.example/cb"],"backchannel_logout_uri":"https://c.example/out",
            "backchannel_logout_session_required":true}
            """#
        for isOffered in [false, true] {
            let bench = try OAuthBench(
                postLogout: isOffered ? test.receiver.post : nil, settings: { $0.registrationAccess = .open })
            let metadata = bench.server.metadata()
            for name in ["backchannel_logout_supported", "backchannel_logout_session_supported"] {
                #expect(metadata[name]?.bool == (isOffered ? true : nil), "\(name)")
            }
            let reply = try Reply(
                await bench.server.register(headers: [.contentType: "application/json"], body: Array(json.utf8)))
            #expect(reply["backchannel_logout_uri"]?.string == (isOffered ? "https://c.example/out" : nil))
            #expect(reply["backchannel_logout_session_required"]?.bool == (isOffered ? true : nil))
            #expect((LogoutSender(bench.server) != nil) == isOffered)
            let client = try await bench.client("c1", #""backchannel_logout_uri":"https://c1.example/out""#)
            _ = try await bench.grant(client)
            _ = try await bench.sessions.endAll(of: "u1")
            let next = try await bench.store.nextLogout()
            #expect((next != nil) == isOffered)
        }
    }

    @Test(
        "O56: only an https address without fragment is taken down",
        arguments: ["http://c.example/out", "https://c.example/out#f", "//c.example/out", "javascript:alert(1)", "x"])
    func address(_ text: String) async throws {
        let bench = try OAuthBench(postLogout: test.receiver.post, settings: { $0.registrationAccess = .open })
        let json = #"{"redirect_uris":["https://c.example/cb"],"backchannel_logout_uri":"\#(text)"}"#
        let reply = try Reply(
            await bench.server.register(headers: [.contentType: "application/json"], body: Array(json.utf8)))
        #expect(reply.status == 400 && reply.error == "invalid_client_metadata")
    }
}
