#if Server
import MapaeJOSE
import CArgon2

/// Hashes passwords with Argon2id (RFC 9106), computed by libargon2.
///
/// One hash with the standard parameters takes about 30 ms of one core and 19 MiB. These methods block for that
/// long: call them from a ``HashingPool``, as ``Accounts`` does, and never from an event loop or a task.
public struct Argon2id: PasswordHashing {
    private static let saltBytes = 16
    private static let tagBytes = 32

    /// The work of each new hash.
    public let parameters: Argon2Parameters

    /// Creates a hasher with the standard parameters.
    public init() {
        self.init(parameters: .standard)
    }

    package init(parameters: Argon2Parameters) {
        self.parameters = parameters
    }

    /// Hashes a password under 16 random bytes of salt.
    /// - Parameter password: The password's bytes, at most ``PasswordPolicy/maximumBytes``.
    /// - Returns: A PHC string with a tag of 32 bytes.
    /// - Throws: ``AccountError``: `passwordTooLong`, or `hashingFailed` when there is no memory.
    public func hash(_ password: [UInt8]) throws(AccountError) -> String {
        try hash(password, salt: RandomBytes.make(Self.saltBytes), tagBytes: Self.tagBytes)
    }

    /// Whether a stored hash was made from this password.
    ///
    /// It costs what the stored hash's own parameters say, within the limits of ``Argon2Hash``. The tags are
    /// compared by libargon2, in constant time.
    /// - Parameters:
    ///   - password: The password's bytes, at most ``PasswordPolicy/maximumBytes``.
    ///   - phc: The stored PHC string.
    /// - Throws: ``AccountError``: `malformedHash` for a damaged string (which is not a wrong password),
    ///   `passwordTooLong`, or `hashingFailed` when there is no memory.
    public func verify(_ password: [UInt8], against phc: String) throws(AccountError) -> Bool {
        let stored = try Argon2Hash(parsing: phc)
        guard password.count <= PasswordPolicy.maximumBytes else { throw AccountError(.passwordTooLong) }
        // libargon2 gets our own encoding of what was parsed, so that its parser cannot read it differently.
        let status = unsafe argon2id_verify(stored.phc, password, password.count)
        switch status {
        case ARGON2_OK.rawValue: return true
        case ARGON2_VERIFY_MISMATCH.rawValue: return false
        default: throw Self.failure(status)
        }
    }

    /// Whether a stored hash has other parameters than a new one would have.
    ///
    /// Costlier ones count too: as long as one stored hash takes another time than the decoy, the time of a login
    /// tells that its name exists.
    /// - Parameter phc: The stored PHC string.
    /// - Throws: ``AccountError`` with the code `malformedHash` for a damaged string.
    public func needsRehash(_ phc: String) throws(AccountError) -> Bool {
        let stored = try Argon2Hash(parsing: phc)
        return stored.parameters != parameters || stored.salt.count != Self.saltBytes
            || stored.tag.count != Self.tagBytes
    }

    /// A PHC string of the same cost as a real hash, whose salt and tag are random: to be verified against when
    /// there is no user, so that the time does not tell. Making it computes no hash.
    ///
    /// That a password fits it by chance is as likely as guessing 256 bits.
    public func decoy() -> String {
        let tag = RandomBytes.make(Self.tagBytes)
        return Argon2Hash(parameters: parameters, salt: RandomBytes.make(Self.saltBytes), tag: tag).phc
    }

    /// The seam for known answers: salt and length of the tag are given.
    package func hash(_ password: [UInt8], salt: [UInt8], tagBytes: Int) throws(AccountError) -> String {
        guard password.count <= PasswordPolicy.maximumBytes else { throw AccountError(.passwordTooLong) }
        var tag = [UInt8](repeating: 0, count: tagBytes)
        let status = unsafe argon2id_hash_raw(
            parameters.passes, parameters.memoryKiB, parameters.lanes, password, password.count, salt, salt.count,
            &tag, tagBytes)
        guard status == ARGON2_OK.rawValue else { throw Self.failure(status) }
        return Argon2Hash(parameters: parameters, salt: salt, tag: tag).phc
    }

    private static func failure(_ status: Int32) -> AccountError {
        AccountError(.hashingFailed, "libargon2 returned \(status)")
    }
}
#endif
