/// Where users are logged in, and the logouts that wait, of a ``MemoryStore``.
struct MemoryClientLogins: Sendable {
    typealias Key = MemoryStore.Key

    private struct Entry: Sendable {
        let record: ClientLoginRecord
        /// When the client is told; `nil` while the user is logged in.
        var dueAt: Int64?
        var attempts = 0
        var since: Int64?

        func isAt(_ client: Key) -> Bool { record.clientID.utf8.elementsEqual(client) }
        func isOf(_ subject: Key) -> Bool { record.subject.utf8.elementsEqual(subject) }
        func isIn(_ login: Key) -> Bool { record.loginID.utf8.elementsEqual(login) }
    }

    private var entries: [Key: Entry] = [:]

    /// When the next is due.
    var next: Int64? { entries.values.lazy.compactMap(\.dueAt).min() }

    mutating func insert(_ record: ClientLoginRecord) {
        let id = Key(record.sessionID.utf8)
        guard entries[id] == nil else { return }
        entries[id] = Entry(record: record)
        let (client, login) = (Key(record.clientID.utf8), Key(record.loginID.utf8))
        let known = entries.filter { $0.value.dueAt == nil && $0.value.isAt(client) && $0.value.isIn(login) }
        // Never the one that is added, though others have begun in the same second.
        let old = known.filter { $0.key != id }.sorted { $0.value.record.createdAt > $1.value.record.createdAt }
            .dropFirst(ClientLoginRecord.maximumOfLogin - 1)
        for (id, _) in old { entries[id] = nil }
    }

    /// What is over with a session.
    mutating func logOut(_ session: SessionRecord) {
        let id = Key(session.id.utf8)
        if session.clientID == nil { end { $0.isIn(id) } } else if entries[id]?.dueAt == nil { entries[id]?.dueAt = 0 }
    }

    /// What is over with all sessions of a user but one.
    mutating func logOut(_ subject: Key, except kept: String?) {
        end { entry in
            entry.isOf(subject) && !(kept.map { entry.record.sessionID.utf8.elementsEqual($0.utf8) } ?? false)
        }
    }

    /// What is over with a user's consent.
    /// - Returns: Of how many logins the client is to be told.
    mutating func logOut(_ subject: Key, at client: Key) -> Int { end { $0.isOf(subject) && $0.isAt(client) } }

    @discardableResult
    private mutating func end(where isOver: (Entry) -> Bool) -> Int {
        var count = 0
        for (id, entry) in entries where entry.dueAt == nil && isOver(entry) {
            entries[id]?.dueAt = 0
            count += 1
        }
        return count
    }

    mutating func removeAll(of client: Key) { entries = entries.filter { !$0.value.isAt(client) } }

    mutating func claim(_ claim: LogoutClaim) -> [ClaimedLogout] {
        var busy = Set(claim.excludedClients.map { Key($0.utf8) })
        let due = entries.filter { $0.value.dueAt.map { $0 <= claim.now } ?? false }
            .sorted {
                ($0.value.dueAt ?? 0, $0.value.record.createdAt) < ($1.value.dueAt ?? 0, $1.value.record.createdAt)
            }
        var claimed: [ClaimedLogout] = []
        for (id, entry) in due where claimed.count < claim.limit {
            guard busy.insert(Key(entry.record.clientID.utf8)).inserted else { continue }
            let attempt = entry.attempts + 1
            let since = entry.since ?? claim.now
            entries[id]?.dueAt = claim.leaseEndsAt
            entries[id]?.attempts = attempt
            entries[id]?.since = since
            claimed.append(
                ClaimedLogout(
                    sessionID: entry.record.sessionID, clientID: entry.record.clientID, subject: entry.record.subject,
                    attempt: attempt, since: since))
        }
        return claimed
    }

    /// - Returns: Whether it was still whose it was said to be.
    mutating func settle(_ logout: ClaimedLogout, _ fate: LogoutFate) -> Bool {
        let id = Key(logout.sessionID.utf8)
        guard let entry = entries[id], entry.dueAt != nil, entry.attempts == logout.attempt else { return false }
        switch fate {
        case .forget: entries[id] = nil
        case .retry(let moment): entries[id]?.dueAt = moment
        case .putOff(let moment):
            entries[id]?.dueAt = moment
            entries[id]?.attempts = entry.attempts - 1
        }
        return true
    }

    mutating func trim(perClient: Int, overall: Int) -> [LogoutOverflow] {
        let waiting = Dictionary(grouping: entries.filter { $0.value.dueAt != nil }) {
            Key($0.value.record.clientID.utf8)
        }
        let counts = waiting.values.map {
            LogoutOverflow(clientID: $0.first?.value.record.clientID ?? "", count: $0.count)
        }
        let overflow = LogoutOverflow.beyond(counts, perClient: perClient, overall: overall)
        for client in overflow {
            let tried = (waiting[Key(client.clientID.utf8)] ?? []).sorted {
                ($1.value.attempts, $0.value.record.createdAt) < ($0.value.attempts, $1.value.record.createdAt)
            }
            for (id, _) in tried.prefix(client.count) { entries[id] = nil }
        }
        return overflow
    }

    /// - Parameter isThere: Whether there is a login.
    mutating func purge(keptUntilBefore moment: Int64, limit: Int, unless isThere: (Key) -> Bool) -> Int {
        entries.purge(limit: limit) { entry in
            entry.dueAt == nil && entry.record.keptUntil < moment && !isThere(Key(entry.record.loginID.utf8))
        }
    }
}
