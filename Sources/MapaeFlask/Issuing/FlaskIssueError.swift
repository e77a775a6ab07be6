/// Why a token was not made: a mistake in the program.
///
/// Two errors are equal when their codes are.
public struct FlaskIssueError: Error, Sendable, Hashable, CustomStringConvertible {
    /// One code per cause.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        private enum Cause: String, Sendable {
            case noSigningKey = "no_signing_key"
            case identityIsNoJSON = "identity_is_no_json"
            case subjectIsNoText = "subject_is_no_text"
            case lifetimeOutOfRange = "lifetime_out_of_range"
            case invalidIssuer = "invalid_issuer"
            case invalidHeader = "invalid_header"
            case unencodable = "unencodable"
            case invalidCookie = "invalid_cookie"
        }

        private let cause: Cause

        /// The settings have a public key only, or a callback's key does not fit.
        public static let noSigningKey = Self(cause: .noSigningKey)
        /// The identity is an object, and no `userIdentity` callback says what it means.
        public static let identityIsNoJSON = Self(cause: .identityIsNoJSON)
        /// The identity is no text, so that `JWT_VERIFY_SUB` would refuse the token.
        public static let subjectIsNoText = Self(cause: .subjectIsNoText)
        /// The lifetime is zero, which in Flask-JWT-Extended means for ever, or ends after the year 9999.
        public static let lifetimeOutOfRange = Self(cause: .lifetimeOutOfRange)
        /// A further claim `iss` is no text.
        public static let invalidIssuer = Self(cause: .invalidIssuer)
        /// A further header parameter asks for what no token here can have.
        public static let invalidHeader = Self(cause: .invalidHeader)
        /// A number is not finite, or what would be written is too large to be read again.
        public static let unencodable = Self(cause: .unencodable)

        /// A cookie's value or domain holds what no cookie can.
        public static let invalidCookie = Self(cause: .invalidCookie)

        /// The stable text.
        public var description: String { cause.rawValue }

        fileprivate var explanation: String {
            switch cause {
            case .noSigningKey: "There is no key that signs with this algorithm: set JWT_PRIVATE_KEY or a callback."
            case .identityIsNoJSON: "The identity is no JSON value: set the callback userIdentity."
            case .subjectIsNoText:
                "The identity must be a text, or every route would refuse the token: "
                    + "make a text of it, or say JWT_VERIFY_SUB = False."
            case .lifetimeOutOfRange:
                "A lifetime of zero is none, and the year 9999 is the last; for ever is called insecureNeverExpires."
            case .invalidIssuer: "The issuer (iss) must be a text."
            case .invalidHeader: "The header asks for an algorithm or a form that this key cannot give."
            case .invalidCookie: "The token, its csrf claim or the domain holds what no cookie can (RFC 6265)."
            case .unencodable: "The claims or headers hold a number that JSON cannot say, or are too large."
            }
        }
    }

    /// The cause.
    public let code: Code

    /// Creates an error.
    public init(_ code: Code) { self.code = code }

    /// The stable code, what is wrong and what to do; nothing of the token.
    public var description: String { "\(code): \(code.explanation)" }
}
