import MapaeStore
import MapaeTesting
import Testing

@Suite("The store in memory keeps the promises of its protocols, and the suite finds out a store that does not")
struct MemoryConformanceTests {
    @Test("of users", arguments: StoreConformance.users)
    func users(_ check: StoreConformance.Check<any UserStore>) async throws {
        try await check.run(MemoryStore())
    }

    @Test("of keys", arguments: StoreConformance.keys)
    func keys(_ check: StoreConformance.Check<any KeyStore>) async throws {
        try await check.run(MemoryStore())
    }

    @Test("a broken store is found out")
    func findsOutABrokenStore() async {
        for (index, check) in StoreConformance.users.enumerated() where index > 0 {
            await #expect(throws: ConformanceFailure.self, "\(check.name)") { try await check.run(AmnesicStore()) }
        }
        for (index, check) in StoreConformance.keys.enumerated() where index > 0 {
            await #expect(throws: ConformanceFailure.self, "\(check.name)") { try await check.run(AmnesicStore()) }
        }
    }
}

/// Says yes to everything and remembers nothing, so that only the checks of an empty store can pass.
private struct AmnesicStore: UserStore, KeyStore {
    func insertIfAbsent(_ user: UserRecord) async throws -> Bool { true }
    func user(named username: String) async throws -> UserRecord? { nil }
    func user(id: String) async throws -> UserRecord? { nil }
    func replacePasswordHash(ofUser id: String, from old: String, to new: String) async throws -> Bool { true }
    func hasUsers() async throws -> Bool { false }
    func keys() async throws -> [KeyRecord] { [] }
    func keys(insertingIfEmpty candidate: KeyRecord) async throws -> [KeyRecord] { [candidate] }
}
