public import HTTPTypes
public import Mapae
public import MapaeJOSE

/// The 43 settings of Flask-JWT-Extended, with its defaults.
///
/// Each is named as there, without `JWT_` and in Swift's spelling: `JWT_TOKEN_LOCATION` is ``tokenLocation``.
///
/// ```swift
/// let settings = FlaskSettings(secretKey: key, tokenLocation: [.headers, .cookies], cookieSecure: true)
/// ```
///
/// What could not work, or would not protect, is refused by ``validate()`` when the program starts.
public struct FlaskSettings: Sendable {
    // MARK: Keys and algorithms

    /// `JWT_ALGORITHM`: what signs. It decides which keys are used: the secret, or the pair.
    public var algorithm: JWSAlgorithm
    /// `JWT_DECODE_ALGORITHMS`: what presented tokens may be signed with; ``algorithm`` always belongs to them.
    public var decodeAlgorithms: [JWSAlgorithm]
    /// `JWT_SECRET_KEY`: the shared secret of HS256, HS384 and HS512; at least as long as the hash.
    public var secretKey: FlaskKey?
    /// `JWT_PRIVATE_KEY`: the PEM text that signs with an asymmetric algorithm. Without it tokens can only be checked.
    public var privateKey: FlaskKey?
    /// `JWT_PUBLIC_KEY`: the PEM text that checks. Without it, what belongs to ``privateKey``.
    public var publicKey: FlaskKey?

    // MARK: Claims

    /// `JWT_ACCESS_TOKEN_EXPIRES`: how long access tokens live, 15 minutes unless told.
    public var accessTokenExpires: FlaskLifetime
    /// `JWT_REFRESH_TOKEN_EXPIRES`: how long refresh tokens live, 30 days unless told.
    public var refreshTokenExpires: FlaskLifetime
    /// `JWT_IDENTITY_CLAIM`: the claim that says whose token it is.
    public var identityClaim: String
    /// `JWT_ENCODE_AUDIENCE`: the `aud` of new tokens.
    public var encodeAudience: FlaskNames?
    /// `JWT_DECODE_AUDIENCE`: one of these a presented token must be for. While it is `nil`, `aud` is not looked at.
    public var decodeAudience: FlaskNames?
    /// `JWT_ENCODE_ISSUER`: the `iss` of new tokens.
    public var encodeIssuer: String?
    /// `JWT_DECODE_ISSUER`: by one of these a presented token must be issued. While it is `nil`, any will do.
    public var decodeIssuer: FlaskNames?
    /// `JWT_DECODE_LEEWAY`: how far clocks may differ, for `exp`, `nbf` and `iat`; not for freshness.
    public var decodeLeeway: Duration
    /// `JWT_ENCODE_NBF`: whether new tokens have an `nbf`.
    public var encodeNBF: Bool
    /// `JWT_VERIFY_SUB`: whether a `sub` must be a text.
    public var verifySub: Bool

    // MARK: Answers and places

    /// `JWT_ERROR_MESSAGE_KEY`: the member of an error's body that holds its text.
    public var errorMessageKey: String
    /// `JWT_TOKEN_LOCATION`: where a token is looked for, in this order.
    public var tokenLocation: [FlaskLocation]
    /// `JWT_HEADER_NAME`: the header.
    public var headerName: String
    /// `JWT_HEADER_TYPE`: the word before the token, in exactly this case; empty for a token alone.
    public var headerType: String
    /// `JWT_QUERY_STRING_NAME`: the query parameter.
    public var queryStringName: String
    /// `JWT_QUERY_STRING_VALUE_PREFIX`: what stands before the token in the query parameter.
    public var queryStringValuePrefix: String
    /// `JWT_JSON_KEY`: the member of a JSON body that holds an access token.
    public var jsonKey: String
    /// `JWT_REFRESH_JSON_KEY`: the member of a JSON body that holds a refresh token.
    public var refreshJSONKey: String

    // MARK: Cookies

    /// `JWT_ACCESS_COOKIE_NAME`: the cookie of the access token.
    public var accessCookieName: String
    /// `JWT_REFRESH_COOKIE_NAME`: the cookie of the refresh token.
    public var refreshCookieName: String
    /// `JWT_ACCESS_COOKIE_PATH`: the path below which the access cookie is sent.
    public var accessCookiePath: String
    /// `JWT_REFRESH_COOKIE_PATH`: the path below which the refresh cookie is sent.
    public var refreshCookiePath: String
    /// `JWT_COOKIE_DOMAIN`: the domain whose hosts get the cookies; `nil` for this host alone.
    public var cookieDomain: String?
    /// `JWT_COOKIE_SECURE`: whether cookies travel over HTTPS only. Set it wherever there is HTTPS.
    public var cookieSecure: Bool
    /// `JWT_COOKIE_SAMESITE`: whether other sites' requests carry the cookies; `nil` for what the browser thinks best.
    public var cookieSameSite: SameSite?
    /// `JWT_SESSION_COOKIE`: whether cookies end with the browser's session, or else after a year.
    public var sessionCookie: Bool

    // MARK: Cross-site request forgery

    /// `JWT_COOKIE_CSRF_PROTECT`: whether a cookie needs the token's `csrf` claim beside it. It also decides whether any
    /// new token has that claim.
    public var cookieCSRFProtect: Bool
    /// `JWT_CSRF_IN_COOKIES`: whether a cookie that scripts can read brings the value to the page.
    public var csrfInCookies: Bool
    /// `JWT_CSRF_METHODS`: which requests need the value.
    public var csrfMethods: [HTTPRequest.Method]
    /// `JWT_CSRF_CHECK_FORM`: whether a form's field may hold the value.
    public var csrfCheckForm: Bool
    /// `JWT_ACCESS_CSRF_HEADER_NAME`: the header that holds the value beside an access cookie.
    public var accessCSRFHeaderName: String
    /// `JWT_REFRESH_CSRF_HEADER_NAME`: the header that holds the value beside a refresh cookie.
    public var refreshCSRFHeaderName: String
    /// `JWT_ACCESS_CSRF_FIELD_NAME`: the form field that holds the value beside an access cookie.
    public var accessCSRFFieldName: String
    /// `JWT_REFRESH_CSRF_FIELD_NAME`: the form field that holds the value beside a refresh cookie.
    public var refreshCSRFFieldName: String
    /// `JWT_ACCESS_CSRF_COOKIE_NAME`: the readable cookie beside the access cookie.
    public var accessCSRFCookieName: String
    /// `JWT_REFRESH_CSRF_COOKIE_NAME`: the readable cookie beside the refresh cookie.
    public var refreshCSRFCookieName: String
    /// `JWT_ACCESS_CSRF_COOKIE_PATH`: the path of the readable cookie beside the access cookie.
    public var accessCSRFCookiePath: String
    /// `JWT_REFRESH_CSRF_COOKIE_PATH`: the path of the readable cookie beside the refresh cookie.
    public var refreshCSRFCookiePath: String

    /// Creates settings; what is left out is as in Flask-JWT-Extended.
    public init(
        algorithm: JWSAlgorithm = .hs256,
        decodeAlgorithms: [JWSAlgorithm] = [],
        secretKey: FlaskKey? = nil,
        privateKey: FlaskKey? = nil,
        publicKey: FlaskKey? = nil,
        accessTokenExpires: FlaskLifetime = .minutes(15),
        refreshTokenExpires: FlaskLifetime = .days(30),
        identityClaim: String = "sub",
        encodeAudience: FlaskNames? = nil,
        decodeAudience: FlaskNames? = nil,
        encodeIssuer: String? = nil,
        decodeIssuer: FlaskNames? = nil,
        decodeLeeway: Duration = .zero,
        encodeNBF: Bool = true,
        verifySub: Bool = true,
        errorMessageKey: String = "msg",
        tokenLocation: [FlaskLocation] = [.headers],
        headerName: String = "Authorization",
        headerType: String = "Bearer",
        queryStringName: String = "jwt",
        queryStringValuePrefix: String = "",
        jsonKey: String = "access_token",
        refreshJSONKey: String = "refresh_token",
        accessCookieName: String = "access_token_cookie",
        refreshCookieName: String = "refresh_token_cookie",
        accessCookiePath: String = "/",
        refreshCookiePath: String = "/",
        cookieDomain: String? = nil,
        cookieSecure: Bool = false,
        cookieSameSite: SameSite? = nil,
        sessionCookie: Bool = true,
        cookieCSRFProtect: Bool = true,
        csrfInCookies: Bool = true,
        csrfMethods: [HTTPRequest.Method] = [.post, .put, .patch, .delete],
        csrfCheckForm: Bool = false,
        accessCSRFHeaderName: String = "X-CSRF-TOKEN",
        refreshCSRFHeaderName: String = "X-CSRF-TOKEN",
        accessCSRFFieldName: String = "csrf_token",
        refreshCSRFFieldName: String = "csrf_token",
        accessCSRFCookieName: String = "csrf_access_token",
        refreshCSRFCookieName: String = "csrf_refresh_token",
        accessCSRFCookiePath: String = "/",
        refreshCSRFCookiePath: String = "/"
    ) {
        self.algorithm = algorithm
        self.decodeAlgorithms = decodeAlgorithms
        self.secretKey = secretKey
        self.privateKey = privateKey
        self.publicKey = publicKey
        self.accessTokenExpires = accessTokenExpires
        self.refreshTokenExpires = refreshTokenExpires
        self.identityClaim = identityClaim
        self.encodeAudience = encodeAudience
        self.decodeAudience = decodeAudience
        self.encodeIssuer = encodeIssuer
        self.decodeIssuer = decodeIssuer
        self.decodeLeeway = decodeLeeway
        self.encodeNBF = encodeNBF
        self.verifySub = verifySub
        self.errorMessageKey = errorMessageKey
        self.tokenLocation = tokenLocation
        self.headerName = headerName
        self.headerType = headerType
        self.queryStringName = queryStringName
        self.queryStringValuePrefix = queryStringValuePrefix
        self.jsonKey = jsonKey
        self.refreshJSONKey = refreshJSONKey
        self.accessCookieName = accessCookieName
        self.refreshCookieName = refreshCookieName
        self.accessCookiePath = accessCookiePath
        self.refreshCookiePath = refreshCookiePath
        self.cookieDomain = cookieDomain
        self.cookieSecure = cookieSecure
        self.cookieSameSite = cookieSameSite
        self.sessionCookie = sessionCookie
        self.cookieCSRFProtect = cookieCSRFProtect
        self.csrfInCookies = csrfInCookies
        self.csrfMethods = csrfMethods
        self.csrfCheckForm = csrfCheckForm
        self.accessCSRFHeaderName = accessCSRFHeaderName
        self.refreshCSRFHeaderName = refreshCSRFHeaderName
        self.accessCSRFFieldName = accessCSRFFieldName
        self.refreshCSRFFieldName = refreshCSRFFieldName
        self.accessCSRFCookieName = accessCSRFCookieName
        self.refreshCSRFCookieName = refreshCSRFCookieName
        self.accessCSRFCookiePath = accessCSRFCookiePath
        self.refreshCSRFCookiePath = refreshCSRFCookiePath
    }
}
