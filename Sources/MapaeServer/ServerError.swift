#if Server
/// Why a command of the server could not do its work, in words for the operator: what is wrong, where, what to do.
public struct ServerError: Error, Sendable, Hashable, CustomStringConvertible {
    /// One code per cause.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        private enum Cause: String, Sendable {
            case invalidSetting = "invalid_setting"
            case dataDirectory = "data_directory"
            case masterKey = "master_key"
            case keyFile = "key_file"
            case userFile = "user_file"
            case backup = "backup_file"
            case noUser = "no_user"
            case noSession = "no_session"
            case noKey = "no_key"
            case noClient = "no_client"
            case client = "client"
            case noConsent = "no_consent"
            case notConfirmed = "not_confirmed"
            case address, output, tls
            case demo
        }

        private let cause: Cause

        /// A setting is unknown, has the wrong type or is out of range.
        public static let invalidSetting = Self(cause: .invalidSetting)
        /// The data directory cannot be made, written, or is open to others.
        public static let dataDirectory = Self(cause: .dataDirectory)
        /// The master key is missing, unreadable, or not the one that sealed the signing keys.
        public static let masterKey = Self(cause: .masterKey)
        /// A file of keys is missing, unreadable, exists already, or does not hold what is needed.
        public static let keyFile = Self(cause: .keyFile)
        /// A file of users is missing, unreadable, or has lines that cannot be imported.
        public static let userFile = Self(cause: .userFile)
        /// A backup cannot be written or read, is damaged, or is none.
        public static let backup = Self(cause: .backup)
        /// There is no user of the name that was given.
        public static let noUser = Self(cause: .noUser)
        /// There is no session of the id that was given.
        public static let noSession = Self(cause: .noSession)
        /// There is no signing key of the id that was given.
        public static let noKey = Self(cause: .noKey)
        /// There is no client of the id that was given.
        public static let noClient = Self(cause: .noClient)
        /// A client cannot be as it was asked for.
        public static let client = Self(cause: .client)
        /// A client has nothing of a user that could be taken back.
        public static let noConsent = Self(cause: .noConsent)
        /// What cannot be undone was not confirmed.
        public static let notConfirmed = Self(cause: .notConfirmed)
        /// The server cannot listen on its address.
        public static let address = Self(cause: .address)
        /// The certificate or the key of TLS is missing, unreadable, expired, or does not fit the other.
        public static let tls = Self(cause: .tls)
        /// What was asked for cannot be printed.
        public static let output = Self(cause: .output)
        /// The demo cannot be started as asked.
        public static let demo = Self(cause: .demo)

        /// The stable text.
        public var description: String { cause.rawValue }
    }

    /// The cause.
    public let code: Code
    /// One line: what is wrong, where, and what to do.
    public let message: String

    /// Creates an error.
    /// - Parameters:
    ///   - code: The cause.
    ///   - message: One line for the operator, without any secret.
    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// The message.
    public var description: String { message }

    /// Equal when the codes are.
    public static func == (left: Self, right: Self) -> Bool { left.code == right.code }

    /// Hashes the code.
    public func hash(into hasher: inout Hasher) { hasher.combine(code) }
}
#endif
