public import HTTPTypes

/// How a cookie is kept from being used by a page of another site, which makes the browser send it (cross-site request forgery).
///
/// The signed token holds a random value (`csrf`), and a request that changes something must repeat it in a header field, or in a
/// field of its form. A foreign page can make the browser send the cookie, but cannot read the value. The value that a request
/// sends is compared with the one that is signed, not with another cookie: that one an attacker on a sibling domain could plant.
/// A request that the browser itself calls `cross-site` (`Sec-Fetch-Site`) is refused even with the right value.
public struct CSRFProtection: Sendable, Hashable {
    /// The header field that repeats an access token's value.
    public var headerName: String
    /// The header field that repeats a refresh token's value.
    public var refreshHeaderName: String
    /// The field of a form that may repeat it instead, or `nil` for none. Then the body of each form is read;
    /// one with files (`multipart/form-data`) needs the header field all the same.
    public var formField: String?
    /// The same for a refresh token.
    public var refreshFormField: String?
    /// The methods that need no value. They must change nothing (RFC 9110 §9.2.1).
    public var exemptMethods: Set<HTTPRequest.Method>
    /// The name of the cookie in which a script of the same site reads an access token's value, or `nil` for none: then whoever
    /// logs in must get the value in another way.
    public var cookieName: String?
    /// The same for a refresh token.
    public var refreshCookieName: String?
    /// The path of the first of these cookies.
    public var cookiePath: String
    /// The path of the second.
    public var refreshCookiePath: String

    /// Creates a protection.
    /// - Parameters:
    ///   - headerName: The header field that repeats an access token's value.
    ///   - refreshHeaderName: The one for a refresh token.
    ///   - formField: The field of a form that may repeat it instead.
    ///   - refreshFormField: The one for a refresh token.
    ///   - exemptMethods: The methods that need no value.
    ///   - cookieName: The readable cookie with an access token's value.
    ///   - refreshCookieName: The one for a refresh token.
    ///   - cookiePath: The path of the first cookie.
    ///   - refreshCookiePath: The path of the second.
    public init(
        headerName: String = "X-CSRF-Token",
        refreshHeaderName: String = "X-CSRF-Token",
        formField: String? = nil,
        refreshFormField: String? = nil,
        exemptMethods: Set<HTTPRequest.Method> = [.get, .head, .options, .trace],
        cookieName: String? = "csrf_access_token",
        refreshCookieName: String? = "csrf_refresh_token",
        cookiePath: String = "/",
        refreshCookiePath: String = "/"
    ) {
        self.headerName = headerName
        self.refreshHeaderName = refreshHeaderName
        self.formField = formField
        self.refreshFormField = refreshFormField
        self.exemptMethods = exemptMethods
        self.cookieName = cookieName
        self.refreshCookieName = refreshCookieName
        self.cookiePath = cookiePath
        self.refreshCookiePath = refreshCookiePath
    }

    func headerName(for type: TokenType) -> String { type == .access ? headerName : refreshHeaderName }
    func formField(for type: TokenType) -> String? { type == .access ? formField : refreshFormField }
    func cookieName(for type: TokenType) -> String? { type == .access ? cookieName : refreshCookieName }
    func cookiePath(for type: TokenType) -> String { type == .access ? cookiePath : refreshCookiePath }
}
