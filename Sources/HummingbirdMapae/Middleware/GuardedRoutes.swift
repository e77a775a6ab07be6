import HTTPTypes
import Hummingbird
import Mapae

/// Where the routes of a protected group are added: each one behind its guard, in the router or group that stands around it.
///
/// A middleware and a group of another context would do the same, with four more asynchronous calls and two more copies of the
/// context for each request.
struct GuardedRoutes<Parent: RouterMethods, Verifier: TokenVerifier>: RouterMethods
where Parent.Context: TokenRequestContext {
    typealias Context = AuthenticatedContext<Parent.Context>

    let parent: Parent
    let verifier: Verifier
    let requirements: TokenRequirements

    /// Adds a route behind the guard.
    @discardableResult
    func on<Responder: HTTPResponder>(
        _ path: RouterPath, method: HTTPRequest.Method, responder: Responder
    ) -> Self where Responder.Context == Context {
        let guarded = GuardedResponder<Verifier, Parent.Context, Context, Responder>(
            verifier, requirements, next: responder)
        parent.on(path, method: method, responder: guarded)
        return self
    }

    /// Never called: the group that stands in this keeps its middleware itself.
    func add(middleware: any MiddlewareProtocol<Request, Response, Context>) -> Self {
        preconditionFailure("middleware belongs to a group in the guarded routes")
    }
}

extension RouterMethods where Context: TokenRequestContext {
    /// A group whose routes stand behind a guard.
    func guarded<Verifier: TokenVerifier>(
        _ path: RouterPath, _ verifier: Verifier, _ requirements: TokenRequirements
    ) -> RouterGroup<AuthenticatedContext<Context>> {
        GuardedRoutes(parent: self, verifier: verifier, requirements: requirements).group(path)
    }
}
