#if Server
import MapaeSQL
import MapaeSQLite
import MapaeStore
import MapaeTesting
import Synchronization
import Testing

@Suite("The store in SQLite keeps the promises of its protocols")
struct SQLiteConformanceTests {
    @Test("of users", arguments: StoreConformance.users)
    func users(_ check: StoreConformance.Check<any UserStore>) async throws {
        try await Scratch.with { try await $0.store { try await check.run($0) } }
    }

    @Test("of keys", arguments: StoreConformance.keys)
    func keys(_ check: StoreConformance.Check<any KeyStore>) async throws {
        try await Scratch.with { try await $0.store { try await check.run($0) } }
    }

    @Test("of sessions", arguments: StoreConformance.sessions)
    func sessions(_ check: StoreConformance.Check<any SessionStore>) async throws {
        try await Scratch.with { try await $0.store { try await check.run($0) } }
    }

    @Test("of revocations", arguments: StoreConformance.revocations)
    func revocations(_ check: StoreConformance.Check<any RevocationStore>) async throws {
        try await Scratch.with { try await $0.store { try await check.run($0) } }
    }

    @Test("of users and sessions together", arguments: StoreConformance.accounts)
    func accounts(_ check: StoreConformance.Check<any AccountStore>) async throws {
        try await Scratch.with { try await $0.store { try await check.run($0) } }
    }

    @Test("of the audit log", arguments: StoreConformance.audit)
    func audit(_ check: StoreConformance.Check<any AuditStore>) async throws {
        try await Scratch.with { try await $0.store { try await check.run($0) } }
    }

    @Test("of an authorization server", arguments: StoreConformance.oauth)
    func oauth(_ check: StoreConformance.Check<any OAuthStore>) async throws {
        try await Scratch.with { try await $0.store { try await check.run($0) } }
    }

    @Test("D10: of an authorization server, while two processes change it", arguments: StoreConformance.oauth)
    func oauthOfTwoConnections(_ check: StoreConformance.Check<any OAuthStore>) async throws {
        try await turning { try await check.run($0) }
    }

    @Test("of sessions, while two processes change them", arguments: StoreConformance.sessions)
    func twoConnections(_ check: StoreConformance.Check<any SessionStore>) async throws {
        try await turning { try await check.run($0) }
    }

    @Test("of users and sessions together, while two processes change them", arguments: StoreConformance.accounts)
    func accountsOfTwoConnections(_ check: StoreConformance.Check<any AccountStore>) async throws {
        try await turning { try await check.run($0) }
    }

    @Test("of keys, while two processes change them", arguments: StoreConformance.keys)
    func keysOfTwoConnections(_ check: StoreConformance.Check<any KeyStore>) async throws {
        try await turning { try await check.run($0) }
    }

    @Test("of the audit log, while two processes write it", arguments: StoreConformance.audit)
    func auditOfTwoConnections(_ check: StoreConformance.Check<any AuditStore>) async throws {
        try await turning { try await check.run($0) }
    }

    private func turning(_ body: (TurningStore) async throws -> Void) async throws {
        try await Scratch.with { scratch in
            try await scratch.store { one in
                try await scratch.store { other in try await body(TurningStore(one, other)) }
            }
        }
    }
}

/// Two stores on one database, asked in turn: what one of them has written the other must know at once (D10).
private final class TurningStore: StoreProxy {
    private let stores: [any OAuthStore & KeyStore]
    private let count = Atomic(0)

    init(_ stores: any (OAuthStore & KeyStore)...) { self.stores = stores }

    func forward<Value: Sendable>(
        _ verb: StoreVerb, _ body: (any OAuthStore & KeyStore) async throws -> Value
    ) async throws -> Value {
        try await body(stores[count.add(1, ordering: .relaxed).oldValue % stores.count])
    }
}
#endif
