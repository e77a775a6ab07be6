/// Password hashes of one kind that another program made, with which its users may still log in.
///
/// They are checked on the ``HashingPool`` as all others are. After the first right password the hash is replaced by
/// Argon2id, so this kind dies out by itself. Werkzeug's are checked by the target `MapaeFlask`:
/// ```swift
/// let werkzeug = ForeignPasswordHash(
///     decoy: { (try? WerkzeugHash(parsing: $0))?.decoy.text },
///     check: { password, hash in try WerkzeugHash(parsing: hash).matches(password) })
/// let accounts = Accounts(store: store, pool: pool, importing: [werkzeug])
/// ```
public struct ForeignPasswordHash: Sendable {
    private let makeDecoy: @Sendable (String) -> String?
    private let checkPassword: @Sendable ([UInt8], String) throws -> Bool

    /// Describes a kind of hashes.
    /// - Parameters:
    ///   - decoy: Whether a stored text is a hash of this kind, within limits that its check may cost: then a hash that
    ///     belongs to nobody and costs as much to be checked, the same text for every hash of that cost. `nil`: it is none.
    ///     It computes no hash.
    ///   - check: Whether a password, given as the bytes of its UTF-8, is the one that a hash was made from. It compares
    ///     in constant time, throws when it cannot tell, and is called on a thread that may wait.
    public init(
        decoy: @escaping @Sendable (_ hash: String) -> String?,
        check: @escaping @Sendable (_ password: [UInt8], _ hash: String) throws -> Bool
    ) {
        makeDecoy = decoy
        checkPassword = check
    }

    /// Whether a stored text is a hash of this kind that can be checked. It computes no hash.
    /// - Parameter hash: The stored text.
    public func recognizes(_ hash: String) -> Bool { makeDecoy(hash) != nil }

    /// A hash of nobody at the cost of this one; nil when this one is of another kind.
    func decoy(for hash: String) -> String? { makeDecoy(hash) }

    /// Whether the password is the one that the hash was made from.
    func check(_ password: [UInt8], against hash: String) throws(AccountError) -> Bool {
        do { return try checkPassword(password, hash) } catch {
            // What the other side says may hold anything, the hash too.
            throw AccountError(.hashingFailed, "an imported hash could not be computed")
        }
    }
}
