import HTTPTypes
import Hummingbird
import HummingbirdMapae
import HummingbirdTesting
import NIOCore
import Testing

@Suite("Protected routes")
struct ProtectedRouteTests {
    struct Answer: Sendable, CustomStringConvertible {
        let path: String
        let credential: Credential
        let status: HTTPResponse.Status
        let error: String?

        init(_ path: String, _ credential: Credential, _ status: HTTPResponse.Status, _ error: String? = nil) {
            self.path = path
            self.credential = credential
            self.status = status
            self.error = error
        }

        var description: String { "\(path) with \(credential)" }
    }

    enum Credential: Sendable { case none, access, fresh, scoped, freshScoped, otherScope, refresh, garbage, empty }

    private static func app() throws -> TestApp {
        let app = try TestApp()
        let (router, auth) = (app.router, app.auth)
        router.get("open") { _, _ in "open" }
        // `context.token` is not optional in these: that they compile is part of the test.
        router.protected(by: auth).get("access") { _, context in context.token.subject }
        router.protected("fresh", by: auth, .fresh).get { _, context in context.token.subject }
        router.protected("scope", by: auth, .scope("account")).get { _, context in context.token.subject }
        router.protected("both", by: auth, .fresh, .scope("account")).get { _, context in context.token.subject }
        router.protected("refresh", by: auth, .refresh).get { _, context in context.token.subject }
        // Here it is.
        router.protected("feed", by: auth, .optional).get { _, context in context.token?.subject ?? "stranger" }
        router.protected("freshfeed", by: auth, .optional, .fresh).get { _, context in
            context.token?.subject ?? "stranger"
        }
        let nested = router.group("v1").protected("users", by: auth).group("me")
        nested.get("name") { _, context in context.token.subject }
        nested.group("deep").get("er") { _, context in context.token.subject }
        // A protected group within a protected group: both must be met.
        router.protected("outer", by: auth, .optional).protected("inner", by: auth, .fresh).get { _, context in
            context.token.subject
        }
        return app
    }

    private static func headers(_ credential: Credential, _ app: TestApp) throws -> HTTPFields {
        switch credential {
        case .none: [:]
        case .access: try .bearer(app.access())
        case .fresh: try .bearer(app.access(fresh: true))
        case .scoped: try .bearer(app.access(scopes: ["account", "more"]))
        case .freshScoped: try .bearer(app.access(fresh: true, scopes: ["account"]))
        case .otherScope: try .bearer(app.access(scopes: ["other"]))
        case .refresh: try .bearer(app.refresh())
        case .garbage: .bearer("not.a.token")
        case .empty: [.authorization: "Bearer"]
        }
    }

    static let answers: [Answer] = [
        Answer("/open", .none, .ok), Answer("/open", .garbage, .ok),
        Answer("/access", .none, .unauthorized, "missing_token"), Answer("/access", .access, .ok),
        Answer("/access", .fresh, .ok), Answer("/access", .scoped, .ok),
        Answer("/access", .refresh, .unauthorized, "wrong_token_type"),
        Answer("/access", .garbage, .unauthorized, "invalid_token"),
        Answer("/access", .empty, .unauthorized, "invalid_token"),
        Answer("/fresh", .none, .unauthorized, "missing_token"), Answer("/fresh", .fresh, .ok),
        Answer("/fresh", .access, .unauthorized, "token_not_fresh"),
        Answer("/fresh", .refresh, .unauthorized, "wrong_token_type"),
        Answer("/scope", .scoped, .ok), Answer("/scope", .access, .forbidden, "insufficient_scope"),
        Answer("/scope", .otherScope, .forbidden, "insufficient_scope"),
        Answer("/scope", .none, .unauthorized, "missing_token"),
        Answer("/both", .freshScoped, .ok), Answer("/both", .fresh, .forbidden, "insufficient_scope"),
        Answer("/both", .scoped, .unauthorized, "token_not_fresh"),
        Answer("/refresh", .refresh, .ok), Answer("/refresh", .access, .unauthorized, "wrong_token_type"),
        Answer("/refresh", .freshScoped, .unauthorized, "wrong_token_type"),
        Answer("/feed", .none, .ok), Answer("/feed", .access, .ok),
        Answer("/feed", .garbage, .unauthorized, "invalid_token"),
        Answer("/feed", .empty, .unauthorized, "invalid_token"),
        Answer("/feed", .refresh, .unauthorized, "wrong_token_type"),
        Answer("/freshfeed", .none, .ok), Answer("/freshfeed", .fresh, .ok),
        Answer("/freshfeed", .access, .unauthorized, "token_not_fresh"),
        Answer("/v1/users/me/name", .access, .ok), Answer("/v1/users/me/name", .none, .unauthorized, "missing_token"),
        Answer("/v1/users/me/deep/er", .access, .ok),
        Answer("/v1/users/me/deep/er", .garbage, .unauthorized, "invalid_token"),
        Answer("/outer/inner", .none, .unauthorized, "missing_token"), Answer("/outer/inner", .fresh, .ok),
        Answer("/outer/inner", .access, .unauthorized, "token_not_fresh"),
    ]

    @Test(arguments: answers)
    func `each route takes what it demands and nothing less`(_ answer: Answer) async throws {
        let app = try Self.app()
        let headers = try Self.headers(answer.credential, app)
        try await app.application.test(.router) { client in
            let response = try await client.execute(uri: answer.path, method: .get, headers: headers)
            #expect(response.status == answer.status)
            #expect(response.error == answer.error)
            guard answer.error != nil else {
                let stranger = answer.credential == .none
                let open = answer.path == "/open"
                #expect(response.text == (open ? "open" : stranger ? "stranger" : "ada"))
                return
            }
            #expect(response.isErrorOfOurForm)
            #expect(response.headers[.wwwAuthenticate]?.hasPrefix(#"Bearer realm="api""#) == true)
        }
    }

    @Test func `the scope that is missing stands in the challenge`() async throws {
        let app = try Self.app()
        let (token, fresh) = try (app.access(), app.access(fresh: true))
        try await app.application.test(.router) { client in
            let response = try await client.execute(
                uri: "/both", method: .get, headers: .bearer(fresh))
            #expect(response.headers[.wwwAuthenticate]?.hasSuffix(#", scope="account""#) == true)
            let stale = try await client.execute(uri: "/fresh", method: .get, headers: .bearer(token))
            #expect(stale.headers[.wwwAuthenticate]?.contains(#"error="insufficient_user_authentication""#) == true)
        }
    }

    @Test func `the realm of the policy stands in every challenge`() async throws {
        let app = try TestApp(TokenPolicy(realm: "horses"))
        app.router.protected("x", by: app.auth, .scope("a")).get { _, _ in "x" }
        let scopeless = try app.access()
        try await app.application.test(.router) { client in
            for headers in [[:], HTTPFields.bearer("bad"), .bearer(scopeless)] {
                let response = try await client.execute(uri: "/x", method: .get, headers: headers)
                #expect(response.headers[.wwwAuthenticate]?.hasPrefix(#"Bearer realm="horses""#) == true)
            }
        }
    }

    @Test func `an unknown path is 404 and not 401, a handler's own error stays what it is`() async throws {
        struct Broken: Error {}
        let app = try TestApp()
        let group = app.router.protected("p", by: app.auth)
        group.get("broken") { _, _ -> String in throw Broken() }
        group.get("teapot") { _, _ -> String in throw HTTPError(.init(code: 418)) }
        group.get("own") { _, _ -> String in throw TokenError(.notFresh) }
        let headers = HTTPFields.bearer(try app.access())
        try await app.application.test(.router) { client in
            #expect(try await client.execute(uri: "/p/none", method: .get, headers: headers).status == .notFound)
            #expect(try await client.execute(uri: "/p/none", method: .get).status == .notFound)
            let broken = try await client.execute(uri: "/p/broken", method: .get, headers: headers)
            #expect(broken.status == .internalServerError)
            #expect(!broken.text.contains("Broken"))
            #expect(try await client.execute(uri: "/p/teapot", method: .get, headers: headers).status.code == 418)
            #expect(try await client.execute(uri: "/p/own", method: .get, headers: headers).error == "token_not_fresh")
            #expect(try await client.execute(uri: "/p/broken", method: .get).status == .unauthorized)
        }
    }
}
