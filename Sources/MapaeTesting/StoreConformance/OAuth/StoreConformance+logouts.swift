import MapaeStore

extension StoreConformance {
    /// The promises about what makes a logout of a login at a client.
    static let logouts: [Check<any OAuthStore>] = [
        Check("a client is told when the login ends in which its user has agreed, whoever ends it") { store in
            try await add(clients: "app", "other", to: store)
            let ways: [(String, @Sendable (any OAuthStore) async throws -> Void)] = [
                ("removed", { try await end("login", $0) }),
                ("swept", { _ = try await $0.endSessions(of: "ada", SessionSweep(ending)) }),
                (
                    "displaced",
                    { store in
                        let terms = SessionTerms(maximum: 1, ending: ending)
                        _ = try await store.begin(session("next"), terms)
                        try await end("next", store)
                    }
                ),
                (
                    "gone with the user",
                    { store in
                        _ = try await store.change(user: "ada") { _ in
                            UserChange(.remove, ending: SessionSweep(ending), outcome: 0)
                        }
                    }
                ),
            ]
            for (number, (name, way)) in ways.enumerated() {
                try await put(session("login"), store)
                try await put(session("another"), store)
                try await put(session("grace", of: "grace"), store)
                try await logIn("a\(number)", store)
                try await logIn("b\(number)", at: "other", store)
                // The grant has ended long ago, and its client may know the user all the same.
                try await end("b\(number)", store)
                try await logIn("c\(number)", of: "grace", in: "grace", store)
                let before = try await due(store)
                try require(before.isEmpty, "A login that goes on is a logout: \(before), \(name).")
                if name == "displaced" { try await end("another", store) }
                try await way(store)
                let after = try await due(store)
                try require(
                    after == ["a\(number)", "b\(number)"], "Of a login that is \(name) clients are told of \(after).")
                try await end("another", store)
            }
        },
        Check("a grant that ends is a logout where its user ends it, not where its client does or a thief") { store in
            try await add(clients: "app", to: store)
            try await put(session("login"), store)
            for id in ["given back", "ended", "replaced", "taken back"] { try await logIn(id, store) }
            try await end("given back", store)
            _ = try await store.change(code: digest(1)) { _ in
                GrantChange(.keep, GrantEffects(endingID: "replaced"), outcome: 0)
            }
            var found = try await due(store)
            try require(found.isEmpty, "Clients are told of \(found), which no user has ended.")
            try await end("ended", isLogout: true, store)
            try await end("nobody's", isLogout: true, store)
            found = try await due(store)
            try require(found == ["ended"], "Of a grant that its user ends clients are told as of \(found).")
            try await put(session("hers", of: "grace"), store)
            try await logIn("hers at app", of: "grace", in: "hers", store)
            _ = try await withdraw("ada", "app", store)
            found = try await due(store)
            try require(
                found == ["given back", "replaced", "taken back"],
                "Of a consent that is taken back clients are told as of \(found).")
        },
        Check("a session whose time is over is no logout, until all sessions of its user end") { store in
            try await add(clients: "app", to: store)
            for (user, id) in [("ada", "old"), ("ada", "kept"), ("grace", "hers")] {
                try await put(session(id, of: user, aliveUntil: id == "kept" ? 900 : 50), store)
                try await logIn("\(id) at app", of: user, in: id, store)
            }
            try await logIn("spared", store)
            try await store.purgeSessions(deadBefore: 60, limit: 9)
            var found = try await due(store)
            try require(found.isEmpty, "Clients are told of \(found), whose time is over.")
            _ = try await store.endSessions(of: "ada", SessionSweep(except: "spared", ending))
            found = try await due(store)
            try require(
                found == ["kept at app", "old at app"], "As all sessions of a user end clients are told of \(found).")
        },
        Check("a login at a client is not forgotten while there is the login, which may have been renewed") { store in
            try await add(clients: "app", to: store)
            for id in ["renewed", "over"] {
                try await put(session(id, aliveUntil: id == "renewed" ? 900 : 50), store)
                try await logIn("\(id) at app", in: id, keptUntil: 10, store)
                // Its grant is no login.
                try await end("\(id) at app", store)
            }
            try require(
                try await store.purgeClientLogins(keptUntilBefore: 800, limit: 9) == 0,
                "What is of a login that goes on was forgotten.")
            try await store.purgeSessions(deadBefore: 60, limit: 9)
            try require(
                try await store.purgeClientLogins(keptUntilBefore: 800, limit: 9) == 1,
                "What is of a login that is over is not forgotten.")
            try await end("renewed", store)
            let found = try await due(store)
            try require(found == ["renewed at app"], "Of a renewed login clients are told as of \(found).")
        },
        Check("a login at a client is forgotten in its time, with its client, or as one of too many") { store in
            try await add(clients: "app", "other", "gone", to: store)
            try await put(session("login"), store)
            for (number, client) in ["app", "other", "gone"].enumerated() {
                try await logIn("short \(number)", at: client, in: "over", keptUntil: 10, store)
                try await logIn("long \(number)", at: client, keptUntil: 11, store)
            }
            try await logIn("nobody's", at: "nobody", store)
            var gone: [Int] = []
            for _ in 0..<3 { gone.append(try await store.purgeClientLogins(keptUntilBefore: 11, limit: 2)) }
            try require(gone == [2, 1, 0], "Logins at clients are forgotten by \(gone), of 3.")
            _ = try await store.change(client: "gone") { _ in ClientChange(.remove, outcome: 0, ending: ending) }
            let many = 3 * ClientLoginRecord.maximumOfLogin
            for number in 0..<many {
                try await logIn("\(100 + number)", at: "other", at: Int64(10 + number), store)
            }
            try await end("login", store)
            // What waits to be told is not forgotten, nor does it make room.
            try require(
                try await store.purgeClientLogins(keptUntilBefore: .max, limit: 9) == 0, "A logout was forgotten.")
            try await put(session("login"), store)
            try await logIn("next", at: "other", store)
            let found = try await due(store)
            let expected = (many - ClientLoginRecord.maximumOfLogin..<many).map { "\(100 + $0)" } + ["long 0"]
            try require(found == expected, "Of too many logins clients are told as of \(found).")
        },
        Check("of too many logins of one second at a client the newest is never forgotten") { store in
            try await add(clients: "app", to: store)
            // The order of their ids is not the order in which they come.
            let many = 2 * ClientLoginRecord.maximumOfLogin
            let ids = (0..<many).map { "\($0 * 7 % many)" }
            for count in stride(from: ClientLoginRecord.maximumOfLogin, through: many, by: 3) {
                let login = "login \(count)"
                try await put(session(login), store)
                for id in ids.prefix(count) { try await logIn("\(count) \(id)", in: login, store) }
                try await end(login, store)
                let found = try await due(store)
                try require(
                    found.count == ClientLoginRecord.maximumOfLogin && found.contains("\(count) \(ids[count - 1])"),
                    "Of \(count) logins of one second clients are told as of \(found).")
            }
        },
    ]
}
