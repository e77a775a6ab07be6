import MapaeStore

extension StoreConformance {
    /// The promises about consents that are taken back.
    static let withdrawals: [Check<any OAuthStore>] = [
        Check("R9: with a consent goes all that came of it, and nothing of another user's or client's") { store in
            try await add(clients: "app", "other", to: store)
            try await put(session("login"), store)
            for (number, (user, client)) in parties.enumerated() {
                for (id, createdAt) in [("new", 2), ("old", 1)] {
                    let id = "\(id) \(number)"
                    try await put(grant(id, of: user, to: client, createdAt: Int64(createdAt)), store)
                    try await store.insert([token(createdAt * 10 + number, client: client, grantID: id)])
                }
                try await store.insert(code(number, of: user, client: client), recording: [])
                try await store.insert(code(number + 10, of: user, client: client), recording: [])
                _ = try await store.change(code: digest(number + 10)) { _ in
                    GrantChange(.use(at: 1, keptUntil: 2), outcome: 0)
                }
                _ = try await store.insertIfAbsent(device(number, client: client), recording: [])
                _ = try await store.change(deviceCode: digest(number)) { _ in
                    GrantChange(.put(decided(number, by: user)), outcome: 0)
                }
                _ = try await store.insertIfAbsent(device(number + 10, client: client), recording: [])
                try await allow("a", client, by: user, store)
            }
            let ended = try await withdraw("ada", "app", recording: [sample("withdrawn")], store)
            let expected = ["old 0", "new 0"].map { Revocation(id: $0, endsAt: 100) }
            try require(ended == expected, "Other grants ended than those that came of a consent.")
            let page = try await store.revocations(after: 0, limit: 9)
            try require(page.revocations == expected, "The grants of a consent were not revoked.")
            let records = try await recorded(store)
            try require(records == ["ended old 0", "ended new 0", "withdrawn"], "The audit log is \(records).")
            for (number, (user, client)) in parties.enumerated() {
                let stays = number > 0
                let found = [
                    try await store.consent(of: user, for: client) != nil,
                    try await store.session(id: "old \(number)") != nil,
                    try await store.session(id: "new \(number)") != nil,
                    try await store.opaqueToken(digest: digest(10 + number)) != nil,
                    try await store.opaqueToken(digest: digest(20 + number)) != nil,
                    try await look(atCode: digest(number), store) != nil,
                    try await look(atDevice: digest(number), store) != nil,
                ]
                try require(found.allSatisfy { $0 == stays }, "Of party \(number) is left: \(found).")
                // That a used code comes again must be noticed, and about an open request nobody has decided.
                let used = try await look(atCode: digest(number + 10), store)
                let open = try await look(atDevice: digest(number + 10), store)
                try require(used != nil && open != nil, "With a consent went what did not come of it.")
            }
            try require(try await store.session(id: "login") != nil, "With a consent went a login.")
        },
        Check("a grant without a consent is taken back, and a consent without a grant") { store in
            try await add(clients: "app", to: store)
            try await put(grant("g"), store)
            let ended = try await withdraw("ada", "app", recording: [sample("1")], store)
            try require(ended?.map(\.id) == ["g"], "A grant without a consent is not taken back.")
            try await allow("a", "app", store)
            let none = try await withdraw("ada", "app", recording: [sample("2")], store)
            try require(none == [], "A consent without a grant is not taken back.")
            try require(
                try await store.consent(of: "ada", for: "app") == nil, "A consent that was taken back is there.")
            try require(try await recorded(store) == ["ended g", "1", "2"], "The audit log is not what was done.")
        },
        Check("a login at a client is taken back without a consent and a grant, once") { store in
            try await add(clients: "app", to: store)
            try await put(session("login"), store)
            try await logIn("s", store)
            try await end("s", store)
            let ended = try await withdraw("ada", "app", recording: [sample("1")], store)
            try require(ended == [], "A login at a client alone is not taken back.")
            let again = try await withdraw("ada", "app", recording: [sample("2")], store)
            let (records, found) = (try await recorded(store), try await due(store))
            try require(again == nil, "A login at a client is taken back twice.")
            try require(
                records == ["1"] && found == ["s"], "Recorded was \(records), and clients are told of \(found).")
        },
        Check("where there is nothing to take back nothing is recorded, and no code outlives it") { store in
            try await add(clients: "app", "other", to: store)
            try await allow("a", "other", store)
            try await allow("a", "app", by: "grace", store)
            try await put(session("login"), store)
            try await store.insert(code(1), recording: [])
            try require(try await look(atCode: digest(1), store) != nil, "A code is not found.")
            for (user, client) in [("ada", "app"), ("ada", "App"), ("ada\0", "app"), ("ada", "app\0"), ("ad", "app")] {
                let ended = try await withdraw(user, client, recording: [sample("x")], store)
                try require(ended == nil, "Something was taken back that there is not.")
            }
            try require(try await recorded(store).isEmpty, "What changed nothing was recorded.")
            try require(try await look(atCode: digest(1), store) == nil, "A code outlived what it came of.")
            let left = try await store.consents(of: "ada").count + store.consents(of: "grace").count
            try require(left == 2, "Other consents were taken back.")
        },
        Check("of codes that are exchanged while their consent is taken back, no grant goes on") { store in
            try await add(clients: "app", to: store)
            try await allow("a", "app", store)
            for number in 0..<contenders { try await store.insert(code(number), recording: []) }
            let results = try await contend { contender -> [String] in
                if contender == contenders / 2 {
                    return try await withdraw("ada", "app", store)?.map { "ended \($0.id)" } ?? ["nothing"]
                }
                return try await redeem(contender, store).map { [$0] } ?? []
            }.flatMap(\.self)
            let begun = Set(results.filter { $0.hasPrefix("grant") }.map { "ended \($0)" })
            let ended = Set(results.filter { !$0.hasPrefix("grant") })
            try require(begun == ended, "\(begun.count) grants began, and \(ended.count) ended.")
            try require(try await store.sessions(of: "ada").isEmpty, "A grant outlived its consent.")
            for number in 0..<contenders {
                let grant = try await redeem(number, store)
                try require(grant == nil, "A code outlived its consent.")
            }
            try await store.insert(code(contenders), recording: [])
            try require(try await redeem(contenders, store) != nil, "A code of a new agreement cannot be exchanged.")
        },
    ]

    private static let parties = [("ada", "app"), ("ada", "other"), ("grace", "app")]
}
