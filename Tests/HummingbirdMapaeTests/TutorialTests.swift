import HTTPTypes
import Hummingbird
import HummingbirdMapae
import HummingbirdTesting
import MapaeTesting
import NIOCore
import Testing

/// The first page of Flask-JWT-Extended's documentation, told with this package.
@Suite("The tutorial")
struct TutorialTests {
    struct Credentials: Decodable { let username, password: String }

    private static func app() throws -> TestApp {
        let app = try TestApp()
        let auth = app.auth
        app.router.post("login") { request, context in
            let user = try await request.decode(as: Credentials.self, context: context)
            guard user.username == "test", user.password == "test" else {
                throw auth.invalidCredentials("Bad username or password")
            }
            return try auth.accessToken(for: user.username, fresh: true)
        }
        let account = app.router.protected(by: auth)
        account.get("protected") { _, context in ["logged_in_as": context.token.subject] }
        return app
    }

    private static func login(_ password: String) -> ByteBuffer {
        ByteBuffer(string: #"{"username":"test","password":"\#(password)"}"#)
    }

    @Test(arguments: [TestingSetup.router, .live])
    func `log in, show the token, be known`(_ setup: TestingSetup) async throws {
        let app = try Self.app()
        let time = app.time
        try await app.application.test(setup) { client in
            let without = try await client.execute(uri: "/protected", method: .get)
            #expect(without.status == .unauthorized)
            #expect(without.headers[.wwwAuthenticate] == #"Bearer realm="api""#)
            #expect(without.isErrorOfOurForm && without.error == "missing_token")

            let wrong = try await client.execute(uri: "/login", method: .post, headers: .json, body: Self.login("no"))
            #expect(wrong.status == .unauthorized)
            #expect(wrong.error == "invalid_credentials")
            #expect(wrong.member("msg")?.string == "Bad username or password")

            let login = try await client.execute(uri: "/login", method: .post, headers: .json, body: Self.login("test"))
            #expect(login.status == .ok)
            #expect(login.headers[.cacheControl] == "no-store")
            #expect(login.headers[.contentType] == "application/json; charset=utf-8")
            #expect(login.headers[.contentLength] == "\(login.body.readableBytes)")
            #expect(login.member("token_type")?.string == "Bearer")
            #expect(login.member("expires_in")?.integer == 900)
            let token = try #require(login.member("access_token")?.string)

            let known = try await client.execute(uri: "/protected", method: .get, headers: .bearer(token))
            #expect(known.status == .ok)
            #expect(known.text == #"{"logged_in_as":"test"}"#)

            time.advance(by: .seconds(900))
            let late = try await client.execute(uri: "/protected", method: .get, headers: .bearer(token))
            #expect(late.status == .unauthorized && late.error == "token_expired")
        }
    }
}
