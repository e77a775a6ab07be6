/// One thing that a route demands of a token. Several combine: all must be met.
///
/// ```swift
/// router.protected("password", by: auth, .fresh, .scope("account"))
/// ```
public struct TokenRequirement: Sendable, Hashable {
    enum Kind: Sendable, Hashable {
        case type(TokenType)
        case anyType
        case fresh
        case scopes([String])
        case roles([String])
        case carriers([TokenCarrier])
        case ignoringRevocation
        case authenticated(within: Duration)
        case acr([String])
    }

    let kind: Kind

    /// An access token. This is what a route demands when it says nothing of the kind.
    public static let access = Self(kind: .type(.access))
    /// A refresh token, and no access token.
    public static let refresh = Self(kind: .type(.refresh))
    /// An access token or a refresh token: for routes such as a logout that takes either.
    public static let anyType = Self(kind: .anyType)
    /// An access token that comes from a login, not from a refresh.
    public static let fresh = Self(kind: .fresh)

    /// All of these scopes; 403 `insufficient_scope` without (RFC 6750 §3.1).
    /// - Parameter scopes: Scope values (RFC 6749 §3.3).
    public static func scope(_ scopes: String...) -> Self { Self(kind: .scopes(scopes)) }

    /// All of these roles: texts of the list in the token's `roles` claim (RFC 9068 §2.2.3.1); 403 `insufficient_scope` without.
    /// - Parameter roles: Not empty.
    public static func role(_ roles: String...) -> Self { Self(kind: .roles(roles)) }

    /// A token of a user who logged in lately; 401 `insufficient_user_authentication` without (RFC 9470 §3).
    ///
    /// ```swift
    /// router.protected("transfers", by: issuer, .authenticated(within: .seconds(300)))
    /// ```
    ///
    /// The moment is the token's `auth_time` (RFC 9068 §2.2.1). A token without one does not do. The answer names the time in `max_age`,
    /// so that the client can ask the authorization server for a new login.
    /// - Parameter age: How long ago the login may be, in whole seconds; at least one.
    public static func authenticated(within age: Duration) -> Self { Self(kind: .authenticated(within: age)) }

    /// A token of a user who logged in in one of these ways: the token's `acr` (RFC 9068 §2.2.1); 401
    /// `insufficient_user_authentication` without (RFC 9470 §3).
    ///
    /// The answer names them in `acr_values`, in this order, which is that of preference. Of several requirements of this kind all must
    /// be met.
    /// - Parameter values: Names of authentication contexts, as the authorization server has them; compared byte by byte.
    public static func acr(_ values: String...) -> Self { Self(kind: .acr(values)) }

    /// A token from one of these places, whatever the verifier looks at otherwise.
    ///
    /// A cookie with a CSRF value needs tokens that hold one: an authority writes it when a cookie is among what it accepts itself.
    /// - Parameter carriers: The places in their order; at least one.
    public static func accept(_ carriers: TokenCarrier...) -> Self { Self(kind: .carriers(carriers)) }

    /// A token even though it has been revoked. Everything else is checked. For a logout that may come twice, and nothing else.
    public static let insecureIgnoringRevocation = Self(kind: .ignoringRevocation)
}
