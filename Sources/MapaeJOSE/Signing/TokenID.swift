/// The `jti` of a token to sign (RFC 7519 §4.1.7).
public struct TokenID: Sendable, Hashable {
    private enum Kind: Sendable, Hashable {
        case random, none
        case text(String)
    }

    private let kind: Kind

    /// 128 bits of the system's secure generator for each token, as 22 characters of base64url.
    public static let random = Self(kind: .random)
    /// No `jti`.
    public static let none = Self(kind: .none)

    /// This text. Two tokens of one issuer must not share it.
    /// - Parameter text: Not empty.
    public static func text(_ text: String) -> Self { Self(kind: .text(text)) }

    /// The text of the next token, or `nil` for none.
    func next() -> String? {
        switch kind {
        case .random: RandomBytes.identifier()
        case .none: nil
        case .text(let text): text
        }
    }
}
