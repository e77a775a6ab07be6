import HTTPTypes
import Mapae
import MapaeJOSE

extension FlaskSettings {
    /// Refuses what could not work and what would not protect, before the first request does.
    ///
    /// Flask-JWT-Extended finds most of it at the first request, as a 500, or not at all. Keys are not looked at here: the
    /// authority makes them, or a callback does.
    /// - Throws: ``FlaskSettingsError``.
    public func validate() throws(FlaskSettingsError) {
        try validateClaims()
        try validateAlgorithms()
        try validatePlaces()
        try validateCookies()
        try validateCSRF()
    }

    private func validateClaims() throws(FlaskSettingsError) {
        let longest: Int64 = 10 * 365 * 24 * 60 * 60
        for (lifetime, setting) in [
            (accessTokenExpires, "JWT_ACCESS_TOKEN_EXPIRES"), (refreshTokenExpires, "JWT_REFRESH_TOKEN_EXPIRES"),
        ] {
            guard (1...longest).contains(lifetime.seconds ?? 1) else {
                throw FlaskSettingsError(.lifetimeOutOfRange, setting)
            }
        }
        guard decodeLeeway >= .zero, decodeLeeway <= .seconds(600) else {
            throw FlaskSettingsError(.leewayOutOfRange, "JWT_DECODE_LEEWAY")
        }
        try require(isName(identityClaim), .invalidName, "JWT_IDENTITY_CLAIM")
        // An identity in `type` or `exp` would be written over what the token means by them.
        let reserved = ["iss", "aud", "exp", "nbf", "iat", "jti", "type", "fresh", "csrf"]
        try require(
            !reserved.contains { $0.utf8.elementsEqual(identityClaim.utf8) }, .reservedIdentityClaim,
            "JWT_IDENTITY_CLAIM")
        for (names, setting) in [
            (encodeAudience, "JWT_ENCODE_AUDIENCE"), (decodeAudience, "JWT_DECODE_AUDIENCE"),
            (encodeIssuer.map { FlaskNames($0) }, "JWT_ENCODE_ISSUER"), (decodeIssuer, "JWT_DECODE_ISSUER"),
        ] {
            guard let names else { continue }
            try require(!names.names.isEmpty && names.names.allSatisfy(isName), .invalidName, setting)
        }
        try require(isName(errorMessageKey), .invalidName, "JWT_ERROR_MESSAGE_KEY")
    }

    /// RFC 8725 §3.1: a public key is no secret. The keys here are bound to their algorithms, so that nothing could be
    /// forged; but what a list of both kinds means with one key is nothing that works.
    private func validateAlgorithms() throws(FlaskSettingsError) {
        let isMixed = decodeAlgorithms.contains { $0.isSymmetric != algorithm.isSymmetric }
        let hasBothKeys = secretKey != nil && (publicKey != nil || privateKey != nil)
        try require(!isMixed || hasBothKeys, .mixedAlgorithms, "JWT_DECODE_ALGORITHMS")
    }

    private func validatePlaces() throws(FlaskSettingsError) {
        try require(!tokenLocation.isEmpty, .noLocation, "JWT_TOKEN_LOCATION")
        try require(HTTPField.Name(headerName) != nil, .invalidName, "JWT_HEADER_NAME")
        // The header is split at commas and white space, so no request could hold such a word.
        try require(
            headerType.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: ",") }, .invalidName,
            "JWT_HEADER_TYPE")
        try require(!queryStringName.isEmpty, .invalidName, "JWT_QUERY_STRING_NAME")
        try require(isName(jsonKey), .invalidName, "JWT_JSON_KEY")
        try require(isName(refreshJSONKey), .invalidName, "JWT_REFRESH_JSON_KEY")
    }

    private func validateCookies() throws(FlaskSettingsError) {
        let cookies = [
            (accessCookieName, accessCookiePath, "JWT_ACCESS_COOKIE"),
            (refreshCookieName, refreshCookiePath, "JWT_REFRESH_COOKIE"),
            (accessCSRFCookieName, accessCSRFCookiePath, "JWT_ACCESS_CSRF_COOKIE"),
            (refreshCSRFCookieName, refreshCSRFCookiePath, "JWT_REFRESH_CSRF_COOKIE"),
        ]
        for (index, (name, path, setting)) in cookies.enumerated() {
            // A cookie's name is a token as a header's is (RFC 6265 §4.1.1).
            try require(HTTPField.Name(name) != nil, .invalidCookie, "\(setting)_NAME")
            try require(path.utf8.first == UInt8(ascii: "/") && isAttribute(path), .invalidCookie, "\(setting)_PATH")
            let isTwice = cookies[..<index].contains { $0.0.utf8.elementsEqual(name.utf8) }
            try require(!isTwice, .duplicateName, "\(setting)_NAME")
            try require(cookieSecure || !hasPrefix(name, "__secure-"), .insecureCookie, "\(setting)_NAME")
            let isHostOnly = cookieSecure && cookieDomain == nil && path.utf8.elementsEqual("/".utf8)
            try require(isHostOnly || !hasPrefix(name, "__host-"), .insecureCookie, "\(setting)_NAME")
        }
        if let cookieDomain {
            try require(!cookieDomain.isEmpty && isAttribute(cookieDomain), .invalidCookie, "JWT_COOKIE_DOMAIN")
        }
        try require(cookieSecure || cookieSameSite != SameSite.none, .insecureCookie, "JWT_COOKIE_SAMESITE")
    }

    private func validateCSRF() throws(FlaskSettingsError) {
        for (name, setting) in [
            (accessCSRFHeaderName, "JWT_ACCESS_CSRF_HEADER_NAME"),
            (refreshCSRFHeaderName, "JWT_REFRESH_CSRF_HEADER_NAME"),
        ] {
            try require(HTTPField.Name(name) != nil, .invalidName, setting)
        }
        try require(!accessCSRFFieldName.isEmpty, .invalidName, "JWT_ACCESS_CSRF_FIELD_NAME")
        try require(!refreshCSRFFieldName.isEmpty, .invalidName, "JWT_REFRESH_CSRF_FIELD_NAME")
        guard cookieCSRFProtect else { return }
        // Methods are compared exactly (RFC 9110 §9.1), so `post` would protect no POST.
        let areMethods = csrfMethods.allSatisfy { method in
            !method.rawValue.utf8.contains { (0x61...0x7A).contains($0) }
        }
        try require(!csrfMethods.isEmpty && areMethods, .uselessCSRFProtection, "JWT_CSRF_METHODS")
    }

    private func require(
        _ isRight: Bool, _ code: FlaskSettingsError.Code, _ setting: String
    ) throws(FlaskSettingsError) {
        guard isRight else { throw FlaskSettingsError(code, setting) }
    }

    /// A NUL is refused in every text of a token, so such a name would make tokens that nobody takes.
    private func isName(_ name: String) -> Bool { !name.isEmpty && !name.utf8.contains(0) }

    /// RFC 6265 §4.1.1: what may stand in an attribute's value.
    private func isAttribute(_ value: String) -> Bool {
        value.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F && $0 != UInt8(ascii: ";") }
    }

    /// Whether a name begins so; browsers compare the prefixes without regard to case.
    private func hasPrefix(_ name: String, _ prefix: StaticString) -> Bool {
        let lowercased = name.utf8.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
        return lowercased.starts(with: prefix.description.utf8)
    }
}
