package import HTTPTypes

extension TokenAuthority: HeaderVerifier {
    package func verify(
        headers: HTTPFields, _ requirements: TokenRequirements
    ) throws(TokenError) -> VerifiedToken? {
        // A route that looks elsewhere goes the long way.
        guard requirements.carriers == nil, let text = try firstHeader?.token(in: headers) else { return nil }
        var token = try verify(text, requirements)
        token.location = .header
        return token
    }
}
