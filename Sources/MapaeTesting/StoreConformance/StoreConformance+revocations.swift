public import MapaeStore
import Synchronization

extension StoreConformance {
    /// The promises of every `RevocationStore`.
    public static let revocations: [Check<any RevocationStore>] = [
        Check("an empty store has revoked nothing") { store in
            let page = try await store.revocations(after: 0, limit: 10)
            try require(page.revocations.isEmpty && page.cursor == 0, "An empty store has revocations.")
            let far = try await store.revocations(after: 99, limit: 10)
            try require(far.revocations.isEmpty && far.cursor == 99, "A cursor moves although nothing came.")
        },
        Check("revocations are listed in the order in which they came, with every byte as it was") { store in
            var expected: [Revocation] = []
            for (index, id) in ["z", "a", "K", "k", "\u{E9}", "e\u{301}", "", String(repeating: "i", count: 4096)]
                .enumerated()
            {
                expected.append(Revocation(id: id, endsAt: index == 3 ? .max : Int64(index)))
                try await store.revoke(expected[index])
            }
            let found = try await all(store)
            try require(
                found == expected && zip(found, expected).allSatisfy { same($0.id, $1.id) },
                "What was revoked is not what is listed.")
        },
        Check("a look at what is new shows that and nothing else, in parts of any size") { store in
            for number in 1...7 { try await store.revoke(Revocation(id: "\(number)", endsAt: 9)) }
            for size in 1...8 {
                var cursor: Int64 = 0
                var seen: [String] = []
                while true {
                    let page = try await store.revocations(after: cursor, limit: size)
                    try require(page.revocations.count <= size, "A part is larger than was asked for.")
                    if page.revocations.isEmpty { break }
                    try require(page.cursor > cursor, "A cursor stands still although something came.")
                    seen += page.revocations.map(\.id)
                    cursor = page.cursor
                }
                try require(seen == (1...7).map(String.init), "Parts of \(size) show \(seen).")
                try require(
                    try await store.revocations(after: cursor, limit: 9).revocations.isEmpty, "Old ones come again.")
            }
            let cursor = try await store.revocations(after: 0, limit: 99).cursor
            try await store.revoke(Revocation(id: "new", endsAt: 9))
            let news = try await store.revocations(after: cursor, limit: 99).revocations
            try require(news == [Revocation(id: "new", endsAt: 9)], "A new revocation is not what is new.")
        },
        Check("to revoke again changes nothing, unless it is for longer, which is news") { store in
            try await store.revoke(Revocation(id: "a", endsAt: 5))
            try await store.revoke(Revocation(id: "b", endsAt: 5))
            let cursor = try await store.revocations(after: 0, limit: 99).cursor
            for endsAt: Int64 in [5, 4, .min] { try await store.revoke(Revocation(id: "a", endsAt: endsAt)) }
            let same = try await store.revocations(after: cursor, limit: 99)
            try require(same.revocations.isEmpty && same.cursor == cursor, "To revoke the same again is news.")
            try await store.revoke(Revocation(id: "a", endsAt: 6))
            let news = try await store.revocations(after: cursor, limit: 99).revocations
            try require(news == [Revocation(id: "a", endsAt: 6)], "To revoke for longer is not news.")
            let listed = try await all(store)
            try require(
                listed == [Revocation(id: "b", endsAt: 5), Revocation(id: "a", endsAt: 6)],
                "A revocation that was prolonged is not listed once, as the latest.")
        },
        Check("revocations are forgotten when they are over, and not before") { store in
            for (id, endsAt) in [("a", 10), ("b", 11), ("c", 10)] {
                try await store.revoke(Revocation(id: id, endsAt: Int64(endsAt)))
            }
            for (moment, gone, left) in [(10, 0, "abc"), (11, 2, "b"), (11, 0, "b"), (12, 1, ""), (99, 0, "")] {
                let went = try await store.purgeRevocations(endedBefore: Int64(moment), limit: 1000)
                try require(went == gone, "At \(moment) \(went) revocations were forgotten, not \(gone).")
                let listed = try await all(store).map(\.id).joined()
                try require(listed == left, "At \(moment) the revocations \(listed) are left, not \(left).")
            }
        },
        Check("what comes after everything was forgotten is news to whoever has seen it all") { store in
            for number in 1...5 { try await store.revoke(Revocation(id: "\(number)", endsAt: 5)) }
            let cursor = try await store.revocations(after: 0, limit: 99).cursor
            try await store.purgeRevocations(endedBefore: 100, limit: 1000)
            try await store.revoke(Revocation(id: "new", endsAt: 200))
            let news = try await store.revocations(after: cursor, limit: 99).revocations
            try require(news == [Revocation(id: "new", endsAt: 200)], "A revocation is behind the cursor.")
        },
        Check("whoever looks while many revoke misses none") { store in
            let allRevoked = Mutex(false)
            async let looking = look(at: store, until: { allRevoked.withLock(\.self) })
            _ = try await contend { try await store.revoke(Revocation(id: "\($0)", endsAt: 9)) }
            allRevoked.withLock { $0 = true }
            let seen = try await looking
            try require(
                seen.count == contenders && Set(seen).count == contenders,
                "Of \(contenders) revocations \(Set(seen).count) were seen, in \(seen.count) entries.")
        },
    ]

    /// What is seen by whoever looks at what is new again and again, until there is nothing after the end.
    private static func look(
        at store: any RevocationStore, until isOver: @Sendable () -> Bool
    ) async throws -> [String] {
        var cursor: Int64 = 0
        var seen: [String] = []
        while true {
            try Task.checkCancellation()
            let wasOver = isOver()
            let page = try await store.revocations(after: cursor, limit: 3)
            seen += page.revocations.map(\.id)
            cursor = page.cursor
            if page.revocations.isEmpty, wasOver { return seen }
            await Task.yield()
        }
    }

    private static func all(_ store: any RevocationStore) async throws -> [Revocation] {
        try await store.revocations(after: 0, limit: 1000).revocations
    }
}
