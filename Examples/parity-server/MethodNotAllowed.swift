import Hummingbird
import HummingbirdMapae
import Synchronization

/// The paths that have any route.
final class KnownPaths: Sendable {
    private let paths = Mutex<Set<[UInt8]>>([])

    func note(_ paths: [String]) { self.paths.withLock { $0.formUnion(paths.map { Array($0.utf8) }) } }

    func contain(_ path: String) -> Bool { paths.withLock { $0.contains(Array(path.utf8)) } }
}

/// Answers 405 where a path is known and the method is not; the router itself says 404.
struct MethodNotAllowed<Context: RequestContext>: RouterMiddleware {
    private let knownPaths: KnownPaths

    init(_ knownPaths: KnownPaths) { self.knownPaths = knownPaths }

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let error as HTTPError
            where error.status == .notFound && context.endpointPath == "NotFound"
            && knownPaths.contain(request.uri.path)
        {
            throw HTTPError(.methodNotAllowed)
        }
    }
}
