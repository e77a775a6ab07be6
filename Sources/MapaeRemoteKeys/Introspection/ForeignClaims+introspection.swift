#if RemoteKeys
import Mapae
import MapaeJOSE

extension ForeignClaims {
    /// Decides whether what the issuer calls active is an access token for us, now.
    ///
    /// `active` says that it is some token of the issuer's. Whom it is for, and that it is no refresh token, only the other members
    /// say (RFC 7662 §2.2, §4).
    /// - Throws: `TokenError` with the code of what is wrong.
    func check(introspected claims: ClaimSet, now: NumericDate) throws(TokenError) -> VerifiedToken {
        let members = try Self.members(of: claims)
        guard Self.hasNoForeignClaim(members), Self.isUsedAsAccessToken(members) else {
            throw TokenError(.wrongMediaType)
        }
        try common.checkTimes(claims, now: now)
        guard claims.issuer == nil || claims.hasIssuer(issuer) else { throw TokenError(.wrongIssuer) }
        return try accessToken(claims, keyID: nil)
    }

    /// Whether a token that is believed may still be.
    func checkTimes(of token: VerifiedToken, now: NumericDate) throws(TokenError) {
        try common.checkTimes(token.claims, now: now)
    }

    /// How long a token can be believed from now on.
    func timeLeft(to token: VerifiedToken, now: NumericDate) -> Duration {
        token.expirationTime.advanced(by: policy.leeway).since(now)
    }

    /// Whether `token_type` (RFC 7662 §2.2) and what some providers say beside it are those of an access token: `typ`
    /// (Keycloak), `token_use` (Hydra, Cognito), `token_usage` (OpenIddict).
    private static func isUsedAsAccessToken(_ members: JSONObject) -> Bool {
        for name in ["token_type", "typ"] {
            guard let type = members[name] else { continue }
            guard let text = type.string, isAccessTokenType(text, members) else { return false }
        }
        for name in ["token_use", "token_usage"] {
            guard let use = members[name] else { continue }
            guard equals(use, "access") || equals(use, "access_token") else { return false }
        }
        return true
    }

    /// `Bearer`, in any case (RFC 6749 §5.1), or `DPoP` (RFC 9449 §5) where `cnf` names the key, on which another check
    /// decides.
    private static func isAccessTokenType(_ text: String, _ members: JSONObject) -> Bool {
        let folded = text.utf8.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
        return folded.elementsEqual("bearer".utf8) || (folded.elementsEqual("dpop".utf8) && members["cnf"] != nil)
    }
}
#endif
