#if RemoteKeys
/// Whom a token must be for (`aud`, RFC 7519 §4.1.3).
///
/// An issuer makes tokens for many services. Without this check a token for any of them, and every ID token, opens yours
/// (RFC 8725 §3.9).
/// ```swift
/// RemoteIssuer("https://login.example.com", audience: "https://api.example.com")
/// ```
public struct RequiredAudience: Sendable, Hashable, ExpressibleByStringLiteral {
    /// The names of which a token must have one; `nil` for no check.
    let names: [String]?

    /// One of these names, compared byte by byte.
    /// - Parameter names: At least one, none empty.
    public static func named(_ names: String...) -> Self { Self(names: names) }

    /// No check: for issuers that put no `aud` into their access tokens. Every token of the issuer then opens your service,
    /// whomever it was made for.
    public static let insecureAny = Self(names: nil)

    private init(names: [String]?) { self.names = names }

    /// One name.
    public init(stringLiteral name: String) { self.init(names: [name]) }
}
#endif
