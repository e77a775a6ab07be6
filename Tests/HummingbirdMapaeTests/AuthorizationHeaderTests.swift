import HTTPTypes
import Hummingbird
import HummingbirdMapae
import HummingbirdTesting
import MapaeTesting
import NIOCore
import Testing

@Suite("The Authorization header of a request")
struct AuthorizationHeaderTests {
    private static func app() throws -> TestApp {
        let app = try TestApp()
        app.router.protected("me", by: app.auth).get { _, context in context.token.subject }
        app.router.protected("feed", by: app.auth, .optional).get { _, context in context.token?.subject ?? "stranger" }
        return app
    }

    @Test(arguments: [
        ("Bearer ", nil), ("bearer ", nil), ("BEARER ", nil), ("Bearer   ", nil),
        ("Basic ", "missing_token"), ("Bearerx ", "missing_token"), ("DPoP ", "missing_token"), ("", "missing_token"),
        ("Bearer\t", "missing_token"), ("Bearer Bearer ", "invalid_token"), ("Bearer \"", "invalid_token"),
        ("Bearer x,", "invalid_token"),
    ])
    func `the scheme is Bearer in any case`(_ scheme: String, _ error: String?) async throws {
        let app = try Self.app()
        let headers: HTTPFields = [.authorization: scheme + (try app.access())]
        try await app.application.test(.router) { client in
            let response = try await client.execute(uri: "/me", method: .get, headers: headers)
            #expect(response.status == (error == nil ? .ok : .unauthorized))
            #expect(response.error == error)
            let feed = try await client.execute(uri: "/feed", method: .get, headers: headers)
            #expect(feed.status == (error == "invalid_token" ? .unauthorized : .ok))
            if error == "missing_token" { #expect(feed.text == "stranger") }
        }
    }

    @Test(arguments: [TestingSetup.router, .live], ["/me", "/feed"])
    func `two headers are 400, even with one token twice`(_ setup: TestingSetup, _ path: String) async throws {
        let app = try Self.app()
        let token = try app.access()
        try await app.application.test(setup) { client in
            for second in ["Bearer \(token)", "Bearer other", "Basic YTpi"] {
                var headers = HTTPFields.bearer(token)
                headers.append(HTTPField(name: .authorization, value: second))
                let response = try await client.execute(uri: path, method: .get, headers: headers)
                #expect(response.status == .badRequest)
                #expect(response.isErrorOfOurForm && response.error == "invalid_request")
            }
        }
    }

    @Test(arguments: ["a", ".", "eyJhbGciOiJIUzI1NiJ9."])
    func `J45 a token of a megabyte is refused like any other bad one`(_ piece: String) async throws {
        let app = try Self.app()
        let token = String(repeating: piece, count: 1_000_000 / piece.utf8.count)
        try await app.application.test(.router) { client in
            let response = try await client.execute(uri: "/me", method: .get, headers: .bearer(token))
            #expect(response.status == .unauthorized && response.error == "invalid_token")
            #expect(response.body.readableBytes < 200)
        }
    }

    @Test func `G8 a token in the query or in a cookie is not looked at`() async throws {
        let app = try Self.app()
        let token = try app.access()
        try await app.application.test(.router) { client in
            let query = try await client.execute(uri: "/me?access_token=\(token)&token=\(token)", method: .get)
            #expect(query.error == "missing_token")
            let cookie = try await client.execute(
                uri: "/me", method: .get, headers: [.cookie: "access_token_cookie=\(token)"])
            #expect(cookie.error == "missing_token")
            let proxy = try await client.execute(
                uri: "/me", method: .get, headers: [.proxyAuthorization: "Bearer \(token)"])
            #expect(proxy.error == "missing_token")
        }
    }

    @Test func `J53 all bad tokens get the same answer, byte for byte`() async throws {
        let app = try Self.app()
        let good = try app.access()
        let other = try TokenAuthority(signingKey: .generateHS256(keyID: "k").key, clock: app.time.clock)
        let bad = [
            "", "a", "a.b.c", good + "A", String(good.dropLast()), "A" + good, good + ".",
            try other.accessToken(for: "ada").accessToken, "eyJhbGciOiJub25lIn0.e30.",
        ]
        try await app.application.test(.router) { client in
            var answers: Set<String> = []
            for token in bad {
                let response = try await client.execute(uri: "/me", method: .get, headers: .bearer(token))
                answers.insert("\(response.status) \(response.headers) \(response.text)")
            }
            #expect(answers.count == 1)
        }
    }
}
