import HummingbirdMapae
import MapaeFlask

/// Adds the same claims and header parameters to all tokens.
enum ClaimsApp {
    static var callbacks: FlaskCallbacks {
        var callbacks = FlaskCallbacks()
        callbacks.additionalClaims = { identity in
            ["foo": "bar", "role": "user", "upcase_name": .string((identity.string ?? "").uppercased())]
        }
        callbacks.additionalHeaders = { _ in ["kid": "default-kid", "x-app": "claims"] }
        return callbacks
    }
}

/// Takes tokens of one tenant only.
enum VerifyApp {
    @Sendable static func callbacks(_ revoked: RevokedTokens) -> FlaskCallbacks {
        var callbacks = AppRow.blocklist(revoked)
        callbacks.tokenVerification = { _, claims in claims["tenant"]?.string == "blue" }
        return callbacks
    }
}
