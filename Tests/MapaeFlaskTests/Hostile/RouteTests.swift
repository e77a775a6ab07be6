import HTTPTypes
import Hummingbird
import HummingbirdMapae
import HummingbirdTesting
import MapaeFlask
import NIOCore
import Testing

@Suite("Routes of Hummingbird behind Flask's face")
struct RouteTests {
    @Test func `the face is one value`() async throws {
        let router = Router(context: BasicTokenRequestContext.self)
        router.protected(by: try .flask(FlaskSettings(secretKey: Sample.secret))).get("me") { _, context in
            context.token.subject
        }
        let flask = try FlaskAuthority(FlaskSettings(secretKey: Sample.secret))
        let token = try await flask.accessToken(for: "ada")
        try await Application(router: router).test(.router) { client in
            let good = try await client.execute(uri: "/me", method: .get, headers: [.authorization: "Bearer \(token)"])
            #expect(String(buffer: good.body) == "ada")
            let bad = try await client.execute(uri: "/me", method: .get, headers: [.authorization: "Bearer x"])
            #expect(
                bad.status == .unprocessableContent && String(buffer: bad.body) == #"{"msg":"Not enough segments"}"#)
            let none = try await client.execute(uri: "/me", method: .get)
            #expect(none.status == .unauthorized && none.headers[.wwwAuthenticate] == "Bearer")
            #expect(String(buffer: none.body) == #"{"msg":"Missing Authorization Header"}"#)
            let head = try await client.execute(uri: "/me", method: .head)
            #expect(head.body.readableBytes == 0)
        }
    }

    @Test func `several faces in one application do not know each other`() async throws {
        let router = Router(context: BasicTokenRequestContext.self)
        let first = try Sample.authority(FlaskSettings(errorMessageKey: "first"))
        let second = try Sample.authority(
            FlaskSettings(secretKey: "another-secret-q7rk3Vd0ZsX9mTn2bLwY5uHc8", headerType: "JWT"))
        router.protected("first", by: first).get { _, context in context.token.subject }
        router.protected("second", by: second).get { _, context in context.token.subject }
        let token = try await first.accessToken(for: "ada")
        try await Application(router: router).test(.router) { client in
            let good = try await client.execute(
                uri: "/first", method: .get, headers: [.authorization: "Bearer \(token)"])
            #expect(good.status == .ok || good.status == .unauthorized)
            let other = try await client.execute(
                uri: "/second", method: .get, headers: [.authorization: "JWT \(token)"])
            #expect(String(buffer: other.body).hasPrefix(#"{"msg":"#))
        }
    }

    @Test func `a token in the body leaves the body to the handler`() async throws {
        struct Note: Decodable { let text: String }
        let flask = try Sample.authority(FlaskSettings(tokenLocation: [.json]))
        let router = Router(context: BasicTokenRequestContext.self)
        router.protected("note", by: flask).post { request, context in
            try await request.decode(as: Note.self, context: context).text
        }
        let body = #"{"access_token":"\#(try Sample.token())","text":"hello"}"#
        try await Application(router: router).test(.router) { client in
            let response = try await client.execute(
                uri: "/note", method: .post, headers: [.contentType: "application/json"], body: ByteBuffer(string: body)
            )
            #expect(String(buffer: response.body) == "hello")
        }
    }
}
