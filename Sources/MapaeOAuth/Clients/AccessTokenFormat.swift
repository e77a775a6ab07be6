/// What a client's access tokens are.
public enum AccessTokenFormat: String, Sendable, Hashable, CaseIterable {
    /// A JWT that carries its facts (RFC 9068).
    case jwt
    /// A random pointer, which only the server can resolve (RFC 7662).
    case opaque

    /// The format of a text, compared as bytes.
    init?(name: String) {
        guard let format = Self.allCases.first(where: { $0.rawValue.utf8.elementsEqual(name.utf8) }) else { return nil }
        self = format
    }
}
