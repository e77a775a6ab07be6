package import HTTPTypes

extension ProtectedResource: HeaderVerifier where Base: HeaderVerifier {
    /// At once, as long as no proof is looked at: that needs the method and the address.
    package func verify(
        headers: HTTPFields, _ requirements: TokenRequirements
    ) throws(TokenError) -> VerifiedToken? {
        guard dpop.takesBearer, let verified = try base.verify(headers: headers, requirements.takingBoundTokens)
        else { return nil }
        try checkBearer(verified)
        return verified
    }
}
