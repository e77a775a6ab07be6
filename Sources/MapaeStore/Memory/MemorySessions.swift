/// The sessions and revocations of a ``MemoryStore``, behind its lock.
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

    subscript(id: Key) -> SessionRecord? { sessions[id] }

    /// Does what was decided about a session.
    mutating func apply<Outcome>(_ change: SessionChange<Outcome>, to id: Key) {
        switch change.fate {
        case .keep: break
        case .put(let record): put(record, id)
        case .remove: remove(id)
        }
        for revocation in change.revocations { revocations.add(revocation) }
    }

    mutating func put(_ record: SessionRecord) { put(record, Key(record.id.utf8)) }

    private mutating func put(_ record: SessionRecord, _ id: Key) {
        remove(id)
        sessions[id] = record
        idsBySubject[Key(record.subject.utf8), default: []].insert(id)
        if !record.replays.isEmpty { replaying.insert(id) }
    }

    private mutating func remove(_ id: Key) {
        guard let record = sessions.removeValue(forKey: id) else { return }
        replaying.remove(id)
        let subject = Key(record.subject.utf8)
        idsBySubject[subject]?.remove(id)
        if idsBySubject[subject]?.isEmpty ?? false { idsBySubject[subject] = nil }
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
        return end(sessions(of: subject).filter { sweep.ends($0.id) }, sweep.ending)
    }

    /// Ends as many sessions of a subject as leave room for one more.
    mutating func makeRoom(for subject: Key, _ terms: SessionTerms) -> [SessionEnding] {
        let known = sessions(of: subject)
        guard known.count >= terms.maximum else { return [] }
        return end(Array(known.leastUsedFirst.prefix(known.count - terms.maximum + 1)), terms.ending)
    }

    private mutating func end(
        _ ended: [SessionRecord], _ ending: (SessionRecord) -> SessionEnding
    ) -> [SessionEnding] {
        let endings = ended.map(ending)
        for (record, ending) in zip(ended, endings) {
            remove(Key(record.id.utf8))
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
