#if Server
import NIOCore
import NIOHTTP1

/// Guards one connection of HTTP/1: its time, its sizes, the order of its requests, and what a request must look like.
///
/// It stands between the decoder and everything else, and lets one request through at a time. What it refuses it answers
/// itself and then closes the connection: after a request that was not understood nobody knows where the next one begins
/// (RFC 9112 §11.2).
final class HTTP1Gate: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    enum Phase {
        /// No byte of a request is here.
        case waiting
        /// A head has begun.
        case head
        /// A request is here, and perhaps its body is still coming.
        case request
        /// The last answer has been written; what comes in is thrown away.
        case closing
    }

    let limits: EdgeLimits
    let meter: WireMeter
    var phase = Phase.waiting
    var timer = LazyTimer()

    // MARK: The connection

    var opened = NIODeadline.uptimeNanoseconds(0)
    /// Whether the server is stopping.
    var isQuiescing = false
    /// Whether this side has ended the input, as a server does that stops at once.
    var hasStoppedInput = false
    /// Parts of the requests behind the one that is being answered: of one read at most, as reading waits meanwhile.
    var held = CircularBuffer<HTTPServerRequestPart>(initialCapacity: 0)
    /// Why there will be no request behind the held ones.
    var heldRefusal: Refusal?
    var hasHeldEnd = false
    private var hasHeldRead = false

    // MARK: The request

    var request: HeadRules?
    var requestEnded = false
    var isHead = false
    var responseBegun = false
    var responseEnded = false
    var received = 0
    var bodyBegun = NIODeadline.uptimeNanoseconds(0)
    private var isLast = false
    private var resumesWhenFlushed = false
    private var closesWhenFlushed = false

    init(limits: EdgeLimits, meter: WireMeter) {
        self.limits = limits
        self.meter = meter
    }

    // MARK: Life

    func handlerAdded(context: ChannelHandlerContext) {
        if context.channel.isActive { begin(context) }
    }

    func channelActive(context: ChannelHandlerContext) {
        begin(context)
        context.fireChannelActive()
    }

    private func begin(_ context: ChannelHandlerContext) {
        opened = context.eventLoop.now
        setDeadline(opened + limits.headTime, context)
    }

    func handlerRemoved(context: ChannelHandlerContext) { timer.cancel() }

    func channelInactive(context: ChannelHandlerContext) {
        timer.cancel()
        held.removeAll()
        context.fireChannelInactive()
    }

    // MARK: Reading

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard phase != .closing else { return }
        let part = unwrapInboundIn(data)
        if isHolding { held.append(part) } else { take(part, context) }
    }

    /// Whether a request is here as a whole, and its answer is not.
    var isHolding: Bool { phase == .request && requestEnded || !held.isEmpty }

    func channelReadComplete(context: ChannelHandlerContext) {
        switch phase {
        case .waiting where meter.count > 0:
            phase = .head
            setDeadline(context.eventLoop.now + limits.headTime, context)
        case .request where !requestEnded:
            let framing = meter.count - received
            if framing > limits.framingBytes + 8 * received { refuse(.framing, context) }
            guard phase == .request else { break }
            setDeadline(bodyDeadline(context), context)
        case .closing where meter.count > limits.lingerBytes: context.close(promise: nil)
        default: break
        }
        context.fireChannelReadComplete()
    }

    func read(context: ChannelHandlerContext) {
        if !held.isEmpty, phase != .closing { hasHeldRead = true } else { context.read() }
    }

    func take(_ part: HTTPServerRequestPart, _ context: ChannelHandlerContext) {
        switch part {
        case .head(let head): takeHead(head, context)
        case .body(let bytes): takeBody(bytes, context)
        case .end(let trailers): takeEnd(trailers, context)
        }
    }

    private func takeHead(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
        let rules: HeadRules
        do { rules = try HeadRules(head, limits) } catch {
            isHead = head.method == .HEAD
            return refuse(error.refusal, context)
        }
        phase = .request
        request = rules
        isHead = head.method == .HEAD
        requestEnded = false
        responseBegun = false
        responseEnded = false
        received = 0
        meter.count = 0
        isLast = rules.isLast
        bodyBegun = context.eventLoop.now
        if bodyBegun - opened > limits.connectionAge { isLast = true }
        setDeadline(.distantFuture, context)
        if rules.expectsContinue {
            context.writeAndFlush(wrapOutboundOut(.head(.init(version: .http1_1, status: .continue))), promise: nil)
        }
        context.fireChannelRead(wrapInboundOut(.head(rules.head)))
    }

    private func bodyDeadline(_ context: ChannelHandlerContext) -> NIODeadline {
        limits.bodyDeadline(begun: bodyBegun, received: received, now: context.eventLoop.now)
    }

    private func takeBody(_ bytes: ByteBuffer, _ context: ChannelHandlerContext) {
        guard phase == .request else { return }
        received += bytes.readableBytes
        if responseEnded {
            // Nobody reads it any more.
            if received > limits.unreadBytes { startClosing(context) }
            return
        }
        guard received <= limits.bodyBytes else { return refuse(.bodyLength(limits.bodyBytes), context) }
        context.fireChannelRead(wrapInboundOut(.body(bytes)))
    }

    private func takeEnd(_ trailers: HTTPHeaders?, _ context: ChannelHandlerContext) {
        guard phase == .request else { return }
        if let trailers {
            let bytes = trailers.reduce(0) { $0 + $1.name.utf8.count + $1.value.utf8.count + 4 }
            guard trailers.count <= limits.headerCount, bytes <= limits.headerBytes else {
                return refuse(.headerFields, context)
            }
        }
        requestEnded = true
        meter.count = 0
        setDeadline(context.channel.isWritable ? .distantFuture : context.eventLoop.now + limits.writeStall, context)
        // The trailers go no further: nothing here reads them, and none may pass for a header (RFC 9110 §6.5.1).
        context.fireChannelRead(wrapInboundOut(.end(nil)))
        if responseEnded { finish(context) }
    }

    // MARK: Writing

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard phase == .request, !responseEnded else {
            promise?.fail(ChannelError.outputClosed)
            return
        }
        switch unwrapOutboundIn(data) {
        case .head(let head): writeHead(head, context, promise)
        case .body: context.write(data, promise: promise)
        case .end:
            context.write(data, promise: promise)
            responseEnded = true
            if requestEnded { finish(context) } else if isLast { closesWhenFlushed = true }
        }
    }

    private func writeHead(
        _ head: HTTPResponseHead, _ context: ChannelHandlerContext, _ promise: EventLoopPromise<Void>?
    ) {
        guard head.status.code >= 200 else {
            context.write(wrapOutboundOut(.head(head)), promise: promise)
            return
        }
        responseBegun = true
        var head = head
        if !requestEnded, bytesToCome > limits.unreadBytes { isLast = true }
        // What has been sent before the stop is still answered.
        if isQuiescing || hasStoppedInput, held.isEmpty { isLast = true }
        if isLast { head.headers.replaceOrAdd(name: "Connection", value: "close") }
        // A client of HTTP/1.0 does not know chunks (RFC 9112 §6.1): for it the end of the connection ends the body.
        if request?.head.version == .http1_0, !head.headers.contains(name: "Content-Length") { head.version = .http1_0 }
        context.write(wrapOutboundOut(.head(head)), promise: promise)
    }

    /// How much of the body is still to come, as far as it is known.
    private var bytesToCome: Int {
        guard let request, !request.isChunked else { return .max }
        return (request.contentLength ?? 0) - received
    }

    /// The request and its answer are both over.
    private func finish(_ context: ChannelHandlerContext) {
        if isLast || (held.isEmpty && heldRefusal == nil && (isQuiescing || hasStoppedInput)) {
            closesWhenFlushed = true
        } else {
            phase = .waiting
            isHead = false
            setDeadline(context.eventLoop.now + limits.idleTime, context)
            resumesWhenFlushed = !held.isEmpty || heldRefusal != nil || hasHeldRead
        }
    }

    func flush(context: ChannelHandlerContext) {
        context.flush()
        if closesWhenFlushed {
            closesWhenFlushed = false
            startClosing(context)
        } else if resumesWhenFlushed {
            resumesWhenFlushed = false
            resume(context)
        }
    }

    /// Goes on with what was held while the last request was answered.
    private func resume(_ context: ChannelHandlerContext) {
        while phase != .closing, !(phase == .request && requestEnded), let part = held.popFirst() {
            take(part, context)
        }
        if held.isEmpty, let heldRefusal, phase != .closing, !(phase == .request && requestEnded) {
            self.heldRefusal = nil
            refuse(heldRefusal, context)
        }
        if phase == .request, !requestEnded { setDeadline(bodyDeadline(context), context) }
        context.fireChannelReadComplete()
        // The asynchronous side hears of the end behind the last request, or it would not take that one.
        if held.isEmpty, hasHeldEnd {
            hasHeldEnd = false
            context.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
        }
        if held.isEmpty, hasHeldRead {
            hasHeldRead = false
            context.read()
        }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if phase == .request, requestEnded {
            setDeadline(
                context.channel.isWritable ? .distantFuture : context.eventLoop.now + limits.writeStall, context)
        }
        context.fireChannelWritabilityChanged()
    }

    func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        switch mode {
        case .output:
            // For the side above the connection is over; here the answer has to be sent and read first.
            if phase != .closing { startClosing(context) }
            promise?.succeed()
        case .input:
            hasStoppedInput = true
            context.close(mode: .input, promise: promise)
        case .all where phase == .closing:
            context.channel.closeFuture.cascade(to: promise)
        case .all:
            context.close(mode: .all, promise: promise)
        }
    }

    /// Ends the output, and waits for the client to end its own, so that no reset of the connection overtakes the answer
    /// (RFC 9112 §9.6).
    func startClosing(_ context: ChannelHandlerContext) {
        guard phase != .closing else { return }
        phase = .closing
        held.removeAll()
        meter.count = 0
        meter.isDiscarding = true
        setDeadline(context.eventLoop.now + limits.writeStall, context)
        let closed = context.eventLoop.makePromise(of: Void.self)
        closed.futureResult.assumeIsolated().whenComplete { [self] result in
            guard context.channel.isActive else { return }
            guard case .success = result else { return context.close(promise: nil) }
            setDeadline(context.eventLoop.now + limits.lingerTime, context)
        }
        context.close(mode: .output, promise: closed)
        // Reading may have been held; the end of the input has to be seen.
        context.read()
    }
}
#endif
