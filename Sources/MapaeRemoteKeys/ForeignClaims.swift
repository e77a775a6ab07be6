#if RemoteKeys
import Mapae
import MapaeJOSE

/// Decides whether what another issuer has signed, or says of a token, is an access token for us, now.
///
/// What is absent never counts as right: without `exp`, `iss`, `aud` or `sub` a token is refused (RFC 9068 §2.2, RFC 8725
/// §3.9–3.10).
struct ForeignClaims: Sendable {
    let issuer: String
    let audience: RequiredAudience
    let policy: RemoteTokenPolicy
    let common: TokenPolicy

    init(issuer: String, audience: RequiredAudience, policy: RemoteTokenPolicy) {
        self.issuer = issuer
        self.audience = audience
        self.policy = policy
        self.common = policy.common
    }

    /// - Throws: `TokenError` with the code of what is wrong.
    func check(_ jws: VerifiedJWS, now: NumericDate) throws(TokenError) -> VerifiedToken {
        let claims: ClaimSet
        do { claims = try jws.claims() } catch { throw TokenError(.invalidToken, cause: error) }
        if !jws.hasType("at+jwt") {
            guard policy.form == .plainJWTToo, jws.hasType("jwt"), Self.isUnmarked(try Self.members(of: claims)) else {
                throw TokenError(.wrongMediaType)
            }
        }
        try common.checkTimes(claims, now: now)
        guard claims.hasIssuer(issuer) else { throw TokenError(.wrongIssuer) }
        return try accessToken(claims, keyID: jws.keyID)
    }

    /// The token, if it is for us and about somebody.
    func accessToken(_ claims: ClaimSet, keyID: String?) throws(TokenError) -> VerifiedToken {
        if let names = audience.names, !names.contains(where: claims.isFor) { throw TokenError(.wrongAudience) }
        guard let subject = claims.subject, !subject.isEmpty, let expirationTime = claims.expirationTime else {
            throw TokenError(.missingClaim)
        }
        // What another issuer means by `fresh`, nobody has agreed upon.
        return VerifiedToken(
            subject: subject, type: .access, isFresh: false, expirationTime: expirationTime, keyID: keyID,
            claims: claims)
    }

    /// Whether a token of type `JWT` bears no mark of another kind: the claims of ID tokens (OpenID Connect Core §2,
    /// §3.3.2.11) and of logout and event tokens (RFC 8417 §2.2), Cognito's `token_use`, Keycloak's `typ`, and `type` as
    /// Mapae and Flask-JWT-Extended have it.
    static func isUnmarked(_ members: JSONObject) -> Bool {
        guard hasNoForeignClaim(members) else { return false }
        if let use = members["token_use"], !equals(use, "access") { return false }
        if let kind = members["typ"], !equals(kind, "Bearer") { return false }
        return true
    }

    /// Whether no claim is there that other kinds of tokens have.
    static func hasNoForeignClaim(_ members: JSONObject) -> Bool {
        !["nonce", "at_hash", "c_hash", "s_hash", "events"].contains { members[$0] != nil }
            && members["type"].map { !equals($0, "refresh") } ?? true
    }

    static func members(of claims: ClaimSet) throws(TokenError) -> JSONObject {
        do { return try claims.object() } catch { throw TokenError(.invalidToken, cause: error) }
    }

    static func equals(_ value: JSONValue, _ text: String) -> Bool {
        value.string.map { $0.utf8.elementsEqual(text.utf8) } ?? false
    }
}
#endif
