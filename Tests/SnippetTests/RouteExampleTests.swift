import HTTPTypes
import Hummingbird
import HummingbirdMapae
import HummingbirdTesting
import Testing

@testable import SnippetExamples

/// The examples of what a route can demand, and of whom it asks.
@Suite("Examples of routes")
struct RouteExampleTests {
    @Test func `protect by default: what is not called public is closed`() async throws {
        let bench = try Bench()
        try await withClient(of: protectByDefault(bench.auth)) { client async throws in
            let tokens = try await client.login()
            let (access, refresh) = (tokens.member("access_token"), tokens.member("refresh_token"))
            #expect(try await client.get("/health").text == "ok")
            #expect(try await client.get("/me").error == "missing_token")
            #expect(try await client.get("/me", .bearer(access)).text == "test")
            #expect(try await client.get("/me", .bearer(refresh)).error == "wrong_token_type")
            #expect(try await client.post("/refresh", .bearer(refresh)).status == .ok)
            #expect(try await client.post("/refresh", .bearer(access)).error == "wrong_token_type")
        }
    }

    @Test func `requirements: each is met by one token and not by another`() async throws {
        let bench = try Bench()
        let plain = try bench.auth.accessToken(for: "ada").accessToken
        let refresh = try bench.auth.refreshToken(for: "ada")
        try await withClient(of: requirements(bench.auth)) { client async throws in
            let full = try await client.login().member("access_token")
            #expect(try await client.get("/me", .bearer(plain)).text == "ada")
            #expect(try await client.post("/password", .bearer(full)).text == "changed")
            #expect(try await client.post("/password", .bearer(plain)).error == "token_not_fresh")
            #expect(try await client.get("/horses", .bearer(full)).text == "three")
            let scopeless = try await client.get("/horses", .bearer(plain))
            #expect(scopeless.status == .forbidden && scopeless.error == "insufficient_scope")
            #expect(scopeless.headers[.wwwAuthenticate]?.contains(#"scope="horses""#) == true)
            #expect(try await client.get("/stable", .bearer(full)).text == "open")
            #expect(try await client.get("/stable", .bearer(plain)).status == .forbidden)
            #expect(try await client.get("/either", .bearer(refresh)).text == "refresh")
            #expect(try await client.get("/either", .bearer(plain)).text == "access")
            #expect(try await client.get("/header", .bearer(plain)).status == .ok)
            let said = try await client.get("/token", .bearer(full))
            #expect(said.member("scopes") == "horses hay" && said.member("roles") == "groom")
            #expect(said.member("fresh") == "true" && said.member("found_in") == "header")
        }
    }

    @Test func `several authorities: neither's token opens the other's routes`() async throws {
        let people = try SigningKey.generateHS256().key
        let programs = try SigningKey.generate(.es256)
        let router = try severalAuthorities(people: people, programs: programs)
        try await withClient(of: router) { client async throws in
            let cookies = try await client.login().cookies
            let token = try await client.login(at: "/v1/token").member("access_token")
            #expect(try await client.get("/account", .cookies(cookies)).text == "Hello, test")
            #expect(try await client.get("/v1/report", .bearer(token)).status == .ok)
            #expect(
                try await client.get("/account", .bearer(token)).headers[.wwwAuthenticate] == #"Bearer realm="site""#)
            #expect(try await client.get("/v1/report", .cookies(cookies)).error == "missing_token")
            let crossed = try await client.get("/v1/report", .bearer(cookies["__Host-access_token"]))
            #expect(crossed.status == .unauthorized && crossed.error == "invalid_token")
        }
    }

    @Test func `tenants: each token is checked by its tenant's key alone`() async throws {
        let keys = ["blue": try SigningKey.generateHS256().key, "red": try SigningKey.generateHS256().key]
        let directory = try Directory(keys)
        // Red's key signs, and says that it is blue.
        let forged = try TokenAuthority(
            signingKey: try #require(keys["red"]).withKeyID("blue"),
            policy: TokenPolicy(issuer: "https://blue.example.com"))
        let forgery = try forged.accessToken(for: "test").accessToken
        try await withClient(of: tenants(directory)) { client async throws in
            let blue = try await client.login(at: "/login/blue").member("access_token")
            let known = try await client.get("/protected", .bearer(blue))
            #expect(known.member("tenant") == "https://blue.example.com" && known.member("user") == "test")
            #expect(try await client.login(at: "/login/green").status == .unauthorized)
            #expect(try await client.get("/protected", .bearer(forgery)).error == "invalid_token")
        }
    }

    @Test func `typed claims: a value goes in and comes out`() async throws {
        let bench = try Bench()
        try await withClient(of: typedClaims(bench.auth)) { client async throws in
            let token = try await client.login().member("access_token")
            #expect(try await client.get("/horses", .bearer(token)).text == "3 for a rider")
            // A token from before there were ranks is no fault of the server's.
            let old = try bench.auth.accessToken(for: "ada").accessToken
            let refused = try await client.get("/horses", .bearer(old))
            #expect(refused.status == .unauthorized && refused.error == "token_rejected")
        }
    }

    @Test func `issuing: tokens say what they were told to`() async throws {
        let bench = try Bench()
        let issued = try issuing(bench.auth)
        let tokens = try issued.map { try bench.auth.verify($0.accessToken) }
        #expect(tokens.map(\.isFresh) == [false, true, false, false, true])
        #expect(tokens[1].scopes == ["horses"] && tokens[2].claims["level"]?.integer == 3)
        #expect(tokens[2].header["source"]?.string == "kiosk")
        #expect(issued.map(\.expiresIn) == [900, 900, 900, 60, 900] && issued[4].refreshToken != nil)

        let ada = try #require(await SomeUsers().user(id: 1))
        let token = try bench.auth.verify(try await issuingForUsers(bench.auth, ada).accessToken)
        #expect(token.subject == "1" && token.claims["name"]?.string == "ada")
    }

    @Test func `by hand: without a framework, without a request, and too late`() async throws {
        let bench = try Bench()
        let scoped = try bench.auth.accessToken(for: "ada", fresh: true, scopes: ["horses"]).accessToken
        let plain = try bench.auth.accessToken(for: "ada").accessToken
        let late = try bench.auth(before: .seconds(3600)).accessToken(for: "ada").accessToken
        var request = HTTPRequest(method: .get, scheme: "https", authority: "example.com", path: "/")
        #expect(try await visitor(of: request, bench.auth) == "nobody")
        request.headerFields = .bearer(scoped)
        #expect(try await visitor(of: request, bench.auth) == "ada")
        request.headerFields = .bearer(plain)
        let refused = request
        await #expect(throws: TokenError(.insufficientScope(required: ["horses"]))) {
            try await visitor(of: refused, bench.auth)
        }
        #expect(try bearer(of: scoped, bench.auth) == "ada")
        #expect(throws: TokenError(.notFresh)) { try bearer(of: plain, bench.auth) }
        #expect(try holder(of: plain, bench.auth) == "ada")
        #expect(try holder(of: late, bench.auth) == "ada, whose token has expired")
        #expect(throws: TokenError(.invalidToken)) { try holder(of: late + "A", bench.auth) }
    }
}
