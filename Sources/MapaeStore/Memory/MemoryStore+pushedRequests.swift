import Synchronization

extension MemoryStore {
    /// Adds a request.
    public func insert(_ request: PushedRequestRecord) async throws {
        try state.withLock { state in
            guard state.clients.contains(request.clientID) else { return }
            guard state.pushedRequests[request.digest] == nil else {
                throw StoreError(.failed, "the digest of a new request is taken")
            }
            state.pushedRequests[request.digest] = request
        }
    }

    /// Takes a request out.
    public func consume(pushedRequest digest: [UInt8], of clientID: String) async throws -> PushedRequestRecord? {
        state.withLock { state in
            guard let request = state.pushedRequests[digest], request.clientID.utf8.elementsEqual(clientID.utf8) else {
                return nil
            }
            state.pushedRequests[digest] = nil
            return request
        }
    }

    /// Forgets requests that have died.
    @discardableResult
    public func purgePushedRequests(endedBefore moment: Int64, limit: Int) async throws -> Int {
        state.withLock { $0.pushedRequests.purge(limit: limit) { $0.endsAt < moment } }
    }
}
