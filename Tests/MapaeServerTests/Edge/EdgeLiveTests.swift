#if Server
import HTTPTypes
import Logging
import NIOCore
import Testing

@testable import MapaeServer

@Suite("The edge of a server that listens")
struct EdgeLiveTests {
    /// Runs a server with limits of its own for the length of a closure.
    private func serving(
        _ change: (inout ServerSettings) -> Void, logger: Logger = Fixture.silent, _ body: (Int) async throws -> Void
    ) async throws {
        try await Scratch.folder { folder in
            var settings = Fixture.settings(folder)
            change(&settings)
            let server = try await TokenServer.open(settings)
            let (addresses, continuation) = AsyncStream.makeStream(of: String.self)
            let running = Task {
                defer { continuation.finish() }
                try await server.run(logger: logger) { continuation.yield($0) }
            }
            if let address = await addresses.first(where: { _ in true }) {
                do { try await body(LiveServer(address: address).port) } catch {
                    running.cancel()
                    _ = await running.result
                    throw error
                }
                running.cancel()
                _ = await running.result
            } else {
                try await running.value
            }
        }
    }

    @Test("gives up a head and a body that do not come, and says so (H1, H2)")
    func slow() async throws {
        try await serving({
            // Long enough for what is sent to arrive on a machine that is busy: who has said nothing until then gets no answer.
            $0.edge.headTime = .seconds(2)
            $0.edge.bodyGrace = .seconds(2)
        }) { port throws in
            for text in [
                "GET /healthz HT",
                "POST /login HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{",
            ] {
                let answer = try await RawConnection.send(text, to: port, untilClosed: true).answer
                answer.expectRefusal(408, "request_timeout")
                #expect(answer.headers[.connection] == "close")
            }
            // Who says nothing is told nothing.
            #expect(try await RawConnection.send("", to: port, untilClosed: true).bytes.isEmpty)
            #expect(try await RawConnection.isHealthy(port))
        }
    }

    @Test("ends a connection that nobody uses (H4)")
    func idle() async throws {
        try await serving({ $0.edge.idleTime = .milliseconds(200) }) { port throws in
            let answer = try await RawConnection.send(
                "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n", to: port, untilClosed: true)
            #expect(answer.status == 200)
        }
    }

    @Test(
        "lets the answer arrive at who is still sending a body that nobody wants (H7)",
        arguments: ["/login", "/healthz", "/nothing"])
    func unread(_ path: String) async throws {
        try await serving({ _ in }) { port throws in
            let body = String(repeating: " ", count: 900_000)
            for framing in [
                "Content-Length: 900000\r\n\r\n\(body)",
                "Transfer-Encoding: chunked\r\n\r\ndbba0\r\n\(body)\r\n0\r\n\r\n",
            ] {
                let answer = try await RawConnection.send(
                    "POST \(path) HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n\(framing)", to: port,
                    untilClosed: true
                ).answer
                #expect(answer.status == ["/login": 413, "/healthz": 405, "/nothing": 404][path], "\(answer.status)")
                #expect(answer.headers[.connection] == "close")
            }
        }
    }

    @Test("has room for so many connections of one client (H4)")
    func cap() async throws {
        let log = CapturedLog()
        try await serving(
            {
                $0.connectionsPerClient = 1
                $0.edge.headTime = .seconds(1)
            }, logger: log.logger()
        ) { port throws in
            // Both begin a head: one is held until its time is over, and the other is turned away.
            async let first = RawConnection.send("GET /", to: port, untilClosed: true)
            async let second = RawConnection.send("GET /", to: port, untilClosed: true)
            let answers = try await [first.status, second.status]
            #expect(answers.contains(408) && answers.contains(nil), "\(answers)")
            #expect(log.lines(atLeast: .warning).filter { $0.contains("too many connections") }.count == 1)
        }
    }

    @Test("warns in the log when passwords travel unencrypted over a network")
    func unencrypted() async throws {
        for host in ["127.0.0.1", "0.0.0.0"] {
            let log = CapturedLog()
            try await serving(
                {
                    $0.host = host
                    $0.oauth.isOn = false
                }, logger: log.logger()
            ) { port throws in
                #expect(try await RawConnection.isHealthy(port))
            }
            #expect(log.lines(atLeast: .warning).contains { $0.contains("unencrypted") } == (host == "0.0.0.0"))
        }
    }
}
#endif
