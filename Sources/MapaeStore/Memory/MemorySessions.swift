/// The sessions and revocations of a ``MemoryStore``, behind its lock.
struct MemorySessions: Sendable {
    typealias Key = MemoryStore.Key

    private var sessions: [Key: SessionRecord] = [:]
    private var idsBySubject: [Key: Set<Key>] = [:]
    /// The sessions that have replays, so that wiping looks at these alone.
    private var replaying: Set<Key> = []
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

    mutating func end(
        of subject: Key, except kept: Key?, revoking revocation: (SessionRecord) -> Revocation
    ) -> [Revocation] {
        let ended = sessions(of: subject).filter { kept != Key($0.id.utf8) }
        let revoked = ended.map(revocation)
        for (record, revocation) in zip(ended, revoked) {
            remove(Key(record.id.utf8))
            revocations.add(revocation)
        }
        return revoked
    }

    mutating func wipeReplays(endedBy moment: Int64) {
        for id in replaying {
            sessions[id]?.replays.removeAll { $0.endsAt <= moment }
            if sessions[id]?.replays.isEmpty ?? true { replaying.remove(id) }
        }
    }

    mutating func purge(deadBefore moment: Int64) -> Int {
        let dead = sessions.filter { $0.value.aliveUntil < moment }.keys
        for id in dead { remove(id) }
        return dead.count
    }
}
