import Hummingbird
import HummingbirdMapae
import MapaeFlask

/// Sets a new access cookie whenever the token of a request ends in less than half an hour.
struct TokenRenewal: RouterMiddleware {
    private let flask: FlaskAuthority

    init(_ flask: FlaskAuthority) { self.flask = flask }

    func handle(
        _ request: Request, context: App.Context, next: (Request, App.Context) async throws -> Response
    ) async throws -> Response {
        try await renew(context.token, in: try await next(request, context))
    }

    /// An answer with the cookie in it, where the token ends soon.
    func renew(_ token: VerifiedToken?, in response: Response) async throws -> Response {
        let soon = TokenClock.system.now().advanced(by: .seconds(30 * 60))
        guard let end = flask.claims(of: token)["exp"]?.integer, NumericDate(seconds: end) < soon else {
            return response
        }
        var response = response
        let identity = flask.identity(of: token) ?? .null
        response.set(try await flask.cookies(access: try await flask.accessToken(for: identity)))
        return response
    }
}
