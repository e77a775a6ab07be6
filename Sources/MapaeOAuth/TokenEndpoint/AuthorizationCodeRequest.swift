/// A code is exchanged for tokens (RFC 6749 §4.1.3).
public struct AuthorizationCodeRequest: Sendable, CustomStringConvertible, CustomReflectable {
    /// The code.
    public let code: String
    /// The address that the authorization request named, if it did.
    public let redirectURI: String?
    /// What the authorization request's challenge must match.
    public let verifier: CodeVerifier?
    /// What the access token is to be used at.
    public let resources: [ResourceIndicator]

    init(_ parameters: Parameters) throws(OAuthError) {
        code = try TokenRequest.credential("code", parameters)
        redirectURI = parameters["redirect_uri"]
        verifier = try Self.verifier(parameters)
        resources = try ResourceIndicator.requested(in: parameters)
    }

    /// RFC 7636 §4.5. An empty one is not a missing one: it was to match something.
    private static func verifier(_ parameters: Parameters) throws(OAuthError) -> CodeVerifier? {
        guard parameters.contains("code_verifier") else { return nil }
        return try CodeVerifier(parameters["code_verifier"] ?? "")
    }

    /// RFC 6749 §4.1.3: the address is that of the authorization request, byte by byte, if that named one. A request
    /// that named none has nothing to repeat, and one that repeats something else than was used is not of this code.
    /// - Parameter target: The address that the code was sent to.
    /// - Throws: ``OAuthError`` `invalid_grant`.
    public func checkRedirectURI(_ target: RedirectTarget) throws(OAuthError) {
        if redirectURI == nil, !target.wasRequested { return }
        guard let redirectURI, redirectURI.utf8.elementsEqual(target.text.utf8) else {
            throw OAuthError(.invalidGrant, "The redirect_uri is not the one of the authorization request.")
        }
    }

    /// The resources of the token: some of those that were granted, or all (RFC 8707 §2.2).
    /// - Throws: ``OAuthError`` `invalid_target`.
    public func resources(granted: [ResourceIndicator]) throws(OAuthError) -> [ResourceIndicator] {
        try ResourceIndicator.narrowed(resources, granted: granted)
    }

    /// Says what it is, and no code.
    public var description: String { "AuthorizationCodeRequest" }

    /// Shows what ``description`` does, so that `dump` prints no code.
    public var customMirror: Mirror { Mirror(self, children: ["description": description]) }
}
