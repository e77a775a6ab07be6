#if Server
import HummingbirdCore
import HummingbirdHTTP2
import Logging
import NIOCore
import NIOSSL
import NIOTLS

/// A connection with TLS: HTTP/2 where the client offers it (ALPN, RFC 7301), HTTP/1 otherwise.
struct EdgeTLSChannel: ServerChildChannel {
    /// What was agreed on.
    enum Negotiated: Sendable {
        case http1(EdgeHTTP1Channel.Value)
        case http2(HTTP2Channel.Value)
    }

    struct Value: ServerChildChannelValue {
        let negotiated: EventLoopFuture<Negotiated>
        let channel: any Channel
    }

    private let identity: TLSIdentity
    private let limits: EdgeLimits
    private let http1: EdgeHTTP1Channel
    private let http2: HTTP2Channel

    init(identity: TLSIdentity, limits: EdgeLimits, responder: @escaping HTTPChannelHandler.Responder) {
        self.identity = identity
        self.limits = limits
        http1 = EdgeHTTP1Channel(responder: responder, limits: limits, isSecure: true)
        let seconds = { (time: TimeAmount) in Duration.nanoseconds(time.nanoseconds) }
        var configuration = HTTP2ChannelConfiguration(
            idleTimeout: seconds(limits.idleTime), gracefulCloseTimeout: seconds(HTTP2ConnectionGate.grace),
            streamConfiguration: .init(additionalChannelHandlers: [HTTP2StreamGate(limits: limits)]))
        // The initializer of Hummingbird 2.28 drops this one.
        configuration.maxAgeTimeout = seconds(limits.connectionAge)
        http2 = HTTP2Channel(responder: responder, configuration: configuration)
    }

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        // Before there is any gate: whoever connects has this long for the handshake.
        let deadline = channel.eventLoop.scheduleTask(in: limits.headTime) { channel.close(promise: nil) }
        return channel.eventLoop.makeCompletedFuture {
            let pipeline = channel.pipeline.syncOperations
            try pipeline.addHandler(NIOSSLServerHandler(context: identity.context))
            let negotiation = NIOTypedApplicationProtocolNegotiationHandler<Negotiated> { result, channel in
                deadline.cancel()
                return negotiated(result, channel, logger)
            }
            try pipeline.addHandler(negotiation)
            let result = negotiation.protocolNegotiationResult
            result.whenFailure { _ in deadline.cancel() }
            return Value(negotiated: result, channel: channel)
        }
    }

    private func negotiated(
        _ result: ALPNResult, _ channel: any Channel, _ logger: Logger
    ) -> EventLoopFuture<Negotiated> {
        guard case .negotiated("h2") = result else {
            return http1.setup(channel: channel, logger: logger).map { .http1($0) }
        }
        do { try channel.pipeline.syncOperations.addHandler(HTTP2ConnectionGate(limits: limits)) } catch {
            return channel.eventLoop.makeFailedFuture(error)
        }
        return http2.setup(channel: channel, logger: logger).map { .http2($0) }
    }

    func handle(value: Value, logger: Logger) async {
        do {
            switch try await value.negotiated.get() {
            case .http1(let connection): await http1.handle(value: connection, logger: logger)
            case .http2(let connection): await http2.handle(value: connection, logger: logger)
            }
        } catch {
            // No TLS, a client that does not trust the certificate, or one that went away.
            logger.debug("no TLS was agreed on", metadata: ["error.type": "\(type(of: error))"])
            value.channel.close(promise: nil)
        }
    }
}
#endif
