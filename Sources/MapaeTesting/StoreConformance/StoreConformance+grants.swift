import MapaeStore

extension StoreConformance {
    /// The promises about grants to clients, which are sessions.
    static let grants: [Check<any SessionStore>] = [
        Check("a session has its client and its login as they were, also what may be missing") { store in
            for (index, client) in ([nil, "", "app", "\u{E9}", "e\u{301}"] as [String?]).enumerated() {
                for login in [nil, "", "login", "e\u{301}"] as [String?] {
                    let began = grant("began \(index) \(login ?? "-")", to: client, loginID: login)
                    _ = try await store.begin(began, terms(maximum: 1000))
                    let replaced = grant("put", to: client, loginID: login)
                    try await put(replaced, store)
                    var used = replaced
                    used.usedAt = 9
                    used.current = [9]
                    try await put(used, store)
                    for record in [began, used] {
                        let found = try await store.session(id: record.id)
                        let listed = try await store.sessions(of: "ada").first { same($0.id, record.id) }
                        let page = try await store.sessions(after: nil, limit: 1000).first { same($0.id, record.id) }
                        for found in [found, listed, page] {
                            try require(
                                found == record && same(found?.clientID, client) && same(found?.loginID, login),
                                "A grant is not what was stored.")
                        }
                    }
                }
            }
        },
        Check("logins make room for logins alone, and nothing makes room for a grant") { store in
            for number in 0..<5 { try await put(grant("g\(number)"), store) }
            for number in 0..<2 {
                let beginning = try await store.begin(session("l\(number)"), terms(maximum: 2))
                try require(beginning == .began(displaced: []), "A grant made room for a login: \(beginning).")
            }
            let granted = try await store.begin(grant("g5"), terms(maximum: 2))
            try require(granted == .began(displaced: []), "Something made room for a grant: \(granted).")
            let taken = try await store.begin(grant("g5"), terms(maximum: 2))
            try require(taken == .idTaken, "A grant began whose id is taken: \(taken).")
            let third = try await store.begin(session("l2", usedAt: 9), terms(maximum: 2))
            try require(
                third == .began(displaced: [Revocation(id: "l0", endsAt: 100)]), "Others made room: \(third).")
            let last = try await store.begin(session("l3", usedAt: 9), terms(maximum: 1))
            let expected = ["l1", "l2"].map { Revocation(id: $0, endsAt: 100) }
            try require(last == .began(displaced: expected), "Others made room: \(last).")
            let left = try await store.sessions(of: "ada").map(\.id)
            try require(left == ["g0", "g1", "g2", "g3", "g4", "g5", "l3"], "\(left) are left.")
        },
        Check("all sessions of a subject end with its grants, but for one, and nobody else's") { store in
            try await put(session("login"), store)
            for id in ["g1", "g2"] { try await put(grant(id, loginID: "login"), store) }
            try await put(grant("other", of: "grace"), store)
            for (kept, expected) in [("login", ["g1", "g2"]), ("g1", ["login"]), ("", ["g1"])] {
                let sweep = SessionSweep(except: kept, ending)
                let ended = try await store.endSessions(of: "ada", sweep).map(\.id)
                try require(ended == expected, "\(ended) ended but for \(kept), not \(expected).")
                if kept == "login" { try await put(grant("g1"), store) }
            }
            try require(try await store.sessions(of: "ada").isEmpty, "A grant outlived the end of all.")
            try require(try await store.session(id: "other") != nil, "The grant of another subject ended.")
            let late = try await store.begin(grant("late"), terms(epoch: 0, maximum: 9))
            try require(late == .superseded, "A grant of an earlier epoch began: \(late).")
        },
        Check("grants that nobody can use any more are forgotten, as logins are") { store in
            for id in ["g1", "g2"] { try await put(grant(id, aliveUntil: id == "g1" ? 10 : 11), store) }
            let early = try await store.purgeSessions(deadBefore: 10, limit: 9)
            let gone = try await store.purgeSessions(deadBefore: 11, limit: 9)
            let left = try await store.sessions(of: "ada").map(\.id)
            try require(early == 0 && gone == 1 && left == ["g2"], "\(left) are left.")
        },
    ]

    private static func terms(epoch: Int64? = nil, maximum: Int) -> SessionTerms {
        SessionTerms(epoch: epoch, maximum: maximum, ending: ending)
    }
}
