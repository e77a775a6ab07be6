public import MapaeStore

extension StoreConformance {
    /// The promises of every `AuditStore`.
    public static let audit: [Check<any AuditStore>] = [
        Check("an empty store has no entries") { store in
            try require(
                try await store.audit(AuditFilter(), before: nil, limit: 10).isEmpty, "An empty store has entries.")
            try require(try await store.audit(after: 0, limit: 10).isEmpty, "An empty store has entries to follow.")
            try require(try await store.purgeAudit(recordedBefore: .max, limit: 10) == 0, "An empty store forgets.")
        },
        Check("records are kept in their order, with every field as it was") { store in
            try await store.record(Array(fields.prefix(3)))
            try await store.record([])
            for record in fields.dropFirst(3) { try await store.record([record]) }
            let followed = try await store.audit(after: 0, limit: 1000)
            try require(followed.map(\.record) == fields, "What is followed is not what was recorded.")
            try require(
                zip(followed, fields).allSatisfy { entry, record in
                    same(entry.record.kind, record.kind) && same(entry.record.subject, record.subject)
                        && same(entry.record.network, record.network)
                }, "A text is followed with other bytes.")
            try require(
                zip(followed, followed.dropFirst()).allSatisfy { $0.number < $1.number }
                    && followed.first.map { $0.number > 0 } ?? false, "Numbers do not rise from above 0.")
            let listed = try await store.audit(AuditFilter(), before: nil, limit: 1000)
            try require(listed == followed.reversed(), "What is listed is not what is followed, the newest first.")
        },
        Check("each filter finds what meets all that it asks, and nothing else") { store in
            try await store.record(samples)
            let entries = try await store.audit(after: 0, limit: 1000)
            try require(entries.count == samples.count, "Records are missing.")
            for filter in filters {
                let expected = entries.reversed().filter { meets($0.record, filter) }
                let found = try await store.audit(filter, before: nil, limit: 1000)
                try require(found == expected, "\(filter) finds \(found.count) entries, not \(expected.count).")
                let seen = try await parts(of: filter, size: 5, store)
                try require(seen == expected, "\(filter) finds others in parts.")
            }
            for text in ["", "login_failed\0", "\0", "login_faile", "LOGIN_FAILED", "%", "' OR '1'='1"] {
                let found = try await store.audit(AuditFilter(kind: text), before: nil, limit: 9)
                try require(found.isEmpty, "The kind \(text.debugDescription) is found.")
            }
            let decomposed = try await store.audit(AuditFilter(subject: "e\u{301}"), before: nil, limit: 9)
            try require(decomposed.isEmpty, "A subject is found by other bytes.")
        },
        Check("who follows sees each entry once and in order while many write") { store in
            let each = 5
            let writers = Countdown(from: contenders)
            let seen = try await withThrowingTaskGroup(of: [AuditEntry].self) { group in
                for writer in 0..<contenders {
                    group.addTask {
                        for number in 0..<each {
                            let records = (0...number % 3).map { sample("\(writer)-\(number)-\($0)") }
                            try await store.record(records)
                        }
                        writers.step()
                        return []
                    }
                }
                group.addTask { try await follow(store) { !writers.isOver } }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            try require(
                seen.count == contenders * 9 && Set(seen.map(\.record.subject)).count == seen.count,
                "Who followed saw \(Set(seen.map(\.record.subject)).count) of \(contenders * 9) entries.")
            try require(
                zip(seen, seen.dropFirst()).allSatisfy { $0.number < $1.number }, "Who followed saw another order.")
            try require(
                zip(seen, seen.dropFirst()).allSatisfy { one, next in
                    let (one, next) = (one.record.subject ?? "", next.record.subject ?? "")
                    return next.hasSuffix("-0") || one.dropLast() == next.dropLast()
                }, "Records of one step do not stand together.")
        },
        Check("old entries are forgotten, the oldest first, and no more at once than was asked for") { store in
            try await store.record((0..<12).map { sample("\($0)", at: Int64($0)) })
            try await drain(
                10, "entries", left: { try await store.audit(after: 0, limit: 100).count - 2 }
            ) { limit in
                let gone = try await store.purgeAudit(recordedBefore: 10, limit: limit)
                let left = try await store.audit(after: 0, limit: 100).compactMap(\.record.subject)
                let expected = (12 - left.count..<12).map(String.init)
                try require(left == expected, "\(left) are left where \(expected) should be.")
                return gone
            }
            let last = try await store.audit(after: 0, limit: 100).last?.number ?? 0
            try await store.record([sample("new")])
            let new = try await store.audit(after: last, limit: 100)
            try require(new.map(\.record.subject) == ["new"], "A number came again after entries were forgotten.")
        },
    ]

    static func sample(_ subject: String?, at moment: Int64 = 1) -> AuditRecord {
        AuditRecord("login_failed", at: moment, subject: subject)
    }

    private static let fields = [
        AuditRecord("a", at: 1), AuditRecord("", at: .min, details: []),
        AuditRecord("b", at: .max, subject: "", actor: "", sessionID: "", network: ""),
        AuditRecord("\u{E9}", at: 0, subject: "e\u{301}", actor: "operator", sessionID: "s", network: "10.0.0.0/8"),
        AuditRecord("마패", at: 2, details: (0..<10_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }),
        AuditRecord("a", at: 1),
    ]

    private static let samples: [AuditRecord] = ["login", "login_failed"].flatMap { kind in
        [nil, "ada", "\u{E9}"].flatMap { subject in
            [nil, "s"].flatMap { session in
                [nil, "192.0.2.0/24"].flatMap { network in
                    [10, 20].map {
                        AuditRecord(kind, at: $0, subject: subject, sessionID: session, network: network)
                    }
                }
            }
        }
    }

    private static let filters: [AuditFilter] = [nil, "login_failed"].flatMap { kind in
        [nil, "ada", "nobody"].flatMap { subject in
            [nil, "s"].flatMap { session in
                [nil, "192.0.2.0/24"].flatMap { network in
                    [nil, 10, 11, 21].flatMap { since in
                        [nil, 10, 20, 21].map { until in
                            AuditFilter(
                                kind: kind, subject: subject, sessionID: session, network: network, since: since,
                                until: until)
                        }
                    }
                }
            }
        }
    }

    private static func meets(_ record: AuditRecord, _ filter: AuditFilter) -> Bool {
        (filter.kind == nil || same(filter.kind, record.kind))
            && (filter.subject == nil || same(filter.subject, record.subject))
            && (filter.sessionID == nil || same(filter.sessionID, record.sessionID))
            && (filter.network == nil || same(filter.network, record.network))
            && (filter.since.map { record.moment >= $0 } ?? true)
            && (filter.until.map { record.moment < $0 } ?? true)
    }

    private static func parts(
        of filter: AuditFilter, size: Int, _ store: any AuditStore
    ) async throws -> [AuditEntry] {
        var seen: [AuditEntry] = []
        while true {
            let part = try await store.audit(filter, before: seen.last?.number, limit: size)
            try require(part.count <= size && seen.count < 10_000, "A part is larger than was asked for.")
            if part.isEmpty { return seen }
            seen += part
        }
    }

    /// Follows until there is nothing new and nobody writes.
    private static func follow(
        _ store: any AuditStore, while isWriting: () -> Bool
    ) async throws -> [AuditEntry] {
        var seen: [AuditEntry] = []
        while true {
            let more = isWriting() && !Task.isCancelled
            let new = try await store.audit(after: seen.last?.number ?? 0, limit: 7)
            seen += new
            if new.isEmpty {
                guard more else { return seen }
                await Task.yield()
            }
        }
    }
}
