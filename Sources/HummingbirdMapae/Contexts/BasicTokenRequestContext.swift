public import Hummingbird
public import Mapae

/// A context with a token, and with a strict JSON decoder for bodies of at most 64 KiB.
public struct BasicTokenRequestContext: TokenRequestContext {
    /// What Hummingbird keeps for each request.
    public var coreContext: CoreRequestContextStorage
    /// The token that the middleware has believed, if the route took one.
    public var token: VerifiedToken?

    /// Creates a context for a request.
    public init(source: Source) {
        self.coreContext = .init(source: source)
    }

    /// Reads JSON bodies strictly and answers bad ones with a 4xx of the same form as every other error.
    public var requestDecoder: StrictJSONDecoder { StrictJSONDecoder() }

    /// The most bytes of a body that is decoded: what a login or a form needs many times over.
    public var maxUploadSize: Int { 64 * 1024 }
}
