#if RemoteKeys
import NIOCore
import NIOPosix
import NIOSSL
import Synchronization

/// A web server on a free port of this machine that answers what a test tells it to, right or wrong, and counts.
final class StubServer: Sendable {
    struct Request: Sendable {
        let target: String
        let headers: [String: String]
        let body: String
    }

    enum Reply: Sendable {
        case answer(Int, [(String, String)] = [], String = "")
        /// These bytes, then the connection is closed.
        case raw(String)
        /// These bytes, and the connection stays open.
        case unended(String)
        /// Nothing, as long as the connection lasts.
        case silence

        /// What goes over the wire.
        var text: String? {
            switch self {
            case .silence: return nil
            case .raw(let bytes), .unended(let bytes): return bytes
            case .answer(let status, let headers, let body):
                var text = "HTTP/1.1 \(status) Whatever\r\n"
                for (name, value) in headers { text += "\(name): \(value)\r\n" }
                return text + "Content-Length: \(body.utf8.count)\r\nConnection: close\r\n\r\n" + body
            }
        }
    }

    typealias Handler = @Sendable (Request) async -> Reply

    let port: Int
    private let state: State
    private let channel: any Channel

    /// What connections share with the server.
    final class State: Sendable {
        let requests = Mutex<[Request]>([])
        let connections = Atomic<Int>(0)
        let closings = AsyncStream.makeStream(of: Void.self)
        let handler: Mutex<Handler>

        init(_ handler: @escaping Handler) { self.handler = Mutex(handler) }
    }

    private init(_ state: State, _ tls: NIOSSLContext?) async throws {
        self.state = state
        channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.backlog, value: 256)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    if let tls { try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls)) }
                    try channel.pipeline.syncOperations.addHandler(StubConnection(state))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        port = channel.localAddress?.port ?? 0
    }

    /// Runs a server for the length of a closure.
    static func with(
        tls: NIOSSLContext? = nil, _ handler: @escaping Handler, _ body: (StubServer) async throws -> Void
    ) async throws {
        let server = try await StubServer(State(handler), tls)
        do { try await body(server) } catch {
            try? await server.channel.close()
            throw error
        }
        try await server.channel.close()
    }

    var url: String { "http://127.0.0.1:\(port)" }
    var requests: [Request] { state.requests.withLock { $0 } }
    var targets: [String] { requests.map(\.target) }
    var connectionCount: Int { state.connections.load(ordering: .relaxed) }

    /// Waits until a connection has been closed, by whomever; for each one once.
    func closing() async {
        for await _ in state.closings.stream { return }
    }
}

/// Reads a request and writes its answer; the next one only where the answer has left the connection open.
private final class StubConnection: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    private let state: StubServer.State
    private var received: [UInt8] = []

    init(_ state: StubServer.State) { self.state = state }

    func channelActive(context: ChannelHandlerContext) {
        state.connections.add(1, ordering: .relaxed)
    }

    func channelInactive(context: ChannelHandlerContext) {
        state.closings.continuation.yield()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        received += Array(buffer: unwrapInboundIn(data))
        let text = String(decoding: received, as: UTF8.self)
        guard let end = text.utf8.firstRange(of: "\r\n\r\n".utf8) else { return }
        let lines = String(Substring(text.utf8[..<end.lowerBound])).split(separator: "\r\n")
        let target = lines.first.map { $0.split(separator: " ") } ?? []
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            guard parts.count == 2 else { continue }
            headers[parts[0].lowercased()] = parts[1].drop { $0 == " " }.description
        }
        let body = String(Substring(text.utf8[end.upperBound...]))
        guard body.utf8.count >= headers["content-length"].flatMap({ Int($0) }) ?? 0 else { return }
        let request = StubServer.Request(
            target: target.count > 1 ? String(target[1]) : "", headers: headers, body: body)
        // Another one may come on a connection that stays.
        received = []
        state.requests.withLock { $0.append(request) }
        let handler = state.handler.withLock { $0 }
        let channel = context.channel
        Task {
            let reply = await handler(request)
            guard let text = reply.text else { return }
            channel.writeAndFlush(ByteBuffer(string: text), promise: nil)
            if case .unended = reply { return }
            channel.close(promise: nil)
        }
    }
}
#endif
