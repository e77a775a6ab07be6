import MapaeJOSE

/// What an authorization request says of the secret that the token request will show: SHA-256 of it, as base64url (RFC
/// 7636 §4.2).
public struct CodeChallenge: Sendable, Hashable, CustomStringConvertible {
    /// The text, 43 characters.
    public let text: String

    /// The method, the only one that is taken: with `plain` whoever reads the request has the secret (RFC 9700 §2.1.1).
    public static let method = "S256"

    /// Reads the parameters of a request.
    /// - Parameters:
    ///   - text: `code_challenge`.
    ///   - method: `code_challenge_method`; without one it is `plain` (RFC 7636 §4.3).
    /// - Throws: ``OAuthError`` `invalid_request` for another method, and for what no SHA-256 is written as.
    public init(_ text: String, method: String?) throws(OAuthError) {
        guard let method, method.utf8.elementsEqual(Self.method.utf8) else {
            throw OAuthError(.invalidRequest, "The code_challenge_method must be S256.")
        }
        guard Base64URL.decode(text)?.count == 32 else {
            throw OAuthError(.invalidRequest, "The code_challenge is not a SHA-256 in base64url, 43 characters long.")
        }
        self.text = text
    }

    /// The challenge of a verifier.
    init(checked text: String) { self.text = text }

    /// The text.
    public var description: String { text }
}
