public import Hummingbird
public import Mapae

/// Keeps whoever is active logged in: sets a new access cookie when the one that came ends soon, up to a limit.
///
/// ```swift
/// let app = router.protected(by: auth)
///     .add(middleware: SlidingCookies(auth, whenLessThan: .seconds(1800), upTo: .seconds(12 * 3600)))
/// ```
///
/// The new cookie keeps the CSRF value of the old one, and lives as the login said it should.
///
/// It stands behind a protected group, does nothing for tokens that no cookie has carried, and nothing when the handler sets or
/// removes the cookie itself: a logout stays one. A handler that puts the token on a list of its own has to do that
/// (`removingCookies()`), as the list does not know the new one; `Sessions` end both.
public struct SlidingCookies<Context: AuthenticatedRequestContext>: RouterMiddleware {
    private let authority: TokenAuthority
    private let cookie: CookieCarrier
    private let remaining: Duration
    private let limit: Duration

    /// Creates a middleware.
    /// - Parameters:
    ///   - authority: Who issues the new token.
    ///   - remaining: A token that lives longer than this is left as it is.
    ///   - limit: How long after the login it goes on at most; no longer than a refresh token lives, so that the session of a token
    ///     that belongs to one is still remembered, and can be ended, while its cookie slides.
    /// - Throws: `PolicyError` `no_cookies` when the authority takes no token from a cookie; `lifetime_out_of_range`.
    public init(
        _ authority: TokenAuthority, whenLessThan remaining: Duration, upTo limit: Duration
    ) throws {
        guard let cookie = authority.cookie else { throw PolicyError(.noCookies) }
        guard remaining > .zero, limit > .zero, limit <= authority.policy.refreshTokenLifetime else {
            throw PolicyError(.lifetimeOutOfRange)
        }
        self.authority = authority
        self.cookie = cookie
        self.remaining = remaining
        self.limit = limit
    }

    /// Passes the request on, and adds the cookie to the answer.
    public func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        guard context.token.location == .cookie, !setsCookie(response),
            let tokens = try authority.renewed(context.token, whenLessThan: remaining, upTo: limit)
        else { return response }
        response.set(cookie.setting(tokens))
        return response
    }

    private func setsCookie(_ response: Response) -> Bool {
        let beginning = cookie.accessName + "="
        return response.headers[values: .setCookie].contains { $0.utf8.starts(with: beginning.utf8) }
    }
}
