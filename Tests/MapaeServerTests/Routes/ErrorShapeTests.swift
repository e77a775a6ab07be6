#if Server
import HTTPTypes
import Testing

@testable import MapaeServer

@Suite("What is not there")
struct ErrorShapeTests {
    @Test(
        "is refused in the one form, whatever the path (H15, H17)",
        arguments: [
            "/", "/nope", "/login/", "//login", "/login//", "//", "/me/", "//me", "///me", "/healthz/", "//healthz",
            "/login/x", "/me/..", "/../me", "/./me", "/%6d%65", "/me%00", "/me%2f", "/ME",
            "/me;x",
            "/healthz/x", "/protected", "/.env", "/" + String(repeating: "a", count: 10_000),
            String(repeating: "/a", count: 5_000), "/%", "/%zz", "/{id}", "/:id", "/*", "/**",
        ])
    func paths(_ path: String) async throws {
        try await Fixture.routes(hasUser: false) { _, client in
            let answer = try await client.get(path)
            #expect([404, 401].contains(answer.status))
            answer.expectRefusal(answer.status, answer.status == 404 ? "not_found" : "missing_token", path)
        }
    }

    @Test(
        "is refused in the one form, whatever the method (H18)",
        arguments: ["GET", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "post", "LOGIN"])
    func methods(_ method: String) async throws {
        let method = try #require(HTTPRequest.Method(method))
        try await Fixture.routes(hasUser: false) { _, client in
            for path in ["/login", "/refresh"] {
                let answer = try await client.send(method, path)
                #expect(answer.headers[.allow] == "OPTIONS, POST", "\(path)")
                if method == .options {
                    #expect(answer.status == 204)
                } else {
                    answer.expectRefusal(405, "method_not_allowed", path)
                }
            }
        }
    }

    @Test("a method in a header or in the query changes nothing (H18)")
    func override() async throws {
        try await Fixture.routes(hasUser: false) { _, client in
            let header = try #require(HTTPField.Name("X-HTTP-Method-Override"))
            try await client.send(.get, "/login?_method=POST", [header: "POST"]).expectRefusal(405)
        }
    }

    @Test("/healthz answers GET and HEAD without a token, and nothing else")
    func health() async throws {
        try await Fixture.routes(hasUser: false) { _, client in
            let get = try await client.get("/healthz")
            #expect(get.status == 200)
            #expect(get.text == #"{"status":"ok"}"#)
            get.expectNoInsides()
            let head = try await client.send(.head, "/healthz")
            #expect(head.status == 200)
            #expect(head.headers[.contentLength] == get.headers[.contentLength])
            let post = try await client.send(.post, "/healthz")
            post.expectRefusal(405, "method_not_allowed")
            #expect(post.headers[.allow] == "GET, HEAD, OPTIONS")
        }
    }

    @Test(
        "/me wants a token that is one",
        arguments: [
            "", "Bearer", "Bearer ", "Bearer  ", "Bearer x", "Bearer a.b.c", "Basic YWRhOng=", "Token x", "x",
            "Bearer " + String(repeating: "a", count: 70_000), "Bearer ...", "Bearer a.b.c, Bearer d.e.f",
        ])
    func unauthorized(_ value: String) async throws {
        try await Fixture.routes(hasUser: false) { _, client in
            for method in [HTTPRequest.Method.get, .head] {
                let answer = try await client.send(method, "/me", [.authorization: value])
                #expect(answer.status == 401)
                #expect(answer.headers[.wwwAuthenticate]?.utf8.starts(with: "Bearer realm=\"mapae\"".utf8) == true)
                if method == .get { answer.expectRefusal(401) }
            }
        }
    }

    @Test("X-Forwarded-*, X-Original-URL and their like change no answer (H16)")
    func forwarded() async throws {
        try await Fixture.routes(hasUser: false) { _, client in
            let plain = try await client.get("/me")
            for name in [
                "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "Forwarded", "X-Original-URL",
                "X-Rewrite-URL",
                "X_Forwarded_For", "X-Real-IP",
            ] {
                let name = try #require(HTTPField.Name(name))
                let answer = try await client.send(.get, "/me", [name: "/healthz"])
                #expect(answer.status == plain.status && answer.body == plain.body && answer.headers == plain.headers)
            }
        }
    }
}
#endif
