public import Hummingbird
public import Mapae

/// A request context that can hold a token. Have your own context conform, or use ``BasicTokenRequestContext``.
public protocol TokenRequestContext: RequestContext {
    /// The token that the middleware has believed, if the route took one.
    var token: VerifiedToken? { get set }
}
