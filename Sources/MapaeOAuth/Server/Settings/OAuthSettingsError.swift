/// Why the settings of an authorization server were refused at start-up.
///
/// Two errors are equal when their codes are.
public struct OAuthSettingsError: Error, Sendable, Hashable, CustomStringConvertible {
    /// One code per cause.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        private enum Cause: String, Sendable {
            case invalidIssuer = "invalid_issuer"
            case lifetimeOutOfRange = "lifetime_out_of_range"
            case invalidEndpoint = "invalid_endpoint"
            case unusableKey = "unusable_key"
            case weakSecret = "weak_secret"
            case invalidACR = "invalid_acr"
            case unknownResource = "unknown_resource"
        }

        private let cause: Cause

        /// The issuer is no `https` address without query and fragment, nor `http` at this machine (RFC 8414 §2).
        public static let invalidIssuer = Self(cause: .invalidIssuer)
        /// A lifetime is shorter than a second, or longer than what it is for allows.
        public static let lifetimeOutOfRange = Self(cause: .lifetimeOutOfRange)
        /// The path of an endpoint does not begin with a slash, is the same as another's, or has what no path has.
        public static let invalidEndpoint = Self(cause: .invalidEndpoint)
        /// The authority signs with a shared secret, with which others cannot check what it issues.
        public static let unusableKey = Self(cause: .unusableKey)
        /// A secret is shorter than 32 bytes.
        public static let weakSecret = Self(cause: .weakSecret)
        /// A name for the strength of logins is empty, or has a character that `acr_values` cannot have.
        public static let invalidACR = Self(cause: .invalidACR)
        /// A resource that is said to have opaque tokens is none that tokens can be for.
        public static let unknownResource = Self(cause: .unknownResource)

        /// The stable text.
        public var description: String { cause.rawValue }
    }

    /// The cause.
    public let code: Code
    /// Which setting it is, and what it may be.
    public let detail: String

    /// Creates an error.
    /// - Parameters:
    ///   - code: The cause.
    ///   - detail: Which setting it is, and what it may be.
    public init(_ code: Code, _ detail: String = "") {
        self.code = code
        self.detail = detail
    }

    /// The stable code, what is wrong and what to do.
    public var description: String { "\(code): \(detail)" }

    /// Equal when the codes are.
    public static func == (left: Self, right: Self) -> Bool { left.code == right.code }

    /// Hashes the code alone, as equality compares it alone.
    public func hash(into hasher: inout Hasher) { hasher.combine(code) }
}
