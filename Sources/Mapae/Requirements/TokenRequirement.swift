/// One thing that a route demands of a token. Several combine: all must be met.
///
/// ```swift
/// router.protected("password", by: auth, .fresh, .scope("account"))
/// ```
public struct TokenRequirement: Sendable, Hashable {
    enum Kind: Sendable, Hashable {
        case type(TokenType)
        case fresh
        case scopes([String])
    }

    let kind: Kind

    /// An access token. This is what a route demands when it says nothing of the kind.
    public static let access = Self(kind: .type(.access))
    /// A refresh token, and no access token.
    public static let refresh = Self(kind: .type(.refresh))
    /// An access token that comes from a login, not from a refresh.
    public static let fresh = Self(kind: .fresh)

    /// All of these scopes; 403 `insufficient_scope` without (RFC 6750 §3.1).
    /// - Parameter scopes: Scope values (RFC 6749 §3.3).
    public static func scope(_ scopes: String...) -> Self { Self(kind: .scopes(scopes)) }
}
