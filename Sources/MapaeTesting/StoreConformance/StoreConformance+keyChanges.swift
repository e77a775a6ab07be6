import MapaeStore

extension StoreConformance {
    /// The promises about changes of keys.
    static let keyChanges: [Check<any KeyStore>] = [
        Check("keys are added, replaced and removed in one step, and are listed in their order") { store in
            let change = try await store.changeKeys { known in
                KeyChange(put: [key("b", createdAt: 2), key("z"), key("Z"), key("\u{E9}")], outcome: known.count)
            }
            try require(change.outcome == 0, "An empty store shows keys to whoever wants to change them.")
            try await requireListed(["Z", "z", "\u{E9}", "b"], store)
            var next = key("z", createdAt: 9)
            for (signsFrom, retiresAt) in [(0, nil), (.max, 0), (-1, .max), (9, nil)] as [(Int64, Int64?)] {
                next.signsFrom = signsFrom
                next.retiresAt = retiresAt
                let put = next
                let seen = try await store.changeKeys { known in
                    KeyChange(put: [put], removing: ["Z", "nobody's", "e\u{301}"], outcome: known.map(\.id))
                }
                try require(seen.outcome.count >= 3, "A change shows \(seen.outcome).")
                try await requireListed(["\u{E9}", "b", "z"], store)
                try require(try await store.keys().last == next, "A replaced key is not what was written.")
            }
            _ = try await store.changeKeys { KeyChange(removing: $0.map(\.id), outcome: 0) }
            try await requireListed([], store)
        },
        Check("of many that find a key missing, one adds it") { store in
            let added = try await contend { contender in
                try await store.changeKeys { known in
                    known.contains { $0.retiresAt == nil }
                        ? KeyChange(outcome: nil)
                        : KeyChange(put: [key("\(contender)")], outcome: "\(contender)")
                }.outcome
            }.compactMap(\.self)
            try require(added.count == 1, "\(added.count) added the key that one should have added.")
            try await requireListed(added, store)
        },
        Check("of many changes of keys at once none is lost") { store in
            let seen = try await contend { contender in
                try await store.changeKeys { KeyChange(put: [key("\(contender)")], outcome: $0.count) }.outcome
            }
            try require(seen.sorted() == Array(0..<contenders), "Changes at once saw \(Set(seen).count) states.")
            let count = try await store.keys().count
            try require(count == contenders, "\(count) of \(contenders) keys are there.")
        },
    ]

    private static func key(_ id: String, createdAt: Int64 = 1) -> KeyRecord {
        KeyRecord(id: id, algorithm: "ES256", sealedMaterial: [1, 0, 2], createdAt: createdAt)
    }

    private static func requireListed(_ ids: [String], _ store: any KeyStore) async throws {
        let found = try await store.keys().map(\.id)
        try require(
            found.count == ids.count && zip(found, ids).allSatisfy { same($0, $1) },
            "The keys are \(found), not \(ids).")
    }
}
