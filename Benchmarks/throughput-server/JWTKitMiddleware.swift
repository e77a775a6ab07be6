import Hummingbird
import JWTKit

/// Today's way without Mapae: a middleware of one's own around jwt-kit, written as Hummingbird's examples do it.
struct JWTKitMiddleware: RouterMiddleware {
    let keys: JWTKeyCollection

    func handle(
        _ request: Request, context: JWTKitContext, next: (Request, JWTKitContext) async throws -> Response
    ) async throws -> Response {
        guard let header = request.headers[.authorization], header.hasPrefix("Bearer ") else {
            throw HTTPError(.unauthorized)
        }
        var context = context
        do {
            context.payload = try await keys.verify(String(header.dropFirst(7)), as: JWTKitPayload.self)
        } catch {
            throw HTTPError(.unauthorized)
        }
        return try await next(request, context)
    }
}
