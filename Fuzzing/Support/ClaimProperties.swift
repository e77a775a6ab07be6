package import MapaeJOSE

/// What must hold between the two readers of claims: the one pass of ``ClaimSet``, and the tree of ``JSONValue``.
package enum ClaimProperties {
    /// - Parameters:
    ///   - payload: The bytes that were read.
    ///   - claims: What was made of them, or why they were refused.
    package static func check(_ payload: [UInt8], _ claims: Result<ClaimSet, JOSEError>) {
        let value: Result<JSONValue, JOSEError> = Result { () throws(JOSEError) in try JSONValue(parsing: payload) }
        switch (claims, value) {
        case (.success(let claims), .success(let value)): compare(claims, value)
        case (.success(let claims), .failure(let error)):
            // Only a number that no `Double` holds is no reason to refuse claims that nobody asks for.
            Property.check(error.code == .invalidJSON, "claims are read from what is no JSON")
            Property.check((try? claims.object()) == nil, "two readings of one text differ")
        case (.failure(let error), .success(let value)):
            if value.object == nil {
                Property.check(error.code == .jsonNotAnObject, "another code than json_not_an_object")
            } else {
                Property.check(error.code == .invalidClaim, "good JSON is refused, and not for a claim")
                Property.check(hasBadClaim(value, slack: 1) || hasMinusZero(payload), "good claims are refused")
            }
        case (.failure, .failure): break
        }
    }

    private static func compare(_ claims: ClaimSet, _ value: JSONValue) {
        guard let object = value.object else { return Property.check(false, "claims that are no object") }
        Property.check(!hasBadClaim(value, slack: 0), "bad claims are accepted")
        Property.check(same(claims.subject, object["sub"]?.string), "sub")
        Property.check(same(claims.issuer, object["iss"]?.string), "iss")
        Property.check(same(claims.tokenID, object["jti"]?.string), "jti")
        Property.check(same(claims.sessionID, object["sid"]?.string), "sid")
        Property.check(same(claims.csrfToken, object["csrf"]?.string), "csrf")
        Property.check(same(claims.tokenType, object["type"]?.string), "type")
        Property.check(same(claims.scope, object["scope"]?.string), "scope")
        Property.check(claims.hasAudience == (object["aud"] != nil), "aud")
        let audience = object["aud"].map { $0.array ?? [$0] } ?? []
        Property.check(audience.count == claims.audience.count, "aud")
        for (left, right) in zip(claims.audience, audience) {
            Property.check(same(left, right.string), "aud")
            Property.check(claims.isFor(left), "a token is not for whom it names")
        }
        if let issuer = claims.issuer { Property.check(claims.hasIssuer(issuer), "another issuer than its own") }
        checkDate(claims.expirationTime, object["exp"])
        checkDate(claims.notBefore, object["nbf"])
        checkDate(claims.issuedAt, object["iat"])
        for member in object.members {
            guard let found = claims[member.name] else { return Property.check(false, "a claim is not found") }
            Property.check(text(found) == text(member.value), "a claim is found with another value")
        }
    }

    private static func checkDate(_ date: NumericDate?, _ value: JSONValue?) {
        switch value {
        case nil: Property.check(date == nil, "a date from nothing")
        case .integer(let seconds)?: Property.check(date == NumericDate(seconds: seconds), "a date of whole seconds")
        case .number(let seconds)?:
            guard let date else { return Property.check(false, "a date is missing") }
            // The date is exact, the number rounded to 53 bits.
            let read = Double(date.seconds) + Double(date.nanoseconds) / 1e9
            Property.check((read - seconds).magnitude <= seconds.magnitude * 1e-15 + 1e-9, "a date with a fraction")
        default: Property.check(false, "a date that is no number")
        }
    }

    /// Whether a registered claim, or one that is reserved here, has another type than a text must have, or a date is out of range.
    /// - Parameter slack: By how many seconds before the last one a date may count as beyond it. Dates are read exactly; a
    ///   `Double` may have been rounded up to the limit, or down to minus zero.
    private static func hasBadClaim(_ value: JSONValue, slack: Double) -> Bool {
        guard let object = value.object else { return false }
        for name in ["iss", "sub", "jti", "sid", "csrf"] where object[name] != nil && object[name]?.string == nil {
            return true
        }
        if let audience = object["aud"], audience.string == nil {
            guard let list = audience.array, list.allSatisfy({ $0.string != nil }) else { return true }
        }
        return ["exp", "nbf", "iat"].contains { name in
            switch object[name] {
            case nil: false
            case .integer(let seconds)?: !(0...253_402_300_799).contains(seconds)
            case .number(let seconds)?: seconds.sign == .minus || seconds > 253_402_300_800 - slack
            default: true
            }
        }
    }

    /// A date of minus zero is refused as all negative ones are; the value of the number does not show it.
    private static func hasMinusZero(_ payload: [UInt8]) -> Bool {
        payload.indices.contains { payload[$0...].starts(with: "-0".utf8) }
    }

    private static func same(_ left: String?, _ right: String?) -> Bool {
        left.map { Array($0.utf8) } == right.map { Array($0.utf8) }
    }

    private static func text(_ value: JSONValue) -> [UInt8]? { try? value.serialized() }
}
