#if Server
package import Hummingbird
package import HummingbirdMapae
import HummingbirdMapaeAccounts
package import Mapae
import MapaeRemoteKeys
import NIOCore

/// The context of the server's requests: with a token where a route takes one, and with who asks.
package struct ServerContext: TokenRequestContext {
    /// What Hummingbird keeps for each request.
    package var coreContext: CoreRequestContextStorage
    /// The token that the middleware has believed, if the route took one.
    package var token: VerifiedToken?
    /// Who connected: the client, or the last proxy.
    private let peer: SocketAddress?
    /// The client that a trusted proxy names.
    var forwarded: IPAddress?

    /// Creates a context for a request.
    package init(source: Source) {
        self.coreContext = .init(source: source)
        self.peer = source.channel.remoteAddress
    }

    /// The address of who connected. A channel that is no connection, as tests have them, counts as `0.0.0.0`.
    var peerAddress: IPAddress { IPAddress.ofPeer(peer) }

    /// Who asks.
    package var client: ClientAddress { ClientAddress(forwarded ?? peerAddress) }

    /// Reads JSON bodies strictly and answers bad ones with a 4xx of the same form as every other error.
    package var requestDecoder: StrictJSONDecoder { StrictJSONDecoder() }

    /// The most bytes of a body that is decoded: what a login or a form needs many times over.
    package var maxUploadSize: Int { 64 * 1024 }
}
#endif
