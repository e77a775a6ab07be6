#if Server
import HTTPTypes
import Mapae
import NIOCore
import NIOHTTPTypes

/// Guards one request of HTTP/2, as ``HTTP1Gate`` does those of HTTP/1. A refusal ends the stream, not the connection: here it
/// is known where the next request begins.
final class HTTP2StreamGate: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private let limits: EdgeLimits
    private var timer = LazyTimer()
    private var connection: HTTP2ConnectionGate?
    private var begun = NIODeadline.uptimeNanoseconds(0)
    private var received = 0
    private var isHead = false
    private var hasHead = false
    private var requestEnded = false
    private var responseBegun = false
    private var responseEnded = false

    init(limits: EdgeLimits) { self.limits = limits }

    func handlerAdded(context: ChannelHandlerContext) {
        begun = context.eventLoop.now
        connection = try? context.channel.parent?.pipeline.syncOperations.handler(type: HTTP2ConnectionGate.self)
        connection?.streamOpened()
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        timer.cancel()
        connection?.streamClosed()
        connection = nil
    }

    // MARK: Reading

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !responseEnded else { return }
        switch unwrapInboundIn(data) {
        case .head(let head):
            isHead = head.method == .head
            if let refusal = StreamRules.refusal(of: head, limits) { return refuse(refusal, context) }
            hasHead = true
            context.fireChannelRead(data)
        case .body(let bytes):
            received += bytes.readableBytes
            guard received <= limits.bodyBytes else { return refuse(.bodyLength(limits.bodyBytes), context) }
            context.fireChannelRead(data)
        case .end:
            requestEnded = true
            context.fireChannelRead(wrapInboundOut(.end(nil)))
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        if hasHead, !requestEnded, !responseEnded {
            set(limits.bodyDeadline(begun: begun, received: received, now: context.eventLoop.now), context)
        } else if hasHead, !responseEnded, context.channel.isWritable {
            set(.distantFuture, context)
        }
        context.fireChannelReadComplete()
    }

    // MARK: Writing

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard !responseEnded else {
            promise?.fail(ChannelError.outputClosed)
            return
        }
        switch unwrapOutboundIn(data) {
        case .head(let head):
            responseBegun = head.status.code >= 200
            context.write(data, promise: promise)
        case .body:
            context.write(data, promise: promise)
        case .end(let trailers):
            end(trailers, context, promise)
        }
    }

    /// The end of an answer is in the client's hands: with a window of nothing it would lie here for ever.
    private func end(_ trailers: HTTPFields?, _ context: ChannelHandlerContext, _ promise: EventLoopPromise<Void>?) {
        responseEnded = true
        set(context.eventLoop.now + limits.writeStall, context)
        let written = context.eventLoop.makePromise(of: Void.self)
        if let promise { written.futureResult.cascade(to: promise) }
        written.futureResult.assumeIsolated().whenComplete { [self] _ in
            set(.distantFuture, context)
            // Nobody reads the rest of the body any more.
            if !requestEnded { context.close(promise: nil) }
        }
        context.write(wrapOutboundOut(.end(trailers)), promise: written)
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if requestEnded, !responseEnded {
            set(context.channel.isWritable ? .distantFuture : context.eventLoop.now + limits.writeStall, context)
        }
        context.fireChannelWritabilityChanged()
    }

    // MARK: Refusing

    private func refuse(_ refusal: Refusal, _ context: ChannelHandlerContext) {
        guard !responseBegun else { return context.close(promise: nil) }
        let response = HTTPResponse(status: refusal.rendered.status, headerFields: refusal.headers())
        context.write(wrapOutboundOut(.head(response)), promise: nil)
        if !isHead { context.write(wrapOutboundOut(.body(ByteBuffer(bytes: refusal.rendered.body))), promise: nil) }
        end(nil, context, nil)
        context.flush()
        if hasHead { context.fireErrorCaught(RefusedHead(refusal)) }
    }

    private func set(_ deadline: NIODeadline, _ context: ChannelHandlerContext) {
        timer.set(deadline, on: context.eventLoop) { [self] in look(context) }
    }

    private func look(_ context: ChannelHandlerContext) {
        guard timer.isOver(at: context.eventLoop.now) else { return set(timer.deadline, context) }
        if hasHead, !requestEnded, !responseBegun {
            refuse(.bodyTime, context)
        } else {
            context.close(promise: nil)
        }
    }
}
#endif
