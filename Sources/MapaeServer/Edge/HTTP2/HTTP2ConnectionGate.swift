#if Server
import NIOCore

/// Guards the time of one connection of HTTP/2: how long it may be without a request, and how old it may become.
///
/// What keeps to the protocol is asked to leave before, with GOAWAY; this ends the connection of a client that does not
/// listen, as one that acknowledges no ping would stay for ever. Pings and settings are no sign of life here.
final class HTTP2ConnectionGate: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let limits: EdgeLimits
    private var timer = LazyTimer()
    private var opened = NIODeadline.uptimeNanoseconds(0)
    private var streams = 0
    private var isQuiescing = false

    /// How long a client has to take leave.
    static let grace = TimeAmount.seconds(5)

    init(limits: EdgeLimits) { self.limits = limits }

    func handlerAdded(context: ChannelHandlerContext) {
        opened = context.eventLoop.now
        self.context = context
        set(opened + limits.headTime)
    }

    private var context: ChannelHandlerContext?

    func handlerRemoved(context: ChannelHandlerContext) {
        timer.cancel()
        self.context = nil
    }

    func streamOpened() {
        streams += 1
        set(opened + limits.connectionAge + Self.grace)
    }

    func streamClosed() {
        streams -= 1
        guard streams == 0, let context else { return }
        let time = isQuiescing ? Self.grace : limits.idleTime + Self.grace
        set(min(context.eventLoop.now + time, opened + limits.connectionAge + Self.grace))
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event is ChannelShouldQuiesceEvent {
            isQuiescing = true
            if streams == 0 { set(context.eventLoop.now + Self.grace) }
        }
        context.fireUserInboundEventTriggered(event)
    }

    private func set(_ deadline: NIODeadline) {
        guard let context else { return }
        timer.set(deadline, on: context.eventLoop) { [self] in look() }
    }

    private func look() {
        guard let context else { return }
        guard timer.isOver(at: context.eventLoop.now) else { return set(timer.deadline) }
        context.close(promise: nil)
    }
}
#endif
