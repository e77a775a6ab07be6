public import MapaeStore

extension StoreConformance {
    /// The promises of every `SessionStore` about sessions; those about revocations are ``revocations``.
    public static let sessions: [Check<any SessionStore>] =
        singleSessions + subjectSessions + forgottenSessions + beginnings + sessionLists + grants

    /// The promises about one session.
    private static let singleSessions: [Check<any SessionStore>] = [
        Check("an empty store has no session") { store in
            try require(try await store.session(id: "s") == nil, "An empty store finds a session.")
            try require(try await store.sessions(of: "ada").isEmpty, "An empty store lists sessions.")
            let seen = try await store.change(session: "s") { SessionChange(.keep, outcome: $0 == nil) }
            try require(seen.outcome, "An empty store shows a session to whoever wants to change it.")
        },
        Check("a session is found with every field and every replay as it was") { store in
            for record in [full, extremes] {
                try await put(record, store)
                try requireSame(record, try await store.session(id: record.id), "found by its id")
                try requireSame(record, try await store.sessions(of: record.subject).first, "listed for its subject")
                let shown = try await store.change(session: record.id) { SessionChange(.keep, outcome: $0) }
                try requireSame(record, shown.outcome, "shown to whoever wants to change it")
            }
        },
        Check("a session is replaced whole, with its replays") { store in
            try await put(full, store)
            let lists: [[Int64]] = [
                [], [1, 2], [2, 3], [2, 3, 4], [4], [4, 5, 6], [6, 5], [5, 5, 5], [5, 5, 7], [5], [8], [],
            ]
            for replays in lists.map({ $0.map { replay($0) } }) {
                var record = full
                record.usedAt += 1
                record.aliveUntil += 2
                record.accessUntil = replays.isEmpty ? nil : record.aliveUntil
                record.current = [9]
                record.scope = "b"
                record.claims = Array("{\"b\":2}".utf8)
                record.replays = replays
                try await put(record, store)
                try requireSame(record, try await store.session(id: full.id), "found after it was replaced")
            }
        },
        Check("a session is replaced by one that began otherwise") { store in
            try await put(full, store)
            for device in [nil, "", "a tablet"] as [String?] {
                for (subject, endsAt) in [(full.subject, full.endsAt), ("01Je\u{301}", full.endsAt), ("b", 7)] {
                    let other = SessionRecord(
                        id: full.id, subject: subject, createdAt: full.createdAt, endsAt: endsAt, isPersistent: nil,
                        usedAt: 8, aliveUntil: 9, current: [1], scope: "", claims: [], replays: [replay(1)],
                        device: device, network: device)
                    try await put(other, store)
                    try requireSame(other, try await store.session(id: full.id), "found after it was replaced whole")
                    let listed = try await store.sessions(of: subject)
                    try requireSame(other, listed.first, "listed for its new subject")
                }
            }
            try require(try await store.sessions(of: full.subject).isEmpty, "It is listed for its old subject too.")
        },
        Check("a change that keeps, keeps") { store in
            try await put(full, store)
            _ = try await store.change(session: full.id) { _ in SessionChange(.keep, outcome: 1) }
            try requireSame(full, try await store.session(id: full.id), "found after a change that keeps it")
            _ = try await store.change(session: "other") { _ in SessionChange(.keep, outcome: 1) }
            try require(try await store.session(id: "other") == nil, "Keeping what is not there makes a session.")
        },
        Check("a session that is removed is gone with its replays, and may be removed again") { store in
            try await put(full, store)
            try await put(session("bystander"), store)
            for _ in 1...2 {
                _ = try await store.change(session: full.id) { _ in SessionChange(.remove, outcome: 1) }
                try require(try await store.session(id: full.id) == nil, "A removed session is found.")
            }
            var anew = full
            anew.replays = []
            try await put(anew, store)
            try requireSame(anew, try await store.session(id: full.id), "found after it was removed and added again")
            try require(try await store.session(id: "bystander") != nil, "Removing one session removes another.")
        },
        Check("a session is not found by another's key") { store in
            try await put(session("Abc_-1"), store)
            for key in ["", "abc_-1", "Abc_-", "Abc_-12", "Abc%", "Abc_-1\0", "Abc_-1\0x", "' OR '1'='1"] {
                try require(try await store.session(id: key) == nil, "\(key.debugDescription) finds a session.")
                let seen = try await store.change(session: key) { SessionChange(.remove, outcome: $0 == nil) }
                try require(seen.outcome, "\(key.debugDescription) finds a session to change.")
            }
            try require(try await store.sessions(of: "Abc_-1").isEmpty, "An id is taken for a subject.")
            try require(try await store.session(id: "Abc_-1") != nil, "The session itself is not found.")
        },
        Check("what is revoked with a change is revoked with it") { store in
            let revocation = Revocation(id: full.id, endsAt: 50)
            _ = try await store.change(session: full.id) { _ in
                SessionChange(.put(full), revoking: [revocation], outcome: 1)
            }
            let page = try await store.revocations(after: 0, limit: 10)
            try require(page.revocations == [revocation], "A change did not revoke what it was to revoke.")
        },
        Check("of many changes at once none is lost, and each sees what the one before it wrote") { store in
            try await put(session("s", usedAt: 0), store)
            let seen = try await contend { _ in
                try await store.change(session: "s") { known in
                    guard var record = known else { return SessionChange(.keep, outcome: Int64(-1)) }
                    record.usedAt += 1
                    record.replays = [replay(record.usedAt)]
                    return SessionChange(.put(record), outcome: record.usedAt)
                }.outcome
            }
            let expected = (1...contenders).map(Int64.init)
            try require(seen.sorted() == expected, "\(contenders) changes at once saw \(Set(seen).count) states.")
            let found = try await store.session(id: "s")
            try require(
                found?.usedAt == expected.last && found?.replays == [replay(expected.last ?? 0)],
                "The last of many changes is not what is stored.")
        },
    ]

    static func put(_ record: SessionRecord, _ store: any SessionStore) async throws {
        _ = try await store.change(session: record.id) { _ in SessionChange(.put(record), outcome: 1) }
    }

    static func session(
        _ id: String, of subject: String = "ada", createdAt: Int64 = 1, usedAt: Int64 = 2, aliveUntil: Int64 = 100
    ) -> SessionRecord {
        SessionRecord(
            id: id, subject: subject, createdAt: createdAt, endsAt: 1000, isPersistent: false, usedAt: usedAt,
            aliveUntil: aliveUntil, current: [1], scope: "", claims: [])
    }

    static func replay(_ number: Int64, endsAt: Int64 = 5000) -> RefreshReplay {
        RefreshReplay(digest: [UInt8(truncatingIfNeeded: number), 0], sealedSuccessor: [1, 0, 2], endsAt: endsAt)
    }

    private static let full = SessionRecord(
        id: "q83vEjRWeJCrze8SNFZ4kA", subject: "01J\u{E9}", createdAt: 1_700_000_000, endsAt: 1_707_776_000,
        isPersistent: true, usedAt: 1_700_000_900, aliveUntil: 1_702_592_900, current: Array(0...31),
        scope: "read write", claims: Array(#"{"role":"마패","n":[1,2.5,null]}"#.utf8),
        replays: [replay(7, endsAt: 1_700_000_910_123), replay(3, endsAt: 1_700_000_905_000)],
        accessUntil: 1_700_001_800)

    private static let extremes = SessionRecord(
        id: String(repeating: "i", count: 4096), subject: String(repeating: "마", count: 4096), createdAt: .min,
        endsAt: .max, isPersistent: nil, usedAt: .min, aliveUntil: .max, current: [], scope: "",
        claims: (0..<50_000).map { UInt8(truncatingIfNeeded: $0 &* 31) },
        replays: [RefreshReplay(digest: [], sealedSuccessor: [], endsAt: .min)], accessUntil: .min)

    private static func requireSame(
        _ record: SessionRecord, _ found: SessionRecord?, _ occasion: String
    ) throws(ConformanceFailure) {
        guard let found else { throw ConformanceFailure("A session is not \(occasion).") }
        // `==` on texts would call some equal that have different bytes.
        try require(
            found == record && same(found.id, record.id) && same(found.subject, record.subject)
                && same(found.scope, record.scope),
            "A session \(occasion) is not what was stored.")
    }
}
