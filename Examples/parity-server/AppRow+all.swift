import HTTPTypes
import HummingbirdMapae
import MapaeFlask

extension AppRow {
    /// The apps.
    static func all(_ keys: KeyFolder) throws -> [AppRow] {
        plain + places + claims + times + callbackApps + (try algorithms(keys)) + recipes
    }

    private static let plain: [AppRow] = [
        AppRow("basic", FlaskSettings()),
        AppRow("revoke", FlaskSettings(), callbacks: blocklist),
        AppRow("errkey", FlaskSettings(errorMessageKey: "message")),
        // A place of another name does not compile, so there is nothing to guard the route with.
        AppRow("badloc", FlaskSettings(), extra: { $0.addImpossibleRoute(to: $1) }),
    ]

    private static let places: [AppRow] = [
        AppRow("cookies", FlaskSettings(tokenLocation: [.cookies]), callbacks: blocklist),
        AppRow("cookies-nocsrf", FlaskSettings(tokenLocation: [.cookies], cookieCSRFProtect: false)),
        AppRow("cookies-form", FlaskSettings(tokenLocation: [.cookies], csrfCheckForm: true)),
        AppRow("cookies-methods", FlaskSettings(tokenLocation: [.cookies], csrfMethods: [.get])),
        AppRow("cookies-nocsrfcookie", FlaskSettings(tokenLocation: [.cookies], csrfInCookies: false)),
        AppRow(
            "cookies-samesite-none",
            FlaskSettings(tokenLocation: [.cookies], cookieSecure: true, cookieSameSite: SameSite.none)),
        AppRow(
            "cookies-custom",
            FlaskSettings(
                tokenLocation: [.cookies], accessCookieName: "acc", refreshCookieName: "ref",
                accessCookiePath: "/cookies-custom", refreshCookiePath: "/cookies-custom/refresh",
                cookieDomain: ".example.com", cookieSecure: true, cookieSameSite: .strict, sessionCookie: false,
                csrfCheckForm: true, accessCSRFHeaderName: "X-ACC-CSRF", refreshCSRFHeaderName: "X-REF-CSRF",
                accessCSRFFieldName: "acc_field", refreshCSRFFieldName: "ref_field",
                accessCSRFCookieName: "acc_csrf", refreshCSRFCookieName: "ref_csrf",
                accessCSRFCookiePath: "/cookies-custom/web", refreshCSRFCookiePath: "/cookies-custom/web/refresh")),
        AppRow("json", FlaskSettings(tokenLocation: [.json])),
        AppRow("json-custom", FlaskSettings(tokenLocation: [.json], jsonKey: "Foo", refreshJSONKey: "Bar")),
        AppRow("query", FlaskSettings(tokenLocation: [.queryString])),
        AppRow(
            "query-custom",
            FlaskSettings(
                tokenLocation: [.queryString], queryStringName: "token", queryStringValuePrefix: "Bearer ")),
        AppRow(
            "loc4", FlaskSettings(tokenLocation: [.headers, .cookies, .queryString, .json]), callbacks: blocklist),
        AppRow("loc-cookie-first", FlaskSettings(tokenLocation: [.cookies, .headers])),
        AppRow("loc-json-query", FlaskSettings(tokenLocation: [.json, .queryString])),
        AppRow("hdr-name", FlaskSettings(headerName: "X-Auth-Token")),
        AppRow("hdr-type", FlaskSettings(headerType: "JWT")),
        AppRow("hdr-bare", FlaskSettings(headerType: "")),
        AppRow("hdr-bare-name", FlaskSettings(headerName: "X-Api-Token", headerType: "")),
    ]

    private static let claims: [AppRow] = [
        AppRow(
            "aud",
            FlaskSettings(
                encodeAudience: "svc-a", decodeAudience: "svc-a", encodeIssuer: "https://issuer.example",
                decodeIssuer: "https://issuer.example")),
        AppRow(
            "aud-list", FlaskSettings(encodeAudience: ["svc-a", "svc-b"], decodeAudience: ["svc-b", "svc-c"])),
        AppRow("aud-mismatch", FlaskSettings(encodeAudience: "svc-a", decodeAudience: "svc-z")),
        AppRow("aud-encode-only", FlaskSettings(encodeAudience: "svc-a")),
        AppRow("nosubcheck", FlaskSettings(verifySub: false)),
        AppRow("idclaim", FlaskSettings(identityClaim: "user_id")),
    ]

    private static let times: [AppRow] = [
        AppRow("leeway", FlaskSettings(decodeLeeway: .seconds(30))),
        AppRow(
            "noexp",
            FlaskSettings(accessTokenExpires: .insecureNeverExpires, refreshTokenExpires: .insecureNeverExpires)),
        AppRow("short", FlaskSettings(accessTokenExpires: .seconds(60), refreshTokenExpires: .seconds(120))),
        // Zero means for ever in Flask-JWT-Extended; here it is refused, and this is what says the same.
        AppRow("zeroexp", FlaskSettings(accessTokenExpires: .insecureNeverExpires)),
        AppRow("nonbf", FlaskSettings(encodeNBF: false)),
    ]

    private static func algorithms(_ keys: KeyFolder) throws -> [AppRow] {
        func pair(_ prefix: String, _ algorithm: JWSAlgorithm, _ name: String) throws -> AppRow {
            let pair = try keys.pair(name)
            return AppRow(
                prefix, FlaskSettings(algorithm: algorithm, privateKey: pair.private, publicKey: pair.public))
        }
        let rsa = try keys.pair("rsa")
        return [
            AppRow("hs384", FlaskSettings(algorithm: .hs384)),
            AppRow("hs512", FlaskSettings(algorithm: .hs512)),
            AppRow("hs-multi", FlaskSettings(decodeAlgorithms: [.hs512])),
            try pair("rs256", .rs256, "rsa"),
            try pair("rs384", .rs384, "rsa"),
            try pair("rs512", .rs512, "rsa"),
            try pair("ps256", .ps256, "rsa"),
            try pair("es256", .es256, "p256"),
            try pair("es384", .es384, "p384"),
            try pair("es512", .es512, "p521"),
            try pair("eddsa", .edDSA, "ed25519"),
            AppRow(
                "rs-mixed",
                FlaskSettings(
                    algorithm: .rs256, decodeAlgorithms: [.rs256, .hs256], privateKey: rsa.private,
                    publicKey: rsa.public)),
        ]
    }

    private static let recipes: [AppRow] = [
        AppRow(
            "implicit", FlaskSettings(accessTokenExpires: .hours(1), tokenLocation: [.cookies]), renewsTokens: true),
        AppRow("admin", FlaskSettings(), extra: { $0.addAdminRoute(to: $1) }),
        AppRow(
            "ctx", FlaskSettings(), callbacks: { _ in ContextApp.callbacks }, extra: { $0.addContextRoutes(to: $1) }),
    ]

    private static let callbackApps: [AppRow] = [
        AppRow("claims", FlaskSettings(), callbacks: { _ in ClaimsApp.callbacks }),
        AppRow("verify", FlaskSettings(), callbacks: VerifyApp.callbacks),
        AppRow("user", FlaskSettings(), callbacks: UserApp.callbacks, extra: { $0.addUserRoutes(to: $1) }),
        AppRow("custom", FlaskSettings(), callbacks: CustomApp.callbacks),
        AppRow("keys", FlaskSettings(), callbacks: { _ in KeysApp.callbacks }),
    ]
}
