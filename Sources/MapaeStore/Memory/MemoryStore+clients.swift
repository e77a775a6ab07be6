import Synchronization

extension MemoryStore {
    /// Adds a client unless its id is taken.
    public func insertIfAbsent(_ client: ClientRecord, recording records: [AuditRecord]) async throws -> Bool {
        state.withLock { state in
            guard state.clients.insertIfAbsent(client) else { return false }
            state.audit.add(records)
            return true
        }
    }

    /// Finds a client.
    public func client(id: String) async throws -> ClientRecord? {
        state.withLock { $0.clients[Key(id.utf8)] }
    }

    /// Reads a client, decides, and writes, all behind one lock.
    public func change<Outcome: Sendable>(
        client id: String, _ body: @Sendable (ClientRecord?) -> ClientChange<Outcome>
    ) async throws -> ClientChangeResult<Outcome> {
        let id = Key(id.utf8)
        return state.withLock { state in
            let known = state.clients[id]
            let change = body(known)
            var endings: [SessionEnding] = []
            switch change.fate {
            case .keep: break
            case .put(let client): state.clients.replace(client, id: id)
            case .remove: if known != nil { endings = state.remove(client: id, change.ending) }
            }
            state.audit.add(endings.flatMap(\.records) + change.records)
            return ClientChangeResult(outcome: change.outcome, ended: endings.map(\.revocation))
        }
    }

    /// Clients by the bytes of their ids.
    public func clients(after id: String?, limit: Int) async throws -> [ClientRecord] {
        state.withLock { $0.clients.page(after: id.map { Key($0.utf8) }, limit: limit) }
    }
}
