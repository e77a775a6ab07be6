#if RemoteKeys
import MapaeJOSE
import Synchronization

/// The keys of one issuer: kept, looked at without waiting, and loaded by whoever needs them, once for all that wait.
///
/// One cache belongs to one issuer, so that a `kid` can never mean another issuer's key.
final class KeyCache: Sendable {
    /// The keys as of one load. It is replaced as a whole, so that a withdrawn key is gone at once.
    struct Snapshot: Sendable {
        /// What checks signatures, or `nil` where the issuer publishes no key that is taken.
        let verifier: JWSVerifier?
        fileprivate let generation: UInt64
    }

    private struct State {
        var schedule: KeySchedule
        var snapshot: Snapshot?
        var memory = KeySource.Memory()
        var load: Task<Void, Never>?
        var failure: RemoteKeysError?
        var generation: UInt64 = 0
    }

    /// What a token finds.
    private enum Found {
        case keys(Snapshot)
        case loading(Task<Void, Never>)
        case nothing(retryAfter: Duration)
    }

    private let source: KeySource
    private let policy: KeyRefreshPolicy
    private let algorithms: [JWSAlgorithm]
    private let clock: MonotonicClock
    private let state: Mutex<State>

    /// Creates a cache without keys.
    /// - Parameters:
    ///   - source: Where keys come from.
    ///   - memory: What is known of that place already.
    ///   - policy: How long keys are kept, and what fetching them may cost.
    ///   - algorithms: The algorithms whose keys are taken.
    ///   - clock: The clock for how long keys are kept.
    init(
        _ source: KeySource, memory: KeySource.Memory = .init(), policy: KeyRefreshPolicy,
        algorithms: [JWSAlgorithm], clock: MonotonicClock
    ) {
        self.source = source
        self.policy = policy
        self.algorithms = algorithms
        self.clock = clock
        self.state = Mutex(State(schedule: KeySchedule(policy), memory: memory))
    }

    /// How long it takes at most until the next load may begin.
    var cooldown: Duration { policy.cooldown }

    /// Why the last load failed, or `nil` when it did not.
    var lastFailure: RemoteKeysError? { state.withLock { $0.failure } }

    /// The keys to check a token with. It waits only where there are none that may still be believed.
    ///
    /// Who waits does not own the load: a request that is given up leaves it running for the others.
    /// - Throws: ``Unavailable``.
    func keys() async throws(Unavailable) -> Snapshot {
        // The second look is after a load. It ends in keys or in the pause, so a third is never needed.
        for _ in 0..<2 {
            switch find() {
            case .keys(let snapshot): return snapshot
            case .loading(let load): await load.value
            case .nothing(let retryAfter): throw Unavailable(retryAfter: retryAfter)
            }
        }
        if case .keys(let snapshot) = find() { return snapshot }
        throw Unavailable(retryAfter: policy.cooldown)
    }

    /// Other keys than those which did not know a token's key, or `nil` when there are none to be had now.
    func keys(otherThan known: Snapshot) async -> Snapshot? {
        let load: Task<Void, Never>? = state.withLock { state in
            if state.snapshot?.generation != known.generation { return nil }
            switch state.schedule.stepForUnknownKey(at: clock.now()) {
            case .load, .useAndLoad: return beginLoad(&state)
            case .wait: return state.load
            case .use, .refuse: return nil
            }
        }
        await load?.value
        return state.withLock { $0.snapshot?.generation == known.generation ? nil : $0.snapshot }
    }

    private func find() -> Found {
        state.withLock { state in
            switch state.schedule.stepForToken(at: clock.now()) {
            case .use: break
            case .useAndLoad: beginLoad(&state)
            case .load: return .loading(beginLoad(&state))
            case .wait: return state.load.map(Found.loading) ?? .nothing(retryAfter: policy.cooldown)
            case .refuse(let retryAfter): return .nothing(retryAfter: retryAfter)
            }
            return state.snapshot.map(Found.keys) ?? .nothing(retryAfter: policy.cooldown)
        }
    }

    /// Begins a load in a task of its own, which inherits nothing from the request that happens to need it first.
    @discardableResult
    private func beginLoad(_ state: inout State) -> Task<Void, Never> {
        let memory = state.memory
        let load = Task.detached { await self.load(memory) }
        state.load = load
        return load
    }

    private func load(_ memory: KeySource.Memory) async {
        let began = clock.now()
        do throws(RemoteKeysError) {
            let source = source
            let (outcome, memory) = try await TimeLimit.run(policy.timeLimit, clock) { () throws(RemoteKeysError) in
                var memory = memory
                let outcome = try await source.load(&memory, at: began)
                return (outcome, memory)
            }
            let loaded = try Self.snapshot(of: outcome, algorithms)
            state.withLock { state in
                switch loaded {
                case .unchanged(let headers): state.schedule.loadSucceeded(at: clock.now(), headers)
                case .keys(let verifier, let headers):
                    state.generation += 1
                    state.snapshot = Snapshot(verifier: verifier, generation: state.generation)
                    state.schedule.loadSucceeded(at: clock.now(), headers)
                }
                state.memory = memory
                state.failure = nil
                state.load = nil
            }
        } catch {
            state.withLock { state in
                state.schedule.loadFailed(at: clock.now())
                // The keys may have moved: the next load asks the discovery document again.
                state.memory.discovered = nil
                state.failure = error
                state.load = nil
            }
        }
    }

    private enum Loaded {
        case keys(JWSVerifier?, CacheHeaders)
        case unchanged(CacheHeaders)
    }

    /// Leaves out the keys of algorithms that are not taken. An empty set is an answer too: everything was withdrawn.
    private static func snapshot(
        of outcome: KeySource.Outcome, _ algorithms: [JWSAlgorithm]
    ) throws(RemoteKeysError) -> Loaded {
        switch outcome {
        case .unchanged(let headers): return .unchanged(headers)
        case .keys(let all, let headers):
            let taken = all.filter { algorithms.contains($0.algorithm) }
            if taken.isEmpty { return .keys(nil, headers) }
            do { return .keys(try JWSVerifier(keys: taken), headers) } catch {
                throw RemoteKeysError(.invalidKeySet, cause: error)
            }
        }
    }
}
#endif
