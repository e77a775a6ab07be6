/// The cookies in which a browser keeps tokens: their names, their attributes, and how they are kept from other sites.
///
/// Without arguments they are as strict as browsers know: `__Host-` names (only this host, over TLS, can have set them),
/// `HttpOnly`, `Secure`, `SameSite=Lax`, and a CSRF value for whatever changes something.
public struct CookieCarrier: Sendable, Hashable {
    /// The name of the access token's cookie.
    public var accessName: String
    /// The name of the refresh token's cookie.
    public var refreshName: String
    /// The path below which the browser sends the access token's cookie.
    public var accessPath: String
    /// The path below which the browser sends the refresh token's cookie.
    public var refreshPath: String
    /// The domain whose hosts all get the cookies; `nil` for this host alone.
    public var domain: String?
    /// When another site's requests carry them; `nil` leaves the attribute out.
    public var sameSite: SameSite?
    /// Whether they may be sent over plain HTTP. Whoever listens on the way then has the token.
    public var insecureHTTP: Bool
    /// Whether each top-level site gets its own (`Partitioned`, CHIPS): for pages that are embedded elsewhere.
    public var isPartitioned: Bool
    /// Whether they end with the browser's session (`false`), or live as long as their tokens (`true`), unless the login says
    /// otherwise.
    public var isPersistent: Bool
    /// How they are kept from being used by other sites; `nil` only by ``insecureWithoutCSRF()``.
    public internal(set) var csrf: CSRFProtection?

    /// Creates settings.
    /// - Parameters:
    ///   - accessName: `__Host-access_token` unless told, or `__Secure-…` where a path or a domain forbids `__Host-`.
    ///   - refreshName: `__Host-refresh_token` unless told, or as above.
    ///   - accessPath: `/` unless told.
    ///   - refreshPath: `/` unless told. A path of the refresh route and the logout is better: a logout that comes when the access
    ///     cookie is gone has to find the other one, or the session goes on without the browser.
    ///   - domain: This host alone unless told.
    ///   - sameSite: `Lax` unless told.
    ///   - insecureHTTP: Whether plain HTTP may carry them. Browsers take `Secure` cookies from `http://localhost` as well.
    ///   - isPartitioned: Whether each top-level site gets its own.
    ///   - isPersistent: Whether they live as long as their tokens.
    ///   - csrf: How they are kept from being used by other sites.
    public init(
        accessName: String? = nil,
        refreshName: String? = nil,
        accessPath: String = "/",
        refreshPath: String = "/",
        domain: String? = nil,
        sameSite: SameSite? = .lax,
        insecureHTTP: Bool = false,
        isPartitioned: Bool = false,
        isPersistent: Bool = true,
        csrf: CSRFProtection = .init()
    ) {
        self.accessName = accessName ?? Self.prefix(accessPath, domain, insecureHTTP) + "access_token"
        self.refreshName = refreshName ?? Self.prefix(refreshPath, domain, insecureHTTP) + "refresh_token"
        self.accessPath = accessPath
        self.refreshPath = refreshPath
        self.domain = domain
        self.sameSite = sameSite
        self.insecureHTTP = insecureHTTP
        self.isPartitioned = isPartitioned
        self.isPersistent = isPersistent
        self.csrf = csrf
    }

    /// The same cookies without a CSRF value: any page that the user opens can then act in the user's name, but for what
    /// `SameSite` keeps from it.
    public func insecureWithoutCSRF() -> Self {
        var cookie = self
        cookie.csrf = nil
        return cookie
    }

    /// RFC 6265bis §4.1.3: what a browser demands of a prefixed name.
    private static func prefix(_ path: String, _ domain: String?, _ insecureHTTP: Bool) -> String {
        if insecureHTTP { return "" }
        return path.utf8.elementsEqual("/".utf8) && domain == nil ? "__Host-" : "__Secure-"
    }

    func name(for type: TokenType) -> String { type == .access ? accessName : refreshName }
    func path(for type: TokenType) -> String { type == .access ? accessPath : refreshPath }

    /// Refuses what no browser would keep, or what would not protect.
    func validate() throws(PolicyError) {
        for type in TokenType.allCases { try validate(name(for: type), path: path(for: type)) }
        // Of two cookies with one name the browser keeps one, or sends both and is refused.
        let names = [accessName, refreshName] + TokenType.allCases.compactMap { csrf?.cookieName(for: $0) }
        guard Set(names.map { Array($0.utf8) }).count == names.count else { throw PolicyError(.invalidCookie) }
        if let csrf {
            for type in TokenType.allCases {
                if let name = csrf.cookieName(for: type) { try validate(name, path: csrf.cookiePath(for: type)) }
                guard HeaderName.isValid(csrf.headerName(for: type)) else { throw PolicyError(.invalidCookie) }
                if let field = csrf.formField(for: type), field.isEmpty { throw PolicyError(.invalidCookie) }
            }
        }
        if let domain { guard SetCookie.isValidDomain(domain) else { throw PolicyError(.invalidCookie) } }
        // Browsers drop such cookies without a word.
        if sameSite == SameSite.none || isPartitioned {
            guard !insecureHTTP else { throw PolicyError(.insecureCookie) }
        }
    }

    private func validate(_ name: String, path: String) throws(PolicyError) {
        guard SetCookie.isValidName(name), SetCookie.isValidPath(path) else { throw PolicyError(.invalidCookie) }
        if SetCookie.hasPrefix(name, "__host-") {
            guard !insecureHTTP, domain == nil, path.utf8.elementsEqual("/".utf8) else {
                throw PolicyError(.invalidCookie)
            }
        }
        if SetCookie.hasPrefix(name, "__secure-") { guard !insecureHTTP else { throw PolicyError(.invalidCookie) } }
    }
}
