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

    package init(
        store: any UserStore,
        pool: HashingPool,
        policy: PasswordPolicy,
        hasher: any PasswordHashing,
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
        try policy.check(password, for: username)
        let hash = try await hash(Array(password.utf8))
        let user = UserRecord(id: makeID(), username: username.canonical, passwordHash: hash, createdAt: now())
        guard try await store.insertIfAbsent(user) else { throw AccountError(.usernameTaken) }
        return user
    }

    /// Finds the user that a name and a password belong to.
    ///
    /// An unknown name, a text that cannot be a name, a wrong password and one that is too long all end in the same
    /// error, after one hash of the same cost; so neither text nor time tells which names exist. (While a stored hash
    /// still has older parameters, its time can. It gets the present ones at that user's next login.)
    ///
    /// After a right password, a hash with other parameters than today's is replaced. Whatever hinders that, a store
    /// that is read-only or a full pool, does not fail the login: the next one tries again.
    /// - Parameters:
    ///   - username: What was typed as the name.
    ///   - password: What was typed as the password. Beyond ``PasswordPolicy/maximumBytes`` it is not read.
    /// - Returns: The user.
    /// - Throws: ``AccountError``: `invalidCredentials`; `overloaded`, `shutDown` or `hashingFailed`; `malformedHash`
    ///   when that user's row is damaged. `StoreError`; `CancellationError`.
    public func authenticate(username: String, password: String) async throws -> UserRecord {
        guard password.utf8.count <= PasswordPolicy.maximumBytes else {
            // The user is not even looked up: nothing here can depend on whether there is one.
            try await payForNothing([])
            throw AccountError(.invalidCredentials)
        }
        let password = Array(password.utf8)
        guard let name = try? Username(username), let user = try await store.user(named: name.canonical) else {
            try await payForNothing(password)
            throw AccountError(.invalidCredentials)
        }
        guard try await verify(password, against: user.passwordHash) else { throw AccountError(.invalidCredentials) }
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

    private func verify(_ password: [UInt8], against phc: String) async throws -> Bool {
        try await pool.run { [hasher] in try hasher.verify(password, against: phc) }
    }

    private func payForNothing(_ password: [UInt8]) async throws {
        _ = try await verify(password, against: decoy)
    }

    private func rehashed(_ user: UserRecord, _ password: [UInt8]) async -> UserRecord {
        // Every failure here is let go on purpose: the password was right, and the old hash still works.
        guard (try? hasher.needsRehash(user.passwordHash)) == true, let new = try? await hash(password),
            (try? await store.replacePasswordHash(ofUser: user.id, from: user.passwordHash, to: new)) == true
        else { return user }
        return UserRecord(id: user.id, username: user.username, passwordHash: new, createdAt: user.createdAt)
    }
}
