import MapaeStore

@testable import MapaeAccounts

/// A store whose verbs fail when told to, or run something first.
final class FaultyStore: AccountStore {
    enum Verb: Hashable, Sendable { case insert, find, replace, change }

    let inner = MemoryStore()
    private let faults = Monitor<[Verb: StoreError]>([:])
    private let beforeChange = Monitor<(@Sendable (MemoryStore) async throws -> Void)?>(nil)
    private let beforeReplace = Monitor<(@Sendable (MemoryStore) async throws -> Void)?>(nil)

    func fail(_ verb: Verb, with error: StoreError) { faults.withLock { $0[verb] = error } }

    func onReplace(_ body: @escaping @Sendable (MemoryStore) async throws -> Void) {
        beforeReplace.withLock { $0 = body }
    }

    /// Runs something once, before the next change.
    func onChange(_ body: @escaping @Sendable (MemoryStore) async throws -> Void) {
        beforeChange.withLock { $0 = body }
    }

    private func check(_ verb: Verb) throws {
        if let error = faults.withLock({ $0[verb] }) { throw error }
    }

    func insertIfAbsent(_ user: UserRecord, recording records: [AuditRecord]) async throws -> Bool {
        try check(.insert)
        return try await inner.insertIfAbsent(user, recording: records)
    }

    func users(after id: String?, limit: Int) async throws -> [UserRecord] {
        try check(.find)
        return try await inner.users(after: id, limit: limit)
    }

    func user(named username: String) async throws -> UserRecord? {
        try check(.find)
        return try await inner.user(named: username)
    }

    func user(id: String) async throws -> UserRecord? {
        try check(.find)
        return try await inner.user(id: id)
    }

    func replacePasswordHash(ofUser id: String, from old: String, to new: String) async throws -> Bool {
        try check(.replace)
        try await beforeReplace.withLock { $0 }?(inner)
        return try await inner.replacePasswordHash(ofUser: id, from: old, to: new)
    }

    func hasUsers() async throws -> Bool { try await inner.hasUsers() }

    func change<Outcome: Sendable>(
        user id: String, _ body: @Sendable (UserRecord?) -> UserChange<Outcome>
    ) async throws -> UserChangeResult<Outcome> {
        try check(.change)
        let first = beforeChange.withLock { first in
            defer { first = nil }
            return first
        }
        try await first?(inner)
        return try await inner.change(user: id, body)
    }
}
