public import MapaeStore

/// Users and their passwords.
///
/// Passwords are hashed on a ``HashingPool``, never on the caller's thread. Faults of the store pass through as they
/// are (`StoreError`): "the disk is full" must not look like "wrong password".
public struct Accounts: Sendable {
    private let store: any UserStore
    private let pool: HashingPool
    private let policy: PasswordPolicy
    private let hasher: any PasswordHashing
    private let now: @Sendable () -> Int64
    private let makeID: @Sendable () -> String
    /// Made once, so that the path of an unknown name does no more work than that of a known one.
    private let decoy: String
    private let foreign: ForeignHashes

    package init(
        store: any UserStore,
        pool: HashingPool,
        policy: PasswordPolicy,
        hasher: any PasswordHashing,
        importing foreign: [ForeignPasswordHash] = [],
        now: @escaping @Sendable () -> Int64,
        makeID: @escaping @Sendable () -> String
    ) {
        self.store = store
        self.pool = pool
        self.policy = policy
        self.hasher = hasher
        self.now = now
        self.makeID = makeID
        decoy = hasher.decoy()
        self.foreign = ForeignHashes(foreign)
    }

    /// Creates a user, with one hash.
    ///
    /// This does tell whether a name is taken: offer it to administrators, or behind a sign-up page that does not.
    /// - Parameters:
    ///   - username: The login name; it is stored in its canonical form.
    ///   - password: The password, which must satisfy the policy.
    /// - Returns: The user as it is stored, with a new random id.
    /// - Throws: ``AccountError``: `usernameTaken`, `invalidUsername`, one of the `password…` codes, `overloaded`,
    ///   `shutDown` or `hashingFailed`; `StoreError`; `CancellationError`.
    public func create(username: String, password: String) async throws -> UserRecord {
        let username = try Username(username)
        let password = try policy.checked(password, for: username, email: nil)
        let hash = try await hash(password)
        let user = UserRecord(id: makeID(), username: username.canonical, passwordHash: hash, createdAt: now())
        guard try await store.insertIfAbsent(user) else { throw AccountError(.usernameTaken) }
        return user
    }

    /// Creates a user whose password was hashed elsewhere. Nothing is hashed.
    /// - Parameters:
    ///   - username: The login name; it is stored in its canonical form.
    ///   - hash: A hash of a kind that these accounts import, or of Argon2id.
    /// - Returns: The user as it is stored, with a new random id.
    /// - Throws: ``AccountError``: `usernameTaken`, `invalidUsername` or `unknownHash`; `StoreError`; `CancellationError`.
    public func create(username: String, importedHash hash: String) async throws -> UserRecord {
        let username = try Username(username)
        // What could not be checked at the login is refused now, while the one who brings it is there to hear it.
        guard foreign.contains(hash) || (try? hasher.needsRehash(hash)) != nil else { throw AccountError(.unknownHash) }
        let user = UserRecord(id: makeID(), username: username.canonical, passwordHash: hash, createdAt: now())
        guard try await store.insertIfAbsent(user) else { throw AccountError(.usernameTaken) }
        return user
    }

    /// Finds the user that a name and a password belong to.
    ///
    /// An unknown name, a text that cannot be a name, a wrong password and one that is too long all end in the same
    /// error, after hashes of the same cost; so neither text nor time tells which names exist.
    ///
    /// Two things remain. While a stored hash of our own still has older parameters, its time can tell; it gets the
    /// present ones at that user's next login. And an imported hash takes its own time: each failed login pays for every
    /// cost that was met since these accounts were made, up to four. So the first attempt at an imported hash of a new cost
    /// takes longer than all before it, once; and with more than four costs the others can be told.
    ///
    /// After a right password, an imported hash and one with other parameters than today's are replaced. Whatever hinders
    /// that, a store that is read-only or a full pool, does not fail the login: the next one tries again.
    /// - Parameters:
    ///   - username: What was typed as the name.
    ///   - password: What was typed as the password. Beyond ``PasswordPolicy/maximumBytes`` it is not read.
    /// - Returns: The user.
    /// - Throws: ``AccountError``: `invalidCredentials`; `overloaded`, `shutDown` or `hashingFailed`; `malformedHash`
    ///   when that user's row is damaged. `StoreError`; `CancellationError`.
    public func authenticate(username: String, password: String) async throws -> UserRecord {
        guard let password = TypedPassword(password) else {
            // The user is not even looked up: nothing here can depend on whether there is one.
            _ = try await verify(.empty, against: nil)
            throw AccountError(.invalidCredentials)
        }
        let name = try? Username(username)
        let user = if let name { try await store.user(named: name.canonical) } else { nil as UserRecord? }
        guard try await verify(password, against: user?.passwordHash), let user else {
            throw AccountError(.invalidCredentials)
        }
        return await rehashed(user, password)
    }

    /// Finds a user by its id, the `sub` of its tokens. Nothing is hashed.
    /// - Parameter id: The id.
    /// - Returns: The user, or nil when there is none.
    /// - Throws: `StoreError`.
    public func user(id: String) async throws -> UserRecord? {
        try await store.user(id: id)
    }

    private func hash(_ password: [UInt8]) async throws -> String {
        try await pool.run { [hasher] in try hasher.hash(password) }
    }

    /// Whether the password is the one that the hash was made from; false where there is no hash.
    ///
    /// One job for all of it, so that a pool that fills up meanwhile cannot part the costs of a known and an unknown name.
    private func verify(_ password: TypedPassword, against hash: String?) async throws -> Bool {
        try await pool.run { [hasher, foreign, decoy] in
            if let hash, let (isRight, paid) = try foreign.check(password, against: hash) {
                if isRight { return true }
                _ = try Self.verify(password, against: decoy, hasher)
                try foreign.payForNothing(password, but: paid)
                return false
            }
            if try Self.verify(password, against: hash ?? decoy, hasher) { return hash != nil }
            try foreign.payForNothing(password)
            return false
        }
    }

    private static func verify(
        _ password: TypedPassword, against hash: String, _ hasher: any PasswordHashing
    ) throws(AccountError) -> Bool {
        for candidate in password.candidates(imported: false) where try hasher.verify(candidate, against: hash) {
            return true
        }
        return false
    }

    private func rehashed(_ user: UserRecord, _ password: TypedPassword) async -> UserRecord {
        // Every failure here is let go on purpose: the password was right, and the old hash still works.
        guard let password = password.normalised, let old = user.passwordHash,
            foreign.contains(old) || (try? hasher.needsRehash(old)) == true,
            let new = try? await hash(password),
            (try? await store.replacePasswordHash(ofUser: user.id, from: old, to: new)) == true
        else { return user }
        var user = user
        user.passwordHash = new
        return user
    }
}
