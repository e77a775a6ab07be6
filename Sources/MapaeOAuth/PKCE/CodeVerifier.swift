import Crypto
import Mapae
import MapaeJOSE

/// The secret behind a challenge, which the token request shows (RFC 7636 §4.1).
public struct CodeVerifier: Sendable, CustomStringConvertible, CustomReflectable {
    private let text: String

    /// How long it may be, in characters.
    public static let lengths = 43...128

    /// Reads the parameter `code_verifier`.
    /// - Throws: ``OAuthError`` `invalid_request` for another length, and for other than `A-Z a-z 0-9 - . _ ~`.
    public init(_ text: String) throws(OAuthError) {
        guard Self.lengths.contains(text.utf8.count), text.utf8.allSatisfy(URIText.isUnreserved) else {
            throw OAuthError(.invalidRequest, "The code_verifier is not 43 to 128 letters, digits, or any of - . _ ~")
        }
        self.text = text
    }

    /// `BASE64URL-ENCODE(SHA256(ASCII(code_verifier)))` (RFC 7636 §4.2).
    var challenge: CodeChallenge {
        CodeChallenge(checked: Base64URL.encode(Array(SHA256.hash(data: Array(text.utf8)))))
    }

    /// Says that there is a secret, and nothing of it.
    public var description: String { "CodeVerifier(hidden)" }

    /// Shows what ``description`` does, so that `dump` prints no secret.
    public var customMirror: Mirror { Mirror(self, children: ["description": description]) }
}
