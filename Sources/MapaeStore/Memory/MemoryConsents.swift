/// The consents of a ``MemoryStore``.
struct MemoryConsents: Sendable {
    typealias Key = MemoryStore.Key

    /// By the user, then by the client.
    private var consents: [Key: [Key: ConsentRecord]] = [:]

    subscript(subject: Key, client: Key) -> ConsentRecord? { consents[subject]?[client] }

    func all(of subject: Key) -> [ConsentRecord] { Array((consents[subject] ?? [:]).values).inOrderOfClients }

    mutating func put(_ consent: ConsentRecord, _ subject: Key, _ client: Key) {
        consents[subject, default: [:]][client] = consent
    }

    /// - Returns: Whether there was one.
    mutating func remove(_ subject: Key, _ client: Key) -> Bool {
        guard consents[subject]?.removeValue(forKey: client) != nil else { return false }
        if consents[subject]?.isEmpty ?? false { consents[subject] = nil }
        return true
    }

    mutating func removeAll(of subject: Key) { consents[subject] = nil }

    mutating func removeAll(for client: Key) {
        for subject in consents.keys { _ = remove(subject, client) }
    }
}
