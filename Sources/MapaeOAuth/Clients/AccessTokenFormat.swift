/// What a client's access tokens are.
public enum AccessTokenFormat: String, Sendable, Hashable, CaseIterable {
    /// A JWT that carries its facts (RFC 9068).
    case jwt
    /// A random pointer, which only the server can resolve (RFC 7662).
    case opaque
}
