/// The opaque tokens of a ``MemoryStore``.
struct MemoryOpaqueTokens: Sendable {
    typealias Key = MemoryStore.Key

    private var tokens: [Key: OpaqueTokenRecord] = [:]
    private var digestsByGrant: [Key: Set<Key>] = [:]

    subscript(digest: Key) -> OpaqueTokenRecord? { tokens[digest] }

    mutating func insert(_ token: OpaqueTokenRecord) {
        tokens[token.digest] = token
        if let grantID = token.grantID { digestsByGrant[Key(grantID.utf8), default: []].insert(token.digest) }
    }

    /// - Returns: Whether there was one.
    mutating func remove(_ digest: Key) -> Bool {
        guard let token = tokens.removeValue(forKey: digest) else { return false }
        if let grant = token.grantID.map({ Key($0.utf8) }) {
            digestsByGrant[grant]?.remove(digest)
            if digestsByGrant[grant]?.isEmpty ?? false { digestsByGrant[grant] = nil }
        }
        return true
    }

    mutating func removeAll(ofGrant grant: Key) {
        for digest in digestsByGrant.removeValue(forKey: grant) ?? [] { tokens[digest] = nil }
    }

    mutating func removeAll(ofClient client: Key) {
        for (digest, token) in tokens where token.clientID.utf8.elementsEqual(client) { _ = remove(digest) }
    }

    mutating func purge(endedBefore moment: Int64, limit: Int) -> Int {
        let over = Array(tokens.lazy.filter { $0.value.endsAt < moment }.prefix(limit).map(\.key))
        for digest in over { _ = remove(digest) }
        return over.count
    }
}
