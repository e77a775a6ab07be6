import HTTPTypes
import Hummingbird
import HummingbirdMapae
import HummingbirdTesting
import Logging
import NIOCore
import Testing

@Suite("Contexts")
struct ContextTests {
    /// A context of the program's own, with members and settings that a protected route must see too.
    struct OwnContext: TokenRequestContext {
        var coreContext: CoreRequestContextStorage
        var token: VerifiedToken?
        var tenant = "none"

        init(source: Source) { coreContext = .init(source: source) }

        var maxUploadSize: Int { 100 }
        var requestDecoder: StrictJSONDecoder { StrictJSONDecoder() }
    }

    struct TenantMiddleware: RouterMiddleware {
        func handle(
            _ request: Request, context: OwnContext, next: (Request, OwnContext) async throws -> Response
        ) async throws -> Response {
            var context = context
            context.tenant = request.headers[.init("X-Tenant") ?? .from] ?? "none"
            return try await next(request, context)
        }
    }

    @Test func `a protected route reads the members of the router's own context`() async throws {
        let app = try TestApp()
        let router = Router(context: OwnContext.self)
        router.add(middleware: TenantMiddleware())
        router.protected("t", by: app.auth).get { _, context in
            "\(context.tenant) \(context.token.subject) \(context.maxUploadSize)"
        }
        router.protected("id", by: app.auth).get(":name") { _, context in try context.parameters.require("name") }
        var headers = HTTPFields.bearer(try app.access())
        headers[.init("X-Tenant") ?? .from] = "jeju"
        let sent = headers
        try await TestApp.application(router).test(.router) { client in
            let known = try await client.execute(uri: "/t", method: .get, headers: sent)
            #expect(known.text == "jeju ada 100")
            #expect(try await client.execute(uri: "/id/42", method: .get, headers: sent).text == "42")
            #expect(try await client.execute(uri: "/t", method: .get).status == .unauthorized)
        }
    }

    @Test func `the parent's limit holds in a protected route`() async throws {
        struct Note: Decodable { let text: String }
        let app = try TestApp()
        let router = Router(context: OwnContext.self)
        router.protected("note", by: app.auth).post { request, context in
            try await request.decode(as: Note.self, context: context).text
        }
        var headers = HTTPFields.bearer(try app.access())
        headers[.contentType] = "application/json"
        let sent = headers
        try await TestApp.application(router).test(.router) { client in
            let short = ByteBuffer(string: #"{"text":"hi"}"#)
            let read = try await client.execute(uri: "/note", method: .post, headers: sent, body: short)
            #expect(read.text == "hi")
            let long = ByteBuffer(string: #"{"text":"\#(String(repeating: "x", count: 100))"}"#)
            #expect(
                try await client.execute(uri: "/note", method: .post, headers: sent, body: long).status
                    == .contentTooLarge)
        }
    }

    @Test func `a group with the authenticated context but without the middleware lets nobody in`() async throws {
        let app = try TestApp()
        app.router.group("forgot", context: AuthenticatedContext<BasicTokenRequestContext>.self)
            .get { _, context in context.token.subject }
        let headers = HTTPFields.bearer(try app.access())
        try await app.application.test(.router) { client in
            let response = try await client.execute(uri: "/forgot", method: .get, headers: headers)
            #expect(response.status == .unauthorized && response.error == "missing_token")
        }
    }

    /// A verifier of the program's own that has to wait.
    struct Waiting: TokenVerifier {
        let base: TokenAuthority
        let realm = "elsewhere"

        func verify(_ token: Substring, _ requirements: TokenRequirements) async throws(TokenError) -> VerifiedToken {
            await Task.yield()
            return try base.verify(token, requirements)
        }
    }

    @Test func `a verifier may be asynchronous, and its realm is the one in the challenge`() async throws {
        let app = try TestApp()
        app.router.protected("w", by: Waiting(base: app.auth), .fresh).get { _, context in context.token.subject }
        let good = HTTPFields.bearer(try app.access(fresh: true))
        let stale = HTTPFields.bearer(try app.access())
        try await app.application.test(.router) { client in
            #expect(try await client.execute(uri: "/w", method: .get, headers: good).text == "ada")
            let bad = try await client.execute(uri: "/w", method: .get, headers: stale)
            #expect(bad.headers[.wwwAuthenticate]?.hasPrefix(#"Bearer realm="elsewhere""#) == true)
        }
    }
}
