/// The clients of a ``MemoryStore``.
struct MemoryClients: Sendable {
    typealias Key = MemoryStore.Key

    private var clients: [Key: ClientRecord] = [:]

    subscript(id: Key) -> ClientRecord? { clients[id] }

    func contains(_ id: String) -> Bool { clients[Key(id.utf8)] != nil }

    mutating func insertIfAbsent(_ client: ClientRecord) -> Bool {
        let id = Key(client.id.utf8)
        guard clients[id] == nil else { return false }
        clients[id] = client
        return true
    }

    /// Replaces a client that there is; its id and the time of its registration stay.
    mutating func replace(_ client: ClientRecord, id: Key) {
        guard let known = clients[id] else { return }
        clients[id] = ClientRecord(
            id: known.id, createdAt: known.createdAt, metadata: client.metadata, secrets: client.secrets,
            settings: client.settings)
    }

    mutating func remove(_ id: Key) { clients[id] = nil }

    func page(after id: Key?, limit: Int) -> [ClientRecord] {
        clients.keys.filter { key in id.map { $0.lexicographicallyPrecedes(key) } ?? true }
            .sorted { $0.lexicographicallyPrecedes($1) }.prefix(limit).compactMap { clients[$0] }
    }
}
