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
        var response = try await next(request, context)
        let claims = flask.claims(of: context.token)
        let soon = TokenClock.system.now().advanced(by: .seconds(30 * 60))
        guard let end = claims["exp"]?.integer, NumericDate(seconds: end) < soon else { return response }
        let identity = flask.identity(of: context.token) ?? .null
        response.set(try await flask.cookies(access: try await flask.accessToken(for: identity)))
        return response
    }
}
