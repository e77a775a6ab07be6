#if Server
import HTTPTypes
import Hummingbird
import HummingbirdMapae
import Mapae

/// Tells a path that is not there from one that is there for other methods, and knows a path by one spelling only.
///
/// The router takes `//me` and `/me/` for `/me`. A proxy that guards `/me` by its name would let those through.
struct MethodMiddleware<Context: RequestContext>: RouterMiddleware {
    let table: RouteTable

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        let target = request.head.path ?? "/"
        guard Self.isCanonical(target) else { throw HTTPError(.notFound) }
        do {
            return try await next(request, context)
        } catch let error as HTTPError where error.status == .notFound && context.endpointPath == "NotFound" {
            let isWhole = target.utf8.elementsEqual("*".utf8)
            guard let allowed = isWhole ? table.all : table.allowed(at: request.uri.path) else { throw error }
            // RFC 9110 §9.3.7. There is no CORS here: the answer opens nothing to other origins.
            if request.method == .options { return Response(status: .noContent, headers: [.allow: allowed]) }
            if isWhole { throw error }
            var rendered = RenderedError(
                .methodNotAllowed, error: "method_not_allowed", description: "This method is not allowed here.")
            rendered.headers[.allow] = allowed
            return rendered.response
        }
    }

    /// Whether no part of a path is empty, but for the root's.
    static func isCanonical(_ target: String) -> Bool {
        var last: UInt8?
        var length = 0
        for byte in target.utf8 {
            if byte == UInt8(ascii: "?") { break }
            length += 1
            if byte == UInt8(ascii: "/"), last == byte { return false }
            last = byte
        }
        return length <= 1 || last != UInt8(ascii: "/")
    }
}
#endif
