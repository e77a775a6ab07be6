#if RemoteKeys
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import MapaeRemoteKeys
import NIOCore
import NIOHTTP1
import Testing

@Suite("Connections that are kept for the next request")
struct KeptConnectionsTests {
    /// Knows from where it was asked.
    struct PeerContext: RequestContext {
        var coreContext: CoreRequestContextStorage
        let port: Int

        init(source: ApplicationRequestContextSource) {
            self.coreContext = .init(source: source)
            self.port = source.channel.remoteAddress?.port ?? 0
        }
    }

    /// The ports from which a server was asked, one request after the other.
    static func ports(_ transport: some HTTPTransport, requests: Int) async throws -> [String] {
        let router = Router(context: PeerContext.self)
        router.post("ask") { request, context in
            let body = try await request.body.collect(upTo: 100)
            return "\(context.port) \(String(buffer: body))"
        }
        return try await Application(router: router).test(.live) { client in
            let url = try WebURL("http://127.0.0.1:\(try #require(client.port))/ask")
            let address = try #require(IPAddress("127.0.0.1"))
            var ports: [String] = []
            for number in 0..<requests {
                let answer = try await transport.send(
                    url, at: address, headers: [:], body: Array("\(number)".utf8), maximumBytes: 100)
                let words = String(decoding: answer.body, as: UTF8.self).split(separator: " ")
                #expect(answer.status == 200 && words.count == 2 && words[1] == "\(number)")
                ports.append(String(words[0]))
            }
            return ports
        }
    }

    @Test func `one after the other goes over one connection`() async throws {
        let kept = AsyncHTTPTransport(patience: .minutes(4)).keepingConnections(4)
        let ports = try await Self.ports(kept, requests: 5)
        #expect(Set(ports).count == 1)
        // Without, each has its own.
        let apart = try await Self.ports(AsyncHTTPTransport(patience: .minutes(4)), requests: 5)
        #expect(Set(apart).count == 5)
    }

    @Test func `the connection is closed behind the last holder`() async throws {
        let clock = ContinuousClock()
        try await StubServer.with({ _ in .unended("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok") }) { server in
            try await Self.ask(server, times: 3)
            let end = clock.now
            await server.closing()
            // Not because nothing was asked for long, which closes it too.
            #expect(clock.now - end < .seconds(14))
            #expect(server.requests.count == 3 && server.connectionCount == 1)
        }
    }

    /// Asks on connections that nobody holds any more in the end.
    private static func ask(_ server: StubServer, times: Int) async throws {
        let kept = AsyncHTTPTransport(patience: .minutes(4)).keepingConnections(4)
        let url = try WebURL(server.url)
        let address = try #require(IPAddress("127.0.0.1"))
        for _ in 0..<times {
            let answer = try await kept.send(url, at: address, headers: [:], body: [], maximumBytes: 100)
            #expect(answer.body == Array("ok".utf8))
        }
    }

    @Test func `a kept connection that the other side has closed is no failure`() async throws {
        let kept = AsyncHTTPTransport(patience: .minutes(4)).keepingConnections(4)
        // It does not say that it will close.
        @Sendable func reply(_ body: String) -> StubServer.Reply {
            .raw("HTTP/1.1 200 OK\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)")
        }
        try await StubServer.with({ reply($0.body) }) { server in
            let url = try WebURL(server.url)
            let address = try #require(IPAddress("127.0.0.1"))
            for number in 0..<20 {
                let answer = try await kept.send(
                    url, at: address, headers: [:], body: Array("\(number)".utf8), maximumBytes: 100)
                #expect(answer.body == Array("\(number)".utf8))
            }
            #expect(server.connectionCount >= 20)
        }
    }

    @Test func `who cannot be reached is told as without`() async throws {
        let kept = AsyncHTTPTransport(patience: .minutes(4)).keepingConnections(4)
        // A port on which nobody listens, as the server that had it is gone.
        var port = 0
        try await StubServer.with({ _ in .silence }) { port = $0.port }
        let url = try WebURL("http://127.0.0.1:\(port)/")
        let address = try #require(IPAddress("127.0.0.1"))
        await #expect(throws: RemoteKeysError(.unreachable)) {
            try await kept.send(url, at: address, headers: [:], body: [], maximumBytes: 1)
        }
    }
}
#endif
