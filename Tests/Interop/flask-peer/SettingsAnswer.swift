import HummingbirdMapae
import MapaeFlask

/// What our loader makes of variables, for a comparison with Flask: each setting's value, or why it is refused.
enum SettingsAnswer {
    static func json(_ variables: [String: String]) -> JSONObject {
        do throws(FlaskSettingsError) {
            return json(try FlaskSettings(variables: variables))
        } catch {
            return ["refused": .string("\(error.code)"), "setting": .string(error.setting)]
        }
    }

    private static func json(_ settings: FlaskSettings) -> JSONObject {
        [
            "JWT_ALGORITHM": .string("\(settings.algorithm)"),
            "JWT_DECODE_ALGORITHMS": .array(settings.decodeAlgorithms.map { .string("\($0)") }),
            "JWT_ACCESS_TOKEN_EXPIRES": lifetime(settings.accessTokenExpires),
            "JWT_REFRESH_TOKEN_EXPIRES": lifetime(settings.refreshTokenExpires),
            "JWT_IDENTITY_CLAIM": .string(settings.identityClaim),
            "JWT_ENCODE_AUDIENCE": names(settings.encodeAudience),
            "JWT_DECODE_AUDIENCE": names(settings.decodeAudience),
            "JWT_ENCODE_ISSUER": text(settings.encodeIssuer),
            "JWT_DECODE_ISSUER": names(settings.decodeIssuer),
            "JWT_DECODE_LEEWAY": .integer(settings.decodeLeeway.components.seconds),
            "JWT_ENCODE_NBF": .bool(settings.encodeNBF),
            "JWT_VERIFY_SUB": .bool(settings.verifySub),
            "JWT_ERROR_MESSAGE_KEY": .string(settings.errorMessageKey),
            "JWT_TOKEN_LOCATION": .array(settings.tokenLocation.map { .string($0.rawValue) }),
            "JWT_HEADER_NAME": .string(settings.headerName),
            "JWT_HEADER_TYPE": .string(settings.headerType),
            "JWT_QUERY_STRING_NAME": .string(settings.queryStringName),
            "JWT_QUERY_STRING_VALUE_PREFIX": .string(settings.queryStringValuePrefix),
            "JWT_JSON_KEY": .string(settings.jsonKey),
            "JWT_REFRESH_JSON_KEY": .string(settings.refreshJSONKey),
            "JWT_ACCESS_COOKIE_NAME": .string(settings.accessCookieName),
            "JWT_REFRESH_COOKIE_NAME": .string(settings.refreshCookieName),
            "JWT_ACCESS_COOKIE_PATH": .string(settings.accessCookiePath),
            "JWT_REFRESH_COOKIE_PATH": .string(settings.refreshCookiePath),
            "JWT_COOKIE_DOMAIN": text(settings.cookieDomain),
            "JWT_COOKIE_SECURE": .bool(settings.cookieSecure),
            "JWT_COOKIE_SAMESITE": text(settings.cookieSameSite?.rawValue),
            "JWT_SESSION_COOKIE": .bool(settings.sessionCookie),
            "JWT_COOKIE_CSRF_PROTECT": .bool(settings.cookieCSRFProtect),
            "JWT_CSRF_IN_COOKIES": .bool(settings.csrfInCookies),
            "JWT_CSRF_METHODS": .array(settings.csrfMethods.map { .string("\($0)") }),
            "JWT_CSRF_CHECK_FORM": .bool(settings.csrfCheckForm),
            "JWT_ACCESS_CSRF_HEADER_NAME": .string(settings.accessCSRFHeaderName),
            "JWT_REFRESH_CSRF_HEADER_NAME": .string(settings.refreshCSRFHeaderName),
            "JWT_ACCESS_CSRF_FIELD_NAME": .string(settings.accessCSRFFieldName),
            "JWT_REFRESH_CSRF_FIELD_NAME": .string(settings.refreshCSRFFieldName),
            "JWT_ACCESS_CSRF_COOKIE_NAME": .string(settings.accessCSRFCookieName),
            "JWT_REFRESH_CSRF_COOKIE_NAME": .string(settings.refreshCSRFCookieName),
            "JWT_ACCESS_CSRF_COOKIE_PATH": .string(settings.accessCSRFCookiePath),
            "JWT_REFRESH_CSRF_COOKIE_PATH": .string(settings.refreshCSRFCookiePath),
        ]
    }

    private static func text(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }

    private static func names(_ names: FlaskNames?) -> JSONValue {
        names.map { .array($0.names.map(JSONValue.string)) } ?? .null
    }

    /// `false` for ever, as Flask-JWT-Extended spells it.
    private static func lifetime(_ lifetime: FlaskLifetime) -> JSONValue {
        lifetime.seconds.map(JSONValue.integer) ?? .bool(false)
    }
}
