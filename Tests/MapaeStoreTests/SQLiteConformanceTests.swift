#if Server
import MapaeSQL
import MapaeSQLite
import MapaeStore
import MapaeTesting
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
}
#endif
