import MapaeStore

extension StoreConformance {
    /// The promises about what comes of a grant.
    static let grantEffects: [Check<any OAuthStore>] = [
        Check("a grant begins in one step with its tokens, what is revoked, and what is recorded") { store in
            try await add(clients: "app", to: store)
            try await put(session("login"), store)
            try await store.insert(code(1), recording: [])
            _ = try await store.insertIfAbsent(device(2), recording: [])
            for number in 1...2 {
                let begun = grant("grant \(number)", loginID: "login")
                let effects = GrantEffects(
                    beginning: begun, tokens: [token(number + 10, grantID: begun.id), token(number + 20)],
                    revocations: [Revocation(id: "r\(number)", endsAt: 5)],
                    records: [sample("began \(number)"), sample("and \(number)")])
                try await apply(effects, number, store)
                try require(try await store.session(id: begun.id) == begun, "A grant did not begin as it was said.")
                for token in effects.tokens {
                    let found = try await store.opaqueToken(digest: token.digest)
                    try require(found == token, "A token that was issued with a grant is not found.")
                }
            }
            try require(try await revoked(store) == ["r1", "r2"], "What was to be revoked was not.")
            let records = try await recorded(store)
            try require(records == ["began 1", "and 1", "began 2", "and 2"], "What was to be recorded was not.")
            try require(try await store.session(id: "login") != nil, "A login made room for a grant.")
        },
        Check("effects are the same where there is no code") { store in
            try await add(clients: "app", to: store)
            for number in 1...2 {
                let effects = GrantEffects(
                    beginning: grant("grant \(number)"), revocations: [Revocation(id: "r\(number)", endsAt: 5)],
                    records: [sample("\(number)")])
                try await apply(effects, number, store)
            }
            try require(try await store.sessions(of: "ada").count == 2, "Without a code nothing begins.")
            let revoked = try await revoked(store)
            let records = try await recorded(store)
            try require(revoked == ["r1", "r2"] && records == ["1", "2"], "Without a code nothing is written.")
        },
        Check("O10: a grant ends with its opaque tokens, and a login of its id or another grant does not") { store in
            try await add(clients: "app", to: store)
            try await put(session("login"), store)
            for number in 1...4 {
                try await put(grant("g\(number)"), store)
                try await store.insert([token(number, grantID: "g\(number)")])
            }
            try await store.insert(code(1), recording: [])
            for (number, id) in [(1, "g1"), (2, "g2"), (1, "login"), (2, "nobody's"), (1, "g3\0")] {
                try await apply(GrantEffects(endingID: id), number, store)
            }
            let left = try await store.sessions(of: "ada").map(\.id)
            try require(left == ["g3", "g4", "login"], "\(left) go on.")
            for number in 1...4 {
                let found = try await store.opaqueToken(digest: digest(number)) != nil
                try require(found == (number > 2), "Token \(number) is \(found ? "" : "not ")found.")
            }
        },
        Check("a grant that takes the place of another has nothing of it") { store in
            try await add(clients: "app", to: store)
            var old = grant("g")
            old.replays = [replay(1)]
            for effects in [
                GrantEffects(beginning: grant("g", createdAt: 3)),
                GrantEffects(beginning: grant("g", createdAt: 3), endingID: "g"),
            ] {
                let put = old
                _ = try await store.change(session: "g") { _ in
                    SessionChange(.put(put), issuing: [token(1, grantID: "g")], outcome: 0)
                }
                try require(try await store.opaqueToken(digest: digest(1)) != nil, "A token is not found.")
                try await apply(effects, 1, store)
                try require(
                    try await store.session(id: "g") == grant("g", createdAt: 3),
                    "A grant is not what took the place of another.")
                try require(
                    try await store.opaqueToken(digest: digest(1)) == nil, "A token outlived its grant in another.")
            }
        },
        Check("R6: a step that fails in any part has changed nothing") { store in
            try await add(clients: "app", to: store)
            try await put(grant("ending"), store)
            try await store.insert(code(1), recording: [])
            _ = try await store.insertIfAbsent(device(2), recording: [])
            try await store.insert([token(9), token(8, grantID: "ending")])
            for tokens in [[token(5), token(9)], [token(6), token(6)]] {
                let effects = GrantEffects(
                    beginning: grant("new"), endingID: "ending", tokens: tokens,
                    revocations: [Revocation(id: "r", endsAt: 5)], records: [sample("x")])
                for number in 1...2 {
                    let failed = try await fails { try await apply(effects, number, store) }
                    try require(failed, "A token whose digest is taken was issued.")
                }
            }
            let code = try await look(atCode: digest(1), store)
            try require(code?.code.usedAt == nil, "A code was used in a step that has failed.")
            let request = try await look(atDevice: digest(2), store)
            try require(request?.request == device(2), "A request was changed in a step that has failed.")
            try require(try await store.sessions(of: "ada") == [grant("ending")], "A failed step changed grants.")
            for number in [5, 6] {
                let found = try await store.opaqueToken(digest: digest(number))
                try require(found == nil, "A token was issued in a step that has failed.")
            }
            let token = try await store.opaqueToken(digest: digest(8))
            try require(token != nil, "A token went in a step that has failed.")
            let (revoked, records) = (try await revoked(store), try await recorded(store))
            try require(revoked.isEmpty && records.isEmpty, "A step that has failed has left something behind.")
        },
    ]

    /// Uses code 1, or allows the request of device 2.
    private static func apply(_ effects: GrantEffects, _ number: Int, _ store: any OAuthStore) async throws {
        if number == 1 {
            _ = try await store.change(code: digest(1)) { _ in
                GrantChange(.use(at: 3, keptUntil: 4), effects, outcome: 0)
            }
        } else {
            _ = try await store.change(deviceCode: digest(2)) { _ in
                GrantChange(.put(decided(2)), effects, outcome: 0)
            }
        }
    }
}
