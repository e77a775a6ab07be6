import Hummingbird
import HummingbirdMapae

/// The context of the peer's routes.
struct JWTKitContext: ChildRequestContext {
    typealias ParentContext = BasicTokenRequestContext

    var coreContext: CoreRequestContextStorage
    var payload: JWTKitPayload?

    init(context: BasicTokenRequestContext) { coreContext = context.coreContext }

    /// The payload that the middleware has set.
    var user: JWTKitPayload {
        get throws {
            guard let payload else { throw HTTPError(.unauthorized) }
            return payload
        }
    }
}
