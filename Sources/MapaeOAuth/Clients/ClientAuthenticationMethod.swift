/// How a client shows who it is: the `token_endpoint_auth_method` of its metadata (RFC 7591 §2, OpenID Connect Core
/// §9).
public enum ClientAuthenticationMethod: String, Sendable, Hashable, CaseIterable {
    /// Not at all: a public client.
    case none
    /// A secret in `Authorization: Basic` (RFC 6749 §2.3.1).
    case secretBasic = "client_secret_basic"
    /// A secret in the body (RFC 6749 §2.3.1).
    case secretPost = "client_secret_post"
    /// A signed assertion (RFC 7523 §2.2).
    case privateKeyJWT = "private_key_jwt"

    /// The method of a text, compared as bytes.
    init?(name: String) {
        guard let method = Self.allCases.first(where: { $0.rawValue.utf8.elementsEqual(name.utf8) }) else { return nil }
        self = method
    }

    /// Whether the client has a secret.
    public var usesSecret: Bool { self == .secretBasic || self == .secretPost }
}
