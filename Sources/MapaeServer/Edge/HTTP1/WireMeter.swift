#if Server
import NIOCore

/// Counts what comes in before it is decoded: the decoder tells nothing of the first half of a head, nor of what stands
/// between chunks. When nothing more is to be read it throws away what still comes.
final class WireMeter: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    /// The bytes that came in since somebody set this to zero.
    var count = 0
    /// Whether what comes in goes nowhere.
    var isDiscarding = false

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        count += unwrapInboundIn(data).readableBytes
        if !isDiscarding { context.fireChannelRead(data) }
    }
}
#endif
