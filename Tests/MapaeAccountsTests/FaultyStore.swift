import MapaeStore
import MapaeTesting

@testable import MapaeAccounts

/// A store whose verbs fail when told to, or run something first.
final class FaultyStore: StoreProxy {
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

    func forward<Value: Sendable>(
        _ verb: StoreVerb, _ body: (any OAuthStore & KeyStore) async throws -> Value
    ) async throws -> Value {
        switch verb {
        case .insertIfAbsent: try check(.insert)
        case .users, .userNamed, .userWithID: try check(.find)
        case .replacePasswordHash:
            try check(.replace)
            try await beforeReplace.withLock { $0 }?(inner)
        case .changeUser:
            try check(.change)
            let first = beforeChange.withLock { first in
                defer { first = nil }
                return first
            }
            try await first?(inner)
        default: break
        }
        return try await body(inner)
    }

    private func check(_ verb: Verb) throws {
        if let error = faults.withLock({ $0[verb] }) { throw error }
    }
}
