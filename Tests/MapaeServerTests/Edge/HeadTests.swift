#if Server
import HTTPTypes
import NIOCore
import NIOHTTP1
import Testing

@testable import MapaeServer

@Suite("A head of HTTP/1")
struct HeadTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let head: String
        let status: Int

        init(_ name: String, _ head: String, _ status: Int) {
            self.testDescription = name
            self.head = head
            self.status = status
        }
    }

    private static func fields(_ count: Int) -> String { (0..<count).map { "X-\($0): 1\r\n" }.joined() }
    private static func long(_ count: Int) -> String { String(repeating: "a", count: count) }

    static let refused: [Case] = [
        Case("no Host (H9)", "GET / HTTP/1.1\r\n", 400),
        Case("no Host in HTTP/1.0 (H9)", "GET / HTTP/1.0\r\n", 400),
        Case("two Hosts (H9)", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n", 400),
        Case("one Host twice (H9)", "GET / HTTP/1.1\r\nHost: a\r\nHOST: a\r\n", 400),
        Case("Hosts in one field (H9)", "GET / HTTP/1.1\r\nHost: a, b\r\n", 400),
        Case("Host of other characters (H9)", "GET / HTTP/1.1\r\nHost: a b/<>\r\n", 400),
        Case("Host with a path (H9)", "GET / HTTP/1.1\r\nHost: a/b\r\n", 400),
        Case("Host with a user (H9)", "GET / HTTP/1.1\r\nHost: u@a\r\n", 400),
        Case("absolute form of another host (H10)", "GET http://b/ HTTP/1.1\r\nHost: a\r\n", 400),
        Case("absolute form of another port (H10)", "GET http://a:81/ HTTP/1.1\r\nHost: a\r\n", 400),
        Case("absolute form with a user (H10)", "GET http://u@a/ HTTP/1.1\r\nHost: a\r\n", 400),
        Case("absolute form without a host (H10)", "GET http:///x HTTP/1.1\r\nHost: a\r\n", 400),
        Case("another scheme (H10)", "GET ftp://a/ HTTP/1.1\r\nHost: a\r\n", 400),
        Case("asterisk of GET", "GET * HTTP/1.1\r\nHost: a\r\n", 400),
        Case("a fragment", "GET /#x HTTP/1.1\r\nHost: a\r\n", 400),
        Case("a backslash (H15)", "GET /\\me HTTP/1.1\r\nHost: a\r\n", 400),
        Case("CONNECT (H18)", "CONNECT a:443 HTTP/1.1\r\nHost: a\r\n", 405),
        Case("TRACE (H18)", "TRACE / HTTP/1.1\r\nHost: a\r\n", 405),
        Case("a method of lower case (H18)", "get / HTTP/1.1\r\nHost: a\r\n", 400),
        Case("an unknown method (H18)", "EVIL / HTTP/1.1\r\nHost: a\r\n", 400),
        Case("gzip (H8)", "POST / HTTP/1.1\r\nHost: a\r\nContent-Encoding: gzip\r\n", 415),
        Case("gzip behind identity (H8)", "POST / HTTP/1.1\r\nHost: a\r\nContent-Encoding: identity, gzip\r\n", 415),
        Case("101 fields (H5)", "GET / HTTP/1.1\r\nHost: a\r\n" + fields(100), 431),
        Case("1,001 fields (H5)", "GET / HTTP/1.1\r\nHost: a\r\n" + fields(1000), 431),
        Case("17 KiB in one field (H6)", "GET / HTTP/1.1\r\nHost: a\r\nX: \(long(17 * 1024))\r\n", 431),
        Case(
            "17 KiB in many fields (H6)",
            "GET / HTTP/1.1\r\nHost: a\r\n" + (0..<17).map { "X-\($0): \(long(1018))\r\n" }.joined(), 431),
        Case("100 KiB in one field (H6)", "GET / HTTP/1.1\r\nHost: a\r\nX: \(long(100 * 1024))\r\n", 431),
        Case("a target of 8 KiB and a byte (H6)", "GET /\(long(8 * 1024)) HTTP/1.1\r\nHost: a\r\n", 414),
        Case("a target of 70 KB (H6)", "GET /\(long(70_000)) HTTP/1.1\r\nHost: a\r\n", 414),
        Case("a body beyond the limit (H7)", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1048577\r\n", 413),
        Case("a body beyond all (H7)", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9223372036854775807\r\n", 413),
        Case("chunks in HTTP/1.0 (H12)", "POST / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n", 400),
        Case(
            "chunks and a length (H11)",
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 1\r\n", 400),
        Case(
            "a length and chunks (H11)",
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n", 400),
        Case("chunks twice (H11)", "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked, chunked\r\n", 400),
        Case("gzip and chunks (H11)", "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n", 400),
        Case("chunks of identity (H11)", "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: identity\r\n", 400),
        Case("two lengths (H11)", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 1\r\n", 400),
        Case("an unknown Expect", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nExpect: x\r\n", 417),
        Case("HTTP/1.2", "GET / HTTP/1.2\r\nHost: a\r\n", 400),
        Case("HTTP/0.9", "GET / HTTP/0.9\r\nHost: a\r\n", 400),
        Case("no HTTP (H30)", "\u{16}\u{3}\u{1}\r\n", 400),
    ]

    @Test("is refused by the gate, in the one form, and the connection ends (H29)", arguments: refused)
    func refuse(_ input: Case) throws {
        try GateHarness.with(answers: .atOnce) { gate throws in
            try gate.send(input.head + "\r\n")
            let text = try gate.received()
            let answer = try RawAnswer(bytes: Array(text.utf8)).answer
            answer.expectRefusal(input.status)
            #expect(answer.headers[.connection] == "close")
            #expect(answer.headers[.date] != nil)
            #expect(answer.headers[.contentLength] == "\(answer.body.count)")
            #expect((answer.headers[.allow] != nil) == (input.status == 405))
            #expect(gate.isClosed)
            #expect(gate.application.heads.isEmpty)
            // Whatever comes behind is no request any more.
            try? gate.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try gate.received().isEmpty)
        }
    }

    static let taken: [Case] = [
        Case("a name", "GET /x HTTP/1.1\r\nHost: a\r\n", 200),
        Case("blanks around the Host", "GET /x HTTP/1.1\r\nHost:  a.example:80\t \r\n", 200),
        Case("blanks around the length", "POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 0 \r\n", 200),
        Case("100 fields (H5)", "GET /x HTTP/1.1\r\nHost: a\r\n" + fields(99), 200),
        Case("16 KiB of fields (H6)", "GET /x HTTP/1.1\r\nHost: a\r\nX: \(long(16 * 1024 - 9 - 5))\r\n", 200),
        Case("absolute form of the same host (H10)", "GET http://A/x HTTP/1.1\r\nHost: a\r\n", 200),
        Case("identity (H8)", "POST /x HTTP/1.1\r\nHost: a\r\nContent-Encoding: Identity\r\n", 200),
        Case("an Expect without a body", "GET /x HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n", 200),
    ]

    @Test("is taken, and the connection stays", arguments: taken)
    func take(_ input: Case) throws {
        try GateHarness.with(answers: .atOnce) { gate throws in
            try gate.send(input.head + "\r\n")
            #expect(try gate.statuses() == [200])
            #expect(gate.application.heads.map(\.uri) == ["/x"])
            #expect(!gate.isClosed)
        }
    }

    @Test(
        "of HTTP/1.0 is answered, and its connection ends whatever it says (H12)",
        arguments: ["", "Connection: keep-alive\r\n"])
    func old(_ field: String) throws {
        try GateHarness.with(answers: .atOnce) { gate throws in
            try gate.send("GET /x HTTP/1.0\r\nHost: a\r\n\(field)\r\n")
            let answer = try RawAnswer(bytes: Array(gate.received().utf8)).answer
            #expect(answer.status == 200)
            #expect(answer.headers[.connection] == "close")
            #expect(gate.isClosed)
        }
    }

    @Test(
        "that is to be the last, or could change the protocol, is the last",
        arguments: [
            "Connection: close", "Connection: Close, TE", "Connection: Upgrade\r\nUpgrade: h2c", "Upgrade: websocket",
        ])
    func last(_ field: String) throws {
        try GateHarness.with(answers: .atOnce) { gate throws in
            try gate.send("GET /x HTTP/1.1\r\nHost: a\r\n\(field)\r\n\r\n")
            let answer = try RawAnswer(bytes: Array(gate.received().utf8)).answer
            #expect(answer.status == 200)
            #expect(answer.headers[.connection] == "close")
            #expect(gate.isClosed)
        }
    }

    @Test("with Expect is told to go on before its body (RFC 9110 §10.1.1)")
    func expects() throws {
        try GateHarness.with(answers: .atOnce) { gate throws in
            try gate.send("POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-Continue\r\n\r\n")
            #expect(try gate.received() == "HTTP/1.1 100 Continue\r\n\r\n")
            try gate.send("{}")
            #expect(try gate.statuses() == [200])
        }
    }

    @Test("of HEAD is refused without a body (H18)")
    func head() throws {
        try GateHarness.with { gate throws in
            try gate.send("HEAD /x HTTP/1.1\r\n\r\n")
            let text = try gate.received()
            #expect(text.hasPrefix("HTTP/1.1 400 Bad Request\r\n") && text.hasSuffix("\r\n\r\n"))
        }
    }
}
#endif
