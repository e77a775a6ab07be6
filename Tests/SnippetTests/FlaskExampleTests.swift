import HTTPTypes
import Hummingbird
import HummingbirdMapae
import HummingbirdTesting
import Testing

@testable import SnippetExamples

/// The examples of Flask-JWT-Extended, each with what it promises and with a case that must fail.
@Suite("Flask-JWT-Extended's examples")
struct FlaskExampleTests {
    @Test func `simple: a login gives a token that opens the route`() async throws {
        let bench = try Bench()
        let late = try bench.auth(before: .seconds(901)).accessToken(for: "test").accessToken
        try await withClient(of: simple(bench.auth)) { client async throws in
            let wrong = try await client.login("test", "wrong")
            #expect(wrong.status == .unauthorized && wrong.member("msg") == "Bad username or password")
            let token = try await client.login().member("access_token")
            let known = try await client.get("/protected", .bearer(token))
            #expect(known.text == #"{"logged_in_as":"test"}"#)
            #expect(try await client.get("/protected").error == "missing_token")
            #expect(try await client.get("/protected", .bearer(late)).error == "token_expired")
        }
    }

    @Test func `additional claims: the token says more, and is for somebody`() async throws {
        let bench = try Bench()
        let forNobody = try bench.auth.accessToken(for: "test", claims: ["foo": "bar"]).accessToken
        try await withClient(of: additionalClaims(bench.key)) { client async throws in
            let token = try #require(try await client.login().member("access_token"))
            #expect(try UnverifiedToken(token).unverifiedClaims()["aud"]?.string == "some_audience")
            #expect(try await client.get("/protected", .bearer(token)).text == #"{"foo":"bar"}"#)
            let refused = try await client.get("/protected", .bearer(forNobody))
            #expect(refused.status == .unauthorized && refused.error == "invalid_token")
        }
        // The original lets further claims replace any other. Here they cannot.
        #expect(throws: JOSEError(.reservedClaim)) { try bench.auth.accessToken(for: "test", claims: ["aud": "other"]) }
    }

    @Test func `user loading: the handler gets the user, and one that is gone gets no further`() async throws {
        let bench = try Bench()
        let users = SomeUsers()
        try await withClient(of: userLoading(bench.auth, users: users)) { client async throws in
            #expect(try await client.login("nobody").status == .unauthorized)
            let token = try await client.login("ada").member("access_token")
            let known = try await client.get("/who_am_i", .bearer(token))
            #expect(known.member("full_name") == "Ada Lovelace" && known.member("id") == "1")
            #expect(try await client.get("/greeting", .bearer(token)).text == "Hello, Ada Lovelace")
            #expect(try await client.get("/greeting").text == "Hello, stranger")

            await users.remove(id: 1)
            let gone = try await client.get("/who_am_i", .bearer(token))
            #expect(gone.status == .unauthorized && gone.error == "invalid_token")
            #expect(try await client.get("/greeting", .bearer(token)).status == .unauthorized)
        }
        // The identity of the original's example is a number, which its readers refuse today. A text is no number of a user's.
        let odd = try bench.auth.accessToken(for: "ada").accessToken
        try await withClient(of: userLoading(bench.auth, users: users)) { client async throws in
            #expect(try await client.get("/who_am_i", .bearer(odd)).status == .unauthorized)
        }
    }

    @Test func `blocklist: both kinds of token can be revoked, and the list forgets them`() async throws {
        let bench = try Bench()
        let time = Moment()
        let list = Blocklist(now: { time.now })
        try await withClient(of: blocklist(bench.auth, list)) { client async throws in
            let tokens = try await client.login()
            let (access, refresh) = (tokens.member("access_token"), tokens.member("refresh_token"))
            #expect(try await client.get("/protected", .bearer(access)).text == #"{"hello":"world"}"#)
            #expect(try await client.delete("/logout", .bearer(access)).member("msg") == "access token revoked")
            let refused = try await client.get("/protected", .bearer(access))
            #expect(refused.status == .unauthorized && refused.error == "token_revoked")
            #expect(try await client.post("/refresh", .bearer(refresh)).status == .ok)
            #expect(try await client.delete("/logout", .bearer(refresh)).member("msg") == "refresh token revoked")
            #expect(try await client.post("/refresh", .bearer(refresh)).error == "token_revoked")
            #expect(await list.count == 2)

            // To revoke it again, or one that is over, is no error; to revoke a forged one is.
            let late = try bench.auth(before: .seconds(3600)).accessToken(for: "test").accessToken
            for token in [refresh, late] { #expect(try await client.post("/revoke", .bearer(token)).status == .ok) }
            #expect(try await client.post("/revoke", .bearer(late + "A")).status == .unauthorized)
            #expect(try await client.post("/revoke").status == .ok)
            #expect(await list.count == 2)

            // Only after its own thirty days is a refresh token forgotten.
            time.advance(by: .seconds(3600))
            let second = try bench.auth.accessToken(for: "test").accessToken
            _ = try await client.delete("/logout", .bearer(second))
            #expect(await list.count == 2)
        }
    }

    @Test func `roles: an administrator passes, others get 403 and never 500`() async throws {
        let bench = try Bench()
        let plain = try bench.auth.accessToken(for: "test").accessToken
        let administrator = try bench.auth.accessToken(for: "ada", claims: ["is_administrator": true]).accessToken
        let text = try bench.auth.accessToken(for: "ada", claims: ["is_administrator": "true"]).accessToken
        try await withClient(of: customDecorators(bench.auth)) { client async throws in
            let token = try await client.login().member("access_token")
            #expect(try await client.get("/protected", .bearer(token)).text == #"{"foo":"bar"}"#)
            let forbidden = try await client.get("/protected", .bearer(plain))
            #expect(forbidden.status == .forbidden && forbidden.error == "insufficient_role")

            #expect(try await client.get("/settings", .bearer(administrator)).status == .ok)
            #expect(try await client.get("/settings", .bearer(plain)).error == "token_rejected")
            #expect(try await client.get("/settings", .bearer(text)).error == "token_rejected")
            #expect(try await client.get("/strict", .bearer(administrator)).status == .ok)
            #expect(try await client.get("/strict", .bearer(plain)).status == .forbidden)
        }
    }

    @Test func `loaders: one answer is the program's own, the others stay`() async throws {
        let bench = try Bench()
        let late = try bench.auth(before: .seconds(3600)).accessToken(for: "test").accessToken
        let good = try bench.auth.accessToken(for: "test").accessToken
        try await withClient(of: loaders(bench.auth)) { client async throws in
            let expired = try await client.get("/protected", .bearer(late))
            #expect(expired.status == .unauthorized && expired.member("code") == "dave")
            #expect(expired.headers[.wwwAuthenticate]?.contains(#"error="invalid_token""#) == true)
            #expect(try await client.get("/protected", .bearer(good)).status == .ok)
            #expect(try await client.get("/protected").error == "missing_token")
        }
    }

    @Test func `optional: a stranger is welcome, a bad token is not`() async throws {
        let bench = try Bench()
        let late = try bench.auth(before: .seconds(3600)).accessToken(for: "test").accessToken
        let good = try bench.auth.accessToken(for: "test").accessToken
        try await withClient(of: optionalEndpoints(bench.auth)) { client async throws in
            let path = "/optionally_protected"
            #expect(try await client.get(path).member("logged_in_as") == "anonymous user")
            #expect(try await client.get(path, .bearer(good)).member("logged_in_as") == "test")
            #expect(try await client.get(path, .bearer(late)).error == "token_expired")
            #expect(try await client.get(path, .bearer("x.y.z")).status == .unauthorized)
            // The original takes these two for strangers.
            #expect(try await client.get(path, [.authorization: "bearer \(good)"]).member("logged_in_as") == "test")
            var twice = HTTPFields.bearer(good)
            twice.append(HTTPField(name: .authorization, value: "Bearer \(good)"))
            #expect(try await client.get(path, twice).status == .badRequest)

            #expect(try await client.get("/news").text == "For everybody")
            #expect(try await client.get("/news", .bearer(good)).text == "For test")
            #expect(
                try await client.get("/news", .bearer(late)).text == "For everybody, and you were logged in before")
            #expect(try await client.get("/news", .bearer("x.y.z")).status == .unauthorized)
        }
    }

    @Test func `refresh tokens: an hour and thirty days, and neither kind passes for the other`() async throws {
        let bench = try Bench()
        try await withClient(of: refreshTokens(bench.key)) { client async throws in
            let tokens = try await client.login()
            let (access, refresh) = (tokens.member("access_token"), tokens.member("refresh_token"))
            #expect(tokens.text.contains(#""expires_in":3600"#))
            #expect(try await client.get("/protected", .bearer(access)).text == #"{"foo":"bar"}"#)
            #expect(try await client.get("/protected", .bearer(refresh)).error == "wrong_token_type")
            #expect(try await client.post("/refresh", .bearer(access)).error == "wrong_token_type")
            let next = try await client.post("/refresh", .bearer(refresh)).member("access_token")
            #expect(next != access)
            #expect(try await client.get("/protected", .bearer(next)).status == .ok)
        }
        let policy = TokenPolicy(accessTokenLifetime: .seconds(3600))
        let aging = try Bench(policy).auth(before: .seconds(30 * 24 * 3600 - 60)).tokenPair(for: "test").refreshToken
        let dead = try Bench(policy).auth(before: .seconds(30 * 24 * 3600)).tokenPair(for: "test").refreshToken
        try await withClient(of: refreshTokens(bench.key)) { client async throws in
            #expect(try await client.post("/refresh", .bearer(aging)).status == .ok)
            #expect(try await client.post("/refresh", .bearer(dead)).error == "token_expired")
        }
    }

    @Test func `freshness: only a login opens the route, and a confirmation for five minutes`() async throws {
        let bench = try Bench()
        // Minutes of margin: the clock is the machine's, which may be busy.
        let confirmed = try bench.auth(before: .seconds(60)).accessToken(for: "test", fresh: .during(.seconds(300)))
        let stale = try bench.auth(before: .seconds(301)).accessToken(for: "test", fresh: .during(.seconds(300)))
        try await withClient(of: tokenFreshness(bench.auth)) { client async throws in
            let tokens = try await client.login()
            #expect(try await client.get("/protected", .bearer(tokens.member("access_token"))).status == .ok)
            let second = try await client.post("/refresh", .bearer(tokens.member("refresh_token")))
                .member("access_token")
            let refused = try await client.get("/protected", .bearer(second))
            #expect(refused.status == .unauthorized && refused.error == "token_not_fresh")

            let again = #"{"username":"test","password":"test"}"#
            let third = try await client.post("/confirm", .bearer(second), json: again).member("access_token")
            #expect(try await client.get("/protected", .bearer(third)).status == .ok)
            let other = #"{"username":"test","password":"no"}"#
            #expect(try await client.post("/confirm", .bearer(second), json: other).error == "invalid_credentials")
            #expect(try await client.get("/protected", .bearer(confirmed.accessToken)).status == .ok)
            #expect(try await client.get("/protected", .bearer(stale.accessToken)).error == "token_not_fresh")
        }
    }
}
