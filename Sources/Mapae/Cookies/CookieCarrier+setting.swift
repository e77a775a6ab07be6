extension CookieCarrier {
    /// The cookies that hand tokens to a browser: each token's own, and the readable one with its CSRF value.
    /// - Parameter tokens: Newly issued tokens.
    /// - Returns: They live as long as their tokens, or end with the browser's session: as the login said, or else
    ///   ``isPersistent``.
    public func setting(_ tokens: TokenResponse) -> [SetCookie] {
        let isPersistent = tokens.isPersistent ?? isPersistent
        var cookies = pair(
            .access, tokens.accessToken, tokens.csrfToken, maxAge: isPersistent ? tokens.expiresIn : nil)
        if let refresh = tokens.refreshToken {
            cookies += pair(
                .refresh, refresh, tokens.refreshCSRFToken, maxAge: isPersistent ? tokens.refreshExpiresIn : nil)
        }
        return cookies
    }

    /// The cookies that have a browser forget tokens.
    /// - Parameter types: Whose; both kinds' unless told.
    public func removal(of types: [TokenType] = TokenType.allCases) -> [SetCookie] {
        types.flatMap { type in
            pair(type, "", csrf == nil ? nil : "", maxAge: 0).map { cookie in
                var cookie = cookie
                cookie.expires = "Thu, 01 Jan 1970 00:00:00 GMT"
                return cookie
            }
        }
    }

    private func pair(_ type: TokenType, _ token: String, _ csrfToken: String?, maxAge: Int64?) -> [SetCookie] {
        let cookie = SetCookie(
            name: name(for: type), value: token, path: path(for: type), domain: domain, maxAge: maxAge,
            isSecure: !insecureHTTP, sameSite: sameSite, isPartitioned: isPartitioned)
        guard let csrf, let csrfToken, let name = csrf.cookieName(for: type) else { return [cookie] }
        var readable = cookie
        readable.name = name
        readable.value = csrfToken
        readable.path = csrf.cookiePath(for: type)
        readable.isHTTPOnly = false
        return [cookie, readable]
    }
}
