#if Server
import HummingbirdCore
import Logging
import MapaeRemoteKeys
import NIOCore
import Synchronization

/// Connections of which one client has so many and no more.
struct CountedChannel<Base: ServerChildChannel>: ServerChildChannel {
    let base: Base
    let counter: ConnectionCounter
    let warning: RareWarning

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Base.Value> {
        let address = channel.remoteAddress?.ipAddress.flatMap { IPAddress($0) }
        if let client = counter.open(address) {
            channel.closeFuture.whenComplete { [counter] _ in counter.close(client) }
        } else {
            warning.log(
                logger, "a client has too many connections; if it is a proxy, name it in trustedProxies",
                metadata: ["mapae.client": "\(address.map { ClientAddress($0).network } ?? "")"])
            do { try channel.pipeline.syncOperations.addHandler(TurnAway()) } catch {
                return channel.eventLoop.makeFailedFuture(error)
            }
        }
        return base.setup(channel: channel, logger: logger)
    }

    func handle(value: Base.Value, logger: Logger) async { await base.handle(value: value, logger: logger) }
}
#endif
