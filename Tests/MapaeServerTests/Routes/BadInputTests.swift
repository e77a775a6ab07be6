#if Server
import HTTPTypes
import MapaeJOSE
import Testing

@testable import MapaeServer

@Suite("A body that is not as it should be")
struct BadInputTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let body: [UInt8]
        var status = 400

        init(_ name: String, _ body: String, _ status: Int = 400) {
            self.init(name, Array(body.utf8), status)
        }

        init(_ name: String, _ body: [UInt8], _ status: Int = 400) {
            self.name = name
            self.body = body
            self.status = status
        }

        var testDescription: String { name }
    }

    static let shapes: [Case] = [
        Case("nothing", ""), Case("space", "  \r\n"), Case("text", "username=ada&password=x"), Case("brace", "{"),
        Case("array", "[]"), Case("array of objects", #"[{"username": "ada", "password": "x"}]"#),
        Case("number", "1"), Case("string", #""ada""#), Case("true", "true"), Case("null", "null"),
        Case("trailing comma", #"{"username": "ada", "password": "x",}"#),
        Case("two objects", #"{"username": "ada", "password": "x"}{}"#),
        Case("single quotes", "{'username': 'ada', 'password': 'x'}"),
        Case("comment", #"{"username": "ada", /* */ "password": "x"}"#),
        Case("NaN", #"{"username": NaN, "password": "x"}"#),
        Case("control byte in a text (L10)", "{\"username\": \"a\nda\", \"password\": \"x\"}"),
        Case("NUL at the end", "{\"username\": \"ada\", \"password\": \"x\"}\0"),
        Case("NUL in a text", "{\"username\": \"ada\0\", \"password\": \"x\"}"),
        Case("NUL, escaped (L7)", #"{"username": "ada\u0000", "password": "x"}"#),
        Case("NUL, escaped, in the password (L7)", #"{"username": "ada", "password": "x\u0000y"}"#),
        Case("high surrogate alone", #"{"username": "\ud800", "password": "x"}"#),
        Case("low surrogate alone", #"{"username": "ada", "password": "\udc00"}"#),
        Case("surrogates reversed", #"{"username": "\udc00\ud800", "password": "x"}"#),
        Case("not UTF-8 (S10)", Array(#"{"username": ""#.utf8) + [0xFF] + Array(#"", "password": "x"}"#.utf8)),
        Case("surrogate in UTF-8", Array(#"{"username": ""#.utf8) + [0xED, 0xA0, 0x80] + Array(#""}"#.utf8)),
        Case("overlong slash", Array(#"{"username": ""#.utf8) + [0xC0, 0xAF] + Array(#""}"#.utf8)),
        Case("byte order mark (S7)", [0xEF, 0xBB, 0xBF] + Array(#"{"username": "ada", "password": "x"}"#.utf8)),
        Case("UTF-16", Array(#"{"username": "ada"}"#.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] })),
        Case("name twice (S7)", #"{"username": "ada", "username": "grace", "password": "x"}"#),
        Case("name twice, once escaped (S7)", #"{"username": "ada", "\u0075sername": "grace", "password": "x"}"#),
        Case("password twice (S7)", #"{"username": "ada", "password": "x", "password": "x"}"#),
        Case("refresh token twice (S7)", #"{"refresh_token": "a", "refresh_token": "b"}"#),
        Case("nested 30,000 deep", #"{"username": "# + String(repeating: "[", count: 30_000)),
        Case(
            "nested 30,000 deep and back",
            String(repeating: "{\"a\":", count: 8_000) + "1" + String(repeating: "}", count: 8_000)),
        Case("nested 100,000 deep", #"{"username": "# + String(repeating: "[", count: 100_000), 413),
        Case("10,000 members", "{" + (0..<5_000).map { "\"m\($0)\": 1" }.joined(separator: ",") + "}"),
        Case("64 KiB", "{\"username\": \"" + String(repeating: "a", count: 65_536 - 15), 400),
        Case("64 KiB and a byte (H7)", "{\"username\": \"" + String(repeating: "a", count: 65_536 - 14 + 1), 413),
        Case(
            "1 MB user name (L7)",
            "{\"username\": \"" + String(repeating: "a", count: 1_000_000) + "\", \"password\": \"x\"}", 413),
        Case(
            "1 MB password (L7)",
            "{\"username\": \"ada\", \"password\": \"" + String(repeating: "a", count: 1_000_000) + "\"}", 413),
    ]

    static let members: [Case] =
        ["1", "1e400", "true", "null", "[]", "[\"ada\"]", "{}", "{\"$ne\": null}", "-0", "1.5"].flatMap { value in
            [
                Case("username \(value)", "{\"username\": \(value), \"password\": \"x\"}"),
                Case("password \(value)", "{\"username\": \"ada\", \"password\": \(value)}"),
            ]
        } + [
            Case("no username", #"{"password": "x"}"#), Case("no password", #"{"username": "ada"}"#),
            Case("neither", "{}"),
            Case("other case", #"{"Username": "ada", "Password": "x"}"#),
            Case("other names", #"{"user": "ada", "pass": "x"}"#),
            Case("a name behind a combining mark (S4)", "{\"username\u{301}\": \"ada\", \"password\": \"x\"}"),
            Case("a look-alike name (S1)", "{\"username\": \"ada\", \"pass\u{FF57}ord\": \"x\"}"),
        ]

    @Test("is refused by /login and /refresh in one form", arguments: shapes)
    func shape(_ input: Case) async throws {
        try await Fixture.routes(hasUser: false) { _, client in
            for path in ["/login", "/refresh"] {
                try await client.post(path, input.body).expectRefusal(
                    input.status, input.status == 413 ? "content_too_large" : "invalid_request", path)
            }
        }
    }

    @Test("is refused by /login without a look at any user", arguments: members)
    func member(_ input: Case) async throws {
        try await Fixture.routes(hasUser: false) { _, client in
            try await client.post("/login", input.body).expectRefusal(input.status, "invalid_request")
        }
    }

    @Test(
        "is refused by /refresh when the token is no text, or is missing",
        arguments: [
            "{}", #"{"refresh_token": null}"#, #"{"refresh_token": 1}"#, #"{"refresh_token": ["a"]}"#,
            #"{"refresh_token": {}}"#, #"{"refresh_token": true}"#, #"{"Refresh_token": "a.b.c"}"#,
        ])
    func refreshMember(_ body: String) async throws {
        try await Fixture.routes(hasUser: false) { _, client in
            try await client.post("/refresh", Array(body.utf8)).expectRefusal(400, "invalid_request")
        }
    }

    @Test(
        "is refused by /refresh when the text is no token of ours",
        arguments: [
            "", ".", "..", "...", "a.b.c", "a.b.c.d", "null", "undefined", "Bearer x",
            String(repeating: ".", count: 60_000),
            String(repeating: "a", count: 60_000), "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZGEifQ.",
            "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZGEifQ.AA", "\u{301}", " ",
        ])
    func noToken(_ token: String) async throws {
        try await Fixture.routes(hasUser: false) { _, client in
            try await client.refresh(body: token).expectRefusal(401, "invalid_token")
        }
    }

    static let types = [
        "", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/jsonp",
        "application/json2", "json", "application", "application/", "/json", "text/json", "text/x+json", "+json",
        "application/json, text/plain", "\u{FF4A}son", "application/j\u{17F}on", "application/xml", "*/*",
    ]

    @Test("is not read when it is not said to be JSON", arguments: types)
    func contentType(_ type: String) async throws {
        try await Fixture.routes(hasUser: false) { _, client in
            for path in ["/login", "/refresh"] {
                try await client.post(path, Array(#"{"username": "ada", "password": "x"}"#.utf8), type: type)
                    .expectRefusal(415, "unsupported_media_type", path)
            }
        }
    }

    @Test("is not read without a content type, or with two")
    func contentTypes() async throws {
        try await Fixture.routes(hasUser: false) { _, client in
            let body = Array(#"{"username": "ada", "password": "x"}"#.utf8)
            try await client.send(.post, "/login", body: body).expectRefusal(415)
            for second in ["text/plain", "application/json"] {
                var headers: HTTPFields = [.contentType: "application/json"]
                headers.append(HTTPField(name: .contentType, value: second))
                try await client.send(.post, "/login", headers, body: body).expectRefusal(415)
            }
        }
    }

    @Test(
        "is read when it is said to be JSON in any way that is right",
        arguments: [
            "application/json", "application/json; charset=utf-8", "application/json;charset=UTF-8", "APPLICATION/JSON",
            "application/problem+json", "application/vnd.api+json",
        ])
    func goodContentType(_ type: String) async throws {
        try await Fixture.routes(hasUser: false) { _, client in
            try await client.post("/login", Array(#"{"username": "ada", "password": "x"}"#.utf8), type: type)
                .expectRefusal(401, "invalid_credentials")
        }
    }

    @Test("is not unpacked (H8)", arguments: ["gzip", "deflate", "br", "zstd", "gzip, gzip", "identity, gzip", "x"])
    func contentEncoding(_ encoding: String) async throws {
        try await Fixture.routes(hasUser: false) { _, client in
            let headers: HTTPFields = [.contentType: "application/json", .contentEncoding: encoding]
            for path in ["/login", "/refresh"] {
                try await client.send(.post, path, headers, body: [0x1F, 0x8B]).expectRefusal(415)
            }
        }
    }
}
#endif
