#if Server
import MapaeSQL
import MapaeSQLite
import MapaeStore
import Testing

@Suite("A store that a program opens in one line")
struct OpenStoreTests {
    @Test("keeps what it is given in its file, where others find it")
    func kept() async throws {
        try await Scratch.with { scratch in
            let ada = UserRecord(id: "u1", username: "ada", passwordHash: nil, createdAt: 1)
            let first = try await SQLiteDatabase.openStore(at: scratch.file)
            #expect(try await first.insertIfAbsent(ada))
            let second = try await SQLiteDatabase.openStore(at: scratch.file)
            #expect(try await second.user(named: "ada") == ada)
            try await scratch.store { store in
                let found = try await store.user(id: "u1")
                #expect(found == ada)
            }
        }
    }

    @Test("is refused where the file is none of a database")
    func foreign() async throws {
        try await Scratch.with { scratch in
            try scratch.write(Array("This is a letter, and no database at all.".utf8))
            await #expect(throws: StoreError.self) { _ = try await SQLiteDatabase.openStore(at: scratch.file) }
        }
    }
}
#endif
