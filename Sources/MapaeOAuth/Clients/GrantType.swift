/// A grant that is offered: the `grant_type` of a token request and of a client's metadata (RFC 7591 §2).
///
/// There is no implicit and no password grant (RFC 9700 §2.1.2, §2.4).
public enum GrantType: String, Sendable, Hashable, CaseIterable {
    /// A code from the authorization endpoint (RFC 6749 §4.1).
    case authorizationCode = "authorization_code"
    /// A refresh token (RFC 6749 §6).
    case refreshToken = "refresh_token"
    /// The client for itself (RFC 6749 §4.4).
    case clientCredentials = "client_credentials"
    /// A device without a keyboard (RFC 8628 §3.4).
    case deviceCode = "urn:ietf:params:oauth:grant-type:device_code"

    /// The grant of a text, compared as bytes.
    init?(name: String) {
        guard let grant = Self.allCases.first(where: { $0.rawValue.utf8.elementsEqual(name.utf8) }) else { return nil }
        self = grant
    }
}
