import Hummingbird
import HummingbirdMapae

/// One way to serve beside Flask: who checks tokens, and how tokens are made.
protocol Face: Sendable {
    associatedtype Verifier: TokenVerifier
    var verifier: Verifier { get }
    func token(_ wish: Wish) async throws -> String
    func loginCookies() async throws -> [SetCookie]
}

extension Face {
    /// Adds the routes, the same for each face.
    func add(to router: Router<BasicTokenRequestContext>, at prefix: RouterPath) {
        let routes = router.group(prefix)
        routes.post("token") { request, context in
            ["token": try await token(try await request.decode(as: Wish.self, context: context))]
        }
        routes.post("login") { _, _ in
            var response = Response(status: .ok)
            response.set(try await loginCookies())
            return response
        }
        let guarded = [
            routes.protected("protected", by: verifier), routes.protected("fresh", by: verifier, .fresh),
            routes.protected("refresh", by: verifier, .refresh),
        ]
        for group in guarded {
            for method in [HTTPRequest.Method.get, .post] {
                group.on("", method: method) { _, context in
                    [
                        "sub": context.token.subject, "type": context.token.type.rawValue,
                        "location": context.token.location?.description ?? "none",
                    ]
                }
            }
        }
    }
}
