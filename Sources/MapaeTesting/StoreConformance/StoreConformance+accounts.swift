public import MapaeStore

extension StoreConformance {
    /// The promises of every `AccountStore` about users and sessions together.
    public static let accounts: [Check<any AccountStore>] = userChanges + recordings + epochs

    /// The promises about changes of a user.
    private static let userChanges: [Check<any AccountStore>] = [
        Check("an empty store shows no user to whoever wants to change one, and gets none by it") { store in
            for fate in [UserFate.keep, .put(grace), .remove] {
                let result = try await store.change(user: grace.id) { UserChange(fate, outcome: $0 == nil) }
                try require(result.outcome && result.ended.isEmpty, "An empty store shows a user.")
            }
            try require(try await !store.hasUsers(), "A change of a user who is not there adds it.")
        },
        Check("a user is replaced, but for its id and its name, and each field is as it was written") { store in
            _ = try await store.insertIfAbsent(grace)
            var next = UserRecord(id: "other", username: "other", passwordHash: nil, createdAt: 7, roles: ["a", "b"])
            for (email, disabledAt) in [("", 0), (nil, nil), ("g@example.com", .max)] as [(String?, Int64?)] {
                next.email = email
                next.disabledAt = disabledAt
                next.passwordHash = email == nil ? nil : "$hash"
                next.passwordChangedAt += 1
                next.sessionEpoch = 99
                let put = next
                let shown = try await store.change(user: grace.id) { UserChange(.put(put), outcome: $0) }
                try require(shown.outcome?.username == grace.username, "A change shows another user.")
                let expected = UserRecord(
                    id: grace.id, username: grace.username, passwordHash: next.passwordHash, createdAt: 7,
                    email: email, roles: ["a", "b"], passwordChangedAt: next.passwordChangedAt,
                    disabledAt: disabledAt)
                let found = try await store.user(id: grace.id)
                try require(
                    found == expected && same(found?.email, email), "A replaced user is not what was written.")
                try require(try await store.user(named: grace.username) == expected, "A name finds an old user.")
            }
            for key in ["other", "OTHER"] {
                let byID = try await store.user(id: key)
                let byName = try await store.user(named: key)
                try require(byID == nil && byName == nil, "A change gave a user another id or name.")
            }
        },
        Check("a user who is removed is gone, its name is free, and its sessions end in the same step") { store in
            _ = try await store.insertIfAbsent(grace)
            for id in ["1", "2"] { try await put(session(id, of: grace.id), store) }
            try await put(session("other"), store)
            let epoch = try await store.sessionEpoch(of: grace.id)
            let result = try await store.change(user: grace.id) { UserChange(.remove, ending: sweep(), outcome: $0) }
            let expected = ["1", "2"].map { Revocation(id: $0, endsAt: 100) }
            try require(result.ended == expected, "A user who was removed: \(result.ended.count) sessions ended.")
            try require(try await store.user(id: grace.id) == nil, "A removed user is found.")
            try require(try await store.sessions(of: grace.id).isEmpty, "A removed user has sessions.")
            let page = try await store.revocations(after: 0, limit: 9)
            try require(page.revocations == expected, "The sessions of a removed user were not revoked.")
            try require(try await store.session(id: "other") != nil, "The session of another user ended.")
            let late = try await store.begin(session("late", of: grace.id), terms(epoch: epoch))
            try require(late == .superseded, "A login outlived the removal of its user: \(late).")
            let namesake = UserRecord(id: "new", username: grace.username, passwordHash: "$", createdAt: 1)
            try require(try await store.insertIfAbsent(namesake), "The name of a removed user is not free.")
        },
        Check("all sessions but one end with a change, and the user's epoch is the sessions'") { store in
            _ = try await store.insertIfAbsent(grace)
            for id in ["1", "2", "3"] { try await put(session(id, of: grace.id), store) }
            var epochs: Set<Int64> = [0]
            for _ in 1...3 {
                let result = try await store.change(user: grace.id) { _ in
                    UserChange(.keep, ending: sweep(except: "2"), outcome: 0)
                }
                let left = try await store.sessions(of: grace.id).map(\.id)
                try require(left == ["2"], "\(left) go on where one was to.")
                let epoch = try await store.sessionEpoch(of: grace.id)
                try require(epochs.insert(epoch).inserted, "An epoch came twice.")
                try require(result.ended.count == (epochs.count == 2 ? 2 : 0), "A session ended twice.")
                let shown = try await store.change(user: grace.id) { UserChange(.keep, outcome: $0?.sessionEpoch) }
                let listed = try await store.users(after: nil, limit: 9).first?.sessionEpoch
                let named = try await store.user(named: grace.username)?.sessionEpoch
                try require(
                    shown.outcome == epoch && listed == epoch && named == epoch, "A user shows another epoch.")
            }
        },
        Check("of many changes of a user at once none is lost, and each sees what the one before it wrote") { store in
            _ = try await store.insertIfAbsent(grace)
            let seen = try await contend { _ in
                try await store.change(user: grace.id) { known in
                    guard var user = known else { return UserChange(.keep, outcome: Int64(-1)) }
                    user.passwordChangedAt += 1
                    return UserChange(.put(user), outcome: user.passwordChangedAt)
                }.outcome
            }
            let first = grace.passwordChangedAt
            try require(
                seen.sorted() == (1...contenders).map { first + Int64($0) },
                "\(contenders) changes at once saw \(Set(seen).count) states.")
        },
        Check("no login that was under way when the password changed outlives the change") { store in
            _ = try await store.insertIfAbsent(grace)
            _ = try await contend { contender in
                guard contender.isMultiple(of: 4) else {
                    let epoch = try await store.sessionEpoch(of: grace.id)
                    let login = SessionRecord(
                        id: "\(contender)", subject: grace.id, createdAt: 1, endsAt: 9, isPersistent: nil, usedAt: 1,
                        aliveUntil: 9, current: [], scope: "", claims: [], device: "\(epoch)")
                    return try await store.begin(login, terms(epoch: epoch)) == .superseded
                }
                return try await store.change(user: grace.id) { known in
                    guard var user = known else { return UserChange(.keep, outcome: false) }
                    user.passwordHash = "$\(contender)"
                    return UserChange(.put(user), ending: sweep(), outcome: true)
                }.outcome
            }
            let epoch = try await store.sessionEpoch(of: grace.id)
            let alive = try await store.sessions(of: grace.id)
            try require(epoch != 0, "Changes of a password made no epoch.")
            try require(
                alive.allSatisfy { same($0.device, "\(epoch)") }, "A login outlived a change of the password.")
            let revoked = try await store.revocations(after: 0, limit: 100).revocations.map(\.id)
            try require(
                Set(revoked).isDisjoint(with: alive.map(\.id)), "A session goes on although it was revoked.")
        },
    ]

    /// The promises about what the audit log is told.
    private static let recordings: [Check<any AccountStore>] = [
        Check("each step writes its records, in their order") { store in
            var expected: [String] = []
            func step(_ subjects: String..., does: () async throws -> Void) async throws {
                try await does()
                expected += subjects
                let found = try await store.audit(after: 0, limit: 100).map { $0.record.subject ?? "" }
                try require(found == expected, "After a step the audit log is \(found), not \(expected).")
            }
            try await step("added", "twice") {
                _ = try await store.insertIfAbsent(grace, recording: [sample("added"), sample("twice")])
            }
            for id in ["1", "2"] {
                try await step("began \(id)") {
                    _ = try await store.begin(session(id, of: grace.id), terms(recording: "began \(id)"))
                }
            }
            try await step("ended 1", "began 3") {
                let terms = terms(maximum: 2, recording: "began 3")
                _ = try await store.begin(session("3", of: grace.id, usedAt: 9), terms)
            }
            try await step("refreshed") {
                _ = try await store.change(session: "2") { _ in
                    SessionChange(.keep, recording: [sample("refreshed")], outcome: 0)
                }
            }
            try await step("ended 2", "ended 3", "changed") {
                _ = try await store.change(user: grace.id) { _ in
                    UserChange(.keep, ending: sweep(), recording: [sample("changed")], outcome: 0)
                }
            }
            try await step("kept") {
                _ = try await store.change(user: "nobody") { _ in
                    UserChange(.keep, recording: [sample("kept")], outcome: 0)
                }
            }
            try await step("revoked") {
                try await store.revoke(Revocation(id: "t", endsAt: 1), recording: [sample("revoked")])
            }
            try await put(session("4", of: grace.id), store)
            try await step("all", "ended 4") { _ = try await store.endSessions(of: grace.id, sweep(recording: "all")) }
            // Also where no session ends: a login that was under way begins none.
            try await step("none") { _ = try await store.endSessions(of: "nobody", sweep(recording: "none")) }
            try await step("swept", "changed") {
                _ = try await store.change(user: grace.id) { _ in
                    UserChange(.keep, ending: sweep(recording: "swept"), recording: [sample("changed")], outcome: 0)
                }
            }
        },
        Check("what changes nothing records nothing") { store in
            _ = try await store.insertIfAbsent(grace)
            _ = try await store.begin(session("s", of: grace.id), terms())
            _ = try await store.endSessions(of: "ada", sweep())
            try require(
                try await !store.insertIfAbsent(grace, recording: [sample("x")]), "A user was inserted twice.")
            for subject in [grace.id, "ada"] {
                _ = try await store.begin(session("s", of: subject), terms(recording: "x"))
            }
            _ = try await store.begin(session("late"), terms(epoch: 0, recording: "x"))
            let found = try await store.audit(after: 0, limit: 100)
            try require(found.isEmpty, "What changed nothing was recorded.")
        },
    ]

    private static let grace = UserRecord(
        id: "01K", username: "grace", passwordHash: "$argon2id$", createdAt: 1_700_000_000,
        email: "e\u{301}@example.com",
        roles: ["admin"])

    /// Revokes and records the end of each session.
    private static func sweep(except kept: String? = nil, recording subject: String? = nil) -> SessionSweep {
        SessionSweep(except: kept, recording: subject.map { [sample($0)] } ?? [], ending)
    }

    private static func terms(
        epoch: Int64? = nil, maximum: Int = 1000, recording record: String? = nil
    ) -> SessionTerms {
        SessionTerms(epoch: epoch, maximum: maximum, recording: record.map { [sample($0)] } ?? [], ending: ending)
    }
}
