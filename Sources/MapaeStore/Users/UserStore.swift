/// Remembers users.
///
/// Each method is one atomic step: no caller has to read, decide and write. Names and ids are compared as UTF-8 bytes,
/// because Swift's `==` on strings equates texts that a database keeps apart. All methods throw ``StoreError``, or
/// `CancellationError` when their task is cancelled; then nothing was changed.
public protocol UserStore: Sendable {
    /// Adds a user unless its id or its name is taken.
    /// - Parameters:
    ///   - user: The user.
    ///   - records: What is written into the audit log in the same step.
    /// - Returns: `false`, and nothing is changed, when either is taken.
    func insertIfAbsent(_ user: UserRecord, recording records: [AuditRecord]) async throws -> Bool

    /// Finds a user by its canonical name.
    func user(named username: String) async throws -> UserRecord?

    /// Finds a user by its id.
    func user(id: String) async throws -> UserRecord?

    /// Replaces a password's hash if it is still the one that the caller has seen, so that a slow re-hash cannot undo a
    /// password change that came in between.
    /// - Returns: `false`, and nothing is changed, when the user is gone or its hash is another.
    func replacePasswordHash(ofUser id: String, from old: String, to new: String) async throws -> Bool

    /// Whether there is any user at all.
    func hasUsers() async throws -> Bool

    /// Users in an order of the store's own that does not change: for who administers them.
    /// - Parameters:
    ///   - id: Where the last look ended: the id of its last user. `nil` for the first look.
    ///   - limit: The most to return, at least 1.
    func users(after id: String?, limit: Int) async throws -> [UserRecord]
}

extension UserStore {
    /// Adds a user unless its id or its name is taken, and records nothing.
    public func insertIfAbsent(_ user: UserRecord) async throws -> Bool {
        try await insertIfAbsent(user, recording: [])
    }
}
