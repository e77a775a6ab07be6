#if Server
import NIOCore
import NIOEmbedded
import NIOHTTP1
import Testing

@testable import MapaeServer

/// A connection without a network, on which time passes when a test says so.
struct GateHarness {
    let channel = EmbeddedChannel()
    let application = FakeApplication()
    let wire = ClosingProbe()

    init(_ limits: EdgeLimits = EdgeLimits(), answers: FakeApplication.Answers = .whenAsked) throws {
        application.answers = answers
        let meter = WireMeter()
        let pipeline = channel.pipeline.syncOperations
        try pipeline.addHandler(wire)
        try pipeline.addHandler(meter)
        try pipeline.configureHTTPServerPipeline(
            withPipeliningAssistance: false, withErrorHandling: false, withOutboundHeaderValidation: false)
        try pipeline.addHandler(HTTP1Gate(limits: limits, meter: meter))
        try pipeline.addHandler(application)
        try channel.connect(to: SocketAddress(ipAddress: "192.0.2.1", port: 1)).wait()
    }

    func send(_ text: String) throws { try send(Array(text.utf8)) }

    func send(_ bytes: [UInt8]) throws { try channel.writeInbound(ByteBuffer(bytes: bytes)) }

    func pass(_ time: TimeAmount) { channel.embeddedEventLoop.advanceTime(by: time) }

    func endInput() { channel.pipeline.fireUserInboundEventTriggered(ChannelEvent.inputClosed) }

    /// All that has been written so far and not been read here yet.
    func received() throws -> String {
        var text = ""
        while let data = try channel.readOutbound(as: IOData.self) {
            if case .byteBuffer(let buffer) = data { text += String(buffer: buffer) }
        }
        return text
    }

    /// The statuses of what has been written.
    func statuses() throws -> [Int] {
        try received().split(separator: "HTTP/1.", omittingEmptySubsequences: true).compactMap {
            Int($0.dropFirst(2).prefix(3))
        }
    }

    var isClosed: Bool { wire.isClosed }

    /// Lets go of what the channel holds, when what lingers has had its time.
    func end() {
        pass(.minutes(2))
        _ = try? channel.finish(acceptAlreadyClosed: true)
    }

    static func with(
        _ limits: EdgeLimits = EdgeLimits(), answers: FakeApplication.Answers = .whenAsked,
        _ body: (GateHarness) throws -> Void
    ) throws {
        let harness = try GateHarness(limits, answers: answers)
        defer { harness.end() }
        try body(harness)
    }
}

/// Notes that the connection, or the output alone, has been closed.
final class ClosingProbe: ChannelOutboundHandler {
    typealias OutboundIn = IOData

    private(set) var isClosed = false
    private(set) var reads = 0

    func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        isClosed = true
        // The test channel knows no half of a close; the other half stays open here, as on a real connection.
        if mode == .all { context.close(mode: mode, promise: promise) } else { promise?.succeed() }
    }

    func read(context: ChannelHandlerContext) {
        reads += 1
        context.read()
    }
}

/// What stands behind the gate.
final class FakeApplication: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    enum Answers {
        /// A request gets its answer as soon as it is here.
        case atOnce
        /// A request gets its answer when its head is here.
        case early
        /// A request gets its answer when ``FakeApplication/answer()`` is called.
        case whenAsked
    }

    var answers = Answers.whenAsked
    private(set) var heads: [HTTPRequestHead] = []
    private(set) var bodyBytes = 0
    private(set) var ends = 0
    private(set) var errors: [any Error] = []
    private var context: ChannelHandlerContext?

    func handlerAdded(context: ChannelHandlerContext) { self.context = context }

    func handlerRemoved(context: ChannelHandlerContext) { self.context = nil }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            heads.append(head)
            if answers == .early { answer() }
        case .body(let bytes): bodyBytes += bytes.readableBytes
        case .end:
            ends += 1
            if answers == .atOnce { answer() }
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { errors.append(error) }

    /// Answers the last request with its own path.
    func answer(body: Int? = nil) {
        guard let context, let head = heads.last else { return }
        let text = body.map { String(repeating: "x", count: $0) } ?? head.uri
        let headers: HTTPHeaders = ["Content-Length": "\(text.utf8.count)"]
        context.write(wrapOutboundOut(.head(.init(version: .http1_1, status: .ok, headers: headers))), promise: nil)
        context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: text)))), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }
}
#endif
