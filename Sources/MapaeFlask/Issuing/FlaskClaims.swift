import Mapae
import MapaeJOSE

/// Puts a new token's claims together, in the order in which Flask-JWT-Extended writes them.
struct FlaskClaims {
    let settings: FlaskSettings
    let type: TokenType
    let identity: JSONValue
    let fresh: Freshness
    /// The lifetime, or `nil` for the one of the settings.
    let expires: FlaskLifetime?
    /// Further claims. They come last and replace any other.
    let additional: JSONObject

    /// The claims.
    /// - Parameters:
    ///   - now: The present moment.
    ///   - identifier: Makes a new identifier.
    /// - Throws: ``FlaskIssueError``.
    func object(now: NumericDate, identifier: () -> String) throws(FlaskIssueError) -> JSONObject {
        let seconds = JSONValue.integer(now.seconds)
        var claims = JSONObject()
        claims["fresh"] = freshness(now)
        claims["iat"] = seconds
        claims["jti"] = .string(identifier())
        claims["type"] = .string(type.rawValue)
        claims[settings.identityClaim] = identity
        if settings.encodeNBF { claims["nbf"] = seconds }
        if settings.cookieCSRFProtect { claims["csrf"] = .string(identifier()) }
        if let audience = settings.encodeAudience {
            let names = audience.names.map { JSONValue.string($0) }
            claims["aud"] = audience.isList ? .array(names) : names.first
        }
        if let issuer = settings.encodeIssuer { claims["iss"] = .string(issuer) }
        if let end = try end(now) { claims["exp"] = .integer(end) }
        for (name, value) in additional.members { claims[name] = value }
        try check(claims)
        return claims
    }

    private func freshness(_ now: NumericDate) -> JSONValue {
        switch fresh.kind {
        case .never: return false
        case .always: return .bool(type == .access)
        case .during(let duration):
            // Seconds with a fraction, as in Python; what is beyond a `Double`'s whole numbers is for ever anyway.
            let (seconds, attoseconds) = duration.components
            let present = Double(now.seconds) + Double(now.nanoseconds) / 1e9
            return .number(present + Double(seconds) + Double(attoseconds) / 1e18)
        }
    }

    private func end(_ now: NumericDate) throws(FlaskIssueError) -> Int64? {
        let lifetime = expires ?? (type == .access ? settings.accessTokenExpires : settings.refreshTokenExpires)
        guard let count = lifetime.seconds else { return nil }
        let (end, overflow) = now.seconds.addingReportingOverflow(count)
        guard count != 0, !overflow, end <= 253_402_300_799 else { throw FlaskIssueError(.lifetimeOutOfRange) }
        return end
    }

    /// Refuses the two claims that make a token which nobody here takes, and which only a mistake can have made.
    private func check(_ claims: JSONObject) throws(FlaskIssueError) {
        if let issuer = claims["iss"], issuer.string == nil { throw FlaskIssueError(.invalidIssuer) }
        let isSubject = settings.identityClaim.utf8.elementsEqual("sub".utf8)
        if isSubject, settings.verifySub, additional["sub"] == nil, identity.string == nil {
            throw FlaskIssueError(.subjectIsNoText)
        }
    }
}
