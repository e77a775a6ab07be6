package import HTTPTypes

extension Sessions: HeaderVerifier {
    /// At once, as what is revoked is in memory. Before that is known, the long way waits for it.
    package func verify(
        headers: HTTPFields, _ requirements: TokenRequirements
    ) throws(TokenError) -> VerifiedToken? {
        guard let verified = try authority.verify(headers: headers, requirements) else { return nil }
        if requirements.ignoresRevocation { return verified }
        guard let isAllowed = revocations.allows(verified) else { return nil }
        guard isAllowed else { throw TokenError(.revoked) }
        return verified
    }
}
