import MapaeJOSE

/// Newly issued tokens, as RFC 6749 §5.1 answers with them.
public struct TokenResponse: Sendable, CustomStringConvertible, CustomReflectable {
    /// The token for protected routes.
    public let accessToken: String
    /// The token that gets new ones, where one was issued.
    public let refreshToken: String?
    /// How long the access token lives, in seconds from now.
    public let expiresIn: Int64
    /// The scopes of the access token; empty without.
    public let scopes: [String]
    /// What a request must repeat when a cookie carries the access token; `nil` when no cookie may.
    public let csrfToken: String?
    /// The same for the refresh token.
    public let refreshCSRFToken: String?
    /// How long the refresh token lives, in seconds from now, where it is known.
    public let refreshExpiresIn: Int64?
    /// Whether cookies that carry the tokens outlive the browser's session; `nil` for what the carrier says.
    public let isPersistent: Bool?

    /// Creates an answer.
    /// - Parameters:
    ///   - accessToken: The token for protected routes.
    ///   - refreshToken: The token that gets new ones.
    ///   - expiresIn: The access token's lifetime in seconds.
    ///   - scopes: The access token's scopes.
    public init(accessToken: String, refreshToken: String? = nil, expiresIn: Int64, scopes: [String] = []) {
        self.accessToken = accessToken
        self.refreshToken = refreshToken
        self.expiresIn = expiresIn
        self.scopes = scopes
        self.csrfToken = nil
        self.refreshCSRFToken = nil
        self.refreshExpiresIn = nil
        self.isPersistent = nil
    }

    /// Creates an answer with tokens that have just been issued.
    package init(_ access: IssuedToken, refresh: IssuedToken? = nil, scopes: [String] = []) {
        self.accessToken = access.text
        self.refreshToken = refresh?.text
        self.expiresIn = access.expiresIn
        self.scopes = scopes
        self.csrfToken = access.csrfToken
        self.refreshCSRFToken = refresh?.csrfToken
        self.refreshExpiresIn = refresh?.expiresIn
        self.isPersistent = access.isPersistent
    }

    /// `{"access_token", "refresh_token", "token_type", "expires_in", "scope"}`, without what is absent.
    public var json: [UInt8] {
        var writer = JSONWriter(reserving: accessToken.utf8.count * 2 + 128)
        writer.beginObject()
        writer.member("access_token", accessToken)
        if let refreshToken { writer.member("refresh_token", refreshToken) }
        writer.member("token_type", "Bearer")
        writer.member("expires_in", expiresIn)
        if !scopes.isEmpty { writer.member("scope", scopes.joined(separator: " ")) }
        writer.endObject()
        return writer.bytes
    }

    /// Says that there are tokens, and none of them: this must be safe to log.
    public var description: String { "TokenResponse(expires in \(expiresIn) s)" }

    /// Shows what ``description`` does, so that `dump` prints no token.
    public var customMirror: Mirror { Mirror(self, children: ["description": description]) }
}
