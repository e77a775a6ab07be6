import MapaeStore

extension StoreConformance {
    /// The promises about clients.
    static let clients: [Check<any OAuthStore>] = [
        Check("a client is found with every field as it was") { store in
            for record in registered {
                let isNew = try await store.insertIfAbsent(record, recording: [])
                try require(isNew, "The id of a new client is taken.")
            }
            for record in registered {
                try requireSame(record, try await store.client(id: record.id))
                let shown = try await store.change(client: record.id) { known in
                    ClientChange(.keep, outcome: known, ending: ending)
                }
                try requireSame(record, shown.outcome)
                try require(shown.ended.isEmpty, "A client that stays has ended grants.")
                try requireSame(record, try await store.client(id: record.id))
            }
        },
        Check("a client whose id is taken changes nothing") { store in
            try await add(clients: "app", to: store)
            let other = ClientRecord(id: "app", createdAt: 9, metadata: [1], secrets: [[1]], settings: [2])
            let isNew = try await store.insertIfAbsent(other, recording: [sample("x")])
            try require(!isNew, "An id is taken twice.")
            try requireSame(client("app"), try await store.client(id: "app"))
            try require(try await recorded(store).isEmpty, "What changed nothing was recorded.")
        },
        Check("a client is replaced, but for its id and the time of its registration") { store in
            try await add(clients: "app", "other", to: store)
            for secrets in [[[1]], [[1], [2]], [[2]], [[2], [2]], [], [[], [0]]] as [[[UInt8]]] {
                let put = ClientRecord(
                    id: "another", createdAt: 99, metadata: [UInt8(secrets.count)], secrets: secrets,
                    settings: [7, UInt8(secrets.count)])
                _ = try await store.change(client: "app") { _ in ClientChange(.put(put), outcome: 0, ending: ending) }
                let expected = ClientRecord(
                    id: "app", createdAt: 5, metadata: put.metadata, secrets: secrets, settings: put.settings)
                try requireSame(expected, try await store.client(id: "app"))
            }
            try require(try await store.client(id: "another") == nil, "A change gave a client another id.")
            try requireSame(client("other"), try await store.client(id: "other"))
        },
        Check("each step with a client writes its records, in their order") { store in
            _ = try await store.insertIfAbsent(client("app"), recording: [sample("added"), sample("twice")])
            let fates = [ClientFate.keep, .put(client("app")), .remove, .remove]
            for (index, fate) in fates.enumerated() {
                if index == 2 {
                    for id in ["1", "2"] { try await put(grant(id), store) }
                }
                _ = try await store.change(client: "app") { _ in
                    ClientChange(fate, recording: [sample("changed \(index)")], outcome: 0, ending: ending)
                }
            }
            let expected = [
                "added", "twice", "changed 0", "changed 1", "ended 1", "ended 2", "changed 2", "changed 3",
            ]
            let found = try await recorded(store)
            try require(found == expected, "The audit log is \(found), not \(expected).")
        },
        Check("clients whose ids differ in one byte are different, and none is found by another's id") { store in
            for (index, id) in lookalikes.enumerated() {
                let isNew = try await store.insertIfAbsent(client(id, metadata: "\(index)"), recording: [])
                try require(isNew, "The id \(Array(id.utf8)) is taken for another.")
            }
            for (index, id) in lookalikes.enumerated() {
                let found = try await store.client(id: id)
                try require(found?.metadata == Array("\(index)".utf8), "\(Array(id.utf8)) finds another client.")
            }
            for key in ["K\0", "K\0x", "\0", "KK", "' OR '1'='1"] {
                try require(try await store.client(id: key) == nil, "\(key.debugDescription) finds a client.")
                let change = try await store.change(client: key) { known in
                    ClientChange(.remove, outcome: known == nil, ending: ending)
                }
                try require(change.outcome, "\(key.debugDescription) finds a client to change.")
            }
            let listed = try await store.clients(after: nil, limit: 100).count
            try require(listed == lookalikes.count, "\(listed) of \(lookalikes.count) clients are listed.")
        },
        Check("all clients are listed once, in parts of any size, while others come") { store in
            let ids = Set((0..<40).map { "\($0 * 7919 % 1000)-\u{E9}" })
            for id in ids { try await add(clients: id, to: store) }
            for size in [1, 3, 39, 40, 41, 1000] {
                let seen = try await pages(of: size) { after in
                    if let after, ids.contains(after) { try await add(clients: "later-\(size)-\(after)", to: store) }
                    return try await store.clients(after: after, limit: size).map(\.id)
                }
                try require(Set(seen).count == seen.count, "Parts of \(size) show a client twice.")
                try require(ids.isSubset(of: seen), "Parts of \(size) leave clients out.")
            }
            let one = try await store.clients(after: nil, limit: 1).first
            guard let one else { throw ConformanceFailure("A list of clients is empty.") }
            try requireSame(one, try await store.client(id: one.id))
        },
        Check("of many that take one client's id at once, one gets it") { store in
            let added = try await contend { contender in
                try await store.insertIfAbsent(client("app", metadata: "\(contender)"), recording: [])
                    ? "\(contender)" : nil
            }.compactMap(\.self)
            try require(added.count == 1, "\(added.count) of \(contenders) took one id.")
            let found = try await store.client(id: "app")
            try require(
                found?.metadata == added.first.map { Array($0.utf8) },
                "The id belongs to one who was told that it is taken.")
        },
        Check("of many changes of a client at once none is lost") { store in
            try await add(clients: "app", to: store)
            let seen = try await contend { contender in
                try await store.change(client: "app") { known in
                    guard var client = known else { return ClientChange(.keep, outcome: -1, ending: ending) }
                    client.secrets.append([UInt8(contender)])
                    return ClientChange(.put(client), outcome: client.secrets.count, ending: ending)
                }.outcome
            }
            try require(
                seen.sorted() == Array(1...contenders), "\(contenders) changes at once saw \(Set(seen).count) states.")
            let found = try await store.client(id: "app")
            try require(Set(found?.secrets ?? []).count == contenders, "A change of a client was lost.")
        },
    ]

    private static let registered = [
        client("s6BhdRkqt3", secrets: [digest(1), digest(2)], metadata: #"{"client_name":"마패"}"#),
        ClientRecord(id: "public", createdAt: .min, metadata: [], secrets: [], settings: []),
        ClientRecord(
            id: String(repeating: "i", count: 4096), createdAt: .max,
            metadata: (0..<50_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }, secrets: [[], [0], [1, 0, 2], []],
            settings: [0, 255]),
    ]

    private static func requireSame(_ record: ClientRecord, _ found: ClientRecord?) throws(ConformanceFailure) {
        guard let found else { throw ConformanceFailure("A client is not found.") }
        try require(found == record && same(found.id, record.id), "A client is not what was stored.")
    }
}
