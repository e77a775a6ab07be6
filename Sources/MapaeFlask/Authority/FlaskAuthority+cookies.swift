public import Mapae
import MapaeJOSE

/// The cookies that Flask-JWT-Extended sets and unsets.
extension FlaskAuthority {
    /// `set_access_cookies`: the cookie of an access token, and the readable one with its CSRF value.
    ///
    /// ```swift
    /// response.set(try await flask.cookies(access: token))
    /// ```
    /// - Parameters:
    ///   - token: The token, which is checked for its CSRF value.
    ///   - maxAge: How many seconds the cookies live; as `JWT_SESSION_COOKIE` says unless told.
    ///   - domain: The domain whose hosts get them; `JWT_COOKIE_DOMAIN` unless told.
    /// - Throws: ``FlaskIssueError`` `invalid_cookie`; as ``csrfToken(of:)`` does.
    public func cookies(
        access token: String, maxAge: Int64? = nil, domain: String? = nil
    ) async throws -> [SetCookie] {
        try await cookies(token, .access, maxAge, domain)
    }

    /// `set_refresh_cookies`: the cookie of a refresh token, and the readable one with its CSRF value.
    /// - Parameters:
    ///   - token: The token, which is checked for its CSRF value.
    ///   - maxAge: How many seconds the cookies live; as `JWT_SESSION_COOKIE` says unless told.
    ///   - domain: The domain whose hosts get them; `JWT_COOKIE_DOMAIN` unless told.
    /// - Throws: As ``cookies(access:maxAge:domain:)`` does.
    public func cookies(
        refresh token: String, maxAge: Int64? = nil, domain: String? = nil
    ) async throws -> [SetCookie] {
        try await cookies(token, .refresh, maxAge, domain)
    }

    /// `unset_jwt_cookies`, `unset_access_cookies` and `unset_refresh_cookies`: what has a browser forget the cookies.
    /// - Parameters:
    ///   - types: Whose cookies; both kinds' unless told.
    ///   - domain: The domain that they were set with; `JWT_COOKIE_DOMAIN` unless told.
    /// - Throws: ``FlaskIssueError`` `invalid_cookie`.
    public func cookieRemoval(
        of types: [TokenType] = TokenType.allCases, domain: String? = nil
    ) throws(FlaskIssueError) -> [SetCookie] {
        var cookies: [SetCookie] = []
        for type in types {
            cookies += try pair(type, "", csrf: hasCSRFCookie ? "" : nil, domain).map { cookie in
                var cookie = cookie
                cookie.expires = HTTPDate.text(of: .init(seconds: 0))
                return cookie
            }
        }
        return cookies
    }

    private var hasCSRFCookie: Bool { settings.cookieCSRFProtect && settings.csrfInCookies }

    private func cookies(
        _ token: String, _ type: TokenType, _ maxAge: Int64?, _ domain: String?
    ) async throws -> [SetCookie] {
        let csrf = hasCSRFCookie ? try await csrfToken(of: token) : nil
        // 365.05 days, as there: no lifetime of a token has to do with it.
        let maxAge = maxAge ?? (settings.sessionCookie ? nil : 31_540_000)
        return try pair(type, token, csrf: csrf, domain).map { cookie in
            var cookie = cookie
            cookie.maxAge = maxAge
            cookie.expires = maxAge.map { HTTPDate.text(of: clock.now().advanced(by: .seconds($0))) }
            return cookie
        }
    }

    private func pair(
        _ type: TokenType, _ value: String, csrf: String?, _ domain: String?
    ) throws(FlaskIssueError) -> [SetCookie] {
        let domain = try Self.written(domain.flatMap { $0.isEmpty ? nil : $0 } ?? settings.cookieDomain)
        guard SetCookie.isValidValue(value), SetCookie.isValidValue(csrf ?? "") else {
            throw FlaskIssueError(.invalidCookie)
        }
        let isAccess = type == .access
        let cookie = SetCookie(
            name: isAccess ? settings.accessCookieName : settings.refreshCookieName, value: value,
            path: isAccess ? settings.accessCookiePath : settings.refreshCookiePath, domain: domain,
            isSecure: settings.cookieSecure, sameSite: settings.cookieSameSite)
        guard let csrf else { return [cookie] }
        var readable = cookie
        readable.name = isAccess ? settings.accessCSRFCookieName : settings.refreshCSRFCookieName
        readable.path = isAccess ? settings.accessCSRFCookiePath : settings.refreshCSRFCookiePath
        readable.value = csrf
        readable.isHTTPOnly = false
        return [cookie, readable]
    }

    /// A domain as it is written: without a dot before it and a port behind it (RFC 6265 §5.2.3).
    private static func written(_ domain: String?) throws(FlaskIssueError) -> String? {
        guard let domain else { return nil }
        let host = domain.utf8.prefix { $0 != UInt8(ascii: ":") }.drop { $0 == UInt8(ascii: ".") }
        let text = String(Substring(host))
        guard SetCookie.isValidDomain(text) else { throw FlaskIssueError(.invalidCookie) }
        return text
    }
}
