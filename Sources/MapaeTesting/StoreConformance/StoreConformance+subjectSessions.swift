import MapaeStore

extension StoreConformance {
    /// The promises about all sessions of a subject.
    static let subjectSessions: [Check<any SessionStore>] = [
        Check("a subject's sessions are listed, the oldest first, and nobody else's") { store in
            for (id, createdAt) in [("b", 2), ("é", 1), ("z", 1), ("Z", 1), ("a", 3), ("10", 1), ("9", 1)] {
                try await put(session(id, createdAt: Int64(createdAt)), store)
            }
            for subject in ["Ada", "ada ", "ad", "a\u{1}da", ""] {
                try await put(session("of \(subject)", of: subject), store)
            }
            let listed = try await store.sessions(of: "ada").map(\.id)
            try require(
                listed == ["10", "9", "Z", "z", "é", "b", "a"], "A subject's sessions are listed as \(listed).")
            for other in ["ada\0", "ada\0x", "a%", "' OR '1'='1"] {
                let found = try await store.sessions(of: other)
                try require(found.isEmpty, "\(other.debugDescription) has sessions.")
            }
        },
        Check("subjects that differ in one byte have different sessions") { store in
            for subject in ["\u{E9}", "e\u{301}"] { try await put(session(subject, of: subject), store) }
            for subject in ["\u{E9}", "e\u{301}"] {
                let found = try await store.sessions(of: subject)
                try require(
                    found.count == 1 && same(found[0].id, subject), "Sessions of two spellings of é are mixed up.")
            }
        },
        Check("all sessions of a subject end at once, with their revocations, and nobody else's") { store in
            for id in ["1", "2", "3"] { try await put(session(id), store) }
            try await put(session("other", of: "grace"), store)
            let ended = try await store.endSessions(of: "ada", sweep { $0.aliveUntil })
            let expected = ["1", "2", "3"].map { Revocation(id: $0, endsAt: 100) }
            try require(ended == expected, "Ending all sessions tells of \(ended.count) that ended, not of three.")
            try require(try await store.sessions(of: "ada").isEmpty, "An ended session is listed.")
            try require(try await store.session(id: "2") == nil, "An ended session is found.")
            try require(try await store.session(id: "other") != nil, "The session of another subject has ended.")
            let page = try await store.revocations(after: 0, limit: 10)
            try require(page.revocations == expected, "Ending all sessions did not revoke each of them.")
            let again = try await store.endSessions(of: "ada", sweep { _ in 1 })
            try require(again.isEmpty, "A session ended twice.")
        },
        Check("all sessions of a subject but one end at once") { store in
            for id in ["1", "2", "3"] { try await put(session(id), store) }
            try await put(session("other", of: "grace"), store)
            for kept in ["2", "nobody's", "other"] {
                _ = try await store.endSessions(of: "ada", sweep(except: kept) { _ in 100 })
                let left = try await store.sessions(of: "ada").map(\.id)
                try require(left == (kept == "2" ? ["2"] : []), "\(left) go on where \(kept) was to.")
            }
            try require(try await store.session(id: "other") != nil, "The session of another subject has ended.")
        },
        Check("a session that begins while all others end either ends too or goes on whole") { store in
            let ended = try await contend { contender in
                if contender.isMultiple(of: 2) {
                    try await put(session("\(contender)"), store)
                    return [String]()
                }
                return try await store.endSessions(of: "ada", sweep { _ in 100 }).map(\.id)
            }.flatMap(\.self)
            let left = try await store.sessions(of: "ada").map(\.id)
            try require(
                Set(ended).isDisjoint(with: left) && Set(ended + left).count == contenders / 2
                    && ended.count + left.count == contenders / 2,
                "Of \(contenders / 2) sessions \(ended.count) ended and \(left.count) go on.")
            let revoked = try await store.revocations(after: 0, limit: 1000).revocations.map(\.id)
            try require(Set(revoked) == Set(ended), "What was revoked is not what ended.")
        },
    ]

    /// The promises about what is forgotten.
    static let forgottenSessions: [Check<any SessionStore>] = [
        Check("replays are wiped when their window is over, and not before") { store in
            var record = session("s")
            record.replays = [replay(1, endsAt: 1000), replay(2, endsAt: 1001), replay(3, endsAt: 2000)]
            try await put(record, store)
            for (moment, left) in [(999, 3), (1000, 2), (1001, 1), (1999, 1), (2000, 0), (9999, 0)] {
                try await store.wipeReplays(endedBy: Int64(moment), limit: 1000)
                let found = try await store.session(id: "s")
                let expected = Array(record.replays.suffix(left))
                try require(found?.replays == expected, "At \(moment) there are not the \(left) replays left.")
            }
            record.replays = [replay(4)]
            try await put(record, store)
            try require(try await store.session(id: "s") == record, "A wiped session cannot be replaced.")
        },
        Check("sessions are forgotten when their last token is dead, and not before") { store in
            for (id, aliveUntil) in [("a", 10), ("b", 11), ("c", 12)] {
                try await put(session(id, aliveUntil: Int64(aliveUntil)), store)
            }
            for (moment, gone, left) in [(10, 0, 3), (11, 1, 2), (12, 1, 1), (12, 0, 1), (13, 1, 0)] {
                let went = try await store.purgeSessions(deadBefore: Int64(moment), limit: 1000)
                try require(went == gone, "At \(moment) \(went) sessions were forgotten, not \(gone).")
                let found = try await store.sessions(of: "ada").count
                try require(found == left, "At \(moment) \(found) sessions are left, not \(left).")
            }
        },
    ]

    /// Revokes each session until a moment, and records nothing.
    private static func sweep(
        except kept: String? = nil, until end: @escaping @Sendable (SessionRecord) -> Int64
    ) -> SessionSweep {
        SessionSweep(except: kept) { SessionEnding(Revocation(id: $0.id, endsAt: end($0))) }
    }
}
