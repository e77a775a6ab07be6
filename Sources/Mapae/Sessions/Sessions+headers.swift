package import HTTPTypes

extension Sessions: HeaderVerifier {
    /// At once, as what is revoked is in memory. Before that is known, and of a refresh token, the long way asks the store.
    package func verify(
        headers: HTTPFields, _ requirements: TokenRequirements
    ) throws(TokenError) -> VerifiedToken? {
        guard let verified = try authority.verify(headers: headers, requirements) else { return nil }
        if requirements.ignoresRevocation { return verified }
        if verified.refreshedSessionID != nil { return nil }
        guard let isAllowed = revocations.allows(verified) else { return nil }
        guard isAllowed else { throw TokenError(.revoked) }
        return verified
    }
}

extension VerifiedToken {
    /// The session that this token can renew; `nil` for an access token, and for a token that belongs to none.
    var refreshedSessionID: String? { type == .refresh ? sessionID : nil }
}
