import MapaeStore

extension StoreConformance {
    /// The promises about changing a password's hash.
    static let passwordHashes: [Check<any UserStore>] = [
        Check("a hash is replaced when the caller has seen the present one") { store in
            try await insert(into: store)
            let replaced = try await store.replacePasswordHash(ofUser: "1", from: "$old", to: "$new")
            try require(replaced, "A hash that was still the expected one was not replaced.")
            try requireFound(user(hash: "$new"), by: try await store.user(named: "ada"), "name")
            try requireFound(bystander, by: try await store.user(id: bystander.id), "id")
        },
        Check("a hash is not replaced when it is another by now") { store in
            try await insert(into: store)
            for old in ["", "$", "$ol", "$older", "$OLD", "$old\0", "$old\0x", "%", "$new"] {
                let replaced = try await store.replacePasswordHash(ofUser: "1", from: old, to: "$new")
                try require(!replaced, "A hash was replaced by a caller that expected another one.")
            }
            try requireFound(user(hash: "$old"), by: try await store.user(id: "1"), "id")
        },
        Check("hashes are compared as bytes") { store in
            try await insert(into: store)
            _ = try await store.replacePasswordHash(ofUser: "1", from: "$old", to: "\u{E9}")
            let replaced = try await store.replacePasswordHash(ofUser: "1", from: "e\u{301}", to: "$new")
            try require(!replaced, "Two hashes that differ in their bytes were taken for one.")
        },
        Check("the hash of a user who is gone is not replaced") { store in
            try await insert(into: store)
            for id in ["", "2", "ada", "1\0"] {
                let replaced = try await store.replacePasswordHash(ofUser: id, from: "$old", to: "$new")
                try require(!replaced, "The hash of a user who does not exist was replaced.")
            }
            try requireFound(user(hash: "$old"), by: try await store.user(id: "1"), "id")
        },
        Check("of many that replace one hash at once, one succeeds") { store in
            try await insert(into: store)
            let winners = try await contend { contender in
                let new = "$new\(contender)"
                return try await store.replacePasswordHash(ofUser: "1", from: "$old", to: new) ? new : nil
            }.compactMap(\.self)
            try require(winners.count == 1, "\(winners.count) of \(contenders) replacements of one hash succeeded.")
            let found = try await store.user(id: "1")
            try require(found?.passwordHash == winners.first, "The hash is that of one who was told that it lost.")
        },
    ]

    private static let bystander = UserRecord(id: "bystander", username: "b", passwordHash: "$old", createdAt: 1)

    private static func user(hash: String) -> UserRecord {
        UserRecord(id: "1", username: "ada", passwordHash: hash, createdAt: 1)
    }

    private static func insert(into store: any UserStore) async throws {
        for user in [user(hash: "$old"), bystander] {
            try require(try await store.insertIfAbsent(user), "A new user was not inserted.")
        }
    }
}
