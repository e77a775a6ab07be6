#if Server
import NIOCore
import NIOEmbedded
import NIOHTTP1
import Testing

@testable import MapaeServer

@Suite("The time of a connection")
struct GateTimeTests {
    private static let get = "GET /x HTTP/1.1\r\nHost: a\r\n\r\n"
    private static let post = "POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n"

    @Test("without a byte is over after ten seconds, without a word (H1, H4)")
    func silent() throws {
        try GateHarness.with { gate throws in
            gate.pass(.milliseconds(9_999))
            #expect(!gate.isClosed)
            gate.pass(.milliseconds(1))
            #expect(gate.isClosed)
            #expect(try gate.received().isEmpty)
        }
    }

    @Test("with a head that comes byte by byte is over ten seconds after the first (H1)")
    func slowHead() throws {
        try GateHarness.with { gate throws in
            gate.pass(.seconds(9))
            for byte in Self.get.utf8.prefix(10) {
                try gate.send([byte])
                gate.pass(.milliseconds(990))
                #expect(!gate.isClosed)
            }
            gate.pass(.milliseconds(100))
            #expect(gate.isClosed)
            #expect(try gate.statuses() == [408])
        }
    }

    @Test("with a head that is slow in a later request is over as soon (H1)")
    func laterHead() throws {
        try GateHarness.with(answers: .atOnce) { gate throws in
            try gate.send(Self.get)
            #expect(try gate.statuses() == [200])
            gate.pass(.seconds(50))
            try gate.send("GET /")
            gate.pass(.milliseconds(9_999))
            #expect(!gate.isClosed)
            gate.pass(.milliseconds(1))
            #expect(try gate.statuses() == [408])
        }
    }

    @Test("between requests is a minute, without a word at its end (H4)")
    func idle() throws {
        try GateHarness.with(answers: .atOnce) { gate throws in
            for _ in 0..<3 {
                try gate.send(Self.get)
                #expect(try gate.statuses() == [200])
                gate.pass(.milliseconds(59_999))
                #expect(!gate.isClosed)
            }
            gate.pass(.milliseconds(1))
            #expect(gate.isClosed)
            #expect(try gate.received().isEmpty)
        }
    }

    @Test("with a body that stalls is over after thirty seconds (H2)")
    func stalledBody() throws {
        try GateHarness.with { gate throws in
            try gate.send(Self.post)
            try gate.send([UInt8](repeating: 0x20, count: 90_000))
            gate.pass(.milliseconds(29_999))
            #expect(!gate.isClosed)
            gate.pass(.milliseconds(1))
            #expect(gate.isClosed)
            #expect(try gate.statuses() == [408])
            // Whoever reads the body hears of it.
            #expect(gate.application.errors.count == 1)
        }
    }

    @Test("with a body that trickles is over after ten seconds (H2)")
    func slowBody() throws {
        try GateHarness.with { gate throws in
            try gate.send(Self.post)
            for _ in 0..<9 {
                gate.pass(.seconds(1))
                try gate.send(" ")
                #expect(!gate.isClosed)
            }
            gate.pass(.seconds(2))
            #expect(gate.isClosed)
            #expect(try gate.statuses() == [408])
        }
    }

    @Test("with a body at twice the least rate is over after two minutes (H2)")
    func longBody() throws {
        try GateHarness.with { gate throws in
            try gate.send("POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n")
            for _ in 0..<119 {
                gate.pass(.seconds(1))
                try gate.send([UInt8](repeating: 0x20, count: 2048))
                #expect(!gate.isClosed)
            }
            gate.pass(.seconds(1))
            #expect(try gate.statuses() == [408])
        }
    }

    @Test("with a body in its time is as long as that takes, and the answer has its own")
    func goodBody() throws {
        try GateHarness.with { gate throws in
            try gate.send(Self.post)
            for _ in 0..<50 {
                gate.pass(.seconds(1))
                try gate.send([UInt8](repeating: 0x20, count: 2000))
            }
            #expect(gate.application.bodyBytes == 100_000)
            gate.pass(.minutes(30))
            #expect(!gate.isClosed)
            gate.application.answer()
            #expect(try gate.statuses() == [200])
            #expect(!gate.isClosed)
        }
    }

    @Test("while a client takes nothing of an answer is over after thirty seconds (H3)")
    func slowReader() throws {
        try GateHarness.with { gate throws in
            try gate.send(Self.get)
            gate.channel.isWritable = false
            gate.channel.pipeline.fireChannelWritabilityChanged()
            gate.pass(.milliseconds(29_999))
            #expect(!gate.isClosed)
            gate.pass(.milliseconds(1))
            #expect(gate.isClosed)
        }
    }

    @Test("starts anew when a client takes something (H3)")
    func pausingReader() throws {
        try GateHarness.with { gate throws in
            try gate.send(Self.get)
            for _ in 0..<3 {
                for isWritable in [false, true] {
                    gate.channel.isWritable = isWritable
                    gate.channel.pipeline.fireChannelWritabilityChanged()
                    gate.pass(.seconds(29))
                }
            }
            #expect(!gate.isClosed)
        }
    }

    @Test("that has been used for an hour ends with its next answer")
    func age() throws {
        try GateHarness.with(answers: .atOnce) { gate throws in
            for _ in 0..<70 {
                try gate.send(Self.get)
                gate.pass(.seconds(55))
                if gate.isClosed { break }
            }
            let text = try gate.received()
            #expect(text.ranges(of: "HTTP/1.1 200").count == 67)
            #expect(text.ranges(of: "Connection: close").count == 1)
            #expect(gate.isClosed)
        }
    }

    @Test("without a request is a tenth of a second when the server stops, for what is on its way (H28)")
    func quiescing() throws {
        for isLate in [false, true] {
            try GateHarness.with(answers: .atOnce) { gate throws in
                try gate.send(Self.get)
                #expect(try gate.statuses() == [200])
                gate.channel.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent())
                gate.pass(.milliseconds(99))
                #expect(!gate.isClosed)
                if isLate { gate.pass(.milliseconds(1)) } else { try gate.send(Self.get) }
                #expect(gate.isClosed)
                #expect(try gate.received().contains("Connection: close") == !isLate)
            }
        }
    }

    @Test("with a request lasts to its answer when the server stops, which says that it is the last (H28)")
    func quiescingRequest() throws {
        try GateHarness.with { gate throws in
            try gate.send(Self.get)
            gate.channel.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent())
            gate.pass(.minutes(1))
            #expect(!gate.isClosed)
            gate.application.answer()
            let text = try gate.received()
            #expect(text.hasPrefix("HTTP/1.1 200 OK\r\n") && text.contains("\r\nConnection: close\r\n"))
            #expect(gate.isClosed)
        }
    }
}
#endif
