#if Server
import MapaeSQL
import MapaeSQLite
import MapaeStore
import Testing

@Suite("The store in SQL")
struct SQLStoreTests {
    @Test("lists the oldest key first, and equally old ones by the bytes of their ids")
    func ordersKeys() async throws {
        try await Scratch.with {
            try await $0.store { store in
                for (id, createdAt) in [("b", 2), ("é", 1), ("z", 1), ("Z", 1), ("a", 3), ("10", 1), ("9", 1)] {
                    _ = try await store.database.write {
                        try $0.execute(
                            """
                            INSERT INTO signing_keys (id, algorithm, sealed_material, created_at)
                            VALUES ($1, 'HS256', $2, $3)
                            """,
                            [.text(id), .blob([1]), .integer(Int64(createdAt))])
                    }
                }
                let ids = ["10", "9", "Z", "z", "é", "b", "a"]
                #expect(try await store.keys().map(\.id) == ids)
                #expect(try await store.keys(insertingIfEmpty: .sample(id: "0")).map(\.id) == ids)
            }
        }
    }

    @Test("refuses to store a text with a NUL instead of cutting it off")
    func refusesNUL() async throws {
        try await Scratch.with {
            try await $0.store { store in
                let users = [("a\0", "n", "h"), ("i", "ada\0x", "h"), ("i", "n", "h\0")]
                for (id, name, hash) in users {
                    await #expect(throws: StoreError(.failed)) {
                        try await store.insertIfAbsent(
                            UserRecord(id: id, username: name, passwordHash: hash, createdAt: 1))
                    }
                }
                let remains = try await store.hasUsers()
                #expect(!remains)
            }
        }
    }

    @Test("inserts many users in one step, or none of them")
    func insertsAll() async throws {
        func user(_ id: Int, _ name: String) -> UserRecord {
            UserRecord(id: "\(id)", username: name, passwordHash: "h\(id)", createdAt: 1)
        }
        try await Scratch.with {
            try await $0.store { store in
                let first = [user(1, "ada"), user(2, "grace")]
                // Outside of the macro, in which the compiler does not see that the closure throws.
                let taken = try await store.insertAllIfAbsent(first)
                #expect(taken == [])
                for user in first { #expect(try await store.user(id: user.id) == user) }
                let more = [user(3, "joan"), user(4, "grace"), user(1, "mary"), user(5, "ann"), user(6, "ann")]
                #expect(try await store.insertAllIfAbsent(more) == [1, 2, 4])
                for name in ["joan", "mary", "ann"] { #expect(try await store.user(named: name) == nil) }
                await #expect(throws: StoreError(.failed)) {
                    try await store.insertAllIfAbsent([user(7, "joan"), user(8, "a\0")])
                }
                #expect(try await store.user(named: "joan") == nil)
                #expect(try await store.insertAllIfAbsent([]) == [])
                #expect(try await store.insertAllIfAbsent([user(3, "joan")]) == [])
            }
        }
    }

    @Test("throws for rows that something else has damaged")
    func refusesDamagedRows() async throws {
        try await Scratch.with {
            try await $0.store { store in
                _ = try await store.database.write {
                    try $0.execute(
                        """
                        INSERT INTO users (id, username, password_hash, created_at)
                        VALUES ('1', 'ada', x'00', 'yesterday')
                        """)
                    try $0.execute(
                        """
                        INSERT INTO signing_keys (id, algorithm, sealed_material, created_at)
                        VALUES ('k', 'HS256', 'text', 1)
                        """)
                }
                await #expect(throws: StoreError(.corrupt)) { try await store.user(id: "1") }
                await #expect(throws: StoreError(.corrupt)) { try await store.keys() }
                await #expect(throws: StoreError(.corrupt)) {
                    try await store.keys(insertingIfEmpty: .sample(id: "x"))
                }
            }
        }
    }
}
#endif
