public import MapaeStore

extension StoreConformance {
    /// The promises of every `UserStore`.
    public static let users: [Check<any UserStore>] = identities + passwordHashes + userLists

    /// The promises about who there is.
    private static let identities: [Check<any UserStore>] = [
        Check("an empty store has no users") { store in
            try require(try await !store.hasUsers(), "An empty store says that it has users.")
            try require(try await store.user(named: "ada") == nil, "An empty store finds a user by name.")
            try require(try await store.user(id: "1") == nil, "An empty store finds a user by id.")
        },
        Check("a user is found by name and by id, with every field as it was") { store in
            for user in [ada, extremes] {
                try require(try await store.insertIfAbsent(user), "A new user was not inserted.")
                try requireFound(user, by: try await store.user(named: user.username), "name")
                try requireFound(user, by: try await store.user(id: user.id), "id")
            }
            try require(try await store.hasUsers(), "A store with users says that it has none.")
        },
        Check("a user is not found by another's key") { store in
            _ = try await store.insertIfAbsent(ada)
            try requireFound(ada, by: try await store.user(named: ada.username), "name")
            for key in ["", "ad", "adaa", "Ada", "ada ", "a%", "ad_", "ada\0", "ada\0x", "' OR '1'='1"] {
                try require(try await store.user(named: key) == nil, "\(key.debugDescription) finds ada by name.")
                try require(try await store.user(id: key) == nil, "\(key.debugDescription) finds ada by id.")
            }
            try require(try await store.user(named: ada.id) == nil, "An id is taken for a name.")
            try require(try await store.user(id: ada.username) == nil, "A name is taken for an id.")
        },
        Check("a user is inserted once") { store in
            _ = try await store.insertIfAbsent(ada)
            try require(try await !store.insertIfAbsent(ada), "The same user was inserted twice.")
            try requireFound(ada, by: try await store.user(id: ada.id), "id")
        },
        Check("a taken id leaves everything as it was") { store in
            _ = try await store.insertIfAbsent(ada)
            let other = UserRecord(id: ada.id, username: "grace", passwordHash: "$other", createdAt: 2)
            try require(try await !store.insertIfAbsent(other), "A user with a taken id was inserted.")
            try require(try await store.user(named: "grace") == nil, "A refused user is found by name.")
            try requireFound(ada, by: try await store.user(id: ada.id), "id")
        },
        Check("a taken name leaves everything as it was") { store in
            _ = try await store.insertIfAbsent(ada)
            let other = UserRecord(id: "2", username: ada.username, passwordHash: "$other", createdAt: 2)
            try require(try await !store.insertIfAbsent(other), "A user with a taken name was inserted.")
            try require(try await store.user(id: "2") == nil, "A refused user is found by id.")
            try requireFound(ada, by: try await store.user(named: ada.username), "name")
        },
        Check("names and ids that differ in one byte are different") { store in
            for (index, name) in names.enumerated() {
                let byName = UserRecord(id: "\(index)", username: name, passwordHash: "$\(index)", createdAt: 1)
                try require(
                    try await store.insertIfAbsent(byName), "The name \(bytes(name)) is taken for an earlier one.")
                let byID = UserRecord(id: "id" + name, username: "\(index)", passwordHash: "$\(index)", createdAt: 1)
                try require(try await store.insertIfAbsent(byID), "The id \(bytes(name)) is taken for an earlier one.")
            }
            for (index, name) in names.enumerated() {
                let found = try await store.user(named: name)
                try require(found?.id == "\(index)", "The name \(bytes(name)) does not find its own user.")
                let other = try await store.user(id: "id" + name)
                try require(other?.username == "\(index)", "The id \(bytes(name)) does not find its own user.")
            }
        },
        Check("of many that take one name at once, one gets it") { store in
            let inserted = try await contend { contender in
                let user = UserRecord(id: "\(contender)", username: "ada", passwordHash: "$", createdAt: 1)
                return try await store.insertIfAbsent(user) ? user.id : nil
            }.compactMap(\.self)
            try require(inserted.count == 1, "\(inserted.count) of \(contenders) inserts of one name succeeded.")
            let found = try await store.user(named: "ada")
            try require(found?.id == inserted.first, "The name belongs to one who was told that it is taken.")
        },
    ]

    private static let ada = UserRecord(
        id: "01J", username: "ada", passwordHash: "$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA",
        createdAt: 1_700_000_000)

    private static let extremes = UserRecord(
        id: String(repeating: "i", count: 4096), username: String(repeating: "마", count: 4096), passwordHash: nil,
        createdAt: .min)

    /// Different as bytes. Many are one text to Swift's `==`, to a case-insensitive collation, or to a careless eye.
    private static let names = [
        "K", "k", "\u{212A}",  // LATIN CAPITAL K, KELVIN SIGN
        "\u{E9}", "e\u{301}",  // é as one scalar and as two
        "\u{C5}", "A\u{30A}", "\u{212B}",  // Å, A with a ring above, ANGSTROM SIGN
        "마패", "\u{1106}\u{1161}\u{1111}\u{1162}",  // Hangul as syllables and as letters
        "ß", "ss", "ﬁ", "fi", "İ", "i", "ı", "I",
        "", " ", "  ", "\t", "\n", "\r\n", "\r", "\u{200B}", "\u{FEFF}", "\u{202E}k",
        "'", "''", "\"", "\\", "\\'", "%", "_", "?", "$1", ":1", "@1", "--", ";", "/*", "NULL",
        "1.0", "01", "1e0", "0x1", "👩‍👩‍👧", "👩", "\u{10FFFF}", "\u{1}", "\u{7F}",
    ]

    static func requireFound(
        _ user: UserRecord, by found: UserRecord?, _ key: String
    ) throws(ConformanceFailure) {
        guard let found else { throw ConformanceFailure("A stored user is not found by its \(key).") }
        try require(
            found.createdAt == user.createdAt && same(found.id, user.id) && same(found.username, user.username)
                && same(found.passwordHash, user.passwordHash) && same(found.email, user.email)
                && found.roles.elementsEqual(user.roles, by: same) && found.disabledAt == user.disabledAt
                && found.passwordChangedAt == user.passwordChangedAt,
            "A user found by its \(key) is not what was stored.")
    }

    static func same(_ left: String, _ right: String) -> Bool {
        left.utf8.elementsEqual(right.utf8)
    }

    static func same(_ left: String?, _ right: String?) -> Bool {
        guard let left, let right else { return left == nil && right == nil }
        return same(left, right)
    }

    private static func bytes(_ text: String) -> String {
        "\(Array(text.utf8))"
    }
}
