/// The sessions, their opaque tokens and the revocations of a ``MemoryStore``, behind its lock.
struct MemorySessions: Sendable {
    typealias Key = MemoryStore.Key

    private struct Epoch: Sendable {
        let number: Int64
        /// When its subject was found to be no user.
        var goneSince: Int64?
    }

    private var sessions: [Key: SessionRecord] = [:]
    private var idsBySubject: [Key: Set<Key>] = [:]
    /// The sessions that have replays, so that wiping looks at these alone.
    private var replaying: Set<Key> = []
    private var epochs: [Key: Epoch] = [:]
    private var lastEpoch: Int64 = 0
    var revocations = MemoryRevocations()
    var tokens = MemoryOpaqueTokens()
    var clientLogins = MemoryClientLogins()

    subscript(id: Key) -> SessionRecord? { sessions[id] }

    /// Does what was decided about a session.
    mutating func apply<Outcome>(_ change: SessionChange<Outcome>, to id: Key) {
        switch change.fate {
        case .keep: break
        case .put(let record): put(record, id)
        case .remove:
            if let known = sessions[id], known.clientID == nil || change.isLogout { clientLogins.logOut(known) }
            remove(id)
        }
        for revocation in change.revocations { revocations.add(revocation) }
    }

    mutating func put(_ record: SessionRecord) { put(record, Key(record.id.utf8)) }

    private mutating func put(_ record: SessionRecord, _ id: Key) {
        _ = take(id)
        sessions[id] = record
        idsBySubject[Key(record.subject.utf8), default: []].insert(id)
        if !record.replays.isEmpty { replaying.insert(id) }
    }

    /// Begins a grant. One of its id that there is already is replaced, and its opaque tokens are not the new one's.
    mutating func begin(_ grant: SessionRecord) {
        remove(Key(grant.id.utf8))
        put(grant)
    }

    /// Removes a session that is a grant.
    mutating func removeGrant(_ id: Key) {
        if sessions[id]?.clientID != nil { remove(id) }
    }

    /// Removes a session, and with a grant its opaque tokens.
    private mutating func remove(_ id: Key) {
        if take(id)?.clientID != nil { tokens.removeAll(ofGrant: id) }
    }

    private mutating func take(_ id: Key) -> SessionRecord? {
        guard let record = sessions.removeValue(forKey: id) else { return nil }
        replaying.remove(id)
        let subject = Key(record.subject.utf8)
        idsBySubject[subject]?.remove(id)
        if idsBySubject[subject]?.isEmpty ?? false { idsBySubject[subject] = nil }
        return record
    }

    func sessions(of subject: Key) -> [SessionRecord] {
        (idsBySubject[subject] ?? []).compactMap { sessions[$0] }.inOrderOfCreation
    }

    func page(after id: Key?, limit: Int) -> [SessionRecord] {
        sessions.keys.filter { key in id.map { $0.lexicographicallyPrecedes(key) } ?? true }
            .sorted { $0.lexicographicallyPrecedes($1) }.prefix(limit).compactMap { sessions[$0] }
    }

    func epoch(of subject: Key) -> Int64 { epochs[subject]?.number ?? 0 }

    mutating func end(of subject: Key, _ sweep: SessionSweep) -> [SessionEnding] {
        lastEpoch += 1
        epochs[subject] = Epoch(number: lastEpoch)
        clientLogins.logOut(subject, except: sweep.kept)
        return end(sessions(of: subject).filter { sweep.ends($0.id) }, sweep.ending)
    }

    /// Ends a client's grants: all, or those of a user.
    mutating func endGrants(
        for client: Key, subject: Key?, _ ending: (SessionRecord) -> SessionEnding
    ) -> [SessionEnding] {
        let known = subject.map { sessions(of: $0) } ?? Array(sessions.values).inOrderOfCreation
        return end(known.filter { $0.clientID?.utf8.elementsEqual(client) ?? false }, ending)
    }

    /// Ends as many logins of a subject as leave room for one more.
    mutating func makeRoom(for subject: Key, _ terms: SessionTerms) -> [SessionEnding] {
        let known = sessions(of: subject).filter { $0.clientID == nil }
        guard known.count >= terms.maximum else { return [] }
        return end(Array(known.leastUsedFirst.prefix(known.count - terms.maximum + 1)), terms.ending)
    }

    private mutating func end(
        _ ended: [SessionRecord], _ ending: (SessionRecord) -> SessionEnding
    ) -> [SessionEnding] {
        let endings = ended.map(ending)
        for (record, ending) in zip(ended, endings) {
            remove(Key(record.id.utf8))
            clientLogins.logOut(record)
            revocations.add(ending.revocation)
        }
        return endings
    }

    mutating func wipeReplays(endedBy moment: Int64, limit: Int) -> Int {
        var wiped = 0
        for id in replaying where wiped < limit {
            sessions[id]?.replays.removeAll { replay in
                guard replay.endsAt <= moment, wiped < limit else { return false }
                wiped += 1
                return true
            }
            if sessions[id]?.replays.isEmpty ?? true { replaying.remove(id) }
        }
        return wiped
    }

    mutating func purge(deadBefore moment: Int64, limit: Int) -> Int {
        let dead = Array(sessions.lazy.filter { $0.value.aliveUntil < moment }.prefix(limit).map(\.key))
        for id in dead { remove(id) }
        return dead.count
    }

    /// Forgets logins at clients, but none of a login that there still is: it was renewed, and goes on for longer than was known when it
    /// came to the client.
    mutating func purgeClientLogins(keptUntilBefore moment: Int64, limit: Int) -> Int {
        let sessions = sessions
        return clientLogins.purge(keptUntilBefore: moment, limit: limit) { sessions[$0] != nil }
    }

    /// Notes the epochs of who is gone, and forgets those that were noted before a moment.
    mutating func purgeEpochs(notedBefore moment: Int64, at now: Int64, limit: Int, isUser: (Key) -> Bool) -> Int {
        let gone = epochs.filter { !isUser($0.key) }
        let old = gone.filter { $0.value.goneSince.map { $0 < moment } ?? false }.keys.prefix(limit)
        let new = gone.filter { $0.value.goneSince == nil }.keys.prefix(limit)
        for subject in old { epochs[subject] = nil }
        for subject in new { epochs[subject]?.goneSince = now }
        return old.count + new.count
    }
}
