/// Counters under their keys, never more than a number of them.
///
/// When it is full, a new key takes the place of an idle counter, or else of one that does not refuse at that moment; a
/// counter that refuses is never forgotten. A hand goes round the places, so that finding one takes a bounded time.
struct BoundedTable<Rule: ThrottleRule> {
    /// How many places are looked at for one new key.
    private static var reach: Int { 64 }

    private struct Place {
        var key: ThrottleKey
        var state: Rule.State
    }

    private let rule: Rule
    private let capacity: Int
    private var index: [ThrottleKey: Int] = [:]
    private var places: [Place] = []
    private var hand = 0

    init(_ rule: Rule, capacity: Int) {
        self.rule = rule
        self.capacity = max(1, capacity)
    }

    var count: Int { places.count }

    /// Reads and changes the counter of a key, a fresh one where there is none.
    /// - Returns: nil when there is none and no place for one.
    mutating func update<Value>(
        _ key: ThrottleKey, at now: Int64, _ body: (Rule, inout Rule.State) -> Value
    ) -> Value? {
        if let place = index[key] { return body(rule, &places[place].state) }
        let place: Int
        if places.count < capacity {
            place = places.count
            places.append(Place(key: key, state: rule.fresh))
        } else {
            guard let victim = victim(at: now) else { return nil }
            place = victim
            index[places[place].key] = nil
            places[place] = Place(key: key, state: rule.fresh)
        }
        index[key] = place
        return body(rule, &places[place].state)
    }

    /// Changes the counter of a key if there is one.
    mutating func updateIfPresent(_ key: ThrottleKey, _ body: (Rule, inout Rule.State) -> Void) {
        if let place = index[key] { body(rule, &places[place].state) }
    }

    func state(_ key: ThrottleKey) -> Rule.State? { index[key].map { places[$0].state } }

    /// Forgets the counter of a key.
    mutating func remove(_ key: ThrottleKey) {
        guard let place = index.removeValue(forKey: key) else { return }
        let last = places.removeLast()
        guard place < places.count else { return }
        places[place] = last
        index[last.key] = place
    }

    private mutating func victim(at now: Int64) -> Int? {
        var second: Int?
        for _ in 0..<min(Self.reach, places.count) {
            hand = hand + 1 < places.count ? hand + 1 : 0
            if rule.isIdle(places[hand].state, at: now) { return hand }
            if second == nil, !rule.isLocked(places[hand].state, at: now) { second = hand }
        }
        return second
    }
}
