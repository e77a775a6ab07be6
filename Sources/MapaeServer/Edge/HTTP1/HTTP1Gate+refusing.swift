#if Server
import HTTPTypes
import Mapae
import NIOCore
import NIOHTTP1

extension HTTP1Gate {
    // MARK: Time

    func setDeadline(_ deadline: NIODeadline, _ context: ChannelHandlerContext) {
        timer.set(deadline, on: context.eventLoop) { [self] in look(context) }
    }

    private func look(_ context: ChannelHandlerContext) {
        guard timer.isOver(at: context.eventLoop.now) else { return setDeadline(timer.deadline, context) }
        setDeadline(.distantFuture, context)
        switch phase {
        case .head: refuse(isQuiescing ? .stopping : .headTime, context)
        case .request where !requestEnded && !responseBegun: refuse(.bodyTime, context)
        // Nothing was asked, or the answer is not taken, or the last one has had its time.
        case .waiting, .request, .closing: context.close(promise: nil)
        }
    }

    // MARK: Refusing

    /// Answers instead of the routes, and closes. Where an answer has begun there is no saying no any more.
    func refuse(_ refusal: Refusal, _ context: ChannelHandlerContext) {
        guard phase != .closing else { return }
        let isInside = phase == .request
        guard !(isInside && responseBegun) else { return context.close(promise: nil) }
        var headers = HTTPHeaders(refusal.headers().map { ($0.name.rawName, $0.value) })
        headers.add(name: "Connection", value: "close")
        let status = HTTPResponseStatus(statusCode: refusal.status)
        context.write(wrapOutboundOut(.head(.init(version: .http1_1, status: status, headers: headers))), promise: nil)
        if !isHead {
            let body = ByteBuffer(bytes: refusal.rendered.body)
            context.write(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil)
        }
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        startClosing(context)
        // Whoever reads the body has to hear that it ends.
        if isInside { context.fireErrorCaught(RefusedHead(refusal)) }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard phase != .closing else { return }
        guard let refusal = refusal(for: error) else {
            // The connection is lost.
            context.fireErrorCaught(error)
            return context.close(promise: nil)
        }
        // Requests before this one have their answers first.
        if isHolding { heldRefusal = refusal } else { refuse(refusal, context) }
    }

    private func refusal(for error: any Error) -> Refusal? {
        switch error {
        case HTTPParserError.headerOverflow: .headerFields
        case HTTPParserError.invalidEOFState:
            hasStoppedInput ? .stopping : phase == .request && !requestEnded ? .incomplete : .malformed
        case is HTTPParserError, is ByteToMessageDecoderError: .malformed
        default: nil
        }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case ChannelEvent.inputClosed:
            // A client that has ended its side may still read; but it asks nothing more.
            hasStoppedInput = true
            guard phase == .request else { return context.close(promise: nil) }
            if !held.isEmpty {
                hasHeldEnd = true
                return
            }
        case is ChannelShouldQuiesceEvent:
            isQuiescing = true
            if phase == .waiting { setDeadline(context.eventLoop.now + limits.quiesceGrace, context) }
            return
        default: break
        }
        context.fireUserInboundEventTriggered(event)
    }
}
#endif
