#if Server
import NIOCore
import NIOHTTP1
import Testing

@testable import MapaeServer

@Suite("Requests of one connection")
struct GateOrderTests {
    private static func get(_ path: String) -> String { "GET \(path) HTTP/1.1\r\nHost: a\r\n\r\n" }

    @Test("that come at once go through one by one, and nothing more is read meanwhile (H25)")
    func pipelined() throws {
        try GateHarness.with { gate throws in
            try gate.send((0..<300).map { Self.get("/\($0)") }.joined())
            for number in 0..<300 {
                #expect(gate.application.heads.count == number + 1)
                let reads = gate.wire.reads
                gate.channel.read()
                #expect(number == 299 || gate.wire.reads == reads)
                gate.application.answer()
                #expect(try gate.received().hasSuffix("\r\n/\(number)"))
            }
            #expect(!gate.isClosed)
            #expect(gate.application.ends == 300)
        }
    }

    @Test("before one that is refused get their answers, and then it is refused (H11, H25)")
    func refusedBehind() throws {
        for refused in [
            "GET / HTTP/1.1\r\n\r\n", "NONSENSE\r\n\r\n", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n",
        ] {
            try GateHarness.with { gate throws in
                try? gate.send(Self.get("/1") + Self.get("/2") + refused + Self.get("/3"))
                #expect(try gate.received().isEmpty)
                gate.application.answer()
                #expect(try gate.statuses() == [200])
                gate.application.answer()
                #expect(try gate.statuses() == [200, 400], "\(refused)")
                #expect(gate.isClosed)
                #expect(gate.application.heads.map(\.uri) == ["/1", "/2"])
            }
        }
    }

    @Test("have no second answer when one of them is answered and its body is not as it should be (H11)")
    func badBodyBehindAnswer() throws {
        try GateHarness.with(answers: .early) { gate throws in
            try gate.send("POST /1 HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n")
            try? gate.send("ZZ\r\n" + Self.get("/2"))
            let text = try gate.received()
            #expect(text.ranges(of: "HTTP/1.1").count == 1)
            #expect(text.contains("Connection: close"))
            #expect(gate.isClosed)
            #expect(gate.application.heads.count == 1)
        }
    }

    @Test(
        "that end in the middle get a 400 (H26)",
        arguments: [
            "GET /x HT", "POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n{",
            "POST /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{",
        ])
    func cutShort(_ text: String) throws {
        try GateHarness.with { gate throws in
            try gate.send(text)
            gate.endInput()
            #expect(try gate.statuses() == [400])
            #expect(gate.isClosed)
        }
    }

    @Test("are answered, all of them, when their sender has ended its side (H26)")
    func halfClosed() throws {
        try GateHarness.with { gate throws in
            try gate.send(Self.get("/1") + Self.get("/2"))
            gate.endInput()
            #expect(!gate.isClosed)
            gate.application.answer()
            #expect(try gate.statuses() == [200])
            gate.application.answer()
            let text = try gate.received()
            #expect(text.hasSuffix("/2") && text.contains("Connection: close"))
            #expect(gate.isClosed)
        }
    }

    static let framings: [(String, Bool)] = [
        ("1;x=\(String(repeating: "a", count: 1_000_000))\r\n \r\n", false),
        (String(repeating: "1;x=\(String(repeating: "a", count: 1000))\r\n \r\n", count: 30), false),
        ("1;x=\(String(repeating: "a", count: 10_000))\r\n \r\n", true),
        (String(repeating: "1\r\n \r\n", count: 20_000), true),
    ]

    @Test("in chunks may have little between them (H13)", arguments: framings)
    func framing(_ chunks: String, _ isTaken: Bool) throws {
        try GateHarness.with { gate throws in
            try gate.send("POST /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n")
            var rest = Array(chunks.utf8)[...]
            while !rest.isEmpty, !gate.isClosed {
                try gate.send(Array(rest.prefix(1000)))
                rest = rest.dropFirst(1000)
            }
            #expect(gate.isClosed != isTaken)
            #expect(try gate.statuses() == (isTaken ? [] : [400]))
        }
    }

    @Test("may have as many trailers as headers, which go no further (H13)", arguments: [(100, true), (101, false)])
    func trailers(_ count: Int, _ isTaken: Bool) throws {
        try GateHarness.with(answers: .atOnce) { gate throws in
            let fields = (0..<count).map { "X-\($0): 1\r\n" }.joined()
            try gate.send("POST /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\(fields)\r\n")
            #expect(try gate.statuses() == [isTaken ? 200 : 431])
        }
    }

    @Test("in chunks without end stop at the limit of all bodies (H7)")
    func endless() throws {
        try GateHarness.with { gate throws in
            try gate.send("POST /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n")
            let chunk = "4000\r\n" + String(repeating: " ", count: 0x4000) + "\r\n"
            for _ in 0..<64 { try gate.send(chunk) }
            #expect(!gate.isClosed)
            try gate.send(chunk)
            #expect(try gate.statuses() == [413])
            #expect(gate.isClosed)
            #expect(gate.application.bodyBytes == 1024 * 1024)
        }
    }

    @Test(
        "that are answered before their body is here: a short body is passed over, a long one ends the connection (H7)")
    func unread() throws {
        for (length, isKept) in [(60_000, true), (70_000, false)] {
            try GateHarness.with(answers: .early) { gate throws in
                try gate.send("POST /1 HTTP/1.1\r\nHost: a\r\nContent-Length: \(length)\r\n\r\n")
                #expect(try gate.received().contains("Connection: close") != isKept)
                #expect(gate.isClosed != isKept)
                try? gate.send([UInt8](repeating: 0x20, count: length))
                if isKept {
                    try gate.send(Self.get("/2"))
                    #expect(try gate.received().hasSuffix("/2"))
                }
            }
        }
    }
}
#endif
