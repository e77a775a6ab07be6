import MapaeStore

extension StoreConformance {
    /// The promises about logouts that somebody tells clients of.
    static let logoutClaims: [Check<any OAuthStore>] = [
        Check("D10: of many that claim logouts at once, one has each, and a client is told of one at a time") { store in
            let clients = (0..<8).map { "app \($0)" }
            try await put(session("login"), store)
            for client in clients {
                try await add(clients: client, to: store)
                for number in 0..<4 { try await logIn("\(client) \(number)", at: client, store) }
            }
            try await end("login", store)
            let claims = try await contend { _ in try await claim(limit: 3, store) }
            try require(claims.allSatisfy { $0.count <= 3 }, "More logouts were claimed than were wanted.")
            try require(
                claims.allSatisfy { Set($0.map(\.clientID)).count == $0.count }, "A client is told of two at once.")
            let ids = claims.joined().map(\.sessionID)
            try require(ids.count == 32 && Set(ids).count == 32, "Of 32 logouts \(ids.count) were claimed.")
        },
        Check("a logout is claimed with whose it is, and is another's when the claim is over") { store in
            try await add(clients: "app", to: store)
            try await put(session("login"), store)
            try await logIn("s", store)
            let none = try await store.nextLogout()
            try await end("login", store)
            let next = try await store.nextLogout()
            try require(none == nil && next == 0, "A logout that has just come is due at \(next ?? -1).")
            let claimed = try await claim(at: 1000, leaseEndsAt: 2000, store)
            let expected = ClaimedLogout(sessionID: "s", clientID: "app", subject: "ada", attempt: 1, since: 1000)
            try require(claimed == [expected], "A logout is claimed as \(claimed).")
            let lease = try await store.nextLogout()
            try require(lease == 2000, "The next is due at \(lease ?? -1) while one is claimed.")
            try require(try await claim(at: 1999, store).isEmpty, "What is claimed is claimed again.")
            let second = try await claim(at: 2000, leaseEndsAt: 3000, store)
            try require(second.first?.attempt == 2 && second.first?.since == 1000, "It is claimed as \(second).")
            // Whoever comes back late changes nothing, and nothing is recorded.
            for fate in [LogoutFate.forget, .retry(at: 1), .putOff(until: 1)] {
                let isSettled = try await store.settle(expected, fate, recording: [sample("late")])
                try require(!isSettled, "Whose claim is over decides all the same.")
            }
            let isSettled = try await store.settle(first(second), .forget, recording: [sample("told")])
            try require(isSettled, "Who has claimed a logout cannot settle it.")
            let records = try await recorded(store)
            let rest = try await store.nextLogout()
            try require(rest == nil && records == ["told"], "What was told waits still, or \(records) was recorded.")
        },
        Check("those are claimed first that are due longest, and none of a client that is told something") { store in
            try await add(clients: "a", "b", "c", to: store)
            try await put(session("login"), store)
            for client in ["a", "b", "c"] { try await logIn("1 at \(client)", at: client, store) }
            try await end("login", store)
            for (client, moment) in [("a", 3000), ("b", 2500), ("c", 2000)] as [(String, Int64)] {
                let others = ["a", "b", "c"].filter { $0 != client }
                let logout = try await first(claim(without: others, limit: 1, store))
                try await store.settle(logout, .retry(at: moment), recording: [])
            }
            try require(try await store.nextLogout() == 2000, "The next logout is not the next one.")
            try require(try await claim(at: 1999, store).isEmpty, "What is not due is claimed.")
            let order = try await claim(at: 2500, leaseEndsAt: 2600, without: ["c"], limit: 1, store).map(\.clientID)
            try require(order == ["b"], "What is due longest of those that are wanted is \(order).")
            let rest = try await claim(at: 3000, leaseEndsAt: 9000, store).map(\.clientID)
            try require(rest == ["c", "b", "a"], "Logouts are claimed in the order \(rest).")
        },
        Check("what is tried again later has none of its client's other logouts wait") { store in
            try await add(clients: "app", to: store)
            try await put(session("login"), store)
            for number in 0..<2 { try await logIn("\(number)", at: "app", at: Int64(number), store) }
            try await end("login", store)
            let tried = try await first(claim(store))
            try await store.settle(tried, .retry(at: 90_000), recording: [])
            try require(try await store.nextLogout() == 0, "A logout that was never tried waits for another.")
            try require(
                try await claim(without: ["app"], store).isEmpty, "A client is told that is to be told nothing.")
            let second = try await first(claim(leaseEndsAt: 80_000, store))
            try require(second.sessionID == "1" && second.attempt == 1, "Beside one that waits \(second) is told.")
            try await store.settle(second, .forget, recording: [])
            try require(try await store.nextLogout() == 90_000, "What is tried again is not when it was to be.")
        },
        Check("an attempt in which nothing was sent does not count") { store in
            try await add(clients: "app", to: store)
            try await put(session("login"), store)
            try await logIn("s", store)
            try await end("login", store)
            for number in 1...2 {
                let start = Int64(number) * 10_000
                let tried = try await first(claim(at: start, leaseEndsAt: start + 5000, store))
                let isPutOff = try await store.settle(tried, .putOff(until: start + 1000), recording: [])
                try require(isPutOff && tried.attempt == number, "Attempt \(number) is \(tried.attempt).")
                try require(try await claim(at: start + 999, store).isEmpty, "What is put off is claimed.")
                let again = try await first(claim(at: start + 1000, leaseEndsAt: start + 5000, store))
                try require(
                    again.attempt == number && again.since == 10_000,
                    "After an attempt that was none, attempt \(number) is \(again.attempt), since \(again.since).")
                try await store.settle(again, .retry(at: start + 2000), recording: [])
            }
        },
        Check("where too many wait those go that were tried most often, of whom has the most") { store in
            try await add(clients: "few", "many", to: store)
            try await put(session("login"), store)
            for number in 0..<6 { try await logIn("many \(number)", at: "many", at: Int64(number), store) }
            for number in 0..<2 { try await logIn("few \(number)", at: "few", at: Int64(number), store) }
            try await end("login", store)
            let tried = try await first(claim(without: ["few"], store))
            try await store.settle(tried, .retry(at: 1000), recording: [])
            let record = { @Sendable (overflow: LogoutOverflow) in [sample("\(overflow.clientID) \(overflow.count)")] }
            let none = try await store.trimLogouts(perClient: 6, overall: 8, recording: record)
            try require(none.isEmpty, "What is not too much was dropped.")
            let one = try await store.trimLogouts(perClient: 5, overall: 8, recording: record)
            try require(one == [LogoutOverflow(clientID: "many", count: 1)], "Dropped was \(one).")
            let second = try await store.trimLogouts(perClient: 9, overall: 4, recording: record)
            try require(second == [LogoutOverflow(clientID: "many", count: 3)], "Dropped were \(second).")
            let records = try await recorded(store)
            try require(records == ["many 1", "many 3"], "Recorded was \(records).")
            let left = try await due(store)
            try require(
                left == ["few 0", "few 1", "many 4", "many 5"] && !left.contains(tried.sessionID), "Left are \(left).")
        },
    ]
}
