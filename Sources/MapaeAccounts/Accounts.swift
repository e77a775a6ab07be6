public import MapaeStore

/// Users and their passwords.
///
/// Passwords are hashed on a ``HashingPool``, never on the caller's thread. Faults of the store pass through as they
/// are (`StoreError`): "the disk is full" must not look like "wrong password".
public struct Accounts: Sendable {
    let store: any AccountStore
    private let pool: HashingPool
    let policy: PasswordPolicy
    private let hasher: any PasswordHashing
    let now: @Sendable () -> Int64
    let makeID: @Sendable () -> String
    /// Made once, so that the path of an unknown name does no more work than that of a known one.
    private let decoy: String
    private let foreign: ForeignHashes

    package init(
        store: any AccountStore,
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
    /// This does tell whether a name is taken, after the same work: offer it to administrators, or to strangers behind
    /// ``LoginThrottle/admitSignUp(network:)``.
    /// - Parameters:
    ///   - username: The login name; it is stored in its canonical form.
    ///   - password: The password, which must satisfy the policy; nil for a user who cannot log in with one.
    ///   - email: The e-mail address, which nobody has checked yet; it is stored in its canonical form.
    ///   - roles: What the user may be: at most 32 names of 1 to 64 ASCII characters without white space.
    ///   - records: What is written into the audit log in the same step.
    /// - Returns: The user as it is stored, with a new random id.
    /// - Throws: ``AccountError``: `usernameTaken`, `invalidUsername`, `invalidEmail`, `invalidRole`, one of the `password…`
    ///   codes, `overloaded`, `shutDown` or `hashingFailed`; `StoreError`; `CancellationError`.
    public func create(
        username: String, password: String?, email: String? = nil, roles: [String] = [],
        recording records: @Sendable (UserRecord) -> [AuditRecord] = { _ in [] }
    ) async throws -> UserRecord {
        let username = try Username(username)
        let email = try email.map { text throws(AccountError) in try EmailAddress(text) }
        try Self.check(roles: roles)
        var hash: String?
        if let password { hash = try await self.hash(policy.checked(password, for: username, email: email)) }
        let user = UserRecord(
            id: makeID(), username: username.canonical, passwordHash: hash, createdAt: now(), email: email?.canonical,
            roles: roles)
        guard try await store.insertIfAbsent(user, recording: records(user)) else { throw AccountError(.usernameTaken) }
        return user
    }

    /// Creates a user who signs up: with a password, and without any role.
    ///
    /// Ask for a ticket with ``LoginThrottle/admitSignUp(network:)`` before: each call is a hash and perhaps a row.
    /// - Parameters:
    ///   - username: The login name; it is stored in its canonical form.
    ///   - password: The password, which must satisfy the policy.
    ///   - email: The e-mail address, which nobody has checked yet.
    ///   - records: What is written into the audit log in the same step.
    /// - Returns: The user as it is stored, with a new random id.
    /// - Throws: What ``create(username:password:email:roles:recording:)`` throws.
    public func signUp(
        username: String, password: String, email: String? = nil,
        recording records: @Sendable (UserRecord) -> [AuditRecord] = { _ in [] }
    ) async throws -> UserRecord {
        try await create(username: username, password: password, email: email, recording: records)
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
    /// An unknown name, a text that cannot be a name, a wrong password, one that is too long, a user without a password and
    /// one who is shut out all end in the same error, after hashes of the same cost; so neither text nor time tells which
    /// names exist, nor that the password of a user who is shut out was right.
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
        // In a flood most logins are refused, and none of these may cost a look into the store.
        try pool.checkRoom()
        guard let password = TypedPassword(password) else {
            // The user is not even looked up: nothing here can depend on whether there is one.
            _ = try await verify(.empty, against: nil)
            throw AccountError(.invalidCredentials)
        }
        let name = try? Username(username)
        let user = if let name { try await store.user(named: name.canonical) } else { nil as UserRecord? }
        guard try await verify(password, of: user), let user else { throw AccountError(.invalidCredentials) }
        return await rehashed(user, password)
    }

    /// Finds a user by its id, the `sub` of its tokens. Nothing is hashed.
    /// - Parameter id: The id.
    /// - Returns: The user, or nil when there is none.
    /// - Throws: `StoreError`.
    public func user(id: String) async throws -> UserRecord? {
        try await store.user(id: id)
    }

    func hash(_ password: [UInt8]) async throws -> String {
        try await pool.run { [hasher] in try hasher.hash(password) }
    }

    /// Whether it is the password of a user who may log in.
    func verify(_ password: TypedPassword, of user: UserRecord?) async throws -> Bool {
        try await verify(password, against: user?.disabledAt == nil ? user?.passwordHash : nil)
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
