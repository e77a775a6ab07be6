/// A request to the token endpoint, by its grant (RFC 6749 §3.2). Its parameters are well formed; whether its code or
/// token is right, the store knows.
public enum TokenRequest: Sendable {
    /// RFC 6749 §4.1.3.
    case authorizationCode(AuthorizationCodeRequest)
    /// RFC 6749 §6.
    case refreshToken(RefreshTokenRequest)
    /// RFC 6749 §4.4.2.
    case clientCredentials(ClientCredentialsRequest)
    /// RFC 8628 §3.4.
    case deviceCode(DeviceCodeRequest)

    /// Reads a request of a client that has authenticated.
    /// - Parameters:
    ///   - parameters: What ``TokenForm/parameters(body:contentTypes:query:limits:)`` has read.
    ///   - client: The client.
    ///   - policy: What is offered.
    /// - Throws: ``OAuthError``: `unsupported_grant_type`, `unauthorized_client`, `invalid_request`, `invalid_scope`,
    ///   `invalid_target`.
    public init(_ parameters: Parameters, client: Client, policy: AuthorizationPolicy) throws(OAuthError) {
        try parameters.checkUnique()
        let grant = try Self.grant(parameters)
        try client.checkGrant(grant)
        switch grant {
        case .authorizationCode: self = .authorizationCode(try AuthorizationCodeRequest(parameters))
        case .refreshToken: self = .refreshToken(try RefreshTokenRequest(parameters))
        case .clientCredentials:
            self = .clientCredentials(try ClientCredentialsRequest(parameters, client: client, policy: policy))
        case .deviceCode: self = .deviceCode(try DeviceCodeRequest(parameters))
        }
    }

    /// RFC 6749 §5.2; RFC 9700 §2.4: the table of grants has no password grant.
    private static func grant(_ parameters: Parameters) throws(OAuthError) -> GrantType {
        guard let name = parameters["grant_type"] else {
            throw OAuthError(.invalidRequest, "The grant_type is missing.")
        }
        guard let grant = GrantType(name: name) else { throw OAuthError(.unsupportedGrantType) }
        return grant
    }

    /// A code or token of ours, as it was presented.
    /// - Throws: ``OAuthError`` `invalid_request` for none; `invalid_grant` for what none of ours looks like.
    static func credential(_ name: String, _ parameters: Parameters) throws(OAuthError) -> String {
        guard let text = parameters[name] else { throw OAuthError(.invalidRequest, "The \(name) is missing.") }
        guard text.utf8.count <= maximumCredentialBytes, text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw OAuthError(.invalidGrant)
        }
        return text
    }

    /// Refresh tokens may be JWTs; nothing that is longer is looked up.
    private static let maximumCredentialBytes = 8192
}
