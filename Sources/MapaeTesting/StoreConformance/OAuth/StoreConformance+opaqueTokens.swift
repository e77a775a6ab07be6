import MapaeStore

extension StoreConformance {
    /// The promises about opaque tokens.
    static let opaqueTokens: [Check<any OAuthStore>] = [
        Check("a token is found with every field as it was, and by no other digest") { store in
            try await add(clients: "app", "", to: store)
            try await put(grant("e\u{301}"), store)
            let tokens = [
                token(1), token(2, grantID: "e\u{301}"),
                OpaqueTokenRecord(digest: [], clientID: "", grantID: nil, endsAt: .min, claims: []),
                OpaqueTokenRecord(
                    digest: [0], clientID: "app", grantID: nil, endsAt: .max,
                    claims: (0..<10_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }),
            ]
            try await store.insert(Array(tokens.prefix(2)))
            try await store.insert(Array(tokens.dropFirst(2)))
            try await store.insert([])
            for token in tokens {
                let found = try await store.opaqueToken(digest: token.digest)
                try require(
                    found == token && same(found?.grantID, token.grantID) && same(found?.clientID, token.clientID),
                    "A token is not what was stored.")
            }
            for other in [Array(digest(1).dropLast()), digest(1) + [0], [1], digest(3)] {
                let found = try await store.opaqueToken(digest: other)
                try require(found == nil, "Another digest finds a token.")
            }
        },
        Check("a token is found only while there is its client, its grant, and the login that ends with it") { store in
            try await add(clients: "app", "other", to: store)
            for id in ["login", "second"] { try await put(session(id), store) }
            try await put(session("another's", of: "grace"), store)
            let logins: [String?] = [nil, "login", "second", "another's", "nobody's", "grant 0"]
            for (number, login) in logins.enumerated() {
                try await put(grant("grant \(number)", loginID: login), store)
                try await store.insert([token(number, grantID: "grant \(number)")])
            }
            try await requireFound([true, true, true, false, false, false], store)
            _ = try await store.change(session: "login") { _ in SessionChange(.remove, outcome: 0) }
            try await requireFound([true, false, true, false, false, false], store)
            try await put(grant("grant 0", to: "other"), store)
            try await put(session("grant 2"), store)
            try await requireFound([false, false, false, false, false, false], store)
            for number in [0, 2] { try await put(grant("grant \(number)"), store) }
            try await requireFound([true, false, true, false, false, false], store)
        },
        Check("a token is not kept that belongs to nothing there is") { store in
            try await add(clients: "app", to: store)
            try await put(session("login"), store)
            try await put(grant("other's", to: "other"), store)
            try await put(grant("mine"), store)
            let refused = [
                token(0, client: "other"), token(1, grantID: "later"), token(2, grantID: "login"),
                token(3, grantID: "other's"), token(4, client: "other", grantID: "other's"),
            ]
            try await store.insert(refused + [token(5, grantID: "mine")])
            try await add(clients: "other", to: store)
            for id in ["later", "login", "other's"] { try await put(grant(id), store) }
            try await requireFound([false, false, false, false, false, true], store)
        },
        Check("a token whose digest is taken is a fault, and none of them is added") { store in
            try await add(clients: "app", to: store)
            try await store.insert([token(0)])
            for tokens in [[token(1), token(0, endsAt: 1)], [token(1), token(1)]] {
                let failed = try await fails { try await store.insert(tokens) }
                try require(failed, "A token took the place of another.")
                try await requireFound([true, false], store)
            }
            try require(try await store.opaqueToken(digest: digest(0)) == token(0), "A token was replaced.")
        },
        Check("a token is removed once, and that is recorded once") { store in
            try await add(clients: "app", to: store)
            try await store.insert([token(0), token(1)])
            for (number, expected) in [(0, true), (0, false), (2, false)] {
                let removed = try await store.remove(opaqueToken: digest(number), recording: [sample("\(number)")])
                try require(removed == expected, "Whether there was a token is told wrongly.")
                try await requireFound([false, true], store)
            }
            try require(try await recorded(store) == ["0"], "What changed nothing was recorded.")
            try await store.insert([token(0)])
            try await requireFound([true, true], store)
        },
        Check("tokens are issued in one step with the change of their grant, where there is one afterwards") { store in
            try await add(clients: "app", to: store)
            let fates: [SessionFate] = [.keep, .put(grant("g")), .keep, .put(grant("g")), .remove, .keep]
            for (number, fate) in fates.enumerated() {
                _ = try await store.change(session: "g") { _ in
                    SessionChange(fate, issuing: [token(number, grantID: "g"), token(number + 10)], outcome: 0)
                }
                let expected = (1...3).contains(number)
                for digest in [digest(number), digest(number + 10)] {
                    let found = try await store.opaqueToken(digest: digest) != nil
                    try require(found == expected, "Step \(number) issued \(found ? "a" : "no") token.")
                }
                // One that the client has got goes on with its grant.
                let first = try await store.opaqueToken(digest: digest(1)) != nil
                try require(first == expected, "After step \(number) a token is \(first ? "" : "not ")found.")
            }
        },
        Check("a grant is as it was when a token of its change cannot be issued") { store in
            try await add(clients: "app", to: store)
            try await put(grant("g"), store)
            try await store.insert([token(0), token(1, grantID: "g")])
            let failed = try await fails {
                _ = try await store.change(session: "g") { _ in
                    SessionChange(
                        .put(grant("g", createdAt: 9)), revoking: [Revocation(id: "r", endsAt: 1)],
                        issuing: [token(2), token(0)], recording: [sample("x")], outcome: 0)
                }
            }
            try require(failed, "A token took the place of another.")
            try require(try await store.session(id: "g") == grant("g"), "A failed step changed a grant.")
            try await requireFound([true, true, false], store)
            let (revoked, records) = (try await revoked(store), try await recorded(store))
            try require(revoked.isEmpty && records.isEmpty, "A step that has failed has left something behind.")
        },
        Check("tokens are forgotten when they have died, and not before") { store in
            try await add(clients: "app", to: store)
            try await store.insert((0..<8).map { token($0, endsAt: $0 == 7 ? 11 : 10) })
            let early = try await store.purgeOpaqueTokens(endedBefore: 10, limit: 100)
            try require(early == 0, "Tokens are forgotten too early.")
            try await drain(
                7, "tokens",
                left: {
                    var left = -1
                    for number in 0..<8 where try await store.opaqueToken(digest: digest(number)) != nil { left += 1 }
                    return left
                }
            ) { try await store.purgeOpaqueTokens(endedBefore: 11, limit: $0) }
        },
    ]

    /// Whether tokens 0, 1, … are found.
    static func requireFound(_ expected: [Bool], _ store: any OAuthStore) async throws {
        var found: [Bool] = []
        for number in expected.indices { found.append(try await store.opaqueToken(digest: digest(number)) != nil) }
        try require(found == expected, "Of the tokens \(found) are found, not \(expected).")
    }
}
