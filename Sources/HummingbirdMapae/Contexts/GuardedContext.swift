import Hummingbird
import Mapae

/// A context that is another one with a token.
protocol GuardedContext: RequestContext {
    associatedtype Parent: TokenRequestContext

    init(_ parent: Parent, token: VerifiedToken)
}
