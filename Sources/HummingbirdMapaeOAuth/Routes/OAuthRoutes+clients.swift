import HTTPTypes
import Hummingbird
import HummingbirdMapae
import Mapae
import MapaeOAuth

/// What clients call themselves.
extension OAuthRoutes {
    private typealias Endpoint = @Sendable (AuthorizationServer, HTTPFields, [UInt8], String) async -> OAuthAnswer

    func addClientEndpoints(_ server: AuthorizationServer, _ network: @escaping Network) {
        let endpoints = server.settings.endpoints
        addEndpoint(server, endpoints.token, network) { await $0.token(headers: $1, body: $2, query: $3) }
        addEndpoint(server, endpoints.revocation, network) { await $0.revoke(headers: $1, body: $2, query: $3) }
        addEndpoint(server, endpoints.introspection, network, isOpen: false) {
            await $0.introspect(headers: $1, body: $2, query: $3)
        }
        addEndpoint(server, endpoints.pushedAuthorization, network) {
            await $0.pushAuthorizationRequest(headers: $1, body: $2, query: $3)
        }
        addEndpoint(server, endpoints.deviceAuthorization, network) {
            await $0.authorizeDevice(headers: $1, body: $2, query: $3)
        }
        let register: Endpoint = { await $0.register(headers: $1, body: $2, query: $3) }
        switch server.settings.registrationAccess {
        case .off: break
        case .protected: addEndpoint(server, endpoints.registration, network, register)
        // Whoever reaches the server may register: a page of any site that a user looks at must not do it in that user's place.
        case .open: addEndpoint(server, endpoints.registration, network, isOpen: false, register)
        }
        addUserInfo(server)
    }

    private func addEndpoint(
        _ server: AuthorizationServer, _ path: String, _ network: @escaping Network, isOpen: Bool = true,
        _ endpoint: @escaping Endpoint
    ) {
        let handler: Handler = { request, context in
            try await Self.reading(request, context) { body in
                let server = server.answering(from: network(request, context))
                return await endpoint(server, request.headers, body, RequestBody.query(of: request)).response
            }
        }
        add(server.issuer.path + path, [(.post, handler)], isOpen: isOpen)
    }

    /// OpenID Connect Core §5.3.1: by GET and by POST.
    private func addUserInfo(_ server: AuthorizationServer) {
        let get: Handler = { request, _ in await server.userInfo(headers: request.headers).response }
        let post: Handler = { request, context in
            try await Self.reading(request, context) { body in
                await server.userInfo(method: .post, headers: request.headers, body: body).response
            }
        }
        add(server.issuer.path + server.settings.endpoints.userInfo, [(.get, get), (.post, post)], isOpen: true)
    }

    /// Reads a body, and answers itself where that cannot be done.
    private static func reading(
        _ request: Request, _ context: Router.Context, _ body: ([UInt8]) async -> Response
    ) async throws -> Response {
        let bytes: [UInt8]
        do { bytes = try await RequestBody.bytes(of: request) } catch let error as RequestError {
            return try error.response(from: request, context: context)
        }
        return await body(bytes)
    }
}
