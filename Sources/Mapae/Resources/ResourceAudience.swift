/// Whom the tokens of a protected resource must be for (`aud`, RFC 9068 §4, RFC 8707 §2).
///
/// An authorization server makes tokens for many resources. Without this check a token that a user has given to any of them opens
/// yours.
public struct ResourceAudience: Sendable, Hashable {
    /// The names of which a token must have one; `nil` for no check.
    let names: [String]?
    /// Whether the resource's own identifier is one of them.
    let includesIdentifier: Bool

    /// The resource's identifier.
    public static let resource = Self(names: [], includesIdentifier: true)

    /// One of these names, in the place of the resource's identifier.
    /// - Parameter names: At least one, none empty; compared byte by byte.
    public static func named(_ names: String...) -> Self { Self(names: names, includesIdentifier: false) }

    /// No check here: for a verifier that checks the audience itself, or for issuers that put no `aud` into their tokens. Then every
    /// token of the issuer opens the resource.
    public static let insecureAny = Self(names: nil, includesIdentifier: false)

    /// The names to look for at a resource; `nil` for none.
    func names(at identifier: String) -> [String]? {
        includesIdentifier ? [identifier] : names
    }
}
