import MapaeStore

extension StoreConformance {
    /// The promises about lists of users and about what a user may be without.
    static let userLists: [Check<any UserStore>] = [
        Check("what a user may be without is told from an empty text and from 0") { store in
            for (index, email) in [nil, "", "a@example.com", "e\u{301}@example.com"].enumerated() {
                for (number, disabledAt) in [nil, 0, Int64.max].enumerated() {
                    let user = UserRecord(
                        id: "\(index)-\(number)", username: "u\(index)-\(number)",
                        passwordHash: number == 0 ? nil : "$", createdAt: 5, email: email,
                        roles: [[], ["admin"], ["마", "b-c"]][number], passwordChangedAt: number == 1 ? nil : 0,
                        disabledAt: disabledAt)
                    _ = try await store.insertIfAbsent(user)
                    let found = try await store.user(id: user.id)
                    try require(
                        found == user && same(found?.email, email) && found?.roles.count == number,
                        "A user with the address \(email.debugDescription) is not what was stored.")
                }
            }
        },
        Check("all users are listed once, in parts of any size, while others come") { store in
            let ids = Set((0..<40).map { "\($0 * 7919 % 1000)-\u{E9}" })
            for id in ids { _ = try await store.insertIfAbsent(user(id)) }
            for size in [1, 3, 39, 40, 41, 1000] {
                let seen = try await pages(of: size) { after in
                    if let after, ids.contains(after) {
                        _ = try await store.insertIfAbsent(user("later-\(size)-\(after)"))
                    }
                    return try await store.users(after: after, limit: size).map(\.id)
                }
                try require(Set(seen).count == seen.count, "Parts of \(size) show a user twice.")
                try require(ids.isSubset(of: seen), "Parts of \(size) leave users out.")
            }
            let one = try await store.users(after: nil, limit: 1)
            let whole = try await store.user(id: one.first?.id ?? "")
            try require(!one.isEmpty && one.first == whole, "A user in the list is not what was stored.")
        },
    ]

    private static func user(_ id: String) -> UserRecord {
        UserRecord(id: id, username: "u" + id, passwordHash: "$", createdAt: 1)
    }
}
