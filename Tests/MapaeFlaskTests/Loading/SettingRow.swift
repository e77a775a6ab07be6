import HTTPTypes
import Mapae
import Testing

@testable import MapaeFlask

/// One of the 43 settings: what it is unless told, how it is set, and what it refuses.
struct SettingRow: Sendable, CustomTestStringConvertible {
    let name: String
    let byDefault: String
    /// Values of the variable without a prefix, and what the setting is then.
    let values: [(text: String, is: String)]
    let wrong: [String]
    let read: @Sendable (FlaskSettings) -> String

    var testDescription: String { name }

    private init(
        _ name: String, _ byDefault: String, _ values: [(String, String)], wrong: [String],
        _ read: @escaping @Sendable (FlaskSettings) -> String
    ) {
        self.name = name
        self.byDefault = byDefault
        self.values = values.map { (text: $0.0, is: $0.1) }
        self.wrong = wrong
        self.read = read
    }

    private static func flag(
        _ name: String, _ byDefault: Bool, _ path: any KeyPath<FlaskSettings, Bool> & Sendable
    ) -> Self {
        Self(
            name, "\(byDefault)",
            [
                ("True", "true"), ("False", "false"), ("true", "true"), ("false", "false"), ("1", "true"),
                ("0", "false"),
            ],
            wrong: ["", "None", "yes", "on", "TRUE", " True", "True ", "2", "\"true\"", "[]", "T\u{301}rue"]
        ) { "\($0[keyPath: path])" }
    }

    /// A text that may be anything; what cannot be a name is refused by the settings themselves.
    private static func text(
        _ name: String, _ byDefault: String, _ value: String, wrong: [String] = [""],
        _ path: any KeyPath<FlaskSettings, String> & Sendable
    ) -> Self {
        Self(name, byDefault, [(value, value)], wrong: wrong + ["None"]) { $0[keyPath: path] }
    }

    private static func lifetime(
        _ name: String, _ seconds: String, _ path: any KeyPath<FlaskSettings, FlaskLifetime> & Sendable
    ) -> Self {
        Self(
            name, seconds,
            [("1", "1"), ("3600", "3600"), ("315360000", "315360000"), ("False", "never"), ("false", "never")],
            wrong: [
                "0", "-1", "315360001", "True", "None", "", "1.5", "1e3", "3600.0", "+5", " 5", "0x10", "1_000", "٣",
                "nan",
                "9223372036854775808", "timedelta(hours=1)", "1 hour", "\"60\"",
            ]
        ) { $0[keyPath: path].seconds.map { "\($0)" } ?? "never" }
    }

    private static func names(
        _ name: String, isChecked: Bool, _ path: any KeyPath<FlaskSettings, FlaskNames?> & Sendable
    ) -> Self {
        Self(
            name, "nil",
            [
                ("svc-a", "svc-a"), ("a,b", "a,b"), ("[\"a\", \"b\"]", "[a|b]"), ("['a', 'b']", "[a|b]"),
                ("('a',)", "[a]"), ("None", "nil"), ("https://x.example/a?b", "https://x.example/a?b"),
            ] + (isChecked ? [] : [("", "nil")]),
            // An empty text must not switch a check off.
            wrong: ["[]", "['a'", "[1]", "[null]", "('a')", "['a', '']"] + (isChecked ? [""] : [])
        ) { settings in
            settings[keyPath: path].map { $0.isList ? "[\($0.names.joined(separator: "|"))]" : $0.names[0] } ?? "nil"
        }
    }

    private static func key(_ name: String, _ path: any KeyPath<FlaskSettings, FlaskKey?> & Sendable) -> Self {
        Self(
            name, "nil",
            [
                ("a-secret of 32 bytes = 0123456789", "a-secret of 32 bytes = 0123456789"),
                (" spaces stay ", " spaces stay "),
                ("{\"a\": 1}", "{\"a\": 1}"), ("True", "True"), ("None", "nil"), ("", "nil"), ("a\\nb", "a\\nb"),
                ("-----BEGIN X-----\\nMIIB\\n-----END X-----", "-----BEGIN X-----\nMIIB\n-----END X-----"),
                ("-----BEGIN X-----\nMIIB\n-----END X-----\n", "-----BEGIN X-----\nMIIB\n-----END X-----\n"),
            ], wrong: []
        ) { $0[keyPath: path].map { String(decoding: $0.bytes, as: UTF8.self) } ?? "nil" }
    }

    private static func cookie(
        _ name: String, _ byDefault: String, _ path: any KeyPath<FlaskSettings, String> & Sendable
    ) -> Self {
        text(name, byDefault, "my_cookie", wrong: ["", "a b", "a;b", "마패", "a=b"], path)
    }

    private static func path(_ name: String, _ path: any KeyPath<FlaskSettings, String> & Sendable) -> Self {
        text(name, "/", "/api/v1", wrong: ["", "api", "/a;b", "/\u{7F}"], path)
    }

    static let all: [Self] = keys + claims + places + cookies + forgery

    private static let keys = [
        Self(
            "JWT_ALGORITHM", "HS256", [("HS256", "HS256"), ("HS512", "HS512"), ("ES384", "ES384"), ("EdDSA", "EdDSA")],
            wrong: ["", "none", "hs256", "HS257", "None", "[\"HS256\"]", "HS256 "]
        ) { "\($0.algorithm)" },
        Self(
            "JWT_DECODE_ALGORITHMS", "",
            [
                ("HS512", "HS512"), ("HS384,HS512", "HS384|HS512"), ("[\"HS384\", \"HS512\"]", "HS384|HS512"),
                ("['HS384', 'HS512']", "HS384|HS512"), ("None", ""), ("", ""),
            ],
            wrong: ["none", "HS256,none", "HS256,", ",HS256", "['HS256'", "[256]", "RS256", "hs512"]
        ) { $0.decodeAlgorithms.map { "\($0)" }.joined(separator: "|") },
        key("JWT_SECRET_KEY", \.secretKey), key("JWT_PRIVATE_KEY", \.privateKey), key("JWT_PUBLIC_KEY", \.publicKey),
    ]

    private static let claims = [
        lifetime("JWT_ACCESS_TOKEN_EXPIRES", "900", \.accessTokenExpires),
        lifetime("JWT_REFRESH_TOKEN_EXPIRES", "2592000", \.refreshTokenExpires),
        text("JWT_IDENTITY_CLAIM", "sub", "user_id", wrong: ["", "exp", "csrf"], \.identityClaim),
        names("JWT_ENCODE_AUDIENCE", isChecked: false, \.encodeAudience),
        names("JWT_DECODE_AUDIENCE", isChecked: true, \.decodeAudience),
        Self(
            "JWT_ENCODE_ISSUER", "nil",
            [("https://issuer.example", "https://issuer.example"), ("[a]", "[a]"), ("None", "nil"), ("", "nil")],
            wrong: ["\0"]
        ) { $0.encodeIssuer ?? "nil" },
        names("JWT_DECODE_ISSUER", isChecked: true, \.decodeIssuer),
        Self(
            "JWT_DECODE_LEEWAY", "0.0 seconds",
            [("0", "0.0 seconds"), ("30", "30.0 seconds"), ("600", "600.0 seconds")],
            wrong: ["-1", "601", "1.5", "", "None", "True", "+1", "1e1", "9223372036854775807", "99999999999999999999"]
        ) { "\($0.decodeLeeway)" },
        flag("JWT_ENCODE_NBF", true, \.encodeNBF), flag("JWT_VERIFY_SUB", true, \.verifySub),
        text("JWT_ERROR_MESSAGE_KEY", "msg", "message", \.errorMessageKey),
    ]

    private static let places = [
        Self(
            "JWT_TOKEN_LOCATION", "headers",
            [
                ("cookies", "cookies"), ("headers,cookies", "headers|cookies"),
                ("json, query_string", "json|query_string"),
                ("[\"cookies\", \"headers\"]", "cookies|headers"), ("['cookies', 'headers']", "cookies|headers"),
                ("('headers',)", "headers"),
                ("[\"headers\",\"cookies\",\"query_string\",\"json\"]", "headers|cookies|query_string|json"),
            ],
            wrong: [
                "", "None", "header", "Headers", "[]", "headers,", "headers;cookies", "headers cookies", "[headers]",
                "{}",
                "['headers', 1]", "headers\u{301}",
            ]
        ) { $0.tokenLocation.map(\.rawValue).joined(separator: "|") },
        text("JWT_HEADER_NAME", "Authorization", "X-Auth-Token", wrong: ["", "X Token", "X:Y"], \.headerName),
        Self("JWT_HEADER_TYPE", "Bearer", [("JWT", "JWT"), ("", "")], wrong: ["Bearer ", "a,b", "None"]) {
            $0.headerType
        },
        text("JWT_QUERY_STRING_NAME", "jwt", "token", \.queryStringName),
        Self(
            "JWT_QUERY_STRING_VALUE_PREFIX", "", [("Bearer ", "Bearer "), ("", "")], wrong: ["None"]
        ) { $0.queryStringValuePrefix },
        text("JWT_JSON_KEY", "access_token", "Foo", \.jsonKey),
        text("JWT_REFRESH_JSON_KEY", "refresh_token", "Bar", \.refreshJSONKey),
    ]

    private static let cookies = [
        cookie("JWT_ACCESS_COOKIE_NAME", "access_token_cookie", \.accessCookieName),
        cookie("JWT_REFRESH_COOKIE_NAME", "refresh_token_cookie", \.refreshCookieName),
        path("JWT_ACCESS_COOKIE_PATH", \.accessCookiePath), path("JWT_REFRESH_COOKIE_PATH", \.refreshCookiePath),
        Self(
            "JWT_COOKIE_DOMAIN", "nil",
            [("example.com", "example.com"), (".example.com", ".example.com"), ("None", "nil"), ("", "nil")],
            wrong: ["a;b", "마패.example"]
        ) { $0.cookieDomain ?? "nil" },
        flag("JWT_COOKIE_SECURE", false, \.cookieSecure),
        Self(
            "JWT_COOKIE_SAMESITE", "nil", [("Lax", "Lax"), ("Strict", "Strict"), ("", "nil")],
            wrong: ["None", "lax", "STRICT", "True", "Lax "]
        ) { $0.cookieSameSite?.rawValue ?? "nil" },
        flag("JWT_SESSION_COOKIE", true, \.sessionCookie),
    ]

    private static let forgery = [
        flag("JWT_COOKIE_CSRF_PROTECT", true, \.cookieCSRFProtect), flag("JWT_CSRF_IN_COOKIES", true, \.csrfInCookies),
        Self(
            "JWT_CSRF_METHODS", "POST|PUT|PATCH|DELETE",
            [("GET", "GET"), ("GET,POST", "GET|POST"), ("[\"GET\"]", "GET"), ("['GET', 'POST']", "GET|POST")],
            wrong: ["", "None", "[]", "post", "GET POST", "['GET'", "(1,)"]
        ) { $0.csrfMethods.map(\.rawValue).joined(separator: "|") },
        flag("JWT_CSRF_CHECK_FORM", false, \.csrfCheckForm),
        text("JWT_ACCESS_CSRF_HEADER_NAME", "X-CSRF-TOKEN", "X-A", wrong: ["", "X A"], \.accessCSRFHeaderName),
        text("JWT_REFRESH_CSRF_HEADER_NAME", "X-CSRF-TOKEN", "X-R", wrong: ["", "X A"], \.refreshCSRFHeaderName),
        text("JWT_ACCESS_CSRF_FIELD_NAME", "csrf_token", "acc_field", \.accessCSRFFieldName),
        text("JWT_REFRESH_CSRF_FIELD_NAME", "csrf_token", "ref_field", \.refreshCSRFFieldName),
        cookie("JWT_ACCESS_CSRF_COOKIE_NAME", "csrf_access_token", \.accessCSRFCookieName),
        cookie("JWT_REFRESH_CSRF_COOKIE_NAME", "csrf_refresh_token", \.refreshCSRFCookieName),
        path("JWT_ACCESS_CSRF_COOKIE_PATH", \.accessCSRFCookiePath),
        path("JWT_REFRESH_CSRF_COOKIE_PATH", \.refreshCSRFCookiePath),
    ]
}
