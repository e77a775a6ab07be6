import MapaeJOSE

/// An answer whose tokens are in cookies: its body holds none, so that no script can read them.
public struct CookieResponse: Sendable, CustomStringConvertible, CustomReflectable {
    /// The cookies.
    public let cookies: [SetCookie]
    /// The JSON body: `{"expires_in", "csrf_token", "refresh_csrf_token"}`, without what is absent.
    public let json: [UInt8]

    /// The answer that hands tokens to a browser.
    init(setting tokens: TokenResponse, _ carrier: CookieCarrier) {
        var writer = JSONWriter(reserving: 128)
        writer.beginObject()
        writer.member("expires_in", tokens.expiresIn)
        if let value = tokens.csrfToken { writer.member("csrf_token", value) }
        if let value = tokens.refreshCSRFToken { writer.member("refresh_csrf_token", value) }
        writer.endObject()
        self.cookies = carrier.setting(tokens)
        self.json = writer.bytes
    }

    /// The answer that has a browser forget tokens.
    init(removing carrier: CookieCarrier) {
        self.cookies = carrier.removal()
        self.json = Array("{}".utf8)
    }

    /// How many cookies, and nothing of them: this must be safe to log.
    public var description: String { "CookieResponse(\(cookies.count) cookies)" }

    /// Shows what ``description`` does, so that `dump` prints no token.
    public var customMirror: Mirror { Mirror(self, children: ["description": description]) }
}

extension TokenVerifier {
    /// The cookies that it takes tokens from, if it does.
    public var cookie: CookieCarrier? { carriers.lazy.compactMap(\.cookie).first }

    /// The answer to a login from a browser.
    ///
    /// ```swift
    /// return try auth.inCookies(auth.tokenPair(for: user.id, fresh: true, isPersistent: login.rememberMe))
    /// ```
    /// - Parameter tokens: Newly issued tokens.
    /// - Throws: ``PolicyError`` `no_cookies` when this verifier takes no token from a cookie.
    public func inCookies(_ tokens: TokenResponse) throws(PolicyError) -> CookieResponse {
        guard let cookie else { throw PolicyError(.noCookies) }
        return CookieResponse(setting: tokens, cookie)
    }

    /// The answer to a logout from a browser.
    /// - Throws: ``PolicyError`` `no_cookies` when this verifier takes no token from a cookie.
    public func removingCookies() throws(PolicyError) -> CookieResponse {
        guard let cookie else { throw PolicyError(.noCookies) }
        return CookieResponse(removing: cookie)
    }
}
