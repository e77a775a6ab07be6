/// Why a text is no Werkzeug password hash that can be checked.
///
/// Two errors are equal when their codes are. No text of this error holds a byte of a hash or a password.
public struct WerkzeugHashError: Error, Sendable, Hashable, CustomStringConvertible {
    /// One code per cause.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        private enum Cause: String, Sendable {
            case malformed, unknownMethod, outOfLimits, derivationFailed
        }

        private let cause: Cause

        /// The text does not have the form `method$salt$digest` with a salt of letters and digits and a digest of small
        /// hexadecimal digits.
        public static let malformed = Self(cause: .malformed)
        /// The method is neither `scrypt` nor `pbkdf2` with one of the known hash functions.
        public static let unknownMethod = Self(cause: .unknownMethod)
        /// Checking the hash would take more work than ``WerkzeugHash`` allows, or its method cannot have these numbers.
        public static let outOfLimits = Self(cause: .outOfLimits)
        /// The computation itself failed: most likely there was no memory for it.
        public static let derivationFailed = Self(cause: .derivationFailed)

        /// The code's stable text.
        public var description: String { cause.rawValue }

        fileprivate var message: String {
            switch cause {
            case .malformed:
                "The text is not a hash as Werkzeug writes it: 'method$salt$digest'."
            case .unknownMethod:
                "Only the methods 'scrypt' and 'pbkdf2' (sha1, sha224, sha256, sha384, sha512) are checked; plain and salted"
                    + " hashes of old releases are not. Set a new password for this user."
            case .outOfLimits:
                "The numbers of this hash are not possible, or ask for more work than is done for a stored text."
            case .derivationFailed:
                "A password could not be hashed; check that the server has memory left."
            }
        }
    }

    /// The cause.
    public let code: Code

    /// Creates an error.
    /// - Parameter code: The cause.
    public init(_ code: Code) {
        self.code = code
    }

    /// What is wrong and what to do.
    public var message: String { code.message }

    /// The code and the message.
    public var description: String { "werkzeug hash: \(code): \(message)" }
}
