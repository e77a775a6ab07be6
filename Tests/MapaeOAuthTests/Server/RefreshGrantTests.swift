import Mapae
import MapaeJOSE
import MapaeOAuth
import MapaeStore
import MapaeTesting
import Testing

@Suite("A refresh token is exchanged for new tokens")
struct RefreshGrantTests {
    private let bench: OAuthBench

    init() throws { bench = try OAuthBench() }

    @Test(
        "A client has at most twenty grants of one user: that which was used least lately makes room, and nobody else's"
    )
    func displaced() async throws {
        bench.users["u2"] = ["name": "Eva"]
        let client = try await bench.client("c1")
        let other = try await bench.client("c2")
        let login = try await bench.login()
        let first = try await bench.grant(other, login: login)
        let evas = try await bench.grant(client, login: try await bench.login("u2"))
        var grants: [Reply] = []
        for _ in 0..<20 {
            bench.time.advance(by: .seconds(1))
            grants.append(try await bench.grant(client, login: login))
        }
        bench.time.advance(by: .seconds(1))
        let refreshed = try await bench.refresh(client, grants[0].refreshToken)
        #expect(refreshed.status == 200)
        #expect(try await !bench.audit().contains("grant_displaced"))
        _ = try await bench.grant(client, login: login)
        #expect(try await bench.store.sessions(of: "u1").filter { $0.isGrant(for: "c1") }.count == 20)
        #expect(try await bench.audit().filter { $0 == "grant_displaced" }.count == 1)
        #expect(try await bench.refresh(client, grants[1].refreshToken).error == "invalid_grant")
        #expect(try await bench.introspect(client, grants[1].accessToken)["active"]?.bool == false)
        #expect(try await bench.refresh(client, refreshed.refreshToken).status == 200)
        #expect(try await bench.refresh(client, grants[2].refreshToken).status == 200)
        #expect(try await bench.refresh(other, first.refreshToken).status == 200)
        #expect(try await bench.refresh(client, evas.refreshToken).status == 200)
    }

    @Test("The new tokens are of the same grant, and the ID token has the old login's time and no nonce")
    func refresh() async throws {
        let client = try await bench.client("c1")
        let first = try await bench.grant(client, scope: "openid read", "&nonce=n")
        bench.time.advance(by: .seconds(600))
        let second = try await bench.refresh(client, first.refreshToken)
        #expect(second.names == ["access_token", "token_type", "expires_in", "refresh_token", "scope", "id_token"])
        #expect(try second.refreshToken != first.refreshToken && second.accessToken != first.accessToken)
        let (old, new) = (try first.claims(), try second.claims())
        for name in ["sub", "sid", "client_id", "aud", "scope", "auth_time", "acr"] {
            #expect(try old[name]?.serialized() == new[name]?.serialized(), "\(name)")
        }
        #expect(new["iat"]?.integer == bench.time.now.seconds)
        let identity = try second.claims("id_token")
        #expect(identity["nonce"] == nil && identity["sub"]?.string == "u1")
        #expect(identity["auth_time"]?.integer == old["auth_time"]?.integer)
        #expect(try await bench.audit().suffix(2) == ["grant_began", "grant_refreshed"])
    }

    @Test("R3: the same token again within the window gets the same successor, and a new access token")
    func replay() async throws {
        let client = try await bench.client("c1")
        let first = try await bench.grant(client)
        let second = try await bench.refresh(client, first.refreshToken)
        bench.time.advance(by: .seconds(9))
        let again = try await bench.refresh(client, first.refreshToken)
        #expect(try again.refreshToken == second.refreshToken && again.accessToken != second.accessToken)
        #expect(try await bench.refresh(client, second.refreshToken).status == 200)
    }

    @Test("R1: the same token again after the window is theft, and ends the grant with all its tokens")
    func stolen() async throws {
        let client = try await bench.client("c1")
        let first = try await bench.grant(client)
        let second = try await bench.refresh(client, first.refreshToken)
        bench.time.advance(by: .seconds(10))
        // Whatever else is wrong with the request.
        let reused = try await bench.refresh(client, first.refreshToken, [("scope", "admin")])
        #expect(reused.status == 400 && reused.error == "invalid_grant")
        #expect(try await bench.grantRecord() == nil)
        #expect(try await bench.refresh(client, second.refreshToken).error == "invalid_grant")
        #expect(try await bench.userInfo(second.accessToken).status == 401)
        #expect(try await bench.audit().last == "grant_reused" && bench.log.kinds.last == "grant_reused")
    }

    @Test("R2: of 64 refreshes with one token at once one is exchanged, and all get the same refresh token")
    func race() async throws {
        let client = try await bench.client("c1")
        var token = try await bench.grant(client).refreshToken
        for _ in 0..<8 {
            let presented = token
            let replies = try await withThrowingTaskGroup(of: Reply.self) { group in
                for _ in 0..<64 { group.addTask { try await bench.refresh(client, presented) } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(replies.allSatisfy { $0.status == 200 })
            let successors = Set(try replies.map { try $0.refreshToken })
            #expect(successors.count == 1)
            #expect(Set(try replies.map { try $0.accessToken }).count == 64)
            token = try #require(successors.first)
            bench.time.advance(by: .seconds(11))
        }
    }

    @Test("R7: another client's refresh token is refused, and nothing happens to the grant")
    func otherClient() async throws {
        let (own, other) = (try await bench.client("c1"), try await bench.client("c2", method: "none"))
        let token = try await bench.grant(own).refreshToken
        #expect(try await bench.refresh(other, token).error == "invalid_grant")
        #expect(try await bench.refresh(own, token).status == 200)
    }

    @Test("R17: a text that only looks like a token of the grant ends nothing, whoever knows the grant's id")
    func forged() async throws {
        let client = try await bench.client("c1", method: "none")
        let reply = try await bench.grant(client)
        let token = try reply.refreshToken
        let id = try #require(try reply.claims()["sid"]?.string)
        let forged = RefreshTokenText.forged(grantID: id)
        var cut = token
        cut.removeLast()
        for text in [
            forged, cut, token + "A", token + ".", token.uppercased(), "mapae_rt_\(id)", "mapae_rt_\(id).", "x", id,
            "mapae_rt_.", "mapae_rt_\(id)." + String(repeating: "A", count: 64), String(repeating: "a", count: 8192),
            try reply.accessToken,
        ] {
            #expect(try await bench.refresh(client, text).error == "invalid_grant", "\(text.prefix(60))")
        }
        #expect(try await bench.refresh(client, token).status == 200)
    }

    @Test("R8: scopes become less for one token, never more, and the grant keeps what it has")
    func narrowing() async throws {
        let client = try await bench.client("c1")
        var token = try await bench.grant(client, scope: "openid read").refreshToken
        for wide in ["openid read write", "write", "admin", "openid  read", "read \u{e9}"] {
            let refused = try await bench.refresh(client, token, [("scope", wide)])
            #expect(refused.status == 400 && refused.error == "invalid_scope", "\(wide)")
        }
        let less = try await bench.refresh(client, token, [("scope", "read")])
        #expect(less["scope"]?.string == "read" && less["id_token"] == nil)
        token = try less.refreshToken
        #expect(try await bench.refresh(client, token)["scope"]?.string == "openid read")
    }

    @Test("O41: resources become less for one token, and never more")
    func resources() async throws {
        let client = try await bench.client("c1")
        let api = QueryWriterText.escaped(OAuthBench.api)
        let contacts = QueryWriterText.escaped(OAuthBench.contacts)
        let first = try await bench.grant(client, scope: "read", "&resource=\(api)&resource=\(contacts)")
        #expect(
            try first.claims()["aud"]?.array?.compactMap(\.string) == [OAuthBench.api, OAuthBench.contacts])
        let one = try await bench.refresh(client, first.refreshToken, [("resource", OAuthBench.contacts)])
        #expect(try one.claims()["aud"]?.string == OAuthBench.contacts)
        let other = try await bench.refresh(client, one.refreshToken, [("resource", "https://other.example.com/")])
        #expect(other.error == "invalid_target")
        let all = try await bench.refresh(client, one.refreshToken)
        #expect(try all.claims()["aud"]?.array?.count == 2)
    }

    @Test("R9: a user who is gone or shut out, or whose login is over, ends the grant")
    func userGone() async throws {
        let client = try await bench.client("c1")
        let login = try await bench.login()
        let first = try await bench.grant(client, login: login)
        let offline = try await bench.grant(client, scope: "openid offline_access", login: login)
        _ = try await bench.sessions.end(session: try #require(login.sessionID), of: "u1")
        #expect(try await bench.refresh(client, first.refreshToken).error == "invalid_grant")
        #expect(try await bench.userInfo(first.accessToken).status == 401)
        #expect(try await bench.audit().last == "grant_refused")
        let second = try await bench.refresh(client, offline.refreshToken)
        #expect(second.status == 200)
        bench.users["u1"] = nil
        #expect(try await bench.refresh(client, second.refreshToken).error == "invalid_grant")
        #expect(try await bench.grantRecord() == nil)
    }

    @Test("R9: all sessions ended, a consent withdrawn, a client removed: nothing refreshes")
    func grantGone() async throws {
        let client = try await bench.client("c1")
        let ending = { @Sendable (record: SessionRecord) in
            SessionEnding(Revocation(id: record.id, endsAt: record.accessUntil ?? record.aliveUntil))
        }
        let first = try await bench.grant(client)
        _ = try await bench.sessions.endAll(of: "u1")
        #expect(try await bench.refresh(client, first.refreshToken).error == "invalid_grant")
        let second = try await bench.grant(client)
        _ = try await bench.store.withdraw(consentOf: "u1", for: "c1", recording: [], ending: ending)
        #expect(try await bench.refresh(client, second.refreshToken).error == "invalid_grant")
        let third = try await bench.grant(client)
        _ = try await bench.store.change(client: "c1") { _ in ClientChange(.remove, outcome: (), ending: ending) }
        let refused = try await bench.refresh(client, third.refreshToken)
        #expect(refused.status == 401 && refused.error == "invalid_client")
        #expect(try await bench.userInfo(third.accessToken).status == 401)
    }

    @Test("Of a login that ends, the grants that do not outlive it end at once where they are told")
    func loginEnds() async throws {
        let client = try await bench.client("c1")
        let login = try await bench.login()
        let first = try await bench.grant(client, login: login)
        let offline = try await bench.grant(client, scope: "openid offline_access", login: login)
        let ended = try await bench.server.endGrants(ofLogin: try #require(login.sessionID), of: "u1")
        #expect(ended == [try #require(try first.claims()["sid"]?.string)])
        #expect(try await bench.userInfo(first.accessToken).status == 401)
        #expect(try await bench.userInfo(offline.accessToken).status == 200)
    }

    @Test("R10: refreshing does not prolong a grant beyond its end")
    func overdue() async throws {
        let bench = try OAuthBench(settings: {
            $0.lifetimes.grant = .seconds(3600)
            $0.lifetimes.refreshToken = .seconds(3000)
        })
        let client = try await bench.client("c1")
        var reply = try await bench.grant(client, scope: "openid offline_access")
        for _ in 0..<3 {
            bench.time.advance(by: .seconds(1000))
            reply = try await bench.refresh(client, reply.refreshToken)
            #expect(reply.status == 200)
        }
        #expect(reply["expires_in"]?.integer == 600)
        bench.time.advance(by: .seconds(600))
        #expect(try await bench.refresh(client, reply.refreshToken).error == "invalid_grant")
        #expect(try await bench.audit().last == "grant_overdue")
    }

    @Test("R15: the store holds no refresh token, and what it holds opens nothing")
    func secrecy() async throws {
        let client = try await bench.client("c1")
        let first = try await bench.grant(client)
        let second = try await bench.refresh(client, first.refreshToken)
        let record = try #require(try await bench.grantRecord())
        var stored = "\(String(decoding: record.claims, as: UTF8.self)) \(record.scope)"
        for replay in record.replays { stored += String(decoding: replay.sealedSuccessor, as: UTF8.self) }
        for token in [try first.refreshToken, try second.refreshToken] {
            #expect(!stored.contains(try #require(token.split(separator: ".").last)))
        }
        #expect(record.replays.count == 1 && record.current.count == 32)
    }
}
