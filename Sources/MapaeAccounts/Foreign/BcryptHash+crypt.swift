#if Server && canImport(CCrypt)
import CCrypt
import Crypto
#if canImport(Musl)
import Musl
#else
import Glibc
#endif

extension BcryptHash {
    /// Whether the hash was made from this password, as bcrypt takes it: of a longer one the first 72 bytes.
    ///
    /// A password with NUL matches nothing: bcrypt would end it there, and "secret\0" would become the password when the
    /// hash of "secret" is replaced. It pays all the same.
    ///
    /// It takes what the cost says, a few milliseconds to a second of a core, and blocks for that long: call it from a
    /// ``HashingPool``, as ``Accounts`` does. The digests are compared in constant time.
    /// - Parameter password: The password's bytes.
    /// - Throws: ``AccountError`` with the code `hashingFailed`.
    public func matches(_ password: [UInt8]) throws(AccountError) -> Bool {
        // libcrypt refuses what has 512 bytes or more; cut by us or by bcrypt, the digest is the same.
        let phrase = password.prefix(Self.passwordBytes).map { CChar(bitPattern: $0) } + [0]
        let setting = setting.map { CChar(bitPattern: $0) } + [0]
        // 32 KiB of zeros: too much for a thread's stack.
        let size = MemoryLayout<crypt_data>.size
        let memory = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: MemoryLayout<crypt_data>.alignment)
        unsafe memory.initializeMemory(as: UInt8.self, repeating: 0, count: size)
        defer {
            // It holds a copy of the password.
            unsafe explicit_bzero(memory, size)
            unsafe memory.deallocate()
        }
        let data = unsafe memory.bindMemory(to: crypt_data.self, capacity: 1)
        guard let result = unsafe crypt_r(phrase, setting, data) else { throw Self.failure }
        let text = unsafe String(cString: result)
        // A failure is a text that is no hash, such as "*0".
        guard let computed = try? BcryptHash(parsing: text) else { throw Self.failure }
        // The salt's last character has bits that take no part; hence the digests alone are compared.
        let isRight = SymmetricKey(data: computed.digest) == SymmetricKey(data: digest)
        return isRight && !password.contains(0)
    }

    private static var failure: AccountError { AccountError(.hashingFailed, "crypt_r gave no bcrypt hash") }
}

extension ForeignPasswordHash {
    /// bcrypt's `$2a$`, `$2b$` and `$2y$` with a cost of 4 to 14, checked by libcrypt.
    public static let bcrypt = ForeignPasswordHash(
        decoy: { (try? BcryptHash(parsing: $0))?.decoy },
        check: { password, hash in try BcryptHash(parsing: hash).matches(password) })
}
#endif
