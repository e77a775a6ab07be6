import MapaeStore

extension StoreConformance {
    /// The promises about what is told of a code or of a device's request beside itself.
    static let codeContexts: [Check<any OAuthStore>] = [
        Check("a code is shown with the present epoch of its user") { store in
            try await prepare(store)
            for (number, user) in [(1, "ada"), (2, "grace"), (3, "\u{E9}"), (4, "e\u{301}")] {
                try await store.insert(code(number, of: user), recording: [])
            }
            for user in ["grace", "grace", "\u{E9}"] { _ = try await store.endSessions(of: user, sweep) }
            for (number, user) in [(1, "ada"), (2, "grace"), (3, "\u{E9}"), (4, "e\u{301}")] {
                let shown = try await look(atCode: digest(number), store)?.context.epoch
                let epoch = try await store.sessionEpoch(of: user)
                try require(shown == epoch, "A code shows another epoch than its user's.")
                try require((epoch == 0) == (number == 1 || number == 4), "An epoch is another's.")
            }
        },
        Check("a code is shown with the login that was noted, as long as it goes on and is its user's") { store in
            try await prepare(store)
            try await put(grant("a grant"), store)
            try await put(session("another's", of: "grace"), store)
            for (number, login) in [nil, "login", "another's", "a grant", "nobody's"].enumerated() {
                try await store.insert(code(number, loginID: login), recording: [])
                let shown = try await look(atCode: digest(number), store)?.context
                guard let shown else { throw ConformanceFailure("A code is not shown.") }
                try require(
                    same(shown.login?.id, login == "login" ? "login" : nil),
                    "With the login \(login ?? "none") a code shows \(shown.login?.id ?? "none").")
            }
            let whole = try await look(atCode: digest(1), store)?.context.login
            try require(whole == session("login"), "A code shows a login that is not what was stored.")
            _ = try await store.change(session: "login") { _ in SessionChange(.remove, outcome: 0) }
            let ended = try await look(atCode: digest(1), store)
            try require(ended != nil && ended?.context.login == nil, "A code shows a login that has ended.")
        },
        Check("a code is shown with the grant that came of it, as long as it goes on and is its client's") { store in
            try await prepare(store)
            try await put(session("grant 2"), store)
            try await put(grant("grant 3", to: "other"), store)
            for number in 1...3 { try await store.insert(code(number), recording: []) }
            for number in 1...3 {
                let shown = try await look(atCode: digest(number), store)?.context
                try require(shown != nil && shown?.grant == nil, "A code shows a grant that is none of its own.")
            }
            _ = try await redeem(1, store)
            let shown = try await look(atCode: digest(1), store)?.context.grant
            try require(shown == grant("grant 1"), "A code does not show its grant.")
            _ = try await store.endSessions(of: "ada", sweep)
            let ended = try await look(atCode: digest(1), store)?.context
            try require(ended != nil && ended?.grant == nil, "A code shows a grant that has ended.")
        },
        Check("a device's request is shown with what is true of it") { store in
            try await prepare(store)
            _ = try await store.endSessions(of: "ada", sweep)
            try await put(session("login"), store)
            _ = try await store.insertIfAbsent(device(1), recording: [])
            let before = try await look(atDevice: digest(1), store)?.context
            try require(
                before?.epoch == 0 && before?.login == nil && before?.grant == nil && before?.hasClient == true,
                "A request that nobody has decided about shows more than its client.")
            var request = decided(1)
            request.loginID = "login"
            let put = request
            _ = try await store.change(deviceCode: digest(1)) { _ in
                GrantChange(.put(put), GrantEffects(beginning: grant("grant 1")), outcome: 0)
            }
            let after = try await look(atDevice: digest(1), store)?.context
            let epoch = try await store.sessionEpoch(of: "ada")
            try require(
                after?.epoch == epoch && epoch != 0 && after?.login == session("login")
                    && after?.grant == grant("grant 1"), "A request does not show what is true of it.")
        },
    ]

    private static let sweep = SessionSweep(ending)

    private static func prepare(_ store: any OAuthStore) async throws {
        try await add(clients: "app", "other", to: store)
        try await put(session("login"), store)
    }
}
