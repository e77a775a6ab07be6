/// The authorization codes of a ``MemoryStore``.
struct MemoryCodes: Sendable {
    typealias Key = MemoryStore.Key

    private var codes: [Key: CodeRecord] = [:]

    subscript(digest: Key) -> CodeRecord? { codes[digest] }

    mutating func insert(_ code: CodeRecord) throws(StoreError) {
        guard codes[code.digest] == nil else { throw StoreError(.failed, "the digest of a new code is taken") }
        codes[code.digest] = code
    }

    mutating func use(_ digest: Key, at moment: Int64, keptUntil end: Int64) {
        codes[digest]?.usedAt = moment
        codes[digest]?.keptUntil = end
    }

    mutating func removeAll(of client: Key) {
        codes = codes.filter { !$0.value.clientID.utf8.elementsEqual(client) }
    }

    /// Removes a client's codes of a user that were not used.
    mutating func removeUnused(of client: Key, subject: Key) {
        codes = codes.filter { entry in
            entry.value.usedAt != nil || !entry.value.clientID.utf8.elementsEqual(client)
                || !entry.value.subject.utf8.elementsEqual(subject)
        }
    }

    mutating func purge(keptUntilBefore moment: Int64, limit: Int) -> Int {
        codes.purge(limit: limit) { $0.keptUntil < moment }
    }
}
