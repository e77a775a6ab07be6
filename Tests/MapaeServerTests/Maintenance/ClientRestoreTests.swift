#if Server
import Foundation
import MapaeSQL
import MapaeSQLite
import MapaeStore
import Testing

@testable import MapaeServer

@Suite("A backup with clients that is restored")
struct ClientRestoreTests {
    @Test("brings back no code, device code, pushed request, token or grant (D8)")
    func nothingUnderWay() async throws {
        try await Scratch.folder { scratch in
            let settings = Fixture.settings(scratch + "/data")
            try await Fixture.store(settings) { store in
                try await Self.fill(store)
                #expect(try await Self.alive(store) == Array(repeating: true, count: 6))
            }
            _ = try BackupDatabase(settings: settings).run(to: scratch + "/b")
            for hasFormer in [true, false] {
                if !hasFormer { try FileManager.default.removeItem(atPath: scratch + "/data/mapae.sqlite") }
                let report = try await RestoreDatabase(scratch + "/b", settings: settings).run()
                #expect(report.endedSessions == 1)
                try await Fixture.store(settings) { store in
                    // Only what the user has allowed is as it was, of a client that is there.
                    #expect(try await store.client(id: "app") == Self.client("app", [1], [2]))
                    let consent = try await store.consent(of: "ada", for: "app")
                    #expect(consent == Self.consent("a b", "r1 r2"))
                    #expect(try await Self.alive(store) == Array(repeating: false, count: 6))
                    let revoked = try await store.revocations(after: 0, limit: 9).revocations.map(\.id)
                    #expect(revoked == ["g"])
                }
            }
        }
    }

    @Test("keeps removed what was removed since: clients, secrets, consents (D8)")
    func carriesOver() async throws {
        try await Scratch.folder { scratch in
            let settings = Fixture.settings(scratch + "/data")
            try await Fixture.store(settings) { store in
                for id in ["removed", "rotated", "cleared", "same", "\u{E9}"] {
                    _ = try await store.insertIfAbsent(Self.client(id, [1], [2]), recording: [])
                }
                for id in ["removed", "rotated", "same"] { try await Self.allow("a b c", "r1 r2", id, store) }
                try await Self.allow("a", "", "cleared", store)
            }
            _ = try BackupDatabase(settings: settings).run(to: scratch + "/b")
            try await Fixture.store(settings) { store in
                for id in ["removed", "\u{E9}"] { try await Self.change(id, .remove, store) }
                // Another client: to Swift it has the same id.
                _ = try await store.insertIfAbsent(Self.client("e\u{301}", [9]), recording: [])
                try await Self.change("rotated", .put(Self.client("rotated", [2], [3])), store)
                try await Self.change("cleared", .put(Self.client("cleared")), store)
                _ = try await store.insertIfAbsent(Self.client("new", [4]), recording: [])
                for id in ["same", "rotated"] {
                    _ = try await store.withdraw(consentOf: "ada", for: id, recording: [], ending: Self.ending)
                }
                try await Self.allow("c d a", "r2 r3", "same", store)
                try await Self.allow("a", "", "new", store)
            }
            _ = try await RestoreDatabase(scratch + "/b", settings: settings).run()
            try await Fixture.store(settings) { store in
                let clients = try await store.clients(after: nil, limit: 9)
                #expect(clients.map(\.id) == ["cleared", "rotated", "same"])
                #expect(clients.map(\.secrets) == [[], [[2], [3]], [[1], [2]]])
                let consents = try await store.consents(of: "ada")
                #expect(consents.map(\.clientID) == ["cleared", "same"])
                #expect(consents.map(\.scope) == ["a", "a c"])
                #expect(consents.map(\.resources) == ["", "r2"])
            }
        }
    }

    @Test("lets nothing be used once more that was used since (R18)")
    func usedOnce() async throws {
        try await Scratch.folder { scratch in
            let settings = Fixture.settings(scratch + "/data")
            try await Fixture.store(settings) { _ = try await $0.useOnce([1], rememberingUntil: 10) }
            _ = try BackupDatabase(settings: settings).run(to: scratch + "/b")
            try await Fixture.store(settings) { store in
                for digest: UInt8 in [1, 2] { _ = try await store.useOnce([digest], rememberingUntil: 20) }
            }
            _ = try await RestoreDatabase(scratch + "/b", settings: settings).run()
            try await Fixture.store(settings) { store in
                let early = try await store.purgeUsedOnce(rememberedUntilBefore: 20, limit: 9)
                var uses: [Bool] = []
                for digest: UInt8 in 1...3 { uses.append(try await store.useOnce([digest], rememberingUntil: 1)) }
                #expect(early == 0 && uses == [false, false, true])
            }
        }
    }

    @Test("has clients told of all logouts, also of logins that it does not know (D8)")
    func logouts() async throws {
        try await Scratch.folder { scratch in
            let settings = Fixture.settings(scratch + "/data")
            let logIn = { @Sendable (id: String, client: String, store: SQLStore) in
                let login = ClientLoginRecord(
                    sessionID: id, clientID: client, subject: "ada", loginID: "login", createdAt: 1, keptUntil: 9)
                _ = try await store.change(code: [1]) { _ in
                    GrantChange(.keep, GrantEffects(clientLogin: login), outcome: 0)
                }
            }
            try await Fixture.store(settings) { store in
                for id in ["app", "removed"] {
                    _ = try await store.insertIfAbsent(Self.client(id), recording: [])
                    try await logIn("old at \(id)", id, store)
                }
            }
            _ = try BackupDatabase(settings: settings).run(to: scratch + "/b")
            try await Fixture.store(settings) { store in
                try await Self.change("removed", .remove, store)
                try await logIn("new at app", "app", store)
                _ = try await store.insertIfAbsent(Self.client("new"), recording: [])
                try await logIn("new at new", "new", store)
                #expect(try await store.nextLogout() == nil)
            }
            _ = try await RestoreDatabase(scratch + "/b", settings: settings).run()
            try await Fixture.store(settings) { store in
                var told: Set<String> = []
                for number in 1...9 {
                    let claim = LogoutClaim(now: Int64(number), leaseEndsAt: 99, limit: 9)
                    told.formUnion(try await store.claimLogouts(claim).map(\.sessionID))
                }
                #expect(told == ["old at app", "new at app"])
            }
        }
    }

    @Test("keeps its clients where the former database is of a release that knew none")
    func olderFormer() async throws {
        try await Scratch.folder { scratch in
            let settings = Fixture.settings(scratch + "/data")
            try await Fixture.store(settings) { try await Self.fill($0) }
            _ = try BackupDatabase(settings: settings).run(to: scratch + "/b")
            try FileManager.default.removeItem(atPath: scratch + "/data/mapae.sqlite")
            let former = try SQLiteDatabase.open(at: scratch + "/data/mapae.sqlite")
            try await Migrator(Array(SQLStore.migrations.prefix(5))).migrate(former, now: 1)
            try former.close()
            let report = try await RestoreDatabase(scratch + "/b", settings: settings).run()
            #expect(report.formerProblem == nil)
            try await Fixture.store(settings) { store in
                let client = try await store.client(id: "app")
                let consents = try await store.consents(of: "ada")
                let alive = try await Self.alive(store)
                #expect(client == Self.client("app", [1], [2]) && consents.count == 1)
                #expect(alive == Array(repeating: false, count: 6))
            }
        }
    }

    @Test("of a release that knew no clients takes the place of a database that has some")
    func olderBackup() async throws {
        try await Scratch.folder { scratch in
            let settings = Fixture.settings(scratch + "/data")
            try await Fixture.store(settings) { try await Self.fill($0) }
            let old = try SQLiteDatabase.open(at: scratch + "/old")
            try await Migrator(Array(SQLStore.migrations.prefix(5))).migrate(old, now: 1)
            try old.close()
            _ = try await RestoreDatabase(scratch + "/old", settings: settings).run()
            try await Fixture.store(settings) { store in
                #expect(try await store.clients(after: nil, limit: 9).isEmpty)
                #expect(try await store.consents(of: "ada").isEmpty)
                let revoked = try await store.revocations(after: 0, limit: 9).revocations.map(\.id)
                #expect(revoked == ["g"])
            }
        }
    }

    // MARK: -

    private static func client(_ id: String, _ secrets: [UInt8]...) -> ClientRecord {
        ClientRecord(id: id, createdAt: 1, metadata: [1], secrets: secrets)
    }

    private static func consent(_ scope: String, _ resources: String, for client: String = "app") -> ConsentRecord {
        ConsentRecord(
            subject: "ada", clientID: client, createdAt: 1, changedAt: 1, scope: scope, resources: resources)
    }

    @Sendable private static func ending(_ session: SessionRecord) -> SessionEnding {
        SessionEnding(Revocation(id: session.id, endsAt: session.aliveUntil))
    }

    private static func allow(
        _ scope: String, _ resources: String, _ client: String, _ store: SQLStore
    ) async throws {
        try await store.change(consentOf: "ada", for: client, recording: []) { _ in
            consent(scope, resources, for: client)
        }
    }

    private static func change(_ id: String, _ fate: ClientFate, _ store: SQLStore) async throws {
        _ = try await store.change(client: id) { _ in ClientChange(fate, outcome: 0, ending: ending) }
    }

    /// A client with one of all that leads to a grant or rests upon one.
    private static func fill(_ store: SQLStore) async throws {
        let user = UserRecord(id: "ada", username: "ada", passwordHash: nil, createdAt: 1)
        _ = try await store.insertIfAbsent(user)
        _ = try await store.insertIfAbsent(client("app", [1], [2]), recording: [])
        try await allow("a b", "r1 r2", "app", store)
        let grant = SessionRecord(
            id: "g", subject: "ada", createdAt: 1, endsAt: 1000, isPersistent: nil, usedAt: 1, aliveUntil: 40,
            current: [1], scope: "", claims: [], clientID: "app")
        let tokens = ([("g", 1), (nil, 2)] as [(String?, UInt8)]).map { grantID, digest in
            OpaqueTokenRecord(digest: [digest], clientID: "app", grantID: grantID, endsAt: 9, claims: [])
        }
        _ = try await store.change(session: "g") { _ in SessionChange(.put(grant), issuing: tokens, outcome: 0) }
        try await store.insert(
            CodeRecord(
                digest: [1], clientID: "app", subject: "ada", loginID: nil, epoch: 0, grantID: "c", endsAt: 9,
                keptUntil: 9, details: []), recording: [])
        _ = try await store.insertIfAbsent(
            DeviceCodeRecord(
                digest: [1], userCodeDigest: [2], clientID: "app", grantID: "d", endsAt: 9, details: [], state: "",
                interval: 5), recording: [])
        try await store.insert(PushedRequestRecord(digest: [1], clientID: "app", endsAt: 9, parameters: []))
    }

    /// Whether there is the grant, its token, the client's own token, the code, the device's request, and the pushed request, which
    /// stays where it is.
    private static func alive(_ store: SQLStore) async throws -> [Bool] {
        let pushed = try await store.consume(pushedRequest: [1], of: "app")
        if let pushed { try await store.insert(pushed) }
        let code = try await store.change(code: [1]) { GrantChange(.keep, outcome: $0 != nil) }.outcome
        return [
            try await store.session(id: "g") != nil, try await store.opaqueToken(digest: [1]) != nil,
            try await store.opaqueToken(digest: [2]) != nil, code,
            try await store.deviceCode(userCodeDigest: [2]) != nil, pushed != nil,
        ]
    }
}
#endif
