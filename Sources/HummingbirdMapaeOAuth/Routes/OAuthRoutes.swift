import HTTPTypes
import Hummingbird
import HummingbirdMapae
import Mapae

/// Adds routes, each with all its methods: also those that it does not have, so that they are answered with 405 and not with 404 (RFC
/// 9110 §15.5.6).
struct OAuthRoutes<Router: RouterMethods> {
    typealias Handler = @Sendable (Request, Router.Context) async throws -> Response

    let router: Router

    /// Adds a path.
    /// - Parameters:
    ///   - path: The path.
    ///   - handlers: What it answers, by method.
    ///   - isOpen: Whether programs in browsers may call it from other sites.
    ///   - isRead: Whether a GET changes nothing, so that there is a HEAD too.
    func add(
        _ path: String, _ handlers: [(HTTPRequest.Method, Handler)], isOpen: Bool = false, isRead: Bool = false
    ) {
        let route = RouterPath(path)
        var methods = handlers.map(\.0)
        for (method, handler) in handlers {
            router.on(route, method: method) { request, context in
                let response = try await handler(request, context)
                return isOpen ? CrossOrigin.opened(response) : response
            }
            guard isRead, method == .get else { continue }
            methods.append(.head)
            router.on(route, method: .head) { request, context in
                let response = try await handler(request, context)
                return (isOpen ? CrossOrigin.opened(response) : response).createHeadResponse()
            }
        }
        if isOpen {
            let preflight = CrossOrigin.preflight(methods)
            router.on(route, method: .options) { _, _ in preflight }
            methods.append(.options)
        }
        let allowed = methods.map(\.rawValue).joined(separator: ", ")
        let others: [HTTPRequest.Method] = [.get, .head, .post, .put, .patch, .delete, .options]
        for method in others where !methods.contains(method) {
            router.on(route, method: method) { _, _ in Self.refusal(method, allowed) }
        }
    }

    private static func refusal(_ method: HTTPRequest.Method, _ allowed: String) -> Response {
        var error = RenderedError(
            .methodNotAllowed, error: "method_not_allowed", description: "This address has only: \(allowed).")
        error.headers[.allow] = allowed
        let response = error.response
        return method == .head ? response.createHeadResponse() : response
    }
}
