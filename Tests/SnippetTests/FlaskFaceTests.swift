import HTTPTypes
import Hummingbird
import HummingbirdMapae
import HummingbirdTesting
import MapaeFlask
import Testing

@testable import SnippetExamples

@Suite("Examples of the face of Flask-JWT-Extended")
struct FlaskFaceTests {
    @Test func `it answers in the other's words`() async throws {
        try await withClient(of: try flaskFace(secret: Bench.secret)) { client async throws in
            let login = try await client.login()
            let token = try #require(login.member("access_token"))
            #expect(try await client.get("/protected", .bearer(token)).text == #"{"logged_in_as":"test"}"#)
            #expect(try await client.login("test", "no").text == #"{"msg":"Bad username or password"}"#)
            let bad = try await client.get("/protected", .bearer("x"))
            #expect(bad.status == .unprocessableContent && bad.member("msg") == "Not enough segments")
            let none = try await client.get("/protected")
            #expect(none.status == .unauthorized && none.headers[.wwwAuthenticate] == "Bearer")
        }
    }

    @Test func `callbacks have the names that they have there`() async throws {
        let face = try flaskCallbacks(secret: Bench.secret, revoked: { $0 == "gone" })
        let gone = try await face.accessToken(for: "ada", claims: ["jti": "gone"])
        let late = try await face.accessToken(for: "ada", claims: ["exp": 1_700_000_000])
        let good = try await face.accessToken(for: "ada")
        let router = Router(context: BasicTokenRequestContext.self)
        router.protected("protected", by: face).get { _, _ in "in" }
        try await withClient(of: router) { client async throws in
            #expect(try await client.get("/protected", .bearer(good)).text == "in")
            #expect(try await client.get("/protected", .bearer(gone)).member("msg") == "Token has been revoked")
            #expect(try await client.get("/protected", .bearer(late)).member("code") == "dave")
        }
    }

    @Test func `a file that is not there is told at start-up`() {
        #expect(throws: DotEnvError(.unreadable)) { try flaskFromFile("/no/such/file") }
    }

    @Test(
        arguments: [
            "scrypt:32768:8:1$h5fOX8bKSsLctfFp$2ce15a1d604a252621cb48ac518a7b04618a55f0ccd13e0835b2b77b09848b41"
                + "050b399d00626abb0526c3a21ea407d38829024399f289df0664cfb28c8e3e61",
            "pbkdf2:sha256:1000$DIXVFAPOdBfkD5TL$09252032e591691cfc259166d1d5da674b55334bc8deb6e017a470148c42017f",
        ])
    func `a hash that Werkzeug has made knows its password`(_ stored: String) async throws {
        #expect(try await isRight("correct horse", for: stored))
        #expect(try await isRight("wrong horse", for: stored) == false)
    }
}
