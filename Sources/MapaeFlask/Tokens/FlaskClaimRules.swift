import Mapae
import MapaeJOSE

/// What signed claims must be like to be believed, in the order in which PyJWT and Flask-JWT-Extended ask.
struct FlaskClaimRules: Sendable {
    let settings: FlaskSettings

    /// Decides about a token's claims.
    ///
    /// The end of a token's life is asked last, although PyJWT asks it in between: Flask-JWT-Extended reads an expired
    /// token again without asking, and what it finds then is what it answers.
    /// - Parameters:
    ///   - token: A token whose signature is right.
    ///   - now: The present moment.
    ///   - csrf: What the request brought against forged requests, where that is needed; an empty text is none.
    ///   - allowExpired: Whether the end of its life is not asked.
    /// - Returns: Header and claims, with the defaults filled in.
    func check(
        _ token: UnverifiedFlaskToken, now: NumericDate, csrf: String?, allowExpired: Bool
    ) throws(FlaskRefusal) -> FlaskParts {
        let claims = token.claims
        let isExpired = try checkTimes(claims, now: now, allowExpired: allowExpired)
        try checkIssuer(claims)
        try checkAudience(claims)
        if settings.verifySub, let subject = claims["sub"], subject.string == nil {
            throw .invalid("Subject must be a string")
        }
        if let id = claims["jti"], id.string == nil { throw .invalid("JWT ID must be a string") }
        guard claims[settings.identityClaim] != nil else {
            throw .invalid("Missing claim: \(settings.identityClaim)", .missingClaim)
        }
        let parts = FlaskParts(header: token.header, claims: Self.withDefaults(claims))
        if let csrf, !csrf.isEmpty { try checkCSRF(claims, csrf) }
        if isExpired { throw .expired(parts) }
        return parts
    }

    /// The claims that Flask-JWT-Extended reads where a token does not have them.
    static func withDefaults(_ claims: JSONObject) -> JSONObject {
        var claims = claims
        if claims["type"] == nil { claims["type"] = "access" }
        if claims["fresh"] == nil { claims["fresh"] = false }
        if claims["jti"] == nil { claims["jti"] = .null }
        return claims
    }

    /// - Returns: Whether the token has expired.
    private func checkTimes(
        _ claims: JSONObject, now: NumericDate, allowExpired: Bool
    ) throws(FlaskRefusal) -> Bool {
        let now = now.sinceEpoch
        let latest = now + settings.decodeLeeway
        if let value = claims["iat"] {
            guard let issuedAt = value.coercedInteger else {
                throw .invalid("Issued At claim (iat) must be an integer.")
            }
            guard .seconds(issuedAt) <= latest else {
                throw .invalid("The token is not yet valid (iat)", .notYetValid)
            }
        }
        if let value = claims["nbf"] {
            guard let notBefore = value.coercedInteger else {
                throw .invalid("Not Before claim (nbf) must be an integer.")
            }
            guard .seconds(notBefore) <= latest else {
                throw .invalid("The token is not yet valid (nbf)", .notYetValid)
            }
        }
        guard !allowExpired, let value = claims["exp"] else { return false }
        guard let end = value.coercedInteger else {
            throw .invalid("Expiration Time claim (exp) must be an integer.")
        }
        return .seconds(end) <= now - settings.decodeLeeway
    }

    private func checkIssuer(_ claims: JSONObject) throws(FlaskRefusal) {
        guard let expected = settings.decodeIssuer else { return }
        guard let value = claims["iss"] else { throw .invalid("Token is missing the \"iss\" claim", .wrongIssuer) }
        guard let issuer = value.string else {
            throw .invalid("Payload Issuer (iss) must be a string", .wrongIssuer)
        }
        guard expected.contains(issuer) else { throw .invalid("Invalid issuer", .wrongIssuer) }
    }

    private func checkAudience(_ claims: JSONObject) throws(FlaskRefusal) {
        guard let expected = settings.decodeAudience else { return }
        guard let value = claims["aud"], !value.isFalsy else {
            throw .invalid("Token is missing the \"aud\" claim", .wrongAudience)
        }
        let names = value.array ?? [value]
        let texts = names.compactMap(\.string)
        guard texts.count == names.count else { throw .invalid("Invalid claim format in token", .wrongAudience) }
        guard texts.contains(where: expected.contains) else {
            throw .invalid("Audience doesn't match", .wrongAudience)
        }
    }

    /// A claim that is no text matches nothing.
    private func checkCSRF(_ claims: JSONObject, _ presented: String) throws(FlaskRefusal) {
        guard let value = claims["csrf"] else { throw .invalid("Missing claim: csrf", .missingClaim) }
        guard let expected = value.string, SecretComparison.areEqual(expected, presented) else {
            throw .forgeable("CSRF double submit tokens do not match", .csrfMismatch)
        }
    }
}

extension NumericDate {
    /// The time since 1970, as exact as the moment.
    var sinceEpoch: Duration { .seconds(seconds) + .nanoseconds(Int64(nanoseconds)) }
}
