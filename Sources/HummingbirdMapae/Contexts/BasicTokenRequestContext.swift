public import Hummingbird
public import Mapae
public import NIOCore

/// A context with a token, with the address of who connected, and with a strict JSON decoder for bodies of at most 64 KiB.
public struct BasicTokenRequestContext: TokenRequestContext, RemoteAddressRequestContext {
    /// What Hummingbird keeps for each request.
    public var coreContext: CoreRequestContextStorage
    /// The token that the middleware has believed, if the route took one.
    public var token: VerifiedToken?
    // The connection and not its address, which few requests ask for.
    private let channel: any Channel

    /// Creates a context for a request.
    public init(source: Source) {
        self.coreContext = .init(source: source)
        self.channel = source.channel
    }

    /// The address of who connected: the client, or the last proxy. `nil` where there is no connection, as in tests.
    public var remoteAddress: SocketAddress? { channel.remoteAddress }

    /// Reads JSON bodies strictly and answers bad ones with a 4xx of the same form as every other error.
    public var requestDecoder: StrictJSONDecoder { StrictJSONDecoder() }

    /// The most bytes of a body that is decoded: what a login or a form needs many times over.
    public var maxUploadSize: Int { 64 * 1024 }
}
