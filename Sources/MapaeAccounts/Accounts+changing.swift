public import MapaeStore

/// Each of these is one step of the store: the user, the sessions that end with the change, and the records for the audit log
/// are written together or not at all. `Sessions.sweep(except:)` makes the sweep.
extension Accounts {
    /// How often a change of a password begins anew because the stored hash was replaced meanwhile.
    private static let attempts = 3

    /// Changes the password of a user who knows the present one, which costs two hashes.
    ///
    /// Guesses at the present one are to be limited as those at the login are: see ``LoginThrottle``.
    /// - Parameters:
    ///   - id: The user's id.
    ///   - current: What was typed as the present password.
    ///   - new: The new password, which must satisfy the policy.
    ///   - sweep: Which sessions end with it: all but the one that the user is in, usually; nil for none.
    ///   - records: What is written into the audit log in the same step.
    /// - Returns: The user, and what was revoked.
    /// - Throws: ``AccountError``: `invalidCredentials` when the present password is another, or there is no such user, or it
    ///   is shut out or has no password; one of the `password…` codes, `overloaded`, `shutDown`, `hashingFailed` or
    ///   `malformedHash`; `StoreError`; `CancellationError`.
    public func changePassword(
        of id: String, current: String, new: String, ending sweep: SessionSweep?,
        recording records: @Sendable (UserRecord) -> [AuditRecord] = { _ in [] }
    ) async throws -> AccountChange {
        guard let typed = TypedPassword(current) else {
            _ = try await verify(.empty, of: nil)
            throw AccountError(.invalidCredentials)
        }
        for _ in 0..<Self.attempts {
            let user = try await store.user(id: id)
            guard try await verify(typed, of: user), let user, let seen = user.passwordHash else {
                throw AccountError(.invalidCredentials)
            }
            let hash = try await hash(checked(new, for: user))
            let now = now()
            // Another hash than the one that was checked is another password, or the same one hashed anew: look again.
            let change = try await change(id, ending: sweep, recording: records) { user in
                guard user.disabledAt == nil, user.passwordHash?.utf8.elementsEqual(seen.utf8) == true else {
                    return false
                }
                user.passwordHash = hash
                user.passwordChangedAt = now
                return true
            }
            if let change { return change }
        }
        throw AccountError(.invalidCredentials)
    }

    /// Changes a user in one step, whatever it was: for administrators. All is checked before anything is done, so that nothing is
    /// changed where one thing is refused.
    /// - Parameters:
    ///   - id: The user's id.
    ///   - edit: What is changed. A new password costs a hash.
    ///   - sweep: Which sessions end with an edit that is to end them (``AccountEdit/endsSessions``); nil for none, then tokens keep
    ///     the old roles until they expire.
    ///   - records: What is written into the audit log in the same step, for each thing that is changed.
    /// - Returns: The user, and what was revoked.
    /// - Throws: ``AccountError``: `unknownUser`, `invalidRole`, `invalidEmail`, one of the `password…` codes, `overloaded`,
    ///   `shutDown` or `hashingFailed`; `StoreError`; `CancellationError`.
    public func edit(
        _ id: String, _ edit: AccountEdit, ending sweep: SessionSweep?,
        recording records: @Sendable (AccountEdit.Part, UserRecord) -> [AuditRecord] = { _, _ in [] }
    ) async throws -> AccountChange {
        if let roles = edit.roles { try Self.check(roles: roles) }
        let email = try edit.email?.value.map { text throws(AccountError) in try EmailAddress(text).canonical }
        guard var user = try await store.user(id: id) else { throw AccountError(.unknownUser) }
        var hash: String?
        if let password = edit.password?.value {
            // The new password must not be the new address either.
            if edit.email != nil { user.email = email }
            hash = try await self.hash(checked(password, for: user))
        }
        let now = now()
        let change = try await change(
            id, ending: edit.endsSessions ? sweep : nil,
            recording: { user in edit.parts.flatMap { records($0, user) } },
            { [hash] user in
                if edit.password != nil {
                    user.passwordHash = hash
                    user.passwordChangedAt = now
                }
                if let roles = edit.roles { user.roles = roles }
                if edit.email != nil { user.email = email }
                if let isDisabled = edit.isDisabled { user.disabledAt = isDisabled ? user.disabledAt ?? now : nil }
                return true
            })
        guard let change else { throw AccountError(.unknownUser) }
        return change
    }

    /// Deletes a user. Its name is free again; its id is never given to another.
    /// - Parameters:
    ///   - id: The user's id.
    ///   - sweep: What ends the user's sessions: all of them.
    ///   - records: What is written into the audit log in the same step.
    /// - Returns: The user as it was, and what was revoked.
    /// - Throws: ``AccountError`` with the code `unknownUser`; `StoreError`; `CancellationError`.
    public func delete(
        _ id: String, ending sweep: SessionSweep,
        recording records: @Sendable (UserRecord) -> [AuditRecord] = { _ in [] }
    ) async throws -> AccountChange {
        let result = try await store.change(user: id) { user -> UserChange<UserRecord?> in
            guard let user else { return UserChange(.keep, outcome: nil) }
            return UserChange(.remove, ending: sweep, recording: records(user), outcome: user)
        }
        guard let user = result.outcome else { throw AccountError(.unknownUser) }
        return AccountChange(user: user, ended: result.ended)
    }

    /// Users in an order that does not change: for who administers them.
    /// - Parameters:
    ///   - id: The id of the last user of the last look; nil for the first look.
    ///   - limit: The most to return, at least 1.
    /// - Throws: `StoreError`; `CancellationError`.
    public func users(after id: String? = nil, limit: Int) async throws -> [UserRecord] {
        try await store.users(after: id, limit: limit)
    }

    /// Finds a user by what was typed as the name; nil where there is none, or the text cannot be a name.
    ///
    /// It tells that the name exists: for who administers users, and for ``KnownDevices``.
    /// - Parameter username: The name in any spelling.
    /// - Throws: `StoreError`; `CancellationError`.
    public func user(named username: String) async throws -> UserRecord? {
        guard let name = try? Username(username) else { return nil }
        return try await store.user(named: name.canonical)
    }

    /// Refuses roles that no user can have.
    package static func check(roles: [String]) throws(AccountError) {
        let isGood =
            roles.count <= 32 && Set(roles.map { Array($0.utf8) }).count == roles.count
            && roles.allSatisfy { role in
                (1...64).contains(role.utf8.count) && role.utf8.allSatisfy { (0x21...0x7E).contains($0) }
            }
        guard isGood else { throw AccountError(.invalidRole) }
    }

    /// The bytes of a new password for a user, when the policy takes it.
    private func checked(_ password: String, for user: UserRecord) throws(AccountError) -> [UInt8] {
        // The rules for names may have been others when the user came.
        let email = try? user.email.map { text throws(AccountError) in try EmailAddress(text) }
        return try policy.checked(password, for: Username(user.username), email: email ?? nil)
    }

    /// - Returns: nil when there is no such user, or `body` decided against it; then nothing was changed.
    private func change(
        _ id: String, ending sweep: SessionSweep?, recording records: @Sendable (UserRecord) -> [AuditRecord],
        _ body: @Sendable (inout UserRecord) -> Bool
    ) async throws -> AccountChange? {
        let result = try await store.change(user: id) { known -> UserChange<UserRecord?> in
            guard var user = known, body(&user) else { return UserChange(.keep, outcome: nil) }
            return UserChange(.put(user), ending: sweep, recording: records(user), outcome: user)
        }
        return result.outcome.map { AccountChange(user: $0, ended: result.ended) }
    }
}
