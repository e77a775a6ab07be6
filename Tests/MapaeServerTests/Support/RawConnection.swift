#if Server
import Foundation
import HTTPTypes
import NIOCore
import NIOPosix
import Testing

/// What came back on a connection, byte for byte.
struct RawAnswer: Sendable {
    let bytes: [UInt8]

    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// The status of the first answer; `nil` when the connection was closed without one.
    var status: Int? {
        let line = text.utf8.split(separator: UInt8(ascii: "\n")).first.map { String(Substring($0)) } ?? ""
        guard line.utf8.starts(with: "HTTP/1.1 ".utf8) else { return nil }
        return Int(line.dropFirst(9).prefix(3))
    }

    /// The only answer, taken apart.
    var answer: Answer {
        get throws {
            let end = try #require(text.range(of: "\r\n\r\n"), "no answer: \(text)")
            var headers = HTTPFields()
            for line in text[..<end.lowerBound].utf8.split(separator: UInt8(ascii: "\n")).dropFirst() {
                let parts = line.split(separator: UInt8(ascii: ":"), maxSplits: 1).map { String(Substring($0)) }
                guard parts.count == 2, let name = HTTPField.Name(parts[0]) else { continue }
                headers.append(HTTPField(name: name, value: parts[1].trimmingCharacters(in: .whitespacesAndNewlines)))
            }
            return Answer(
                status: try #require(status), headers: headers, body: Array(text[end.upperBound...].utf8))
        }
    }
}

/// One TCP connection for one message, without an HTTP library that could mend it.
enum RawConnection {
    struct TimedOut: Error {}

    /// Sends bytes and collects what comes back, until an answer is whole or the connection is closed.
    /// - Parameters:
    ///   - endsOutput: Whether to say that nothing more will be sent.
    ///   - untilClosed: Whether to go on after one answer.
    static func send(
        _ bytes: [UInt8], to port: Int, endsOutput: Bool = false, untilClosed: Bool = false
    ) async throws -> RawAnswer {
        let loop = MultiThreadedEventLoopGroup.singleton.next()
        let promise = loop.makePromise(of: [UInt8].self)
        let connection = ClientBootstrap(group: loop)
            .channelOption(.allowRemoteHalfClosure, value: false)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Collector(promise, untilClosed: untilClosed))
                }
            }
            .connect(host: "127.0.0.1", port: port)
        connection.whenFailure { promise.fail($0) }
        let channel = try await connection.get()
        let timeout = loop.scheduleTask(in: .seconds(30)) {
            promise.fail(TimedOut())
            channel.close(promise: nil)
        }
        // A server that has seen enough closes while much is still to be written: that is an answer, not a failure.
        channel.writeAndFlush(ByteBuffer(bytes: bytes)).whenComplete { _ in
            if endsOutput { channel.close(mode: .output, promise: nil) }
        }
        defer { timeout.cancel() }
        let received = try await promise.futureResult.get()
        try? await channel.close()
        return RawAnswer(bytes: received)
    }

    static func send(
        _ text: String, to port: Int, endsOutput: Bool = false, untilClosed: Bool = false
    ) async throws -> RawAnswer {
        try await send(Array(text.utf8), to: port, endsOutput: endsOutput, untilClosed: untilClosed)
    }

    /// A request with one Host, a body if there is one, and the wish to close.
    static func request(
        _ method: String, _ path: String, to port: Int, headers: [String] = [], body: String? = nil
    ) async throws -> Answer {
        var lines = ["\(method) \(path) HTTP/1.1", "Host: 127.0.0.1", "Connection: close"] + headers
        if let body { lines += ["Content-Type: application/json", "Content-Length: \(body.utf8.count)"] }
        return try await send((lines + ["", body ?? ""]).joined(separator: "\r\n"), to: port).answer
    }

    /// Whether the server still answers.
    static func isHealthy(_ port: Int) async throws -> Bool {
        try await request("GET", "/healthz", to: port).status == 200
    }
}

private final class Collector: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let promise: EventLoopPromise<[UInt8]>
    private var received: [UInt8] = []

    private let untilClosed: Bool

    init(_ promise: EventLoopPromise<[UInt8]>, untilClosed: Bool) {
        self.promise = promise
        self.untilClosed = untilClosed
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        received += Array(buffer: unwrapInboundIn(data))
        if !untilClosed, isWhole { promise.succeed(received) }
    }

    func channelInactive(context: ChannelHandlerContext) { promise.succeed(received) }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    /// Whether the head and as many bytes as it announces are there.
    private var isWhole: Bool {
        let text = String(decoding: received, as: UTF8.self)
        guard let end = text.range(of: "\r\n\r\n") else { return false }
        let head = text[..<end.lowerBound].lowercased()
        guard let field = head.range(of: "content-length: ") else { return false }
        let length = Int(head[field.upperBound...].prefix { $0.isNumber }) ?? 0
        return text[end.upperBound...].utf8.count >= length
    }
}
#endif
