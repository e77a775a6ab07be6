/// Why an account could not be created, or a password not be checked.
///
/// Two errors are equal when their codes are. No text of this error holds a user name, a password or a hash, so it may
/// be logged as it is.
public struct AccountError: Error, Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible {
    /// One code per cause.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        private enum Cause: String, Sendable {
            case invalidCredentials, usernameTaken, unknownUser, invalidUsername, invalidEmail, invalidRole
            case passwordTooShort, passwordTooLong, passwordContainsNUL, passwordEqualsUsername, passwordTooCommon
            case overloaded, shutDown, malformedHash, unknownHash, hashingFailed, invalidConfiguration
        }

        private let cause: Cause

        /// The name is unknown, or the password is not that user's: the two are told apart nowhere.
        public static let invalidCredentials = Self(cause: .invalidCredentials)
        /// Another user has this name already.
        public static let usernameTaken = Self(cause: .usernameTaken)
        /// There is no user with this id: said only to who may administer users.
        public static let unknownUser = Self(cause: .unknownUser)
        /// The text cannot be a user name.
        public static let invalidUsername = Self(cause: .invalidUsername)
        /// The text cannot be an e-mail address, or is of a kind that is not taken.
        public static let invalidEmail = Self(cause: .invalidEmail)
        /// A role is no name of 1 to 64 ASCII characters without white space, or there are too many.
        public static let invalidRole = Self(cause: .invalidRole)
        /// The new password has too few characters.
        public static let passwordTooShort = Self(cause: .passwordTooShort)
        /// The new password has too many characters.
        public static let passwordTooLong = Self(cause: .passwordTooLong)
        /// The new password contains U+0000.
        public static let passwordContainsNUL = Self(cause: .passwordContainsNUL)
        /// The new password is the user's own name or e-mail address.
        public static let passwordEqualsUsername = Self(cause: .passwordEqualsUsername)
        /// The new password is one that everybody tries first.
        public static let passwordTooCommon = Self(cause: .passwordTooCommon)
        /// So many passwords wait to be hashed that this one was not taken. Trying again soon may help.
        public static let overloaded = Self(cause: .overloaded)
        /// The hashing pool has been shut down.
        public static let shutDown = Self(cause: .shutDown)
        /// A stored hash is neither of an imported kind nor an Argon2id PHC string within the limits of ``Argon2Hash``: the
        /// row is damaged, or its kind is no longer imported.
        public static let malformedHash = Self(cause: .malformedHash)
        /// A hash that was to be imported is of no kind that can be checked.
        public static let unknownHash = Self(cause: .unknownHash)
        /// Hashing itself failed: most likely there was no memory for it.
        public static let hashingFailed = Self(cause: .hashingFailed)
        /// A setting is out of its range, or the system does not give what it asks for.
        public static let invalidConfiguration = Self(cause: .invalidConfiguration)

        /// The code's stable text.
        public var description: String { cause.rawValue }

        fileprivate var message: String {
            switch cause {
            case .invalidCredentials:
                "The user name or the password is wrong."
            case .usernameTaken:
                "This user name is taken; choose another."
            case .unknownUser:
                "There is no such user."
            case .invalidUsername:
                Username.rule
            case .invalidEmail:
                "This is no e-mail address that can be used; write it as name@example.com."
            case .invalidRole:
                "A role is 1 to 64 ASCII characters without white space, and a user has at most 32 different ones."
            case .passwordTooShort:
                "The password is too short; use at least \(PasswordPolicy.leastMinimumCharacters) characters."
            case .passwordTooLong:
                "The password is too long; use at most 1,024 characters."
            case .passwordContainsNUL:
                "The password contains the NUL character (U+0000); leave it out."
            case .passwordEqualsUsername:
                "The password is the user name or the e-mail address; choose another."
            case .passwordTooCommon:
                "The password is one that many people use, which is what is tried first; choose another."
            case .overloaded:
                "Too many passwords are waiting to be checked; try again in a few seconds."
            case .shutDown:
                "Passwords are no longer checked because the server is stopping; try again once it is back."
            case .malformedHash:
                "A stored password hash is damaged or not an Argon2id hash within the limits; set a new password for"
                    + " this user."
            case .unknownHash:
                "The password hash is of no kind that can be checked here, or asks for too much work."
            case .hashingFailed:
                "A password could not be hashed; check that the server has memory left."
            case .invalidConfiguration:
                "A setting of the accounts is out of its range."
            }
        }
    }

    /// The cause.
    public let code: Code
    /// What an operator can use beyond the code, for example which field of a stored hash is wrong. Often empty; never a
    /// value that a user typed or that was stored.
    public let detail: String

    /// Creates an error.
    /// - Parameters:
    ///   - code: The cause.
    ///   - detail: More for an operator; never a name, a password or a hash.
    public init(_ code: Code, _ detail: String = "") {
        self.code = code
        self.detail = detail
    }

    /// What is wrong and what to do, in one sentence that a user may be shown.
    public var message: String { code.message }

    /// The code and the message.
    public var description: String { "account: \(code): \(message)" }

    /// The code, the message, and the detail where there is one.
    public var debugDescription: String { detail.isEmpty ? description : "\(description) (\(detail))" }

    /// Equal when the codes are.
    public static func == (left: Self, right: Self) -> Bool { left.code == right.code }

    /// Hashes the code alone, as equality compares it alone.
    public func hash(into hasher: inout Hasher) { hasher.combine(code) }
}
