#if Server
import Foundation
import MapaeJOSE
import MapaeSQL
import MapaeSQLite
import MapaeStore
import Testing

@testable import MapaeServer

@Suite("A backup")
struct BackupRestoreTests {
    @Test("that is taken while a server writes holds one state, and whoever restores it logs in anew (D8)")
    func story() async throws {
        try await Scratch.folder { scratch in
            let data = scratch + "/data"
            let file = scratch + "/backup.sqlite"
            let settings = Fixture.settings(data)
            let before = try await Self.serve(data, hasUser: true) { client in
                let tokens = try await client.tokens()
                async let writing: Void = {
                    for _ in 0..<20 { _ = try await client.tokens() }
                }()
                let report = try BackupDatabase(settings: settings).run(to: file)
                try await writing
                #expect(report.users == 1 && report.bytes > 0 && report.masterKey == data + "/master.key")
                return tokens
            }
            #expect(try Files.mode(of: file) == 0o600)
            #expect(try Files.names(in: scratch) == ["backup.sqlite", "data"])
            let sealed = try Data(contentsOf: URL(filePath: data + "/master.key"))
            #expect(try Data(contentsOf: URL(filePath: file)).range(of: sealed.dropLast()) == nil)
            // After the backup: a logout, and a session that the backup does not know.
            let after = try await Self.serve(data) { client in
                #expect(try await client.logout(before.access).status == 204)
                return try await client.tokens()
            }
            let report = try await RestoreDatabase(file, settings: settings).run()
            #expect(report.users == 1 && report.endedSessions >= 1 && report.formerProblem == nil)
            #expect(try Files.mode(of: data + "/mapae.sqlite") == 0o600)
            try await Self.serve(data) { client in
                for tokens in [before, after] {
                    #expect(try await client.get("/me", token: tokens.access).status == 401)
                    #expect(try await client.refresh(bearer: tokens.refresh).status == 401)
                }
                let anew = try await client.tokens()
                #expect(try await client.get("/me", token: anew.access).status == 200)
                #expect(try await client.refresh(bearer: anew.refresh).status == 200)
            }
            let former = try #require(report.former)
            #expect(try DatabaseContents.users(in: former, named: former) == 1)
        }
    }

    @Test("carries over what was revoked since and who was shut out, and its counts go on (D8, D9)")
    func carriesOver() async throws {
        try await Scratch.folder { scratch in
            let settings = Fixture.settings(scratch + "/data")
            let file = scratch + "/backup"
            let epoch = try await Fixture.store(settings) { store in
                _ = try await store.insertIfAbsent(Self.user("ada"))
                _ = try await store.insertIfAbsent(Self.user("grace"))
                try await Self.begin("old", store)
                try await store.revoke(Revocation(id: "both", endsAt: 50))
                _ = try await store.keys(insertingIfEmpty: Self.key)
                return try await store.sessionEpoch(of: "ada")
            }
            _ = try BackupDatabase(settings: settings).run(to: file)
            let (cursor, number) = try await Fixture.store(settings) { store in
                try await Self.begin("new", store)
                try await store.revoke(Revocation(id: "both", endsAt: 70), recording: [AuditRecord("a", at: 1)])
                try await store.revoke(Revocation(id: "later", endsAt: 60))
                _ = try await store.endSessions(
                    of: "grace", SessionSweep { SessionEnding(Revocation(id: $0.id, endsAt: 1)) })
                _ = try await store.change(user: "grace") { known in
                    guard var user = known else { return UserChange(.keep, outcome: 0) }
                    user.disabledAt = 7
                    return UserChange(.put(user), outcome: 0)
                }
                let cursor = try await store.revocations(after: 0, limit: 100).cursor
                return (cursor, try await store.audit(after: 0, limit: 100).last?.number ?? 0)
            }
            // A clock that is far behind makes nothing believed again.
            let report = try await RestoreDatabase(file, settings: settings).run(at: Date(timeIntervalSince1970: 5))
            #expect(report.endedSessions == 1)
            try await Fixture.store(settings) { store in
                #expect(try await store.sessions(after: nil, limit: 9).isEmpty)
                #expect(try await store.keys().isEmpty)
                let revoked = try await store.revocations(after: 0, limit: 100).revocations
                let ends = Dictionary(uniqueKeysWithValues: revoked.map { ($0.id, $0.endsAt) })
                #expect(ends == ["old": 1000, "new": 1000, "both": 70, "later": 60])
                #expect(
                    try await store.revocations(after: cursor, limit: 100).revocations.contains { $0.id == "later" })
                #expect(try await store.user(id: "grace")?.disabledAt == 7)
                #expect(try await store.user(id: "ada")?.disabledAt == nil)
                for id in ["ada", "grace"] { #expect(try await store.sessionEpoch(of: id) > epoch + 1) }
                let entries = try await store.audit(after: number, limit: 100)
                #expect(entries.map(\.record.kind) == ["database_restored"])
                #expect(entries.first?.record.details == Array(#"{"ended_sessions":1}"#.utf8))
            }
        }
    }

    @Test("is refused when it is none, is damaged, or a newer release made it, and nothing is changed")
    func refusals() async throws {
        try await Scratch.folder { scratch in
            let settings = Fixture.settings(scratch + "/data")
            try await Fixture.store(settings) { _ = try await $0.insertIfAbsent(Self.user("ada")) }
            let good = scratch + "/good"
            _ = try BackupDatabase(settings: settings).run(to: good)
            let bytes = [UInt8](try Data(contentsOf: URL(filePath: good)))
            try Files.write("no database", to: scratch + "/text")
            try Files.write("", to: scratch + "/empty")
            try Files.write(Array(bytes.prefix(bytes.count / 2)), to: scratch + "/short")
            var damaged = bytes
            for index in 4096..<damaged.count where index % 7 == 0 { damaged[index] ^= 0x5A }
            try Files.write(damaged, to: scratch + "/damaged")
            for (name, statement) in [
                ("newer", "INSERT INTO schema_migrations VALUES (999, 'later', 'SELECT 1', 1)"),
                ("edited", "UPDATE schema_migrations SET statements = 'x' WHERE number = 1"),
                ("foreign", "DROP TABLE schema_migrations"),
            ] as [(String, SQLStatement)] {
                try FileManager.default.createDirectory(
                    atPath: scratch + "/" + name, withIntermediateDirectories: false)
                try Files.write(bytes, to: scratch + "/\(name)/mapae.sqlite")
                try await Files.sql(statement, in: scratch + "/" + name)
                try FileManager.default.moveItem(
                    atPath: scratch + "/\(name)/mapae.sqlite", toPath: scratch + "/\(name).db")
            }
            let before = try Data(contentsOf: URL(filePath: scratch + "/data/mapae.sqlite"))
            for (name, code) in [
                ("text", "backup_file"), ("empty", "backup_file"), ("short", "backup_file"), ("damaged", "backup_file"),
                ("newer.db", "newerSchema"), ("edited.db", "changedMigration"), ("foreign.db", "backup_file"),
                ("missing", "backup_file"), ("data", "backup_file"),
            ] {
                let restore = RestoreDatabase(scratch + "/" + name, settings: settings)
                let error = await #expect(throws: (any Error).self, "\(name)") { try await restore.run() }
                let found = (error as? ServerError)?.code.description ?? (error as? StoreError)?.code.description
                #expect(found == code, "\(name): \(String(describing: error))")
                #expect(try Data(contentsOf: URL(filePath: scratch + "/data/mapae.sqlite")) == before)
                #expect(try Files.names(in: scratch + "/data") == ["mapae.sqlite"], "\(name)")
            }
        }
    }

    @Test("is not restored while anybody has the database open, and nobody opens it while it is")
    func excludes() async throws {
        try await Scratch.folder { scratch in
            let settings = Fixture.settings(scratch + "/data")
            let file = scratch + "/backup"
            try await Fixture.store(settings) { store in
                _ = try await store.insertIfAbsent(Self.user("ada"))
                _ = try BackupDatabase(settings: settings).run(to: file)
                let error = await #expect(throws: ServerError.self) {
                    try await RestoreDatabase(file, settings: settings).run()
                }
                #expect(error?.code == .dataDirectory && error?.message.contains("stop it") == true)
                #expect(try await store.user(id: "ada") != nil)
            }
            let lock = try FolderLock.take(.exclusive, on: scratch + "/data")
            let error = await #expect(throws: StoreError.self) {
                try await Fixture.store(settings) { _ in }
            }
            #expect(error?.code == .busy)
            lock.release()
            _ = try await RestoreDatabase(file, settings: settings).run()
        }
    }

    @Test("takes the place of a database that nobody can read, which is kept with its log")
    func unreadableFormer() async throws {
        try await Scratch.folder { scratch in
            let settings = Fixture.settings(scratch + "/data")
            try await Fixture.store(settings) { _ = try await $0.insertIfAbsent(Self.user("ada")) }
            let file = scratch + "/backup"
            _ = try BackupDatabase(settings: settings).run(to: file)
            try Files.write("garbage, all of it", to: scratch + "/data/mapae.sqlite")
            try Files.write("log", to: scratch + "/data/mapae.sqlite-wal")
            let report = try await RestoreDatabase(file, settings: settings).run()
            #expect(report.formerProblem?.contains("no SQLite database") == true)
            let former = try #require(report.former)
            #expect(try String(contentsOfFile: former, encoding: .utf8) == "garbage, all of it")
            #expect(try String(contentsOfFile: former + "-wal", encoding: .utf8) == "log")
            let user = try await Fixture.store(settings) { try await $0.user(id: "ada") }
            #expect(user != nil)
            #expect(try Files.names(in: scratch + "/data").contains("mapae.sqlite-wal") == false)
        }
    }

    @Test("brings back no old password, no role that was taken away and nobody who was deleted (D8)")
    func rights() async throws {
        try await Scratch.folder { scratch in
            let settings = Fixture.settings(scratch + "/data")
            let file = scratch + "/backup"
            let before = [
                UserRecord(id: "ada", username: "ada", passwordHash: "old", createdAt: 1, roles: ["admin", "auditor"]),
                UserRecord(id: "bob", username: "bob", passwordHash: "old", createdAt: 1, roles: ["auditor"]),
                UserRecord(id: "carl", username: "carl", passwordHash: "old", createdAt: 1),
                UserRecord(id: "dora", username: "dora", passwordHash: "old", createdAt: 1),
            ]
            try await Fixture.store(settings) { store in
                for user in before { _ = try await store.insertIfAbsent(user) }
            }
            _ = try BackupDatabase(settings: settings).run(to: file)
            try await Fixture.store(settings) { store in
                _ = try await store.change(user: "ada") { user in
                    var user = user ?? before[0]
                    user.passwordHash = "new"
                    user.passwordChangedAt = 9
                    user.roles = ["auditor", "another"]
                    return UserChange(.put(user), outcome: 0)
                }
                _ = try await store.change(user: "carl") { _ in UserChange(.remove, outcome: 0) }
                _ = try await store.change(user: "dora") { user in
                    var user = user ?? before[3]
                    user.passwordHash = nil
                    user.passwordChangedAt = 9
                    return UserChange(.put(user), outcome: 0)
                }
            }
            _ = try await RestoreDatabase(file, settings: settings).run()
            let users = try await Fixture.store(settings) { try await $0.users(after: nil, limit: 9) }
            #expect(users.map(\.id) == ["ada", "bob", "carl", "dora"])
            #expect(users.map(\.passwordHash) == ["new", "old", "old", nil])
            #expect(users.map(\.roles) == [["auditor"], ["auditor"], [], []])
            #expect(users.map { $0.disabledAt != nil } == [false, false, true, false])
        }
    }

    @Test("names the place that the master key really comes from, and never the key")
    func masterKeyPlace() async throws {
        try await Scratch.folder { scratch in
            let data = scratch + "/data"
            try await Fixture.with(folder: data) { _ in }
            let key = try String(contentsOfFile: data + "/master.key", encoding: .utf8).filter { $0 != "\n" }
            try Files.write(key + "\n", to: scratch + "/elsewhere.key")
            let file = ["MAPAE_MASTER_KEY_FILE": scratch + "/elsewhere.key"]
            let variable = ["MAPAE_MASTER_KEY": key]
            let both = file.merging(variable) { $1 }
            for (number, (environment, place)) in [
                ([:], data + "/master.key"), (file, scratch + "/elsewhere.key"), (variable, "MAPAE_MASTER_KEY"),
                (both, scratch + "/elsewhere.key"),
            ].enumerated() {
                let ending = try await Program.run(
                    "backup", scratch + "/backup-\(number)", "--data-dir", data, in: scratch, environment: environment)
                #expect(ending.code == 0 && ending.errors.isEmpty, "\(ending)")
                #expect(ending.output.contains("keep a copy of \(place) too"), "\(ending)")
                #expect(!ending.output.contains(key))
            }
        }
    }

    @Test("does not overwrite, and is not made of what is not there")
    func backupRefusals() async throws {
        try await Scratch.folder { scratch in
            let settings = Fixture.settings(scratch + "/data")
            let missing = #expect(throws: ServerError.self) {
                try BackupDatabase(settings: settings).run(to: scratch + "/b")
            }
            #expect(missing?.code == .dataDirectory)
            #expect(try Files.names(in: scratch).isEmpty)
            try await Fixture.store(settings) { _ in }
            try Files.write("mine", to: scratch + "/b")
            for path in [scratch + "/b", "", scratch + "/none/b"] {
                let error = #expect(throws: ServerError.self) { try BackupDatabase(settings: settings).run(to: path) }
                #expect(error?.code == .backup, "\(path)")
            }
            #expect(try String(contentsOfFile: scratch + "/b", encoding: .utf8) == "mine")
            #expect(try Files.names(in: scratch) == ["b", "data"])
        }
    }

    @Test("that is restored by a program that is killed leaves the old database or the new one", arguments: 0..<6)
    func killed(_ round: Int) async throws {
        guard Program.mapae != nil else { return }
        try await Scratch.folder { scratch in
            let settings = Fixture.settings(scratch + "/data")
            try await Fixture.store(settings) { store in
                for number in 0..<50 { _ = try await store.insertIfAbsent(Self.user("u\(number)")) }
            }
            _ = try BackupDatabase(settings: settings).run(to: scratch + "/b")
            try await Fixture.store(settings) { _ = try await $0.insertIfAbsent(Self.user("new")) }
            // From before the program has begun to after it has ended, in unequal steps.
            let ending = try await Program.run(
                "/usr/bin/env",
                [
                    "timeout", "-s", "KILL", "0.\(["02", "05", "08", "12", "2", "9"][round])", Program.mapae ?? "",
                    "restore", scratch + "/b", "--yes", "--data-dir", scratch + "/data",
                ], in: scratch)
            let names = try Files.names(in: scratch + "/data")
            try await Fixture.store(settings) { store in
                #expect(try await store.user(id: "u49") != nil)
                let isNew = try await store.user(id: "new") == nil
                #expect(ending.code != 0 || isNew)
                let records = try await store.audit(AuditFilter(kind: "database_restored"), before: nil, limit: 9)
                #expect(records.count == (isNew ? 1 : 0))
                #expect(!isNew || names.contains { $0.contains("before-restore") })
            }
        }
    }

    // MARK: -

    private static let key = KeyRecord(id: "k", algorithm: "HS256", sealedMaterial: [1], createdAt: 1)

    private static func user(_ id: String) -> UserRecord {
        UserRecord(id: id, username: id, passwordHash: "$", createdAt: 1)
    }

    private static func begin(_ id: String, _ store: SQLStore) async throws {
        let session = SessionRecord(
            id: id, subject: "ada", createdAt: 1, endsAt: 1000, isPersistent: nil, usedAt: 1, aliveUntil: 40,
            current: [1],
            scope: "", claims: [], replays: [RefreshReplay(digest: [1], sealedSuccessor: [2], endsAt: 3)])
        _ = try await store.begin(session, SessionTerms(maximum: 9) { SessionEnding(Revocation(id: $0.id, endsAt: 1)) })
    }

    /// A server on a data folder, asked without a network, with the time of today.
    @discardableResult
    private static func serve<Value: Sendable>(
        _ folder: String, hasUser: Bool = false, _ body: @escaping @Sendable (Client) async throws -> Value
    ) async throws -> Value {
        let values = AsyncStream.makeStream(of: Value.self)
        try await Fixture.routes(folder: folder, hasUser: hasUser) { _, client in
            values.continuation.yield(try await body(client))
        }
        values.continuation.finish()
        return try #require(await values.stream.first { _ in true })
    }
}
#endif
