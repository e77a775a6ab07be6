import Synchronization

extension MemoryStore {
    /// Adds a user unless its id or its name is taken.
    public func insertIfAbsent(_ user: UserRecord, recording records: [AuditRecord]) async throws -> Bool {
        state.withLock { state in
            guard state.users.insertIfAbsent(user) else { return false }
            state.audit.add(records)
            return true
        }
    }

    /// Finds a user by its canonical name.
    public func user(named username: String) async throws -> UserRecord? {
        state.withLock { $0.withEpoch($0.users.named(Key(username.utf8))) }
    }

    /// Finds a user by its id.
    public func user(id: String) async throws -> UserRecord? {
        state.withLock { $0.withEpoch($0.users[Key(id.utf8)]) }
    }

    /// Replaces a password's hash if it is still the one that the caller has seen.
    public func replacePasswordHash(ofUser id: String, from old: String, to new: String) async throws -> Bool {
        state.withLock { state in
            guard var user = state.users[Key(id.utf8)], let known = user.passwordHash,
                known.utf8.elementsEqual(old.utf8)
            else { return false }
            user.passwordHash = new
            state.users.replace(user, id: Key(id.utf8))
            return true
        }
    }

    /// Whether there is any user at all.
    public func hasUsers() async throws -> Bool {
        state.withLock { !$0.users.isEmpty }
    }

    /// Users by the bytes of their ids.
    public func users(after id: String?, limit: Int) async throws -> [UserRecord] {
        state.withLock { state in
            state.users.page(after: id.map { Key($0.utf8) }, limit: limit).compactMap { state.withEpoch($0) }
        }
    }

    /// Reads a user, decides, and writes, all behind one lock.
    public func change<Outcome: Sendable>(
        user id: String, _ body: @Sendable (UserRecord?) -> UserChange<Outcome>
    ) async throws -> UserChangeResult<Outcome> {
        let id = Key(id.utf8)
        return state.withLock { state in
            let known = state.withEpoch(state.users[id])
            let change = body(known)
            switch change.fate {
            case .keep: break
            case .put(let user): state.users.replace(user, id: id)
            case .remove:
                state.users.remove(id)
                if known != nil { state.consents.removeAll(of: id) }
            }
            let ended = change.sweep.map { state.end(of: id, $0) } ?? []
            state.audit.add(change.records)
            return UserChangeResult(outcome: change.outcome, ended: ended)
        }
    }

    /// Forgets the epochs of those who are no users any more.
    @discardableResult
    public func purgeSessionEpochs(notedBefore moment: Int64, at now: Int64, limit: Int) async throws -> Int {
        state.withLock { state in
            let users = state.users
            return state.sessions.purgeEpochs(notedBefore: moment, at: now, limit: limit) { users[$0] != nil }
        }
    }
}
