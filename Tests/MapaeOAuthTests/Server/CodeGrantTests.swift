import HTTPTypes
import Mapae
import MapaeJOSE
import MapaeOAuth
import MapaeStore
import MapaeTesting
import Testing

@Suite("A code is exchanged for tokens")
struct CodeGrantTests {
    private let bench: OAuthBench

    init() throws { bench = try OAuthBench() }

    @Test("O54 O22: the answer has all tokens, is never cached, and the ID token repeats the nonce byte by byte")
    func answer() async throws {
        let client = try await bench.client("c1")
        let nonce = "e\u{301} & n=1"
        let reply = try await bench.grant(
            client, scope: "openid profile read", "&nonce=\(QueryWriterText.escaped(nonce))")
        #expect(reply.names == ["access_token", "token_type", "expires_in", "refresh_token", "scope", "id_token"])
        #expect(reply["token_type"]?.string == "Bearer" && reply["expires_in"]?.integer == 900)
        #expect(reply["scope"]?.string == "openid profile read")
        #expect(reply.headers[.cacheControl] == "no-store")
        #expect(reply.headers[try #require(HTTPField.Name("Pragma"))] == "no-cache")
        let claims = try reply.claims("id_token")
        #expect(Array(try #require(claims["nonce"]?.string).utf8) == Array(nonce.utf8))
    }

    @Test("RFC 9068: the access token says who, for whom, for what and until when, and is of type at+jwt")
    func accessToken() async throws {
        let client = try await bench.client("c1")
        let reply = try await bench.grant(client, scope: "openid read")
        let header = try UnverifiedToken(try reply.accessToken).unverifiedHeader()
        #expect(header["typ"]?.string == "at+jwt" && header["alg"]?.string == "ES256" && header["kid"]?.string == "ec")
        let claims = try reply.claims()
        let now = bench.time.now.seconds
        let grant = try #require(try await bench.grantRecord())
        #expect(claims["iss"]?.string == OAuthBench.issuer && claims["aud"]?.string == OAuthBench.issuer)
        #expect(claims["sub"]?.string == "u1" && claims["client_id"]?.string == "c1")
        #expect(claims["iat"]?.integer == now && claims["exp"]?.integer == now + 900)
        #expect(claims["sid"]?.string == grant.id && claims["scope"]?.string == "openid read")
        #expect(claims["auth_time"]?.integer == now && claims["acr"]?.string == "urn:example:pwd")
        #expect(claims["amr"]?.array?.compactMap(\.string) == ["pwd"])
        #expect(claims["jti"]?.string?.utf8.count == 22 && claims["cnf"] == nil)
        #expect(grant.clientID == "c1" && grant.subject == "u1" && grant.scope == "openid read")
        #expect(grant.accessUntil == now + 900 && grant.aliveUntil == now + 30 * 86_400)
    }

    @Test("The ID token is signed with what its client has registered, and says nothing but what it should")
    func idToken() async throws {
        let client = try await bench.client("c1")
        let reply = try await bench.grant(client, scope: "openid profile email", "&nonce=n")
        let header = try UnverifiedToken(try reply.text("id_token")).unverifiedHeader()
        #expect(header["alg"]?.string == "RS256" && header["kid"]?.string == "rsa" && header["typ"]?.string == "JWT")
        let verifier = try JWSVerifier(keys: [bench.rsa.verificationKey])
        _ = try verifier.verify(try reply.text("id_token"), type: .jwt, at: bench.time.now)
        let claims = try reply.claims("id_token")
        #expect(
            claims.members.map(\.name).sorted()
                == ["acr", "amr", "at_hash", "aud", "auth_time", "exp", "iat", "iss", "nonce", "sid", "sub"])
        #expect(claims["aud"]?.string == "c1" && claims["exp"]?.integer == bench.time.now.seconds + 300)
        let other = try await bench.client("c2", #""id_token_signed_response_alg":"ES256""#)
        let second = try await bench.grant(other)
        #expect(try UnverifiedToken(try second.text("id_token")).unverifiedHeader()["alg"]?.string == "ES256")
        // Registered once, and there is no key for it any more.
        let third = try await bench.client("c3", #""id_token_signed_response_alg":"EdDSA""#)
        let refused = try await bench.redeem(third, bench.code(third))
        #expect(refused.status == 500 && refused.error == "server_error")
    }

    @Test("Claims stand in the ID token where the request asks for them there, and none that would say who it is about")
    func requestedClaims() async throws {
        let client = try await bench.client("c1")
        let wishes =
            #"{"id_token":{"email":null,"team":{"essential":true},"iss":null,"type":null,"nickname":null,"x":null}}"#
        let reply = try await bench.grant(client, "&claims=\(QueryWriterText.escaped(wishes))")
        let claims = try reply.claims("id_token")
        #expect(claims["email"]?.string == "ada@example.com" && claims["team"]?.string == "blue")
        #expect(claims["iss"]?.string == OAuthBench.issuer)
        for name in ["type", "nickname", "x", "name"] { #expect(claims[name] == nil, "\(name)") }
    }

    @Test("Without openid there is no ID token, without the grant no refresh token, and there is a grant all the same")
    func less() async throws {
        let client = try await bench.client("c1", #""grant_types":["authorization_code"]"#)
        let reply = try await bench.grant(client, scope: "read")
        #expect(reply.names == ["access_token", "token_type", "expires_in", "scope"])
        let grant = try #require(try await bench.grantRecord())
        #expect(grant.aliveUntil == grant.accessUntil)
    }

    @Test("OpenID Connect Core 11: a client that wants it so gets a refresh token for offline_access alone")
    func offline() async throws {
        let client = try await bench.client("c1") { $0.needsOfflineAccess = true }
        #expect(try await bench.grant(client, scope: "openid")["refresh_token"] == nil)
        let login = try await bench.login()
        let reply = try await bench.grant(client, scope: "openid offline_access", login: login)
        #expect(reply["refresh_token"] != nil)
        let grants = try await bench.store.sessions(of: "u1").filter { $0.clientID != nil }
        #expect(grants.count == 2 && grants.count { $0.loginID == nil } == 1)
    }

    @Test("O12: another client's code is refused, and stays good for its own")
    func otherClient() async throws {
        let (own, other) = (try await bench.client("c1"), try await bench.client("c2"))
        let code = try await bench.code(own)
        let refused = try await bench.redeem(other, code)
        let unknown = try await bench.redeem(other, String(code.reversed()))
        #expect(refused.status == 400 && refused.error == "invalid_grant" && refused.body == unknown.body)
        #expect(try await bench.redeem(own, code).status == 200)
    }

    @Test("O13: with another address, or none, the code is dead")
    func address() async throws {
        let client = try await bench.client("c1")
        for address in [nil, OAuthBench.address + "/", "https://client.example.com/CB", ""] {
            let code = try await bench.code(client)
            #expect(try await bench.redeem(client, code, address: address).error == "invalid_grant")
            #expect(try await bench.redeem(client, code).error == "invalid_grant")
        }
        #expect(try await bench.grantRecord() == nil)
    }

    @Test("O16: without the verifier, with another, and with one too many, the code is dead")
    func verifier() async throws {
        let client = try await bench.client("c1") { $0.requiresPKCE = false }
        let other = String(repeating: "a", count: 43)
        for (query, verifier): (String, String?) in [
            ("", nil), ("", other), ("&nonce=n&code_challenge_none", OAuthBench.verifier),
        ] {
            let code = try await bench.code(client, scope: "openid", query)
            #expect(try await bench.redeem(client, code, verifier: verifier).error == "invalid_grant", "\(query)")
            let right = query.isEmpty ? OAuthBench.verifier : nil
            #expect(try await bench.redeem(client, code, verifier: right).error == "invalid_grant", "\(query)")
        }
        // And without both it is as it should be, with a nonce in its place.
        let code = try await bench.code(client, scope: "openid", "&nonce=n&code_challenge_none")
        #expect(try await bench.redeem(client, code, verifier: nil).status == 200)
    }

    @Test("O14: a code lives a minute, and is stored as its digest alone")
    func lifetime() async throws {
        let client = try await bench.client("c1")
        let (first, second) = (try await bench.code(client), try await bench.code(client))
        #expect(first.utf8.count == 43 && first != second)
        bench.time.advance(by: .seconds(59))
        #expect(try await bench.redeem(client, first).status == 200)
        bench.time.advance(by: .seconds(1))
        #expect(try await bench.redeem(client, second).error == "invalid_grant")
    }

    @Test("A code of who has logged out, was shut out or has ended all sessions is worth nothing")
    func userGone() async throws {
        let client = try await bench.client("c1")
        let ended = try await bench.login()
        let code = try await bench.code(client, login: ended)
        _ = try await bench.sessions.end(session: try #require(ended.sessionID), of: "u1")
        #expect(try await bench.redeem(client, code).error == "invalid_grant")
        let second = try await bench.code(client, scope: "openid offline_access")
        _ = try await bench.sessions.endAll(of: "u1")
        #expect(try await bench.redeem(client, second).error == "invalid_grant")
        let third = try await bench.code(client)
        let user = bench.users["u1"]
        bench.users["u1"] = nil
        #expect(try await bench.redeem(client, third).error == "invalid_grant")
        bench.users["u1"] = user
        // It was not used: who is back in time gets the tokens.
        #expect(try await bench.redeem(client, third).status == 200)
        let fourth = try await bench.code(client)
        bench.users.setAway(true)
        let unknown = try await bench.redeem(client, fourth)
        #expect(unknown.status == 503 && unknown.error == "temporarily_unavailable")
        #expect(unknown.headers[.retryAfter] == "1")
    }

    @Test("The grant of a request without offline_access ends with the login at the latest")
    func endsWithLogin() async throws {
        let client = try await bench.client("c1")
        let login = try await bench.login()
        bench.time.advance(by: .seconds(86_400))
        let loginID = try #require(login.sessionID)
        let loginEnd = try #require(try await bench.store.session(id: loginID)).endsAt
        _ = try await bench.grant(client, login: login)
        let grant = try #require(try await bench.grantRecord())
        #expect(grant.endsAt == loginEnd && grant.loginID == login.sessionID)
    }

    @Test("O39: a scope that the client may not have any more is left out")
    func lostScope() async throws {
        let client = try await bench.client("c1")
        let code = try await bench.code(client, scope: "openid read write")
        let less = try await bench.client("c1b", #""scope":"openid read""#)
        let metadata = try less.record(createdAt: 0).metadata
        _ = try await bench.store.change(client: "c1") { record in
            guard var record else {
                return ClientChange(.keep, outcome: ()) { _ in SessionEnding(.init(id: "", endsAt: 0)) }
            }
            record.metadata = metadata
            return ClientChange(.put(record), outcome: ()) { _ in SessionEnding(.init(id: "", endsAt: 0)) }
        }
        let reply = try await bench.redeem(client, code)
        #expect(reply["scope"]?.string == "openid read")
    }
}
