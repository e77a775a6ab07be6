/// What a ``MemoryStore`` holds behind its lock.
struct MemoryState: Sendable {
    var users = MemoryUsers()
    var sessions = MemorySessions()
    var keys: [KeyRecord] = []
    var audit = MemoryAudit()
    var clients = MemoryClients()
    var codes = MemoryCodes()
    var deviceCodes = MemoryDeviceCodes()
    var consents = MemoryConsents()
    var pushedRequests: [MemoryStore.Key: PushedRequestRecord] = [:]
    /// Until when each is to be remembered.
    var usedOnce: [MemoryStore.Key: Int64] = [:]

    /// Ends sessions of a subject, with their records.
    mutating func end(of subject: MemoryStore.Key, _ sweep: SessionSweep) -> [Revocation] {
        let endings = sessions.end(of: subject, sweep)
        audit.add(sweep.records + endings.flatMap(\.records))
        return endings.map(\.revocation)
    }

    /// A user with the epoch of its sessions.
    func withEpoch(_ user: UserRecord?) -> UserRecord? {
        guard var user else { return nil }
        user.sessionEpoch = sessions.epoch(of: MemoryStore.Key(user.id.utf8))
        return user
    }
}
