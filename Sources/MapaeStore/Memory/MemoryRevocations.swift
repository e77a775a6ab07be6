/// The revocations of a ``MemoryStore``.
struct MemoryRevocations: Sendable {
    typealias Key = MemoryStore.Key

    private struct Entry: Sendable {
        let revocation: Revocation
        let number: Int64
    }

    private var entries: [Key: Entry] = [:]
    /// Which id got which number, in the order of the numbers. An id that was prolonged stands here twice, and counts where
    /// its number is the entry's.
    private var log: [(number: Int64, id: Key)] = []
    private var lastNumber: Int64 = 0

    mutating func add(_ revocation: Revocation) {
        let id = Key(revocation.id.utf8)
        if let known = entries[id], known.revocation.endsAt >= revocation.endsAt { return }
        lastNumber += 1
        entries[id] = Entry(revocation: revocation, number: lastNumber)
        log.append((lastNumber, id))
    }

    func page(after cursor: Int64, limit: Int) -> RevocationPage {
        var page: [Revocation] = []
        var last = cursor
        for (number, id) in log[firstIndex(after: cursor)...] {
            guard let entry = entries[id], entry.number == number else { continue }
            guard page.count < limit else { break }
            page.append(entry.revocation)
            last = number
        }
        return RevocationPage(revocations: page, cursor: last)
    }

    mutating func purge(endedBefore moment: Int64, limit: Int) -> Int {
        let over = Array(entries.lazy.filter { $0.value.revocation.endsAt < moment }.prefix(limit).map(\.key))
        for id in over { entries[id] = nil }
        if !over.isEmpty { log.removeAll { entries[$0.id]?.number != $0.number } }
        return over.count
    }

    /// By halving: a look each half second must not walk through all that was ever revoked.
    private func firstIndex(after cursor: Int64) -> Int {
        var low = 0
        var high = log.count
        while low < high {
            let middle = (low + high) / 2
            if log[middle].number <= cursor { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
