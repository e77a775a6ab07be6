import MapaeStore

extension StoreConformance {
    /// The promises about clients that are removed.
    static let clientRemovals: [Check<any OAuthStore>] = [
        Check("with a client goes all that it was given, and nothing of others") { store in
            try await add(clients: "app", "other", to: store)
            try await put(session("login"), store)
            for (client, offset) in [("app", 0), ("other", 100)] {
                try await fill(client, offset, store)
            }
            try await put(grant("old", of: "grace", createdAt: 0), store)
            let result = try await store.change(client: "app") { known in
                ClientChange(.remove, outcome: known?.id, ending: ending)
            }
            try require(result.outcome == "app", "A change shows no client.")
            let expected = ["old", "app"].map { Revocation(id: $0, endsAt: 100) }
            try require(result.ended == expected, "\(result.ended.map(\.id)) ended, the oldest first, not \(expected).")
            let page = try await store.revocations(after: 0, limit: 9)
            try require(page.revocations == expected, "The grants of a removed client were not revoked.")
            try require(try await store.client(id: "app") == nil, "A removed client is found.")
            try require(try await left("app", 0, store) == 0, "A removed client has left something behind.")
            try require(try await left("other", 100, store) == 6, "With a client went something of another.")
            try require(try await store.session(id: "login") != nil, "With a client went a login.")
            // Whoever gets its id must not get what it had.
            try await add(clients: "app", to: store)
            try require(try await left("app", 0, store) == 0, "A new client has what an old one of its id had.")
        },
        Check("of codes that are exchanged while their client is removed, no grant goes on") { store in
            try await add(clients: "app", to: store)
            for number in 1..<contenders { try await store.insert(code(number), recording: []) }
            let results = try await contend { contender -> [String] in
                if contender == contenders / 2 {
                    return try await store.change(client: "app") { _ in
                        ClientChange(.remove, outcome: 0, ending: ending)
                    }.ended.map { "ended \($0.id)" }
                }
                return try await redeem(contender == 0 ? 1 : contender, store).map { [$0] } ?? []
            }.flatMap(\.self)
            let ended = results.filter { $0.hasPrefix("ended ") }
            let begun = results.filter { !$0.hasPrefix("ended ") }.map { "ended \($0)" }
            try require(Set(ended) == Set(begun), "\(begun.count) grants began, and \(ended.count) ended.")
            try require(try await store.sessions(of: "ada").isEmpty, "A grant outlived its client.")
            try require(try await store.client(id: "app") == nil, "A removed client is found.")
            try await add(clients: "app", to: store)
            try require(try await look(atCode: digest(1), store) == nil, "A code outlived its client.")
            // Of a store that forgets everything all of this would be true.
            try await store.insert(code(1), recording: [])
            try require(try await redeem(1, store) != nil, "A code cannot be exchanged.")
        },
    ]

    /// One of each.
    private static func fill(_ client: String, _ offset: Int, _ store: any OAuthStore) async throws {
        try await put(grant(client, to: client), store)
        try await store.insert(code(offset + 1, client: client), recording: [])
        _ = try await store.insertIfAbsent(device(offset + 2, client: client), recording: [])
        try await store.insert([token(offset + 3, client: client, grantID: client), token(offset + 4, client: client)])
        try await allow("a", client, store)
        try await store.insert(pushed(offset + 5, client: client))
    }

    /// How many of them are left, but for the grant; a pushed request can be looked for once.
    private static func left(_ client: String, _ offset: Int, _ store: any OAuthStore) async throws -> Int {
        [
            try await look(atCode: digest(offset + 1), store) != nil,
            try await store.deviceCode(userCodeDigest: device(offset + 2).userCodeDigest) != nil,
            try await store.opaqueToken(digest: digest(offset + 3)) != nil,
            try await store.opaqueToken(digest: digest(offset + 4)) != nil,
            try await store.consent(of: "ada", for: client) != nil,
            try await store.consume(pushedRequest: digest(offset + 5), of: client) != nil,
        ].filter(\.self).count
    }
}
