#if RemoteKeys
import MapaeJOSE
import MapaeRemoteKeys
import NIOHTTP1
import Testing

@Suite("Answers about tokens (RFC 7662 §2.2)")
struct IntrospectionAnswerTests {
    static func read(
        _ body: String, status: Int = 200, _ headers: HTTPHeaders = ["Content-Type": "application/json"]
    ) throws(RemoteKeysError) -> IntrospectionAnswer {
        try IntrospectionAnswer(HTTPAnswer(status: status, headers: headers, body: Array(body.utf8)), limits: .init())
    }

    @Test(arguments: [
        "application/json", "Application/JSON", "application/json; charset=utf-8", "application/json;charset=UTF-8",
        "application/json ;x=y",
    ])
    func `JSON with active as true is an answer, whatever parameters its type has`(_ type: String) throws {
        guard case .active(let claims) = try Self.read(#"{"active":true,"sub":"ada"}"#, ["Content-Type": type]) else {
            Issue.record("not active")
            return
        }
        #expect(claims.subject == "ada")
    }

    @Test(arguments: [
        #"{"active":false}"#, #"{"active":false,"sub":1,"exp":"never"}"#, " {\n\"active\" : false }\r\n",
    ])
    func `of a token that is not active nothing else counts`(_ body: String) throws {
        guard case .inactive = try Self.read(body) else {
            Issue.record("active")
            return
        }
    }

    @Test(arguments: [
        ("active as text", #"{"active":"true"}"#), ("as a number", #"{"active":1}"#), ("null", #"{"active":null}"#),
        ("a list", #"{"active":[true]}"#), ("no active", #"{"sub":"ada"}"#), ("in another case", #"{"Active":true}"#),
        ("J30 active twice", #"{"active":false,"active":true}"#),
        ("J30 active twice, once escaped", #"{"active":true,"\u0061ctive":true}"#),
        ("J30 sub twice", #"{"active":true,"sub":"ada","sub":"eve"}"#),
        ("J30 deep inside", #"{"active":true,"x":{"a":1,"a":2}}"#), ("two values", #"{"active":true}{"active":true}"#),
        ("a list of answers", #"[{"active":true}]"#), ("true", "true"), ("nothing", ""), ("cut", #"{"active":true"#),
        ("a comma", #"{"active":true,}"#), ("a comment", #"{"active":true/**/}"#),
        ("a mark", "\u{FEFF}{\"active\":true}"),
        ("NUL", "{\"active\":true,\"sub\":\"a\\u0000\"}"), ("no number", #"{"active":true,"x":1e400}"#),
        ("J46 deep", #"{"active":true,"x":"# + String(repeating: "[", count: 100_000)),
        ("J46 wide", #"{"active":true,"# + (0..<300).map { "\"m\($0)\":0" }.joined(separator: ",") + "}"),
    ])
    func `what is no strict JSON object with a truth value says nothing`(_ id: String, _ body: String) {
        #expect(throws: RemoteKeysError(.invalidIntrospection)) { try Self.read(body) }
    }

    @Test(
        arguments: [
            [], [("Content-Type", "text/html")], [("Content-Type", "text/plain; charset=utf-8")],
            [("Content-Type", "application/jwt")], [("Content-Type", "application/token-introspection+jwt")],
            [("Content-Type", "application/jsonx")], [("Content-Type", "application/jwk-set+json")],
            [("Content-Type", "application/json"), ("Content-Type", "application/json")],
            [("Content-Type", "application/json, text/html")], [("Content-Type", "")],
        ] as [[(String, String)]])
    func `another type than JSON says nothing`(_ headers: [(String, String)]) {
        #expect(throws: RemoteKeysError(.invalidIntrospection)) {
            try Self.read(#"{"active":true}"#, HTTPHeaders(headers))
        }
    }

    @Test(
        arguments: [
            (100, .unexpectedStatus), (201, .unexpectedStatus), (204, .unexpectedStatus), (301, .unexpectedStatus),
            (302, .unexpectedStatus), (304, .unexpectedStatus), (307, .unexpectedStatus), (308, .unexpectedStatus),
            (400, .unexpectedStatus), (401, .rejectedClient), (403, .rejectedClient), (404, .unexpectedStatus),
            (429, .unexpectedStatus), (500, .unexpectedStatus), (503, .unexpectedStatus),
        ] as [(Int, RemoteKeysError.Code)])
    func `another status than 200 says nothing`(_ status: Int, _ code: RemoteKeysError.Code) {
        let error = #expect(throws: RemoteKeysError(code)) { try Self.read(#"{"active":true}"#, status: status) }
        #expect(error?.status == status)
    }

    @Test(arguments: ["gzip", "br", "identity, gzip"])
    func `a compressed answer is refused`(_ encoding: String) {
        #expect(throws: RemoteKeysError(.encodedAnswer)) {
            try Self.read(
                #"{"active":true}"#, ["Content-Type": "application/json", "Content-Encoding": encoding])
        }
    }

    @Test(arguments: [
        #""exp":"1700000900""#, #""exp":-1"#, #""sub":1"#, #""aud":1"#, #""aud":[["x"]]"#, #""iss":["x"]"#,
        #""nbf":{}"#,
        #""iat":true"#, #""jti":1"#,
    ])
    func `J34 a registered claim of the wrong type is the token's fault, not the endpoint's`(
        _ member: String
    ) throws {
        guard case .unusable(let error) = try Self.read("{\"active\":true,\(member)}") else {
            Issue.record("usable")
            return
        }
        #expect(error.code == .invalidClaim)
    }
}
#endif
