#if RemoteKeys
package import Crypto

/// What was answered about tokens, within bounds of number and size. Tokens are known by their digest alone: who reads this
/// memory finds none.
///
/// There are two generations, each of half the bounds. What is kept or used enters the young one; when that is full it
/// becomes the old one, and what nobody has used since the last change goes. So what is used often stays, at the cost of a
/// look-up, and nothing has to be sorted.
package struct AnswerCache<Value: Sendable>: Sendable {
    private struct Entry: Sendable {
        let value: Value
        let cost: Int
        let endsAt: Duration
    }

    private let maximumCount: Int
    private let maximumCost: Int
    private var young: [SHA256Digest: Entry] = [:]
    private var old: [SHA256Digest: Entry] = [:]
    private var youngCost = 0
    private var oldCost = 0

    /// Creates an empty cache.
    /// - Parameters:
    ///   - maximumCount: How many values there may be.
    ///   - maximumCost: What they may cost together.
    package init(maximumCount: Int, maximumCost: Int) {
        self.maximumCount = max(maximumCount / 2, 1)
        self.maximumCost = maximumCost / 2
    }

    /// How many values there are, those that have ended among them.
    package var count: Int { young.count + old.count }
    /// What they cost.
    package var cost: Int { youngCost + oldCost }

    /// Whether there is, or was a short while ago, a value.
    package func remembers(_ key: SHA256Digest) -> Bool { young[key] != nil || old[key] != nil }

    /// The value of a key, if it has not ended.
    package mutating func value(of key: SHA256Digest, at now: Duration) -> Value? {
        if let entry = young[key] { return now < entry.endsAt ? entry.value : nil }
        guard let entry = old[key] else { return nil }
        removeValue(of: key)
        put(entry, key)
        return now < entry.endsAt ? entry.value : nil
    }

    /// Keeps a value. One that costs more than half of all may is not kept.
    /// - Parameters:
    ///   - value: The value.
    ///   - key: The token's digest.
    ///   - cost: How many bytes it takes.
    ///   - endsAt: From when on it counts no more.
    package mutating func keep(_ value: Value, of key: SHA256Digest, cost: Int, until endsAt: Duration) {
        removeValue(of: key)
        guard cost <= maximumCost else { return }
        put(Entry(value: value, cost: cost, endsAt: endsAt), key)
    }

    /// Forgets a key.
    package mutating func removeValue(of key: SHA256Digest) {
        if let entry = young.removeValue(forKey: key) { youngCost -= entry.cost }
        if let entry = old.removeValue(forKey: key) { oldCost -= entry.cost }
    }

    private mutating func put(_ entry: Entry, _ key: SHA256Digest) {
        if young.count >= maximumCount || youngCost + entry.cost > maximumCost {
            old = young
            oldCost = youngCost
            young = [:]
            youngCost = 0
        }
        young[key] = entry
        youngCost += entry.cost
    }
}
#endif
