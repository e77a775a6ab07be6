extension ScopeList {
    /// OpenID Connect is asked for (OpenID Connect Core §3.1.2.1).
    public static let openID = "openid"
    /// A refresh token is asked for (OpenID Connect Core §11).
    public static let offlineAccess = "offline_access"

    /// The scopes that this server knows the meaning of (OpenID Connect Core §5.4, §11).
    public static let openIDConnect = ScopeList(known: [openID, "profile", "email", offlineAccess])

    /// The parameter `scope` of a request; `nil` without one.
    /// - Throws: ``OAuthError`` `invalid_scope`.
    static func requested(in parameters: Parameters) throws(OAuthError) -> ScopeList? {
        guard let text = parameters["scope"] else { return nil }
        return try ScopeList(parsing: text)
    }

    /// The scopes that mean something where there is no user.
    var withoutUser: ScopeList { filtered { $0 != Self.openID && $0 != Self.offlineAccess } }

    /// The scopes that a request may have: what it asks for, or without a wish all that is granted (RFC 6749 §3.3, §6).
    /// - Throws: ``OAuthError`` `invalid_scope` for one that was not granted.
    static func narrowed(_ wanted: ScopeList?, granted: ScopeList) throws(OAuthError) -> ScopeList {
        guard let wanted else { return granted }
        guard wanted.isSubset(of: granted) else {
            throw OAuthError(.invalidScope, "A scope is unknown, or more than was granted.")
        }
        return wanted
    }
}
