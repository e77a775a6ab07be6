import MapaeStore

extension StoreConformance {
    /// The promises about what users allow clients.
    static let consents: [Check<any OAuthStore>] = [
        Check("a consent is found with every field as it was, and changes but for whose it is and since when") {
            store in
            try await add(clients: "app", "", to: store)
            for (subject, client) in [("ada", "app"), ("", ""), ("\u{E9}", "app"), ("e\u{301}", "app")] {
                for (moment, text) in [(3, "a b"), (.max, ""), (.min, "e\u{301} https://마패.example")]
                    as [(Int64, String)]
                {
                    let put = ConsentRecord(
                        subject: "other", clientID: "other", createdAt: moment, changedAt: moment, scope: text,
                        resources: text)
                    let changed = try await store.change(consentOf: subject, for: client, recording: []) { _ in put }
                    let expected = ConsentRecord(
                        subject: subject, clientID: client, createdAt: 3, changedAt: moment, scope: text,
                        resources: text)
                    try requireSame(expected, changed)
                    try requireSame(expected, try await store.consent(of: subject, for: client))
                    let shown = try await store.change(consentOf: subject, for: client, recording: []) { $0 ?? put }
                    try requireSame(expected, shown)
                }
            }
            for (subject, client) in [
                ("other", "other"), ("ada", ""), ("ada\0", "app"), ("ada", "app\0"), ("ad", "app"),
            ] {
                let found = try await store.consent(of: subject, for: client)
                try require(found == nil, "A consent is found by another user or client.")
            }
        },
        Check("without a client there is no consent, and nothing is recorded") { store in
            for client in ["app", "app\0", "App"] {
                let changed = try await store.change(consentOf: "ada", for: client, recording: [sample("x")]) { _ in
                    ConsentRecord(subject: "ada", clientID: client, createdAt: 1, changedAt: 1, scope: "a")
                }
                try require(changed == nil, "A client that there is not was allowed something.")
            }
            try await add(clients: "app", to: store)
            try require(try await store.consents(of: "ada").isEmpty, "A refused consent is listed.")
            try require(try await recorded(store).isEmpty, "What changed nothing was recorded.")
        },
        Check("each consent is recorded in its step") { store in
            try await add(clients: "app", to: store)
            for number in 1...3 {
                try await store.change(
                    consentOf: "ada", for: "app", recording: [sample("\(number)"), sample("and")]
                ) { _ in ConsentRecord(subject: "ada", clientID: "app", createdAt: 1, changedAt: 1, scope: "a") }
            }
            let records = try await recorded(store)
            try require(records == ["1", "and", "2", "and", "3", "and"], "The audit log is \(records).")
        },
        Check("a user's consents are listed by the bytes of the clients' ids, and nobody else's") { store in
            let ids = ["b", "é", "z", "Z", "a", "10", "9", "e\u{301}"]
            for id in ids {
                try await add(clients: id, to: store)
                try await allow("a", id, store)
            }
            try await allow("a", "b", by: "Ada", store)
            let listed = try await store.consents(of: "ada").map(\.clientID)
            let expected = ids.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
            try require(
                listed.elementsEqual(expected, by: same), "A user's consents are for \(listed), not \(expected).")
            let one = try await store.consents(of: "ada").first
            guard let one else { throw ConformanceFailure("A list of consents is empty.") }
            try requireSame(one, try await store.consent(of: "ada", for: one.clientID))
            for other in ["ada\0", "ada%", "ad", "' OR '1'='1"] {
                let found = try await store.consents(of: other)
                try require(found.isEmpty, "\(other.debugDescription) has consents.")
            }
        },
        Check("O28: of many agreements at once none is lost") { store in
            try await add(clients: "app", "other", to: store)
            _ = try await contend { contender in
                try await store.change(
                    consentOf: "ada", for: contender.isMultiple(of: 8) ? "other" : "app", recording: []
                ) { known in
                    let scope = [known?.scope, "s\(contender)"].compactMap(\.self).joined(separator: " ")
                    return ConsentRecord(
                        subject: "ada", clientID: "app", createdAt: 1, changedAt: Int64(contender), scope: scope)
                }
            }
            for (client, count) in [("app", contenders - contenders / 8), ("other", contenders / 8)] {
                let scopes = try await store.consent(of: "ada", for: client)?.scope.split(separator: " ") ?? []
                try require(
                    scopes.count == count && Set(scopes).count == count,
                    "Of \(count) agreements at once \(Set(scopes).count) are left.")
            }
        },
        Check("a user who is removed leaves no consents, and others keep theirs") { store in
            try await add(clients: "app", "other", to: store)
            for id in ["ada", "grace"] {
                let user = UserRecord(id: id, username: id, passwordHash: nil, createdAt: 1)
                _ = try await store.insertIfAbsent(user)
                for client in ["app", "other"] { try await allow("a", client, by: id, store) }
            }
            _ = try await store.change(user: "ada") { user in
                UserChange(user.map(UserFate.put) ?? .keep, ending: SessionSweep(ending), outcome: 0)
            }
            try require(try await store.consents(of: "ada").count == 2, "A user who stays has lost consents.")
            _ = try await store.change(user: "ada") { _ in UserChange(.remove, outcome: 0) }
            try require(try await store.consents(of: "ada").isEmpty, "A removed user has left consents behind.")
            let found = try await store.consent(of: "ada", for: "app")
            try require(found == nil, "A removed user has left a consent behind.")
            try require(try await store.consents(of: "grace").count == 2, "With a user went another's consents.")
        },
    ]

    private static func requireSame(
        _ consent: ConsentRecord, _ found: ConsentRecord?
    ) throws(ConformanceFailure) {
        guard let found else { throw ConformanceFailure("A consent is not found.") }
        try require(
            found == consent && same(found.subject, consent.subject) && same(found.clientID, consent.clientID)
                && same(found.scope, consent.scope) && same(found.resources, consent.resources),
            "A consent is not what was stored.")
    }
}
