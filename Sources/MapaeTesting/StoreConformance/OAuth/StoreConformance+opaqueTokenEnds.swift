import MapaeStore

extension StoreConformance {
    /// The promises about the ends of opaque tokens with their grants.
    static let opaqueTokenEnds: [Check<any OAuthStore>] = [
        Check("R9: whatever ends a grant ends its opaque tokens, also when its id comes again") { store in
            let user = UserRecord(id: "ada", username: "ada", passwordHash: nil, createdAt: 1)
            _ = try await store.insertIfAbsent(user)
            for (number, end) in ends.enumerated() {
                if try await store.client(id: "app") == nil { try await add(clients: "app", to: store) }
                for id in ["ending", "bystander"] {
                    try await put(grant(id, of: id == "ending" ? "ada" : "grace"), store)
                }
                try await store.insert([token(0, grantID: "ending"), token(1, grantID: "bystander")])
                try await requireFound([true, true], store)
                try await end(store)
                let ended = try await store.session(id: "ending")
                try require(ended == nil, "End \(number) ends no grant.")
                let stays = try await store.client(id: "app") != nil
                try await requireFound([false, stays], store)
                if !stays { try await add(clients: "app", to: store) }
                try await put(grant("ending"), store)
                try await requireFound([false, stays], store)
                _ = try await store.remove(opaqueToken: digest(1), recording: [])
            }
        },
        Check("the tokens of a grant that was forgotten are not found") { store in
            try await add(clients: "app", to: store)
            try await put(grant("g", aliveUntil: 10), store)
            try await store.insert([token(0, grantID: "g"), token(1)])
            try await requireFound([true, true], store)
            try require(try await store.purgeSessions(deadBefore: 11, limit: 9) == 1, "A dead grant is not forgotten.")
            try await requireFound([false, true], store)
        },
        Check("tokens that are issued while their grant ends are not found afterwards") { store in
            try await add(clients: "app", to: store)
            try await put(grant("g"), store)
            try await store.insert([token(100, grantID: "g")])
            try require(try await store.opaqueToken(digest: digest(100)) != nil, "A token is not found.")
            _ = try await contend { contender in
                if contender == contenders / 2 {
                    _ = try await withdraw("ada", "app", store)
                } else if contender.isMultiple(of: 2) {
                    try await store.insert([token(contender, grantID: "g")])
                } else {
                    _ = try await store.change(session: "g") { known in
                        SessionChange(
                            known.map(SessionFate.put) ?? .keep, issuing: [token(contender, grantID: "g")], outcome: 0)
                    }
                }
            }
            try await put(grant("g"), store)
            try await requireFound(Array(repeating: false, count: 101), store)
        },
    ]

    private static let ends: [@Sendable (any OAuthStore) async throws -> Void] = [
        { _ = try await $0.change(session: "ending") { _ in SessionChange(.remove, outcome: 0) } },
        { _ = try await $0.endSessions(of: "ada", SessionSweep(ending)) },
        { _ = try await $0.change(user: "ada") { _ in UserChange(.keep, ending: SessionSweep(ending), outcome: 0) } },
        {
            _ = try await $0.change(code: [1]) { _ in
                GrantChange(.keep, GrantEffects(endingID: "ending"), outcome: 0)
            }
        },
        {
            _ = try await $0.change(deviceCode: [1]) { _ in
                GrantChange(.keep, GrantEffects(endingID: "ending"), outcome: 0)
            }
        },
        { _ = try await withdraw("ada", "app", $0) },
        { _ = try await $0.change(client: "app") { _ in ClientChange(.remove, outcome: 0, ending: ending) } },
        { _ = try await $0.change(user: "ada") { _ in UserChange(.remove, ending: SessionSweep(ending), outcome: 0) } },
    ]
}
