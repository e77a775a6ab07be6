public import MapaeStore

extension StoreConformance {
    /// The promises of every `KeyStore`.
    public static let keys: [Check<any KeyStore>] = firstKeys + keyChanges

    /// The promises about the first key.
    private static let firstKeys: [Check<any KeyStore>] = [
        Check("an empty store has no keys") { store in
            try require(try await store.keys().isEmpty, "An empty store has keys.")
        },
        Check("the first key is kept with every byte as it was") { store in
            let answer = try await store.keys(insertingIfEmpty: first)
            try requireOnly(first, in: answer, "after it was inserted")
            try requireOnly(first, in: try await store.keys(), "when keys are listed")
        },
        Check("material without any byte is kept as such") { store in
            let empty = KeyRecord(id: "", algorithm: "", sealedMaterial: [], createdAt: .max)
            _ = try await store.keys(insertingIfEmpty: empty)
            try requireOnly(empty, in: try await store.keys(), "when keys are listed")
        },
        Check("long material is kept whole") { store in
            let bytes = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
            let long = KeyRecord(id: "long", algorithm: "ML-DSA-87", sealedMaterial: bytes, createdAt: .min)
            _ = try await store.keys(insertingIfEmpty: long)
            try requireOnly(long, in: try await store.keys(), "when keys are listed")
        },
        Check("whoever comes second gets the first one's key") { store in
            _ = try await store.keys(insertingIfEmpty: first)
            let second = KeyRecord(id: "0", algorithm: "EdDSA", sealedMaterial: [1], createdAt: 0)
            try requireOnly(first, in: try await store.keys(insertingIfEmpty: second), "for the second")
            try requireOnly(first, in: try await store.keys(), "when keys are listed")
        },
        Check("of many that start on an empty store at once, all get one key") { store in
            let answers = try await contend { contender in
                let own = KeyRecord(id: "\(contender)", algorithm: "HS256", sealedMaterial: [1], createdAt: 1)
                return try await store.keys(insertingIfEmpty: own)
            }
            let ids = Set(answers.map { $0.map(\.id) })
            try require(
                ids.count == 1 && ids.first?.count == 1,
                "\(contenders) that started at once were given \(ids.count) different lists of keys.")
            try require(try await store.keys().map(\.id) == ids.first, "The key that all got is not the stored one.")
        },
    ]

    private static let first = KeyRecord(
        id: "2026-01-\u{E9}", algorithm: "HS256", sealedMaterial: Array(0...255), createdAt: 1_700_000_000)

    private static func requireOnly(
        _ key: KeyRecord, in keys: [KeyRecord], _ occasion: String
    ) throws(ConformanceFailure) {
        guard let found = keys.first, keys.count == 1 else {
            throw ConformanceFailure("There are \(keys.count) keys \(occasion), not one.")
        }
        try require(
            same(found.id, key.id) && same(found.algorithm, key.algorithm) && found.createdAt == key.createdAt
                && found.sealedMaterial == key.sealedMaterial,
            "The key \(occasion) is not what was stored.")
    }
}
