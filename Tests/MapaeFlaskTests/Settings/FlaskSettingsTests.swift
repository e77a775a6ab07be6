import HTTPTypes
import Mapae
import MapaeFlask
import MapaeJOSE
import Testing

struct FlaskSettingsTests {
    static let secret: FlaskKey = "0123456789abcdef-a-secret-for-tests-only"

    @Test func `the defaults are accepted`() throws {
        try FlaskSettings(secretKey: Self.secret).validate()
    }

    @Test func `a key shows nothing of itself`() {
        let settings = FlaskSettings(secretKey: Self.secret)
        var text = ""
        dump(settings, to: &text)
        #expect(!text.contains("for-tests-only"))
        #expect(!"\(settings)".contains("for-tests-only"))
    }

    struct Refusal: Sendable, CustomTestStringConvertible {
        let setting: String
        let code: FlaskSettingsError.Code
        let change: @Sendable (inout FlaskSettings) -> Void

        init(
            _ setting: String, _ code: FlaskSettingsError.Code,
            _ change: @escaping @Sendable (inout FlaskSettings) -> Void
        ) {
            self.setting = setting
            self.code = code
            self.change = change
        }

        var testDescription: String { "\(setting) \(code)" }
    }

    static let refusals: [Refusal] = [
        Refusal("JWT_ACCESS_TOKEN_EXPIRES", .lifetimeOutOfRange) { $0.accessTokenExpires = .seconds(0) },
        Refusal("JWT_ACCESS_TOKEN_EXPIRES", .lifetimeOutOfRange) { $0.accessTokenExpires = .seconds(-1) },
        Refusal("JWT_REFRESH_TOKEN_EXPIRES", .lifetimeOutOfRange) { $0.refreshTokenExpires = .days(0) },
        Refusal("JWT_REFRESH_TOKEN_EXPIRES", .lifetimeOutOfRange) { $0.refreshTokenExpires = .days(3651) },
        Refusal("JWT_REFRESH_TOKEN_EXPIRES", .lifetimeOutOfRange) { $0.refreshTokenExpires = .days(.max) },
        Refusal("JWT_DECODE_LEEWAY", .leewayOutOfRange) { $0.decodeLeeway = .seconds(-1) },
        Refusal("JWT_DECODE_LEEWAY", .leewayOutOfRange) { $0.decodeLeeway = .seconds(601) },
        Refusal("JWT_TOKEN_LOCATION", .noLocation) { $0.tokenLocation = [] },
        Refusal("JWT_HEADER_NAME", .invalidName) { $0.headerName = "" },
        Refusal("JWT_HEADER_NAME", .invalidName) { $0.headerName = "X Token" },
        Refusal("JWT_HEADER_TYPE", .invalidName) { $0.headerType = "Bearer " },
        Refusal("JWT_HEADER_TYPE", .invalidName) { $0.headerType = "a,b" },
        Refusal("JWT_QUERY_STRING_NAME", .invalidName) { $0.queryStringName = "" },
        Refusal("JWT_JSON_KEY", .invalidName) { $0.jsonKey = "" },
        Refusal("JWT_REFRESH_JSON_KEY", .invalidName) { $0.refreshJSONKey = "a\0" },
        Refusal("JWT_ERROR_MESSAGE_KEY", .invalidName) { $0.errorMessageKey = "" },
        Refusal("JWT_IDENTITY_CLAIM", .invalidName) { $0.identityClaim = "" },
        Refusal("JWT_IDENTITY_CLAIM", .reservedIdentityClaim) { $0.identityClaim = "exp" },
        Refusal("JWT_IDENTITY_CLAIM", .reservedIdentityClaim) { $0.identityClaim = "type" },
        Refusal("JWT_IDENTITY_CLAIM", .reservedIdentityClaim) { $0.identityClaim = "csrf" },
        Refusal("JWT_ENCODE_AUDIENCE", .invalidName) { $0.encodeAudience = [] },
        Refusal("JWT_DECODE_AUDIENCE", .invalidName) { $0.decodeAudience = ["a", ""] },
        Refusal("JWT_ENCODE_ISSUER", .invalidName) { $0.encodeIssuer = "" },
        Refusal("JWT_DECODE_ISSUER", .invalidName) { $0.decodeIssuer = [] },
        Refusal("JWT_DECODE_ALGORITHMS", .mixedAlgorithms) { $0.decodeAlgorithms = [.rs256] },
        Refusal("JWT_ACCESS_COOKIE_NAME", .invalidCookie) { $0.accessCookieName = "a b" },
        Refusal("JWT_REFRESH_COOKIE_PATH", .invalidCookie) { $0.refreshCookiePath = "auth" },
        Refusal("JWT_ACCESS_CSRF_COOKIE_PATH", .invalidCookie) { $0.accessCSRFCookiePath = "/; Secure" },
        Refusal("JWT_REFRESH_CSRF_COOKIE_NAME", .duplicateName) { $0.refreshCSRFCookieName = "csrf_access_token" },
        Refusal("JWT_ACCESS_COOKIE_NAME", .insecureCookie) { $0.accessCookieName = "__Secure-a" },
        Refusal("JWT_ACCESS_COOKIE_NAME", .insecureCookie) {
            $0.accessCookieName = "__Host-a"
            $0.cookieSecure = true
            $0.cookieDomain = "example.com"
        },
        Refusal("JWT_COOKIE_DOMAIN", .invalidCookie) { $0.cookieDomain = "" },
        Refusal("JWT_COOKIE_SAMESITE", .insecureCookie) { $0.cookieSameSite = SameSite.none },
        Refusal("JWT_CSRF_METHODS", .uselessCSRFProtection) { $0.csrfMethods = [] },
        Refusal("JWT_CSRF_METHODS", .uselessCSRFProtection) { settings in
            settings.csrfMethods = [HTTPRequest.Method("post")].compactMap { $0 }
        },
        Refusal("JWT_ACCESS_CSRF_HEADER_NAME", .invalidName) { $0.accessCSRFHeaderName = "" },
        Refusal("JWT_REFRESH_CSRF_FIELD_NAME", .invalidName) { $0.refreshCSRFFieldName = "" },
    ]

    @Test(arguments: refusals)
    func `what could not work or would not protect is refused`(_ refusal: Refusal) {
        var settings = FlaskSettings(secretKey: Self.secret)
        refusal.change(&settings)
        let error = #expect(throws: FlaskSettingsError.self) { try settings.validate() }
        #expect(error?.code == refusal.code)
        #expect(error?.setting == refusal.setting)
        #expect(error?.description.hasPrefix("\(refusal.code): \(refusal.setting): ") == true)
    }
}
