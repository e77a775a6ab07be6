/// Why a policy was refused at start-up, before any token was issued with it.
public struct PolicyError: Error, Sendable, Hashable, CustomStringConvertible {
    /// One code per cause.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        private enum Cause: String, Sendable {
            case lifetimeOutOfRange = "lifetime_out_of_range"
            case leewayOutOfRange = "leeway_out_of_range"
            case emptyName = "empty_name"
            case invalidRealm = "invalid_realm"
        }

        private let cause: Cause

        /// A lifetime is below one second or above ten years.
        public static let lifetimeOutOfRange = Self(cause: .lifetimeOutOfRange)
        /// The leeway is negative or above 60 seconds.
        public static let leewayOutOfRange = Self(cause: .leewayOutOfRange)
        /// The issuer or the audience is an empty text, or holds a NUL.
        public static let emptyName = Self(cause: .emptyName)
        /// The realm has other than printable ASCII, or a quote or backslash.
        public static let invalidRealm = Self(cause: .invalidRealm)

        /// The stable text.
        public var description: String { cause.rawValue }

        fileprivate var explanation: String {
            switch cause {
            case .lifetimeOutOfRange:
                "A token must live at least one second and at most ten years; tokens that never expire are not offered."
            case .leewayOutOfRange: "The leeway must be between 0 and 60 seconds; set the clocks right instead."
            case .emptyName:
                "The issuer and the audience must not be empty texts or hold a NUL; leave them out instead."
            case .invalidRealm: "The realm may hold printable ASCII characters only, and no quote or backslash."
            }
        }
    }

    /// The cause.
    public let code: Code

    /// Creates an error.
    public init(_ code: Code) { self.code = code }

    /// The stable code, what is wrong and what to do.
    public var description: String { "\(code): \(code.explanation)" }
}
