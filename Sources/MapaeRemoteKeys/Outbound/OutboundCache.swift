#if RemoteKeys
import Synchronization

/// What was made of answers of addresses that strangers have named, kept as long as `Cache-Control` says within bounds.
///
/// However many ask for one address, one request is under way. What could not be had is not asked for again for the length
/// of the policy's pause. How many requests go to one host, and how many to addresses of which nothing is known but that a
/// stranger has named them, is bounded: nobody can make this server hammer somebody else, and all of it has a size that it
/// does not grow beyond.
package final class OutboundCache<Value: Sendable>: Sendable {
    /// Makes of an answer what is kept. What it refuses is not kept (RFC 9111 has no word for it; a document that is wrong
    /// may be right a moment later).
    package typealias Reader = @Sendable (HTTPAnswer) throws -> Value

    private typealias Key = [UInt8]

    private struct Entry {
        var value: Value?
        var cost = 0
        var confirmedAt: Duration = .zero
        var freshUntil: Duration = .zero
        var usedAt: Duration = .zero
        var loadEndedAt: Duration?
        var failure: (any Error)?
        var load: Task<Void, Never>?

        /// Why the last load came to nothing, where that says nothing of what is at the address.
        var outage: OutboundError? { (failure as? OutboundError).flatMap { $0.isPassing ? $0 : nil } }
    }

    private struct State {
        var entries: [Key: Entry] = [:]
        var cost = 0
        var known = OutboundPace(perHost: 60, altogether: 600)
        var strangers = OutboundPace(perHost: 10, altogether: 60)

        mutating func take(_ turn: Turn) -> Bool {
            turn.isKnown ? known.take(turn.host, at: turn.moment) : strangers.take(turn.host, at: turn.moment)
        }

        mutating func giveBack(_ turn: Turn) {
            if turn.isKnown {
                known.giveBack(turn.host, takenAt: turn.moment)
            } else {
                strangers.giveBack(turn.host, takenAt: turn.moment)
            }
        }
    }

    /// A request as it is counted.
    private struct Turn {
        let isKnown: Bool
        let host: String
        let moment: Duration
    }

    private enum Step {
        case value(Value)
        case wait(Task<Void, Never>)
        case refuse(any Error)
    }

    /// What an entry costs beside its answer, in bytes: what is made of JSON is larger than it.
    private static var overhead: Int { 1024 }

    private let http: OutboundHTTP
    private let accept: String
    private let policy: KeyRefreshPolicy
    private let maximumEntries: Int
    private let maximumCost: Int
    private let state = Mutex(State())

    /// Creates a cache.
    /// - Parameters:
    ///   - http: What asks.
    ///   - accept: The media types that are wanted.
    ///   - policy: How long answers are kept, and how long they may be. What cannot be confirmed because the host cannot be
    ///     reached is believed until the hard limit; what the host has taken away is not.
    ///   - maximumEntries: The most that are kept.
    ///   - maximumCost: The most bytes of answers that are kept.
    /// - Throws: ``RemoteKeysError`` `invalid_policy`.
    package init(
        _ http: OutboundHTTP, accept: String, policy: KeyRefreshPolicy, maximumEntries: Int = 512,
        maximumCost: Int = 4 * 1024 * 1024
    ) throws(RemoteKeysError) {
        try policy.validate()
        self.http = http
        self.accept = accept
        self.policy = policy
        self.maximumEntries = maximumEntries
        self.maximumCost = maximumCost
    }

    /// How many entries there are, for tests.
    package var count: Int { state.withLock { $0.entries.count } }

    /// What was made of the answer of an address.
    /// - Parameters:
    ///   - address: The URL.
    ///   - variant: What else decides what is made of the answer.
    ///   - isKnown: Whether the address is one of somebody whom this server knows: then strangers do not use up its share.
    ///   - isEnough: Whether what is there will do; else it is asked for again, once a pause at most. What will not do is given
    ///     all the same, but not to who is known while nobody answers: that says nothing of what there is by now. It must be
    ///     quick, as others wait meanwhile.
    ///   - read: Makes of an answer with status 200 what is kept.
    /// - Throws: ``OutboundError``, and what `read` throws.
    package func value(
        at address: String, variant: String = "", isKnown: Bool, isEnough: (Value) -> Bool = { _ in true },
        read: @escaping Reader
    ) async throws -> Value {
        let url: WebURL
        do { url = try WebURL(address) } catch { throw OutboundError(error) }
        // No address has a line feed in it, so that no two pairs are one key.
        let key = Array("\(address)\n\(variant)".utf8)
        var hasWaited = false
        // The second look is after a load, and finds a value or the pause; the third is for who waited for another's.
        for _ in 0..<3 {
            switch state.withLock({ step(&$0, key, address, url, isKnown, isEnough, hasWaited, read) }) {
            case .value(let value): return value
            case .wait(let load):
                await load.value
                hasWaited = true
            case .refuse(let error): throw error
            }
        }
        throw OutboundError(.busy)
    }

    private func step(
        _ state: inout State, _ key: Key, _ address: String, _ url: WebURL, _ isKnown: Bool,
        _ isEnough: (Value) -> Bool, _ hasWaited: Bool, _ read: @escaping Reader
    ) -> Step {
        let now = http.clock.now()
        state.entries[key]?.usedAt = now
        var entry = state.entries[key] ?? Entry()
        entry.usedAt = now
        let isResting = entry.loadEndedAt.map { now < $0 + policy.cooldown } ?? false
        let usable = now < entry.confirmedAt + policy.hardLimit ? entry.value : nil
        let willDo = usable.map(isEnough) ?? false
        // Whether there is more by now cannot be known while nobody answers; a stranger is told nothing of what is there.
        if isKnown, usable != nil, !willDo, isResting || hasWaited, let outage = entry.outage {
            return entry.load.map(Step.wait) ?? .refuse(outage)
        }
        if let usable, now < entry.freshUntil, isResting || willDo { return .value(usable) }
        // Nothing was sent, as too much is under way, and another attempt at once would fare no better.
        let isTurnedAway = hasWaited && (entry.failure as? OutboundError)?.code == .busy
        if isTurnedAway { return usable.map(Step.value) ?? .refuse(OutboundError(.busy)) }
        if let load = entry.load { return .wait(load) }
        if isResting { return usable.map(Step.value) ?? .refuse(entry.failure ?? OutboundError(.busy)) }
        let turn = Turn(isKnown: isKnown, host: url.hostText, moment: now)
        guard state.take(turn) else { return usable.map(Step.value) ?? .refuse(OutboundError(.busy)) }
        let load = Task.detached { await self.load(key, address, turn, read) }
        entry.load = load
        state.entries[key] = entry
        return .wait(load)
    }

    /// In a task of its own: a request that is given up leaves it running for the others.
    private func load(_ key: Key, _ address: String, _ turn: Turn, _ read: Reader) async {
        let began = http.clock.now()
        let outcome: Result<(Value, Int, CacheHeaders), any Error>
        do {
            let answer = try await http.get(address, accept: accept, maximumBytes: policy.maximumBytes)
            guard answer.status == 200 else { throw OutboundError(.unexpectedStatus, status: answer.status) }
            outcome = .success((try read(answer), answer.body.count, CacheHeaders(answer.headers)))
        } catch { outcome = .failure(error) }
        state.withLock { state in
            var entry = state.entries[key] ?? Entry()
            entry.load = nil
            // What was never sent needs no pause, and has used up nothing.
            if outcome.failure == OutboundError(.busy) {
                state.giveBack(turn)
            } else {
                entry.loadEndedAt = http.clock.now()
            }
            switch outcome {
            case .success(let (value, bytes, headers)):
                entry.value = value
                entry.cost = bytes + key.count + Self.overhead
                // When it was asked for: the answer may have been on its way for a while (RFC 9111 §4.2.3).
                entry.confirmedAt = began
                entry.freshUntil = began + policy.freshness(headers)
                entry.failure = nil
            case .failure(let error):
                entry.failure = error
                if !((error as? OutboundError)?.isPassing ?? false) { entry.value = nil }
                if entry.value == nil { entry.cost = key.count + Self.overhead }
            }
            state.cost += entry.cost - (state.entries[key]?.cost ?? 0)
            state.entries[key] = entry
            evict(&state, but: key)
        }
    }

    /// Forgets failures first, so that addresses that nobody answers at push out nothing; then what was not used for longest.
    ///
    /// What has just come stays: who waits for it is to find it.
    private func evict(_ state: inout State, but key: Key) {
        while state.entries.count > maximumEntries || state.cost > maximumCost {
            let idle = state.entries.filter { $0.value.load == nil && $0.key != key }
            let oldest = idle.min { left, right in
                let hasValue = (left.value.value != nil, right.value.value != nil)
                return hasValue.0 == hasValue.1 ? left.value.usedAt < right.value.usedAt : !hasValue.0
            }
            guard let oldest else { return }
            state.cost -= oldest.value.cost
            state.entries[oldest.key] = nil
        }
    }
}

extension Result {
    fileprivate var failure: OutboundError? {
        if case .failure(let error) = self { error as? OutboundError } else { nil }
    }
}
#endif
