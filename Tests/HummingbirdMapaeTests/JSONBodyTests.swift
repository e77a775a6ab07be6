import HTTPTypes
import Hummingbird
import HummingbirdMapae
import HummingbirdTesting
import NIOCore
import Testing

@Suite("JSON bodies")
struct JSONBodyTests {
    struct Login: Decodable, Sendable {
        struct Device: Decodable, Sendable { let id: Int }
        let username: String
        let age: Int?
        let device: Device?
        let tags: [String]?
    }

    private static func app() throws -> TestApp {
        let app = try TestApp()
        app.router.post("login") { request, context in
            let login = try await request.decode(as: Login.self, context: context)
            return "hello \(login.username)"
        }
        app.router.protected("own", by: app.auth).post { request, context in
            let login = try await request.decode(as: Login.self, context: context)
            return "hello \(login.username)"
        }
        return app
    }

    struct Body: Sendable, CustomStringConvertible {
        let name: String
        let bytes: [UInt8]
        let explanation: String

        init(_ name: String, _ bytes: [UInt8], _ explanation: String) {
            self.name = name
            self.bytes = bytes
            self.explanation = explanation
        }

        init(_ name: String, _ text: String, _ explanation: String) {
            self.init(name, Array(text.utf8), explanation)
        }

        var description: String { name }
    }

    static let notJSON = "The body is not JSON."
    static let notUTF8 = "The body must be UTF-8, without NUL and without lone surrogates."
    static let tooMuch = "The body is nested too deeply or has too many members."

    static let bad: [Body] = [
        Body("nothing", "", notJSON), Body("space", "  ", notJSON), Body("a word", "hello", notJSON),
        Body("cut off", #"{"username":"a"#, notJSON), Body("J32 trailing comma", #"{"username":"a",}"#, notJSON),
        Body("J32 byte order mark", [0xEF, 0xBB, 0xBF] + Array(#"{"username":"a"}"#.utf8), notJSON),
        Body("J32 comment", #"{"username":"a"}//"#, notJSON), Body("two values", #"{"username":"a"}{}"#, notJSON),
        Body("J32 single quotes", "{'username':'a'}", notJSON),
        Body("J32 NaN", #"{"username":"a","age":NaN}"#, notJSON),
        Body("1e400", #"{"username":"a","age":1e400}"#, notJSON), Body("form", "username=a&password=b", notJSON),
        Body("J30 twice", #"{"username":"a","username":"b"}"#, "The body names a member twice."),
        Body("J31 twice, escaped", #"{"username":"a","usern\u0061me":"b"}"#, "The body names a member twice."),
        Body("J30 twice, deep", #"{"username":"a","x":{"a":1,"a":2}}"#, "The body names a member twice."),
        Body(
            "S2 two spellings of one letter", "{\"username\":\"a\",\"caf\u{E9}\":1,\"cafe\u{301}\":2}",
            "The body names a member twice."),
        Body("J33 NUL", #"{"username":"a\u0000b"}"#, notUTF8),
        Body("J33 raw NUL", "{\"username\":\"a\u{0}\"}", notUTF8),
        Body("J33 lone surrogate", #"{"username":"\uD800"}"#, notUTF8),
        Body("J33 Latin-1", Array(#"{"username":"caf"#.utf8) + [0xE9] + Array(#""}"#.utf8), notUTF8),
        Body("J33 overlong", Array(#"{"username":""#.utf8) + [0xC0, 0xAF] + Array(#""}"#.utf8), notUTF8),
        Body("UTF-16", Array(#"{"username":"a"}"#.utf8).flatMap { [$0, 0] }, notJSON),
        Body("J46 deep", #"{"username":"a","x":"# + String(repeating: "[", count: 20_000), tooMuch),
        Body("J46 wide", "{" + (0..<300).map { #""m\#($0)":0"# }.joined(separator: ",") + "}", tooMuch),
        Body("missing", #"{"password":"x"}"#, "The body lacks 'username'."),
        Body("missing, deep", #"{"username":"a","device":{}}"#, "The body lacks 'device.id'."),
        Body("null", #"{"username":null}"#, "'username' has the wrong type."),
        Body("number", #"{"username":1}"#, "'username' has the wrong type."),
        Body("list", #"{"username":["a"]}"#, "'username' has the wrong type."),
        Body("text for a number", #"{"username":"a","age":"1"}"#, "'age' has the wrong type."),
        Body("deep type", #"{"username":"a","device":{"id":true}}"#, "'device.id' has the wrong type."),
        Body("in a list", #"{"username":"a","tags":["x",1]}"#, "'tags.1' has the wrong type."),
        Body("array", #"["a"]"#, "'body' has the wrong type."), Body("text", #""a""#, "'body' has the wrong type."),
        Body("literal null", "null", "'body' has the wrong type."),
        Body("S5 too large", #"{"username":"a","age":9223372036854775808}"#, "'body' has a wrong value."),
        Body("S5 1e300", #"{"username":"a","age":1e300}"#, "'body' has a wrong value."),
        Body("fraction", #"{"username":"a","age":1.5}"#, "'body' has a wrong value."),
    ]

    @Test(arguments: bad)
    func `a body that is wrong is 400 and says what is wrong`(_ body: Body) async throws {
        let app = try Self.app()
        try await app.application.test(.router) { client in
            let response = try await client.execute(
                uri: "/login", method: .post, headers: .json, body: ByteBuffer(bytes: body.bytes))
            #expect(response.status == .badRequest)
            #expect(response.isErrorOfOurForm && response.error == "invalid_request")
            #expect(response.member("error_description")?.string == body.explanation)
        }
    }

    @Test(arguments: [
        #"{"username":"ada"}"#, " \r\n{ \"username\" : \"ada\" }\t", #"{"usern\u0061me":"\u0061da","other":[{}]}"#,
        #"{"username":"ada","age":null,"device":{"id":1},"tags":[]}"#, #"{"username":"ada","age":-0}"#,
    ])
    func `a body that is right is read`(_ text: String) async throws {
        let app = try Self.app()
        try await app.application.test(.router) { client in
            let response = try await client.execute(
                uri: "/login", method: .post, headers: .json, body: ByteBuffer(string: text))
            #expect(response.status == .ok)
            #expect(response.text == "hello ada")
        }
    }

    @Test(arguments: [
        ("application/json", true), ("application/json; charset=utf-8", true), ("application/json;charset=UTF-8", true),
        ("Application/JSON", true), ("application/json ", true), ("application/vnd.mapae+json", true),
        ("application/problem+json;x=y", true), ("APPLICATION/X+JSON", true), ("application/+json", true),
        ("application/a,b+json", false), ("application/a b+json", false), ("application/a/b+json", false),
        ("image/svg+json", false), ("application/jsonx", false), ("application/xjson", false),
        ("; application/json", false),
        ("text/plain", false), ("text/json", false), ("application/x-www-form-urlencoded", false),
        ("multipart/form-data; boundary=x", false), ("application/jsonp", false), ("application/json-seq", false),
        ("application/xml", false), ("json", false), ("", false), ("*/*", false), ("application/*", false),
        ("text/plain; application/json", false), ("application/json, text/plain", false),
    ])
    func `a body must say that it is JSON`(_ type: String, _ accepted: Bool) async throws {
        let app = try Self.app()
        try await app.application.test(.router) { client in
            let response = try await client.execute(
                uri: "/login", method: .post, headers: [.contentType: type],
                body: ByteBuffer(string: #"{"username":"ada"}"#))
            #expect(response.status == (accepted ? .ok : .unsupportedMediaType))
            if !accepted { #expect(response.isErrorOfOurForm && response.error == "unsupported_media_type") }
        }
    }

    @Test func `without a type, with two, or compressed, it is 415`() async throws {
        let app = try Self.app()
        var twice = HTTPFields.json
        twice.append(HTTPField(name: .contentType, value: "application/json"))
        let gzip: HTTPFields = [.contentType: "application/json", .contentEncoding: "gzip"]
        let headers = [[:], twice, gzip]
        try await app.application.test(.router) { client in
            for headers in headers {
                let response = try await client.execute(
                    uri: "/login", method: .post, headers: headers, body: ByteBuffer(string: #"{"username":"ada"}"#))
                #expect(response.status == .unsupportedMediaType)
                #expect(response.isErrorOfOurForm && response.error == "unsupported_media_type")
            }
            let identity = try await client.execute(
                uri: "/login", method: .post,
                headers: [.contentType: "application/json", .contentEncoding: "identity"],
                body: ByteBuffer(string: #"{"username":"ada"}"#))
            #expect(identity.status == .ok)
        }
    }

    private static func body(_ count: Int) -> ByteBuffer {
        let frame = #"{"username":"ada","x":""}"#.utf8.count
        return ByteBuffer(string: #"{"username":"ada","x":"\#(String(repeating: "x", count: count - frame))"}"#)
    }

    @Test(arguments: [TestingSetup.router, .live])
    func `64 KiB are read, one byte more is 413`(_ setup: TestingSetup) async throws {
        let app = try Self.app()
        try await app.application.test(setup) { client in
            let most = try await client.execute(uri: "/login", method: .post, headers: .json, body: Self.body(65_536))
            #expect(most.status == .ok)
            for count in [65_537, 200_000] {
                let over = try await client.execute(
                    uri: "/login", method: .post, headers: .json, body: Self.body(count))
                #expect(over.status == .contentTooLarge)
                #expect(over.isErrorOfOurForm && over.error == "content_too_large")
            }
        }
    }

    @Test func `a protected route reads bodies with the same decoder and the same limit`() async throws {
        let app = try Self.app()
        var headers = HTTPFields.bearer(try app.access())
        headers[.contentType] = "application/json"
        let sent = headers
        try await app.application.test(.router) { client in
            func status(_ body: ByteBuffer) async throws -> HTTPResponse.Status {
                try await client.execute(uri: "/own", method: .post, headers: sent, body: body).status
            }
            let read = try await status(ByteBuffer(string: #"{"username":"ada"}"#))
            #expect(read == .ok)
            #expect(try await status(ByteBuffer(string: #"{"username":"ada",}"#)) == .badRequest)
            #expect(try await status(ByteBuffer(string: #"{"username":"a","username":"b"}"#)) == .badRequest)
            #expect(try await status(Self.body(65_537)) == .contentTooLarge)
        }
    }

    @Test func `a name from the client is cut before it is sent back`() async throws {
        let app = try TestApp()
        app.router.post("map") { request, context in
            _ = try await request.decode(as: [String: Int].self, context: context)
            return "ok"
        }
        let name = String(repeating: "n", count: 5000)
        try await app.application.test(.router) { client in
            let response = try await client.execute(
                uri: "/map", method: .post, headers: .json, body: ByteBuffer(string: #"{"\#(name)":"x"}"#))
            #expect(response.status == .badRequest)
            #expect(response.body.readableBytes < 200)
        }
    }
}
