/// Which new passwords are taken: length is asked for, composition is not, and what everybody tries first is refused
/// (NIST SP 800-63B, section 5.1.1.2).
///
/// It is applied when a password is set. At login only the upper limit counts, because a password that was good once
/// must stay usable.
public struct PasswordPolicy: Sendable, Hashable {
    /// The longest password, in characters: Unicode scalars, as NIST SP 800-63B counts them. A longer one is refused and
    /// never cut: cutting would make two different passwords one.
    public static let maximumCharacters = 1024
    /// The longest password that is read at all, in bytes of UTF-8: what 1,024 characters can take. Hashing megabytes would
    /// be a stranger's way to keep the server busy.
    public static let maximumBytes = 4 * maximumCharacters
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
    ///
    /// Characters are counted in the form that is hashed: NFC, see `docs/accounts.md`.
    /// - Parameters:
    ///   - password: The password as it was typed.
    ///   - username: Whose password it will be.
    ///   - email: That user's address, if there is one.
    /// - Throws: ``AccountError`` with the code `passwordTooLong`, `passwordTooShort`, `passwordContainsNUL`,
    ///   `passwordEqualsUsername` (the name, the address, or what stands before its `@`, in any case of letters) or
    ///   `passwordTooCommon`.
    public func check(
        _ password: String, for username: Username, email: EmailAddress? = nil
    ) throws(AccountError) {
        _ = try checked(password, for: username, email: email)
    }

    /// Checks a new password, and returns what is hashed.
    func checked(
        _ password: String, for username: Username, email: EmailAddress?
    ) throws(AccountError) -> [UInt8] {
        // Bytes first: counting the scalars of a text is work in proportion to its length.
        guard password.utf8.count <= Self.maximumBytes else { throw AccountError(.passwordTooLong) }
        let text = TypedPassword.opaqueString(password)
        let characters = text.unicodeScalars.count
        guard characters <= Self.maximumCharacters else { throw AccountError(.passwordTooLong) }
        guard characters >= minimumCharacters else { throw AccountError(.passwordTooShort) }
        // Programs written in C would see such a password end early, and so accept a part of it.
        guard !text.utf8.contains(0) else { throw AccountError(.passwordContainsNUL) }
        // Nothing that a password is compared with is longer than an address.
        if characters <= EmailAddress.maximumBytes, let folded = FoldedText.fold(text) {
            guard !Self.isOwn(folded, username, email) else { throw AccountError(.passwordEqualsUsername) }
            guard !CommonPasswords.contains(folded) else { throw AccountError(.passwordTooCommon) }
        }
        return Array(text.utf8)
    }

    private static func isOwn(_ folded: [Unicode.Scalar], _ username: Username, _ email: EmailAddress?) -> Bool {
        let bytes = folded.flatMap { Array(String($0).utf8) }
        return bytes.elementsEqual(username.canonical.utf8)
            || email.map { bytes.elementsEqual($0.canonical.utf8) || bytes.elementsEqual($0.localPart) } ?? false
    }
}
