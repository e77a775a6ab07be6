/// Which new passwords are taken: length is asked for, composition is not (NIST SP 800-63B, section 5.1.1.2).
///
/// It is applied when a password is set. At login only the upper limit counts, because a password that was good once
/// must stay usable.
public struct PasswordPolicy: Sendable, Hashable {
    /// The longest password, in bytes of UTF-8. A longer one is refused and never cut: cutting would make two different
    /// passwords one, and hashing megabytes would be a stranger's way to keep the server busy.
    public static let maximumBytes = 1024
    /// The smallest value that ``minimumCharacters`` may have.
    public static let leastMinimumCharacters = 8

    /// The shortest password, in Unicode scalars.
    public let minimumCharacters: Int

    /// The default policy: at least 8 characters.
    public init() {
        minimumCharacters = Self.leastMinimumCharacters
    }

    /// A policy that asks for longer passwords, for example 15 characters, as NIST SP 800-63B-4 does where the password
    /// is the only factor.
    /// - Parameter minimumCharacters: The shortest password in Unicode scalars, 8 to 64.
    /// - Throws: ``AccountError`` with the code `invalidConfiguration` when the number is outside of 8 to 64.
    public init(minimumCharacters: Int) throws(AccountError) {
        guard (Self.leastMinimumCharacters...64).contains(minimumCharacters) else {
            throw AccountError(.invalidConfiguration, "the least length of a password must be 8 to 64 characters")
        }
        self.minimumCharacters = minimumCharacters
    }

    /// Checks a new password.
    /// - Parameters:
    ///   - password: The password as it was typed; it is not changed in any way.
    ///   - username: Whose password it will be.
    /// - Throws: ``AccountError`` with the code `passwordTooLong`, `passwordTooShort`, `passwordContainsNUL` or
    ///   `passwordEqualsUsername`.
    public func check(_ password: String, for username: Username) throws(AccountError) {
        // Bytes first: counting the scalars of a text is work in proportion to its length.
        guard password.utf8.count <= Self.maximumBytes else { throw AccountError(.passwordTooLong) }
        guard password.unicodeScalars.count >= minimumCharacters else { throw AccountError(.passwordTooShort) }
        // Programs written in C would see such a password end early, and so accept a part of it.
        guard !password.utf8.contains(0) else { throw AccountError(.passwordContainsNUL) }
        guard !password.utf8.lazy.map(Username.folded).elementsEqual(username.canonical.utf8) else {
            throw AccountError(.passwordEqualsUsername)
        }
    }
}
