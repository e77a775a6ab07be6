import MapaeStore

@testable import MapaeAccounts

/// A hasher that notes what it is asked for. Its hashes are the password itself behind a version, so tests can read
/// them; the version stands for the parameters.
final class CountingHasher: PasswordHashing {
    /// One paid hash: how many bytes went in, and at which parameters.
    struct Paid: Equatable, Sendable {
        let bytes: Int
        let version: String
    }

    private let version: String
    private let log = Notes<Paid>()

    init(version: String = "v2") {
        self.version = version
    }

    var paid: [Paid] { log.all }

    func forget() { log.clear() }

    func hash(_ password: [UInt8]) throws(AccountError) -> String {
        log.add(Paid(bytes: password.count, version: version))
        return text(password)
    }

    func verify(_ password: [UInt8], against phc: String) throws(AccountError) -> Bool {
        let parts = phc.split(separator: "$", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else { throw AccountError(.malformedHash) }
        log.add(Paid(bytes: password.count, version: String(parts[0])))
        return parts[1].utf8.elementsEqual(String(decoding: password, as: UTF8.self).utf8)
    }

    func needsRehash(_ phc: String) throws(AccountError) -> Bool { !phc.hasPrefix(version + "$") }

    func decoy() -> String { text(Array("no password is this one".utf8)) }

    private func text(_ password: [UInt8]) -> String { version + "$" + String(decoding: password, as: UTF8.self) }
}

/// A store whose verbs fail when told to, or run something first.
final class FaultyStore: UserStore {
    enum Verb: Hashable, Sendable { case insert, find, replace }

    private let inner = MemoryStore()
    private let faults = Monitor<[Verb: StoreError]>([:])
    private let beforeReplace = Monitor<(@Sendable (MemoryStore) async throws -> Void)?>(nil)

    func fail(_ verb: Verb, with error: StoreError) { faults.withLock { $0[verb] = error } }

    func onReplace(_ body: @escaping @Sendable (MemoryStore) async throws -> Void) {
        beforeReplace.withLock { $0 = body }
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
}
