#if Server
import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import NIOHTTPTypesHTTP1

/// A connection of HTTP/1 with its gate.
///
/// It is Hummingbird's own channel but for the order of its handlers: the gate has to see the decoder's errors, the version of
/// HTTP and every Host, which the common types of requests no longer have.
struct EdgeHTTP1Channel: HTTPChannelHandler {
    typealias Value = NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>

    let responder: HTTPChannelHandler.Responder
    let limits: EdgeLimits
    let isSecure: Bool

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        channel.eventLoop.makeCompletedFuture {
            // What one read brings of pipelined requests is decoded at once, so reads are small.
            try channel.syncOptions?.setOption(
                .recvAllocator, value: AdaptiveRecvByteBufferAllocator(minimum: 512, initial: 2048, maximum: 16 * 1024))
            // What a client does not take lies in the system's buffer first, which would grow to megabytes a connection.
            try channel.syncOptions?.setOption(.socketOption(.so_sndbuf), value: 128 * 1024)
            let pipeline = channel.pipeline.syncOperations
            let meter = WireMeter()
            try pipeline.addHandler(meter)
            // Larger than the gate's limits, so that it can say which one is passed; and not boundless.
            var decoding = NIOHTTPDecoderLimitConfiguration()
            decoding.maxHeaderFieldSize = 80 * 1024
            decoding.maxHeaderListSize = 80 * 1024
            decoding.maxHeaderFieldCount = 1000
            try pipeline.configureHTTPServerPipeline(
                withPipeliningAssistance: false, withErrorHandling: false, withOutboundHeaderValidation: false,
                withEncoderConfiguration: .init(), withDecoderLimitConfiguration: decoding)
            try pipeline.addHandler(HTTP1Gate(limits: limits, meter: meter))
            try pipeline.addHandler(HTTP1ToHTTPServerCodec(secure: isSecure))
            return try NIOAsyncChannel(
                wrappingChannelSynchronously: channel, configuration: .init(isOutboundHalfClosureEnabled: true))
        }
    }

    func handle(value: Value, logger: Logger) async { await handleHTTP(asyncChannel: value, logger: logger) }
}
#endif
