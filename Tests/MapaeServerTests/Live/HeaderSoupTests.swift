#if Server
import HTTPTypes
import Logging
import Testing

@testable import MapaeServer

@Suite("Messages that no client should send")
struct HeaderSoupTests {
    struct Soup: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let bytes: [UInt8]

        init(_ name: String, _ text: String) { self.init(name, Array(text.utf8)) }

        init(_ name: String, _ bytes: [UInt8]) {
            testDescription = name
            self.bytes = bytes
        }
    }

    private static let get = "GET /healthz HTTP/1.1\r\nHost: x\r\n"
    private static let post = "POST /login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
    private static let many = (0..<2000).map { "X-\($0): 1\r\n" }.joined()
    private static let long = String(repeating: "a", count: 100_000)
    private static let million = String(repeating: "a", count: 1_000_000)

    static let headers: [Soup] = [
        Soup("control byte in a value (H11)", get + "X: a\u{1}b\r\n\r\n"),
        Soup("NUL in a value (H11)", get + "X: a\0b\r\n\r\n"),
        Soup("DEL in a value", get + "X: a\u{7F}b\r\n\r\n"),
        Soup("control byte in a name", get + "X\u{1}: a\r\n\r\n"),
        Soup("space in a name", get + "X Y: a\r\n\r\n"),
        Soup("space before the colon (H11)", get + "X : a\r\n\r\n"),
        Soup("no name", get + ": a\r\n\r\n"),
        Soup("no colon", get + "X\r\n\r\n"),
        Soup("obs-fold (H11)", get + "X: a\r\n b\r\n\r\n"),
        Soup("obs-fold by tab (H11)", get + "X: a\r\n\tb\r\n\r\n"),
        Soup("bare CR (H11)", get + "X: a\rY: b\r\n\r\n"),
        Soup("no Host (H9)", "GET /healthz HTTP/1.1\r\n\r\n"),
        Soup("empty Host (H9)", "GET /healthz HTTP/1.1\r\nHost: \r\n\r\n"),
        Soup("two Hosts (H9)", "GET /healthz HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n"),
        Soup("one Host twice (H9)", "GET /healthz HTTP/1.1\r\nHost: x\r\nhost: x\r\n\r\n"),
        Soup("2,000 headers (H5)", get + many + "\r\n"),
        Soup("a header of 100 KB (H6)", get + "X: \(long)\r\n\r\n"),
        Soup("a header name of 100 KB (H6)", get + "\(long): x\r\n\r\n"),
        Soup("a path of 100 KB (H6)", "GET /\(long) HTTP/1.1\r\nHost: x\r\n\r\n"),
        Soup("a token of 1 MB", "GET /me HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer \(million)\r\n\r\n"),
        Soup("NUL in the path", "GET /health\0z HTTP/1.1\r\nHost: x\r\n\r\n"),
        Soup("space in the path", "GET /health z HTTP/1.1\r\nHost: x\r\n\r\n"),
        Soup("control byte in the path", "GET /health\u{1}z HTTP/1.1\r\nHost: x\r\n\r\n"),
        Soup("not ASCII in the path", Array("GET /health".utf8) + [0xFF] + Array(" HTTP/1.1\r\nHost: x\r\n\r\n".utf8)),
        Soup("no path", "GET HTTP/1.1\r\nHost: x\r\n\r\n"),
        Soup("an unknown version", "GET /healthz HTTP/9.9\r\nHost: x\r\n\r\n"),
        Soup("no HTTP at all", "hello\r\n\r\n"),
        Soup(
            "a TLS greeting",
            [0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, 0xFC, 0x03, 0x03] + [UInt8](repeating: 7, count: 512)),
        Soup("an HTTP/2 greeting", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
        Soup("zeros", [UInt8](repeating: 0, count: 100_000)),
    ]

    static let bodies: [Soup] = [
        Soup("two Content-Lengths (H11)", post + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}x"),
        Soup("one Content-Length twice (H11)", post + "Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}"),
        Soup("a list of Content-Lengths (H11)", post + "Content-Length: 2, 3\r\n\r\n{}x"),
        Soup("Content-Length with a sign (H11)", post + "Content-Length: +2\r\n\r\n{}"),
        Soup("Content-Length below zero", post + "Content-Length: -2\r\n\r\n{}"),
        Soup("Content-Length in hex", post + "Content-Length: 0x2\r\n\r\n{}"),
        Soup("Content-Length beyond 64 bits (S5)", post + "Content-Length: 99999999999999999999\r\n\r\n{}"),
        Soup("Content-Length of the largest Int (S5)", post + "Content-Length: 9223372036854775807\r\n\r\n{}"),
        Soup("empty Content-Length", post + "Content-Length: \r\n\r\n{}"),
        Soup("TE and CL (H11)", post + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
        Soup("CL and TE (H11)", post + "Transfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n0\r\n\r\n"),
        Soup("two TEs (H11)", post + "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n"),
        Soup("an unknown TE (H11)", post + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n"),
        Soup("a chunk size that is none (H11)", post + "Transfer-Encoding: chunked\r\n\r\nZZ\r\n{}\r\n0\r\n\r\n"),
        Soup("a chunk longer than it says (H11)", post + "Transfer-Encoding: chunked\r\n\r\n1\r\n{}xx\r\n0\r\n\r\n"),
        Soup(
            "a chunk size beyond 64 bits (S5)", post + "Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\n{}\r\n"),
        Soup("a chunk size with a sign (S13)", post + "Transfer-Encoding: chunked\r\n\r\n+2\r\n{}\r\n0\r\n\r\n"),
        Soup("a body that is announced too long (H7)", post + "Content-Length: 65537\r\n\r\n{"),
        Soup("a body that is announced far too long (H7)", post + "Content-Length: 1000000000000\r\n\r\n{"),
        Soup(
            "a body in chunks that is too long (H7)",
            post + "Transfer-Encoding: chunked\r\n\r\n"
                + String(repeating: "1000\r\n" + String(repeating: " ", count: 4096) + "\r\n", count: 17) + "0\r\n\r\n"),
        Soup(
            "a body in chunks of one byte",
            post + "Transfer-Encoding: chunked\r\n\r\n" + String(repeating: "1\r\n \r\n", count: 5000) + "0\r\n\r\n"),
        Soup("a body longer than it says", post + "Content-Length: 2\r\n\r\n{}GARBAGE\r\n\r\n"),
    ]

    @Test("get a 4xx or a closed connection, and the server goes on (H30)", arguments: headers + bodies)
    func refused(_ soup: Soup) async throws {
        try await LiveServer.with { _, server in
            let answer = try await RawConnection.send(soup.bytes, to: server.port)
            if let status = answer.status {
                #expect((400...499).contains(status), "\(answer.text.prefix(300))")
            } else {
                #expect(answer.bytes.isEmpty, "\(answer.text.prefix(300))")
            }
            #expect(try await RawConnection.isHealthy(server.port))
        }
    }

    @Test(
        "that end in the middle of their body get a 400, which is no fault of the server (H26)",
        arguments: ["Content-Length: 100\r\n\r\n{\"user", "Transfer-Encoding: chunked\r\n\r\n20\r\n{\"user"])
    func cutShort(_ rest: String) async throws {
        let log = CapturedLog()
        try await LiveServer.with(logger: log.logger()) { _, server in
            let answer = try await RawConnection.send(Self.post + rest, to: server.port, endsOutput: true)
            #expect(answer.status == nil || answer.status == 400, "\(answer.text)")
            #expect(try await RawConnection.isHealthy(server.port))
            #expect(log.lines(atLeast: .warning).isEmpty, "\(log.lines(atLeast: .warning))")
        }
    }

    @Test("that are many in one connection get one answer each, in order (H25)")
    func pipelining() async throws {
        try await LiveServer.with { _, server in
            let one = "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"
            let last = "GET /me HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
            let text = try await RawConnection.send(
                String(repeating: one, count: 99) + last, to: server.port, untilClosed: true
            ).text
            #expect(text.ranges(of: "HTTP/1.1 200 OK").count == 99)
            #expect(text.ranges(of: "HTTP/1.1 401 Unauthorized").count == 1)
        }
    }

    @Test("never get a date, a header or a body that they wrote themselves (H14, S3)")
    func splitting() async throws {
        try await LiveServer.with { _, server in
            for path in ["/x%0d%0aX-Evil:%201", "/me?x=%0d%0aX-Evil:1", "/x%E5%98%8A%E5%98%8DX-Evil:1"] {
                let answer = try await RawConnection.request("GET", path, to: server.port)
                #expect((400...499).contains(answer.status))
                #expect(!answer.headers.contains { $0.name.rawName.lowercased().contains("evil") })
                #expect(!answer.text.lowercased().contains("evil"))
            }
        }
    }
}
#endif
