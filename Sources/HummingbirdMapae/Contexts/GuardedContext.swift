import Hummingbird
import Mapae

/// A context that is another one with a token.
protocol GuardedContext: RequestContext {
    associatedtype Parent: TokenRequestContext

    /// - Parameter parent: Lent: an initializer that owns it would be handed a copy, and make another.
    init(_ parent: borrowing Parent, token: VerifiedToken)
}
