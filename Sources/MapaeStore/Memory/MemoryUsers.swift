/// The users of a ``MemoryStore``.
struct MemoryUsers: Sendable {
    typealias Key = MemoryStore.Key

    private var users: [Key: UserRecord] = [:]
    private var ids: [Key: Key] = [:]

    var isEmpty: Bool { users.isEmpty }

    subscript(id: Key) -> UserRecord? { users[id] }

    func named(_ name: Key) -> UserRecord? { ids[name].flatMap { users[$0] } }

    mutating func insertIfAbsent(_ user: UserRecord) -> Bool {
        let id = Key(user.id.utf8)
        let name = Key(user.username.utf8)
        guard users[id] == nil, ids[name] == nil else { return false }
        users[id] = user
        ids[name] = id
        return true
    }

    /// Replaces a user that there is; its id and name stay.
    mutating func replace(_ user: UserRecord, id: Key) {
        guard let known = users[id] else { return }
        users[id] = UserRecord(
            id: known.id, username: known.username, passwordHash: user.passwordHash, createdAt: user.createdAt,
            email: user.email, roles: user.roles, passwordChangedAt: user.passwordChangedAt,
            disabledAt: user.disabledAt)
    }

    mutating func remove(_ id: Key) {
        guard let user = users.removeValue(forKey: id) else { return }
        ids[Key(user.username.utf8)] = nil
    }

    func page(after id: Key?, limit: Int) -> [UserRecord] {
        users.keys.filter { key in id.map { $0.lexicographicallyPrecedes(key) } ?? true }
            .sorted { $0.lexicographicallyPrecedes($1) }.prefix(limit).compactMap { users[$0] }
    }
}
