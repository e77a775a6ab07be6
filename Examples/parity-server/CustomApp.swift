import HTTPTypes
import HummingbirdMapae
import MapaeFlask

/// Answers everything in its own words.
enum CustomApp {
    @Sendable static func callbacks(_ revoked: RevokedTokens) -> FlaskCallbacks {
        var callbacks = AppRow.blocklist(revoked)
        callbacks.expiredToken = { header, claims in
            var body = body("expired", header, claims)
            body["type"] = claims["type"] ?? .null
            return FlaskAnswer(.unauthorized, body)
        }
        callbacks.invalidToken = { FlaskAnswer(.badRequest, ["code": "invalid", "reason": .string($0)]) }
        callbacks.unauthorized = { FlaskAnswer(.forbidden, ["code": "unauthorized", "reason": .string($0)]) }
        callbacks.needsFreshToken = { FlaskAnswer(.forbidden, body("needs_fresh", $0, $1)) }
        callbacks.revokedToken = { FlaskAnswer(.gone, body("revoked", $0, $1)) }
        callbacks.userLookup = { _, claims in
            let name = claims["sub"] ?? .null
            return name.string == "ghost" ? nil : JSONValue.object(["name": name])
        }
        callbacks.userLookupError = { FlaskAnswer(.notFound, body("no_user", $0, $1)) }
        callbacks.tokenVerification = { _, claims in claims["deny"]?.bool != true }
        callbacks.tokenVerificationFailed = { FlaskAnswer(.conflict, body("verification_failed", $0, $1)) }
        callbacks.additionalClaims = { _ in ["origin": "custom"] }
        callbacks.additionalHeaders = { _ in ["x-origin": "custom"] }
        return callbacks
    }

    private static func body(_ code: String, _ header: JSONObject, _ claims: JSONObject) -> JSONObject {
        ["code": .string(code), "alg": header["alg"] ?? .null, "sub": claims["sub"] ?? .null]
    }
}
