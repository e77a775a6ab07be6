/// Why a DPoP proof is not taken (RFC 9449 §7.1, §9), as the client may read it.
///
/// Two errors are equal when their codes are.
package struct DPoPError: Error, Sendable, Hashable {
    /// The cause.
    package enum Code: Sendable, Hashable {
        /// The proof is missing or wrong, or was used before.
        case invalidProof
        /// It lacks the server's nonce, or has another one.
        case missingNonce
        /// Nothing can be said of it now.
        case temporarilyUnavailable
    }

    /// The cause.
    package let code: Code
    /// What is wrong and what to do; `nil` where the code says all there is to say.
    package let explanation: String?

    /// Creates an error.
    package init(_ code: Code, _ explanation: String? = nil) {
        self.code = code
        self.explanation = explanation
    }

    /// Equal when the codes are.
    package static func == (left: Self, right: Self) -> Bool { left.code == right.code }

    /// Hashes the code.
    package func hash(into hasher: inout Hasher) { hasher.combine(code) }
}
