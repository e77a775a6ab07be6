#if Server
import HTTPTypes
import Hummingbird
import HummingbirdMapaeAccounts
import Logging
import MapaeRemoteKeys

/// Learns from trusted proxies who asks. Of all headers that say something of the kind, only `X-Forwarded-For` is read, and
/// only then; Host, scheme and path are never taken from one.
struct ClientAddressMiddleware: RouterMiddleware {
    typealias Context = ServerContext

    private static let name = HTTPField.Name("X-Forwarded-For")

    let proxies: TrustedProxies

    func handle(
        _ request: Request, context: ServerContext, next: (Request, ServerContext) async throws -> Response
    ) async throws -> Response {
        guard let name = Self.name, request.headers.contains(name) else { return try await next(request, context) }
        var context = context
        context.forwarded = proxies.client(
            behind: context.peerAddress, forwardedFor: request.headers[values: name])
        // How an operator sees that the proxies are set as they should be.
        context.logger.debug(
            "a proxy was asked who the client is",
            metadata: ["mapae.peer": "\(context.peerAddress.canonicalText)", "mapae.client": "\(context.client)"])
        return try await next(request, context)
    }
}
#endif
