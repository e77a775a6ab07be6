package import HTTPTypes

extension ProtectedResource: HeaderVerifier where Base: HeaderVerifier {
    /// At once, as long as no proof is looked at: that needs the method and the address. A token behind `Authorization: DPoP` comes
    /// first here too, be there another one.
    package func verify(
        headers: HTTPFields, _ requirements: TokenRequirements
    ) throws(TokenError) -> VerifiedToken? {
        guard dpop.takesBearer else { return nil }
        if proofs != nil, try boundToken(headers, requirements) != nil { return nil }
        guard let verified = try base.verify(headers: headers, requirements.takingBoundTokens) else { return nil }
        try checkBearer(verified)
        return verified
    }
}
