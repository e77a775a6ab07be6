import HTTPTypes
import Hummingbird
import HummingbirdMapae
import HummingbirdTesting
import Logging
import MapaeFlask
import NIOCore
import Testing

@Suite("Requests that nobody honest sends")
struct HostileRequestTests {
    /// A router with a route for each way a token is asked for.
    private static func application(_ settings: FlaskSettings) throws -> some ApplicationProtocol {
        var callbacks = FlaskCallbacks()
        callbacks.tokenInBlocklist = { _, claims in claims["jti"]?.string == "revoked" }
        let flask = try Sample.authority(settings, callbacks)
        let router = Router(context: BasicTokenRequestContext.self)
        for (path, requirements) in [
            ("access", []), ("fresh", [.fresh]), ("refresh", [.refresh]), ("any", [.anyType]),
        ] as [(RouterPath, [TokenRequirement])] {
            let group = router.group(path)
                .add(middleware: TokenMiddleware(flask, TokenRequirements(requirements)))
                .group(context: AuthenticatedContext<BasicTokenRequestContext>.self)
            for method in [HTTPRequest.Method.get, .post] {
                group.on("", method: method) { _, context -> JSONObject in
                    [
                        "claims": .object(flask.claims(of: context.token)),
                        "header": .object(flask.header(of: context.token)),
                    ]
                }
            }
        }
        return Application(
            router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    /// Texts that have broken readers of tokens, headers, forms and JSON.
    static let oddities: [String] = [
        "", " ", ",", ", ,", ";", "=", "&", "%", "%00", "%ff", "%zz", "+", "\"", "\\", "'", "\t", "..", "...", "a.b.c",
        "null", "undefined", "NaN", "Infinity", "-0", "1e999", "[]", "{}", "{", "[", "\"\\ud800\"", "[[[[[[[[", "é.é.é",
        "\u{301}",
        "\u{FEFF}", "\u{37E}", "😀", "x\u{0}y", "Bearer", "Bearer ", "Bearer ,", "Bearer a, Bearer b", "Basic x",
        String(repeating: ".", count: 5000), String(repeating: "a", count: 30_000),
        String(repeating: "[", count: 20_000),
        String(repeating: "a=b&", count: 5000), String(repeating: "=;", count: 5000),
        "{\"access_token\":{\"access_token\":5}}",
        "{\"access_token\":\"\\u0000\"}", "--b\r\n\r\n--b--", "--b",
        "--b\r\nContent-Disposition: form-data; name=\"csrf_token",
    ]

    /// Signed claims that are odd: an honest key has signed them, and still nothing may break.
    static let oddTokens: [String] = ["exp", "nbf", "iat", "sub", "jti", "type", "fresh", "csrf", "aud", "iss"].flatMap
    { name in
        let values: [JSONValue] = [
            .null, true, -1, 0, .integer(.max), .integer(.min), .number(1e308), .number(-1e308),
            .number(.leastNonzeroMagnitude), "",
            "x",
            "1e3", "99999999999999999999", [], [1], [[]], [:], ["a": ["b": .null]],
        ]
        return values.compactMap { try? Sample.token([name: $0]) }
    }

    @Test(arguments: [
        FlaskSettings(), FlaskSettings(headerType: ""), FlaskSettings(headerName: "X-Token"),
        FlaskSettings(decodeAudience: "a", decodeIssuer: "i", verifySub: false),
        FlaskSettings(tokenLocation: [.cookies], csrfCheckForm: true),
        FlaskSettings(tokenLocation: [.queryString], queryStringValuePrefix: "Bearer "),
        FlaskSettings(tokenLocation: [.json]),
        FlaskSettings(tokenLocation: [.json, .queryString, .cookies, .headers], csrfCheckForm: true),
    ])
    func `no request gets a 500 S6 J46`(_ settings: FlaskSettings) async throws {
        let application = try Self.application(settings)
        try await application.test(.router) { client in
            for text in Self.oddities {
                for request in Self.requests(text) { try await Self.expectAnswer(client, request) }
            }
            for token in Self.oddTokens {
                for request in Self.requests(token).filter({ $0.takesTokens }) {
                    try await Self.expectAnswer(client, request)
                }
            }
        }
    }

    /// A request with something odd in it.
    private struct OddRequest {
        let path: String
        let headers: HTTPFields
        let body: String
        let takesTokens: Bool

        init(_ path: String, _ headers: HTTPFields, _ body: String = "", takesTokens: Bool = false) {
            self.path = path
            self.headers = headers
            self.body = body
            self.takesTokens = takesTokens
        }
    }

    private static func expectAnswer(_ client: some TestClientProtocol, _ request: OddRequest) async throws {
        let response = try await client.execute(
            uri: request.path, method: .post, headers: request.headers, body: ByteBuffer(string: request.body))
        #expect(response.status.code < 500, "\(response.status) \(request.path) \(request.headers)")
        guard response.status != .ok else { return }
        let answer = try? JSONValue(parsing: Array(buffer: response.body))
        #expect(answer?.object?["msg"]?.string?.isEmpty == false)
        #expect(response.headers[.contentType] == "application/json")
    }

    /// A text in each place where a request can hold one.
    private static func requests(_ text: String) -> [OddRequest] {
        let query = text.utf8.map { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x2E
                || byte == 0x25 || byte == 0x2D || byte == 0x5F
                ? String(UnicodeScalar(byte)) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
        let field = text.utf8.contains { $0 < 0x20 && $0 != 0x09 } ? "x" : text
        let cookies: HTTPFields = [.cookie: "access_token_cookie=\(field); refresh_token_cookie=\(field)"]
        var guarded = cookies
        guarded[.named("X-CSRF-TOKEN")] = Sample.csrf
        var odd: HTTPFields = [.cookie: "access_token_cookie=\((try? Sample.token()) ?? "")"]
        odd[.named("X-CSRF-TOKEN")] = field
        let json = (try? JSONValue.object(["access_token": .string(text)]).serialized()) ?? []
        let csrf = HTTPField.Name.named("X-CSRF-TOKEN")
        return [
            OddRequest("/access", [.authorization: field]),
            OddRequest("/access", [.authorization: "Bearer \(field)"], takesTokens: true),
            OddRequest("/fresh", [.authorization: "Bearer \(field)"], takesTokens: true),
            OddRequest("/refresh", [.authorization: "Bearer \(field)"], takesTokens: true),
            OddRequest("/any", [.authorization: "Basic x, Bearer \(field),"]),
            OddRequest("/access", [.named("X-Token"): "Bearer \(field)"]),
            OddRequest("/access", cookies), OddRequest("/refresh", guarded, takesTokens: true),
            OddRequest("/fresh", guarded, takesTokens: true), OddRequest("/access", odd),
            OddRequest("/access", [.cookie: field]), OddRequest("/access?jwt=\(query)", [:], takesTokens: true),
            OddRequest("/access?\(query)", [:]), OddRequest("/access?jwt=Bearer+\(query)", [:]),
            OddRequest("/access", [.contentType: "application/json"], text),
            OddRequest(
                "/access", [.contentType: "application/json"], String(decoding: json, as: UTF8.self), takesTokens: true),
            OddRequest("/access", [.contentType: field], text),
            OddRequest("/access", with(odd, "application/x-www-form-urlencoded", csrf), "csrf_token=\(text)"),
            OddRequest("/access", with(odd, "multipart/form-data; boundary=b", csrf), text),
            OddRequest("/access", with(odd, "multipart/form-data; boundary=\(field)", csrf), text),
        ]
    }

    private static func with(_ headers: HTTPFields, _ type: String, _ csrf: HTTPField.Name) -> HTTPFields {
        var headers = headers
        headers[csrf] = nil
        headers[.contentType] = type
        return headers
    }
}
