import HTTPTypes
import Hummingbird
import HummingbirdMapae
import HummingbirdTesting
import MapaeJOSE
import NIOCore
import Testing

@Suite("Routes of sessions, as the tutorial writes them")
struct SessionRouteTests {
    private static func token(_ name: String, _ response: TestResponse) throws -> String {
        let body = try #require(JSONValue(parsing: Array(buffer: response.body)).object)
        return try #require(body[name]?.string)
    }

    private static func bearer(_ token: String) -> HTTPFields { [.authorization: "Bearer \(token)"] }

    @Test func `a login, a refresh, a logout, and what is left after it`() async throws {
        let auth = try TokenAuthority(signingKey: .hs256(secret: "q7rk3Vd0ZsX9mTn2bLwY5uHc8JfGa1Ee"))
        let router = Router(context: BasicTokenRequestContext.self)

        let sessions = Sessions(auth, store: .memory)
        router.post("login") { _, _ in try await sessions.begin(for: "ada") }
        router.protected("refresh", by: sessions, .refresh).post { _, context in
            try await sessions.rotate(context.token)
        }
        router.protected("logout", by: sessions).post { _, context in try await sessions.end(context.token) }
        router.protected("me", by: sessions).get { _, context in context.token.subject }

        let application = Application(router: router, services: [sessions])
        try await application.test(.router) { client in
            let login = try await client.execute(uri: "/login", method: .post)
            #expect(login.headers[.cacheControl] == "no-store")
            let access = try Self.token("access_token", login)
            let refresh = try Self.token("refresh_token", login)
            let renewed = try await client.execute(uri: "/refresh", method: .post, headers: Self.bearer(refresh))
            #expect(renewed.status == .ok)
            let again = try await client.execute(uri: "/refresh", method: .post, headers: Self.bearer(refresh))
            #expect(try Self.token("refresh_token", again) == Self.token("refresh_token", renewed))
            let logout = try await client.execute(uri: "/logout", method: .post, headers: Self.bearer(access))
            #expect(logout.status == .noContent)
            #expect(logout.body.readableBytes == 0)
            for (path, token) in [
                ("/me", access), ("/me", try Self.token("access_token", renewed)), ("/logout", access),
            ] {
                let method: HTTPRequest.Method = path == "/me" ? .get : .post
                let refused = try await client.execute(uri: path, method: method, headers: Self.bearer(token))
                #expect(refused.status == .unauthorized)
                #expect(refused.headers[.wwwAuthenticate]?.contains("realm=\"api\", error=\"invalid_token\"") == true)
            }
        }
    }

    @Test func `a refresh that is refused names the realm and speaks the format of its authority`() async throws {
        let auth = try TokenAuthority(
            signingKey: .hs256(secret: "q7rk3Vd0ZsX9mTn2bLwY5uHc8JfGa1Ee"),
            policy: TokenPolicy(realm: "horses", errorFormat: .problemDetails))
        let router = Router(context: BasicTokenRequestContext.self)
        let sessions = Sessions(auth, store: .memory)
        router.protected("refresh", by: sessions, .refresh).post { _, context in
            try await sessions.rotate(context.token)
        }
        let token = try #require(try auth.tokenPair(for: "ada").refreshToken)
        try await Application(router: router).test(.router) { client in
            let refused = try await client.execute(uri: "/refresh", method: .post, headers: Self.bearer(token))
            #expect(refused.status == .unauthorized)
            #expect(refused.headers[.wwwAuthenticate]?.contains("realm=\"horses\"") == true)
            #expect(refused.headers[.contentType]?.contains("problem+json") == true)
            #expect(String(buffer: refused.body).contains("session_ended"))
        }
    }
}
