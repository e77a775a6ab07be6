/// Why a request of OAuth or OpenID Connect is refused, as the client may read it.
///
/// Two errors are equal when their codes are. The explanation holds nothing of what the client sent.
public struct OAuthError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The cause.
    public let code: Code
    /// What is wrong and what to do: the `error_description`. It holds nothing but what RFC 6749 §5.2 allows there.
    public let explanation: String
    /// After how many seconds it is worth to try again, where too much was tried.
    public let retryAfter: Int64?

    /// Creates an error.
    /// - Parameters:
    ///   - code: The cause.
    ///   - explanation: What is wrong and what to do, where more can be said than the code does. Characters that no
    ///     `error_description` may hold are written as `?`.
    ///   - retryAfter: After how many seconds it is worth to try again, where too much was tried: a `Retry-After` says it.
    public init(_ code: Code, _ explanation: String? = nil, retryAfter: Int64? = nil) {
        self.code = code
        self.retryAfter = retryAfter
        self.explanation = ErrorDescription.safe(explanation ?? code.row.explanation)
    }

    /// The code and the explanation.
    public var description: String { "\(code): \(explanation)" }

    /// Equal when the codes are.
    public static func == (left: Self, right: Self) -> Bool { left.code == right.code }

    /// Hashes the code alone, as equality compares it alone.
    public func hash(into hasher: inout Hasher) { hasher.combine(code) }
}
