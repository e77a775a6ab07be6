import HTTPTypes
import Hummingbird
import HummingbirdMapae
import HummingbirdTesting
import MapaeTesting
import NIOCore
import Testing

@Suite("Kinds of routes")
struct RouteKindTests {
    @Test func `bad tokens on optional routes become what the route says`() async throws {
        let app = try TestApp()
        let (router, auth) = (app.router, app.auth)
        for (path, policy) in [
            ("refused", BadTokenPolicy.refused), ("expired", .anonymousWhenExpired), ("anonymous", .anonymous),
        ] {
            router.protected("\(path)", by: auth, .optional(badTokens: policy)).get { _, context in
                "\(context.token?.subject ?? "stranger") \(context.refusal.map { "\($0.code)" } ?? "-")"
            }
        }
        let (good, refresh) = (try app.access(), try app.refresh())
        let dead = try auth.accessToken(for: "ada", lifetime: .seconds(1)).accessToken
        app.time.advance(by: .seconds(2))
        try await app.application.test(.router) { client in
            for (token, refused, expired, anonymous): (String?, String, String, String) in [
                (nil, "stranger -", "stranger -", "stranger -"),
                (good, "ada -", "ada -", "ada -"),
                (dead, "token_expired", "stranger token_expired", "stranger token_expired"),
                (refresh, "wrong_token_type", "wrong_token_type", "stranger wrong_token_type"),
                ("a.b.c", "invalid_token", "invalid_token", "stranger invalid_token"),
            ] {
                for (path, wanted) in [("refused", refused), ("expired", expired), ("anonymous", anonymous)] {
                    let headers: HTTPFields = token.map { .bearer($0) } ?? [:]
                    let answer = try await client.execute(uri: "/\(path)", method: .get, headers: headers)
                    #expect((answer.error ?? answer.text) == wanted, "\(path)")
                }
            }
        }
    }

    @Test func `a token that cannot be checked now is nobody's anonymous request`() async throws {
        let app = try TestApp()
        let broken = app.auth.withCheck { _ in throw TokenError(.temporarilyUnavailable) }
        app.router.protected("feed", by: broken, .optional(badTokens: .anonymous)).get { _, _ in "in" }
        let token = try app.access()
        try await app.application.test(.router) { client in
            let answer = try await client.execute(uri: "/feed", method: .get, headers: .bearer(token))
            #expect(answer.status == .serviceUnavailable && answer.headers[.retryAfter] == "1")
        }
    }

    @Test func `what a group believes or refuses is forgotten by a group within it, which asks another verifier`()
        async throws
    {
        let app = try TestApp()
        let other = try TokenAuthority(
            signingKey: .hs256(secret: "another secret of thirty-two bytes"), clock: app.time.clock)
        for (path, outer, inner) in [("in", app.auth, other), ("out", other, app.auth)] {
            app.router.protected("\(path)", by: outer, .optional(badTokens: .anonymous))
                .protected("route", by: inner, .optional(badTokens: .anonymous))
                .get { _, context in "\(context.token?.subject ?? "stranger") \(context.refusal == nil)" }
        }
        let token = try app.access()
        try await app.application.test(.router) { client in
            for (path, wanted) in [("in", "stranger false"), ("out", "ada true")] {
                let answer = try await client.execute(uri: "/\(path)/route", method: .get, headers: .bearer(token))
                #expect(answer.text == wanted, "\(path)")
            }
        }
    }

    @Test func `routes are closed unless they are called public`() async throws {
        let app = try TestApp()
        let routes = app.router.protectedByDefault(by: app.auth)
        routes.get("me") { _, context in context.token.subject }
        routes.group("deep").get("down") { _, context in context.token.subject }
        routes.public.get("health") { _, _ in "fine" }
        routes.with("password", .fresh).post { _, context in context.token.subject }
        let token = try app.access()
        try await TestApp.application(routes.router).test(.router) { client in
            for path in ["/me", "/deep/down"] {
                let status1 = try await client.execute(uri: path, method: .get).status
                #expect(status1 == .unauthorized)
                let answer = try await client.execute(uri: path, method: .get, headers: .bearer(token))
                #expect(answer.text == "ada")
            }
            let text2 = try await client.execute(uri: "/health", method: .get).text
            #expect(text2 == "fine")
            let stale = try await client.execute(uri: "/password", method: .post, headers: .bearer(token))
            #expect(stale.error == "token_not_fresh")
        }
    }

    @Test func `a middleware that is added to closed routes sees their tokens`() async throws {
        struct Tagging: RouterMiddleware {
            typealias Context = AuthenticatedContext<BasicTokenRequestContext>

            func handle(
                _ request: Request, context: Context, next: (Request, Context) async throws -> Response
            ) async throws -> Response {
                var response = try await next(request, context)
                response.headers[.from] = context.token.subject
                return response
            }
        }
        let app = try TestApp()
        let routes = app.router.protectedByDefault(by: app.auth).add(middleware: Tagging())
        routes.get("me") { _, _ in "in" }
        let token = try app.access()
        try await TestApp.application(routes.router).test(.router) { client in
            let answer = try await client.execute(uri: "/me", method: .get, headers: .bearer(token))
            #expect(answer.headers[.from] == "ada")
        }
    }

    @Test func `J57 the public keys are published, and secrets are not`() async throws {
        let ring = try KeyRing(signing: .generate(.es256, keyID: "new")).rotated(
            to: .generate(.es256, keyID: "newer"), retiringAt: NumericDate(seconds: 4_000_000_000))
        let auth = try TokenAuthority(keys: ring)
        let router = Router(context: BasicTokenRequestContext.self)
        router.addKeySet(of: auth)
        router.addKeySet(of: try TestApp().auth, path: "secret.json", maxAge: .seconds(5))
        try await TestApp.application(router).test(.router) { client in
            let answer = try await client.execute(uri: "/.well-known/jwks.json", method: .get)
            #expect(answer.status == .ok && answer.headers[.contentType] == "application/jwk-set+json")
            #expect(answer.headers[.cacheControl] == "public, max-age=300")
            let set = try JWKSet(parsing: Array(buffer: answer.body))
            #expect(set.keys.map(\.keyID) == ["newer", "new"])
            #expect(!answer.text.contains("\"d\""))
            let verifier = try JWSVerifier(keys: set.keys)
            let token = try auth.accessToken(for: "ada").accessToken
            #expect(try verifier.verify(token, type: .jwt, at: NumericDate(seconds: 1)).keyID == "newer")
            let none = try await client.execute(uri: "/secret.json", method: .get)
            #expect(none.text == #"{"keys":[]}"# && none.headers[.cacheControl] == "public, max-age=5")
        }
    }

    @Test func `a body that a carrier has read can be read by the handler`() async throws {
        struct Body: Decodable { let more: Int }
        let auth = try TokenAuthority(signingKey: .hs256(secret: TestApp.secret), accept: [.jsonBody()])
        let router = Router(context: BasicTokenRequestContext.self)
        router.protected("job", by: auth).post { request, context in
            let body = try await request.decode(as: Body.self, context: context)
            return "\(context.token.subject) \(body.more)"
        }
        let token = try auth.accessToken(for: "ada").accessToken
        try await TestApp.application(router).test(.live) { client in
            let body = #"{"access_token":"\#(token)","more":5}"#
            let answer = try await client.execute(
                uri: "/job", method: .post, headers: .json, body: ByteBuffer(string: body))
            #expect(answer.text == "ada 5")
            let long = #"{"access_token":"\#(String(repeating: "x", count: 70_000))"}"#
            let refused = try await client.execute(
                uri: "/job", method: .post, headers: .json, body: ByteBuffer(string: long))
            #expect(refused.status == .contentTooLarge && refused.isErrorOfOurForm)
        }
    }

    @Test func `problem details have the same status, challenge and code`() async throws {
        let app = try TestApp(TokenPolicy(errorFormat: .problemDetails))
        app.router.protected("admin", by: app.auth, .role("admin")).get { _, _ in "in" }
        let token = try app.access()
        try await app.application.test(.router) { client in
            let none = try await client.execute(uri: "/admin", method: .get)
            #expect(none.status == .unauthorized && none.headers[.contentType] == "application/problem+json")
            #expect(none.headers[.wwwAuthenticate] == #"Bearer realm="api""#)
            #expect(none.member("type")?.string == "about:blank" && none.member("title")?.string == "Unauthorized")
            #expect(none.member("status")?.integer == 401 && none.member("code")?.string == "missing_token")
            let weak = try await client.execute(uri: "/admin", method: .get, headers: .bearer(token))
            #expect(weak.status == .forbidden && weak.member("code")?.string == "insufficient_role")
            #expect(weak.member("detail")?.string?.hasSuffix(".") == true)
        }
    }

    @Test func `an injected identity goes through the program's own routes`() async throws {
        func routes(_ verifier: some TokenVerifier) -> Router<BasicTokenRequestContext> {
            let router = Router(context: BasicTokenRequestContext.self)
            router.protected("me", by: verifier, .scope("account")).get { _, context in context.token.subject }
            router.protected("admin", by: verifier, .role("admin")).get { _, context in context.token.subject }
            router.protected("feed", by: verifier, .optional).get { _, context in context.token?.subject ?? "stranger" }
            return router
        }
        let ada = try InjectedIdentity("ada", scopes: ["account"])
        try await TestApp.application(routes(ada)).test(.router) { client in
            let text3 = try await client.execute(uri: "/me", method: .get).text
            #expect(text3 == "ada")
            let text4 = try await client.execute(uri: "/feed", method: .get).text
            #expect(text4 == "ada")
            let error5 = try await client.execute(uri: "/admin", method: .get).error
            #expect(error5 == "insufficient_role")
        }
        let admin = try InjectedIdentity("root", claims: ["roles": ["admin"]])
        try await TestApp.application(routes(admin)).test(.router) { client in
            let text6 = try await client.execute(uri: "/admin", method: .get).text
            #expect(text6 == "root")
            let error7 = try await client.execute(uri: "/me", method: .get).error
            #expect(error7 == "insufficient_scope")
        }
        try await TestApp.application(routes(InjectedIdentity.nobody)).test(.router) { client in
            let error8 = try await client.execute(uri: "/me", method: .get).error
            #expect(error8 == "missing_token")
            let text9 = try await client.execute(uri: "/feed", method: .get).text
            #expect(text9 == "stranger")
        }
    }
}
