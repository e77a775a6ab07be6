public import Hummingbird
public import Mapae

/// A context that has a token for certain: that of a protected route. A middleware behind one can ask for it.
public protocol AuthenticatedRequestContext: RequestContext {
    /// The token that has been believed.
    var token: VerifiedToken { get }
}
