import MapaeStore

extension StoreConformance {
    /// The promises about how sessions begin.
    static let beginnings: [Check<any SessionStore>] = [
        Check("a session begins once, and an id that is taken changes nothing") { store in
            for subject in ["ada", "grace"] {
                let terms = SessionTerms(maximum: 1) { _ in SessionEnding(Revocation(id: "wrong", endsAt: 1)) }
                let beginning = try await store.begin(session("s", of: subject), terms)
                try require(
                    beginning == (subject == "ada" ? .began(displaced: []) : .idTaken),
                    "\(subject)'s session of an id that is \(subject == "ada" ? "free" : "taken"): \(beginning).")
            }
            let found = try await store.session(id: "s")
            try require(found?.subject == "ada", "A session was replaced by one that was to begin.")
            try require(try await store.sessions(of: "grace").isEmpty, "A session that did not begin is listed.")
        },
        Check("a session has every field as it was, also what may be missing") { store in
            for (index, text) in [nil, "", " ", "Firefox 마패", "e\u{301}"].enumerated() {
                var record = session("\(index)")
                record = SessionRecord(
                    id: record.id, subject: record.subject, createdAt: 1, endsAt: 2, isPersistent: nil, usedAt: 3,
                    aliveUntil: 4, current: [5], scope: "", claims: [], device: text,
                    network: index.isMultiple(of: 2) ? text : nil)
                _ = try await store.begin(record, terms(maximum: 100))
                let found = try await store.session(id: record.id)
                try require(
                    found == record && same(found?.device, text) && same(found?.network, record.network),
                    "A session with the device \(text.debugDescription) is not what was stored.")
            }
        },
        Check("a session does not begin when all of its subject's were ended since its credential was looked at") { store in
            var epochs: [Int64] = []
            for round in 1...3 {
                epochs.append(try await store.sessionEpoch(of: "ada"))
                _ = try await store.endSessions(of: "ada", sweep)
                for old in epochs {
                    let late = try await store.begin(session("late"), terms(epoch: old, maximum: 9))
                    try require(late == .superseded, "A session of an earlier epoch: \(late).")
                }
                try require(try await store.session(id: "late") == nil, "A session that did not begin is found.")
                _ = try await store.endSessions(of: "grace", sweep)
                let epoch = try await store.sessionEpoch(of: "ada")
                let beginning = try await store.begin(session("\(round)"), terms(epoch: epoch, maximum: 9))
                try require(beginning == .began(displaced: []), "A session of the present epoch: \(beginning).")
            }
            let unasked = try await store.begin(session("unasked"), terms(maximum: 9))
            try require(unasked == .began(displaced: []), "A session that asks for no epoch: \(unasked).")
        },
        Check("an epoch never comes again") { store in
            var seen: Set<Int64> = [try await store.sessionEpoch(of: "ada")]
            try require(seen == [0], "The epoch of a subject whose sessions nobody ended is not 0.")
            for round in 0..<20 {
                _ = try await store.endSessions(of: "grace", sweep)
                if round.isMultiple(of: 3) { try await put(session("\(round)"), store) }
                _ = try await store.endSessions(of: "ada", sweep)
                let epoch = try await store.sessionEpoch(of: "ada")
                try require(seen.insert(epoch).inserted, "The epoch \(epoch) came twice.")
            }
            let before = try await store.sessionEpoch(of: "ada")
            for other in ["Ada", "ada\0", "", "\u{E9}"] { _ = try await store.sessionEpoch(of: other) }
            _ = try await store.endSessions(of: "\u{E9}", sweep)
            try require(
                try await store.sessionEpoch(of: "e\u{301}") == 0, "Subjects that differ in bytes share an epoch.")
            try require(try await store.sessionEpoch(of: "ada") == before, "An epoch changed by itself.")
        },
        Check("the sessions that were used least lately make room, and nobody else's") { store in
            try await put(session("other", of: "grace", usedAt: 0), store)
            for (id, usedAt) in [("b", 5), ("é", 1), ("z", 1), ("a", 9), ("Z", 1)] {
                try await put(session(id, usedAt: Int64(usedAt)), store)
            }
            let beginning = try await store.begin(session("new", usedAt: 0), terms(maximum: 3))
            let expected = ["Z", "z", "é"].map { Revocation(id: $0, endsAt: 100) }
            try require(beginning == .began(displaced: expected), "Other sessions made room: \(beginning).")
            let left = try await store.sessions(of: "ada").map(\.id)
            try require(left == ["a", "b", "new"], "\(left) are left.")
            let page = try await store.revocations(after: 0, limit: 10)
            try require(page.revocations == expected, "Who made room was not revoked.")
            try require(try await store.session(id: "other") != nil, "The session of another subject made room.")
            let again = try await store.begin(session("newer"), terms(maximum: 3))
            try require(
                again == .began(displaced: [Revocation(id: "new", endsAt: 100)]), "One that is full: \(again).")
        },
        Check("of many sessions that begin at once never more than the maximum are there") { store in
            let displaced = try await contend { contender in
                let beginning = try await store.begin(
                    session("\(contender)", usedAt: Int64(contender % 7)), terms(maximum: 5))
                let count = try await store.sessions(of: "ada").count
                try require(count <= 5, "There are \(count) sessions where 5 may be.")
                guard case .began(let displaced) = beginning else { return ["not begun"] }
                return displaced.map(\.id)
            }.flatMap(\.self)
            let left = try await store.sessions(of: "ada").map(\.id)
            try require(left.count == 5, "\(left.count) sessions are left where 5 may be.")
            try require(
                Set(displaced + left) == Set((0..<contenders).map(String.init))
                    && displaced.count + left.count == contenders,
                "\(displaced.count) sessions made room and \(left.count) are left, of \(contenders).")
            let revoked = try await store.revocations(after: 0, limit: 1000).revocations.map(\.id)
            try require(Set(revoked) == Set(displaced), "What was revoked is not what made room.")
        },
    ]

    /// The promises about lists of all sessions and about limits.
    static let sessionLists: [Check<any SessionStore>] = [
        Check("all sessions are listed once, in parts of any size, while others come") { store in
            let ids = Set((0..<40).map { "\($0 * 7919 % 1000)-\u{E9}" })
            for id in ids { try await put(session(id, of: "user \(id.utf8.count)"), store) }
            for size in [1, 3, 39, 40, 41, 1000] {
                let seen = try await pages(of: size) { after in
                    if let after, ids.contains(after) { try await put(session("later-\(size)-\(after)"), store) }
                    return try await store.sessions(after: after, limit: size).map(\.id)
                }
                try require(Set(seen).count == seen.count, "Parts of \(size) show a session twice.")
                try require(ids.isSubset(of: seen), "Parts of \(size) leave sessions out.")
            }
            let one = try await store.sessions(after: nil, limit: 1)
            let whole = try await store.session(id: one.first?.id ?? "")
            try require(!one.isEmpty && one.first == whole, "A session in the list is not what was stored.")
        },
        Check("no more is forgotten at once than was asked for") { store in
            for number in 0..<7 {
                var record = session("\(number)", aliveUntil: 10)
                record.replays = [replay(1, endsAt: 5), replay(2, endsAt: 6), replay(3, endsAt: 7)]
                try await put(record, store)
                try await store.revoke(Revocation(id: "\(number)", endsAt: 10))
            }
            try await put(session("alive", aliveUntil: 100), store)
            try await store.revoke(Revocation(id: "alive", endsAt: 100))
            try await drain(14, "replays", left: { try await replayCount(store) - 7 }) {
                try await store.wipeReplays(endedBy: 6, limit: $0)
            }
            try await drain(7, "sessions", left: { try await store.sessions(of: "ada").count - 1 }) {
                try await store.purgeSessions(deadBefore: 11, limit: $0)
            }
            try await drain(
                7, "revocations", left: { try await store.revocations(after: 0, limit: 100).revocations.count - 1 }
            ) {
                try await store.purgeRevocations(endedBefore: 11, limit: $0)
            }
        },
    ]

    /// Forgets in batches of 4 until nothing is left.
    static func drain(
        _ total: Int, _ things: String, left: () async throws -> Int, _ forget: (_ limit: Int) async throws -> Int
    ) async throws {
        var rest = total
        repeat {
            let expected = min(4, rest)
            let gone = try await forget(4)
            try require(gone == expected, "\(gone) \(things) were forgotten at once where \(expected) were to be.")
            rest -= gone
            let found = try await left()
            try require(found == rest, "\(found) \(things) are left, not \(rest).")
        } while rest > 0
        try require(try await forget(4) == 0, "Of no \(things) some were forgotten.")
    }

    /// The ids that a list shows, part by part.
    static func pages(of size: Int, _ page: (_ after: String?) async throws -> [String]) async throws -> [String] {
        var seen: [String] = []
        while true {
            let ids = try await page(seen.last)
            try require(ids.count <= size, "A part is larger than was asked for.")
            if ids.isEmpty { return seen }
            seen += ids
            try require(seen.count < 10_000, "A list has no end.")
        }
    }

    private static func replayCount(_ store: any SessionStore) async throws -> Int {
        try await store.sessions(of: "ada").map(\.replays.count).reduce(0, +)
    }

    /// Revokes each session until its last token dies, and records nothing.
    private static let sweep = SessionSweep { SessionEnding(Revocation(id: $0.id, endsAt: $0.aliveUntil)) }

    private static func terms(epoch: Int64? = nil, maximum: Int) -> SessionTerms {
        SessionTerms(epoch: epoch, maximum: maximum) { SessionEnding(Revocation(id: $0.id, endsAt: $0.aliveUntil)) }
    }
}
