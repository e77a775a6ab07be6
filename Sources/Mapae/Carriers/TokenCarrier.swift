/// Where a token is looked for in a request.
///
/// ```swift
/// let auth = try TokenAuthority(signingKey: key, accept: [.header, .cookie()])
/// router.protected("export", by: auth, .accept(.header))          // this route takes no cookie
/// ```
///
/// The places are looked at in their order, and the first one that holds anything decides: a bad token there is refused, even
/// if a later place holds a good one. Two readers of one request must not see two different users.
public struct TokenCarrier: Sendable, Hashable {
    enum Kind: Sendable, Hashable {
        case header(HeaderCarrier)
        case cookie(CookieCarrier)
        case query(name: String)
        case jsonBody(access: String, refresh: String)
    }

    let kind: Kind

    /// `Authorization: Bearer <token>` (RFC 6750 §2.1).
    public static let header = Self(kind: .header(.bearer))

    /// Another header field, or other schemes.
    ///
    /// ```swift
    /// .header(name: "X-Api-Token", schemes: [])                    // the field is the token
    /// .header(schemes: ["Bearer", "JWT"])
    /// ```
    /// - Parameters:
    ///   - name: The field's name; case does not matter.
    ///   - schemes: Any of these words stands before the token, in any case (RFC 9110 §11.1). Without any, the whole field is
    ///     the token.
    /// - Precondition: The name and the schemes are tokens of RFC 9110 §5.6.2.
    public static func header(name: String = "Authorization", schemes: [String] = ["Bearer"]) -> Self {
        Self(kind: .header(HeaderCarrier(named: name, schemes: schemes)))
    }

    /// A cookie, which only the browser reads (`HttpOnly`).
    /// - Parameter cookie: Its names and attributes, and how it is kept from being used by other sites.
    public static func cookie(_ cookie: CookieCarrier = .init()) -> Self { Self(kind: .cookie(cookie)) }

    /// A parameter of the address. Addresses are logged, kept in histories and sent on as `Referer`, tokens and all, so RFC 9700
    /// §4.3.2 and OAuth 2.1 forbid it; it is here for clients that can do nothing else.
    /// - Parameter name: The parameter's name, compared byte by byte.
    public static func insecureQuery(name: String = "access_token") -> Self { Self(kind: .query(name: name)) }

    /// A member of a JSON body's object.
    /// - Parameters:
    ///   - access: The member for access tokens.
    ///   - refresh: The member for refresh tokens.
    public static func jsonBody(access: String = "access_token", refresh: String = "refresh_token") -> Self {
        Self(kind: .jsonBody(access: access, refresh: refresh))
    }

    /// In which part of a request it looks.
    public var location: TokenLocation {
        switch kind {
        case .header: .header
        case .cookie: .cookie
        case .query: .query
        case .jsonBody: .jsonBody
        }
    }

    /// Refuses a list that finds nothing, looks twice in one place, or has cookies that protect nothing.
    static func validate(_ carriers: [TokenCarrier]) throws(PolicyError) {
        guard !carriers.isEmpty, Set(carriers).count == carriers.count else { throw PolicyError(.noCarriers) }
        for carrier in carriers { try carrier.cookie?.validate() }
    }

    /// The header field, where it is one.
    var header: HeaderCarrier? {
        if case .header(let header) = kind { header } else { nil }
    }

    /// The cookie's settings, where it is one.
    package var cookie: CookieCarrier? {
        if case .cookie(let cookie) = kind { cookie } else { nil }
    }
}
