import Synchronization

/// A ``BoundedTable`` in parts with a lock each, so that logins on many cores seldom wait for one another.
final class ShardedTable<Rule: ThrottleRule>: Sendable {
    private final class Shard: Sendable {
        let table: Mutex<BoundedTable<Rule>>

        init(_ rule: Rule, capacity: Int) {
            table = Mutex(BoundedTable(rule, capacity: capacity))
        }
    }

    private static var shardCount: Int { 16 }

    private let shards: [Shard]

    init(_ rule: Rule, capacity: Int) {
        shards = (0..<Self.shardCount).map { _ in
            Shard(rule, capacity: (capacity + Self.shardCount - 1) / Self.shardCount)
        }
    }

    /// How many counters there are.
    var count: Int { shards.reduce(0) { $0 + $1.table.withLock { $0.count } } }

    /// See ``BoundedTable/update(_:at:_:)``.
    func update<Value: Sendable>(
        _ key: ThrottleKey, at now: Int64, _ body: (Rule, inout Rule.State) -> Value
    ) -> Value? {
        shard(key).table.withLock { $0.update(key, at: now, body) }
    }

    /// See ``BoundedTable/updateIfPresent(_:_:)``.
    func updateIfPresent(_ key: ThrottleKey, _ body: (Rule, inout Rule.State) -> Void) {
        shard(key).table.withLock { $0.updateIfPresent(key, body) }
    }

    func state(_ key: ThrottleKey) -> Rule.State? { shard(key).table.withLock { $0.state(key) } }

    func remove(_ key: ThrottleKey) { shard(key).table.withLock { $0.remove(key) } }

    private func shard(_ key: ThrottleKey) -> Shard { shards[Int(key.high % UInt64(Self.shardCount))] }
}
