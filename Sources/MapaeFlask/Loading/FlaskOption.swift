import MapaeJOSE

/// One of the 43 settings: its name, and how a variable's value gets into ``FlaskSettings``.
struct FlaskOption: Sendable {
    /// The name, beginning with `JWT_`.
    let name: String
    let set: @Sendable (inout FlaskSettings, FlaskVariable) throws(FlaskSettingsError) -> Void

    private init(
        _ name: String,
        _ set: @escaping @Sendable (inout FlaskSettings, FlaskVariable) throws(FlaskSettingsError) -> Void
    ) {
        self.name = name
        self.set = set
    }

    private typealias Path<Value> = WritableKeyPath<FlaskSettings, Value> & Sendable

    private static func flag(_ name: String, _ path: any Path<Bool>) -> Self {
        Self(name) { settings, variable throws(FlaskSettingsError) in settings[keyPath: path] = try variable.bool() }
    }

    private static func text(_ name: String, _ path: any Path<String>) -> Self {
        Self(name) { settings, variable throws(FlaskSettingsError) in settings[keyPath: path] = try variable.string() }
    }

    private static func optionalText(_ name: String, _ path: any Path<String?>) -> Self {
        Self(name) { settings, variable throws(FlaskSettingsError) in
            settings[keyPath: path] = try variable.isNone() ? nil : try variable.string()
        }
    }

    private static func names(_ name: String, _ path: any Path<FlaskNames?>) -> Self {
        Self(name) { settings, variable throws(FlaskSettingsError) in
            settings[keyPath: path] = try variable.isNone() ? nil : try variable.names()
        }
    }

    /// Names that tokens are checked for. An empty text must not switch the check off: a `${NAME}` that is not set is one.
    private static func wantedNames(_ name: String, _ path: any Path<FlaskNames?>) -> Self {
        Self(name) { settings, variable throws(FlaskSettingsError) in
            settings[keyPath: path] = try variable.isNull() ? nil : try variable.names()
        }
    }

    private static func key(_ name: String, _ path: any Path<FlaskKey?>) -> Self {
        Self(name) { settings, variable throws(FlaskSettingsError) in
            settings[keyPath: path] = try variable.isNone() ? nil : try variable.key()
        }
    }

    private static func lifetime(_ name: String, _ path: any Path<FlaskLifetime>) -> Self {
        Self(name) { settings, variable throws(FlaskSettingsError) in settings[keyPath: path] = try variable.lifetime()
        }
    }

    /// All of them, in the order of their documentation.
    static let all: [FlaskOption] = keys + claims + places + cookies + forgery

    private static let keys = [
        Self("JWT_ALGORITHM") { settings, variable throws(FlaskSettingsError) in
            settings.algorithm = try variable.algorithm(variable.string())
        },
        Self("JWT_DECODE_ALGORITHMS") { settings, variable throws(FlaskSettingsError) in
            guard try !variable.isNone() else { return }
            settings.decodeAlgorithms = []
            for name in try variable.list() { settings.decodeAlgorithms.append(try variable.algorithm(name)) }
        },
        key("JWT_SECRET_KEY", \.secretKey),
        key("JWT_PRIVATE_KEY", \.privateKey),
        key("JWT_PUBLIC_KEY", \.publicKey),
    ]

    private static let claims = [
        lifetime("JWT_ACCESS_TOKEN_EXPIRES", \.accessTokenExpires),
        lifetime("JWT_REFRESH_TOKEN_EXPIRES", \.refreshTokenExpires),
        text("JWT_IDENTITY_CLAIM", \.identityClaim),
        names("JWT_ENCODE_AUDIENCE", \.encodeAudience),
        wantedNames("JWT_DECODE_AUDIENCE", \.decodeAudience),
        optionalText("JWT_ENCODE_ISSUER", \.encodeIssuer),
        wantedNames("JWT_DECODE_ISSUER", \.decodeIssuer),
        Self("JWT_DECODE_LEEWAY") { settings, variable throws(FlaskSettingsError) in
            settings.decodeLeeway = .seconds(try variable.seconds())
        },
        flag("JWT_ENCODE_NBF", \.encodeNBF),
        flag("JWT_VERIFY_SUB", \.verifySub),
        text("JWT_ERROR_MESSAGE_KEY", \.errorMessageKey),
    ]

    private static let places = [
        Self("JWT_TOKEN_LOCATION") { settings, variable throws(FlaskSettingsError) in
            settings.tokenLocation = []
            for name in try variable.list() { settings.tokenLocation.append(try variable.location(name)) }
        },
        text("JWT_HEADER_NAME", \.headerName),
        text("JWT_HEADER_TYPE", \.headerType),
        text("JWT_QUERY_STRING_NAME", \.queryStringName),
        text("JWT_QUERY_STRING_VALUE_PREFIX", \.queryStringValuePrefix),
        text("JWT_JSON_KEY", \.jsonKey),
        text("JWT_REFRESH_JSON_KEY", \.refreshJSONKey),
    ]

    private static let cookies = [
        text("JWT_ACCESS_COOKIE_NAME", \.accessCookieName),
        text("JWT_REFRESH_COOKIE_NAME", \.refreshCookieName),
        text("JWT_ACCESS_COOKIE_PATH", \.accessCookiePath),
        text("JWT_REFRESH_COOKIE_PATH", \.refreshCookiePath),
        optionalText("JWT_COOKIE_DOMAIN", \.cookieDomain),
        flag("JWT_COOKIE_SECURE", \.cookieSecure),
        Self("JWT_COOKIE_SAMESITE") { settings, variable throws(FlaskSettingsError) in
            settings.cookieSameSite = try variable.sameSite()
        },
        flag("JWT_SESSION_COOKIE", \.sessionCookie),
    ]

    private static let forgery = [
        flag("JWT_COOKIE_CSRF_PROTECT", \.cookieCSRFProtect),
        flag("JWT_CSRF_IN_COOKIES", \.csrfInCookies),
        Self("JWT_CSRF_METHODS") { settings, variable throws(FlaskSettingsError) in
            settings.csrfMethods = []
            for name in try variable.list() { settings.csrfMethods.append(try variable.method(name)) }
        },
        flag("JWT_CSRF_CHECK_FORM", \.csrfCheckForm),
        text("JWT_ACCESS_CSRF_HEADER_NAME", \.accessCSRFHeaderName),
        text("JWT_REFRESH_CSRF_HEADER_NAME", \.refreshCSRFHeaderName),
        text("JWT_ACCESS_CSRF_FIELD_NAME", \.accessCSRFFieldName),
        text("JWT_REFRESH_CSRF_FIELD_NAME", \.refreshCSRFFieldName),
        text("JWT_ACCESS_CSRF_COOKIE_NAME", \.accessCSRFCookieName),
        text("JWT_REFRESH_CSRF_COOKIE_NAME", \.refreshCSRFCookieName),
        text("JWT_ACCESS_CSRF_COOKIE_PATH", \.accessCSRFCookiePath),
        text("JWT_REFRESH_CSRF_COOKIE_PATH", \.refreshCSRFCookiePath),
    ]
}
