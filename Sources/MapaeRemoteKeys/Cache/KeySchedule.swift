#if RemoteKeys
/// Decides when keys are used and when they are loaded: values in, values out, no clock and no network of its own.
///
/// Keys are *fresh*, then *stale* (used, while a load that nobody waits for asks again), then *old* (used only when a load has
/// failed), and at the hard limit *dead*. There is one load at a time, and a pause after each.
package struct KeySchedule: Sendable {
    /// What to do for a token.
    package enum Step: Sendable, Equatable {
        /// The keys that are there are good.
        case use
        /// They are good, and a load begins.
        case useAndLoad
        /// A load begins; the token waits for it.
        case load
        /// A load is under way; the token waits for it.
        case wait
        /// Nothing helps before the pause ends.
        case refuse(retryAfter: Duration)
    }

    private let policy: KeyRefreshPolicy
    /// Since when the keys have been known to be right: when the request that brought or confirmed them was *sent*, as the
    /// answer may have been on its way for a while (RFC 9111 §4.2.3).
    private var confirmedAt: Duration?
    private var freshUntil: Duration = .zero
    private var loadBeganAt: Duration?
    private var lastLoadEndedAt: Duration?
    private var lastLoadFailed = false

    package init(_ policy: KeyRefreshPolicy) { self.policy = policy }

    /// Whether a load is under way.
    package var isLoading: Bool { loadBeganAt != nil }

    /// Decides for any token.
    package mutating func stepForToken(at now: Duration) -> Step {
        if let confirmedAt, now < confirmedAt + policy.hardLimit {
            // After a quiet time nobody knows what has been withdrawn, so the first token waits for the answer. Where the issuer
            // has just not answered, waiting again for each token would only add its silence to every request.
            if now >= confirmedAt + policy.maximumFreshness, !lastLoadFailed {
                if isLoading { return .wait }
                loadBeganAt = now
                return .load
            }
            if now < freshUntil || isLoading || pause(at: now) > .zero { return .use }
            loadBeganAt = now
            return .useAndLoad
        }
        return begin(at: now)
    }

    /// Decides for a token that none of the good keys has signed, but perhaps one of new keys.
    package mutating func stepForUnknownKey(at now: Duration) -> Step { begin(at: now) }

    private mutating func begin(at now: Duration) -> Step {
        if isLoading { return .wait }
        let pause = pause(at: now)
        if pause > .zero { return .refuse(retryAfter: pause) }
        loadBeganAt = now
        return .load
    }

    /// How long the next load still has to wait.
    private func pause(at now: Duration) -> Duration {
        lastLoadEndedAt.map { $0 + policy.cooldown - now } ?? .zero
    }

    /// The load brought keys, or confirmed those that are there.
    package mutating func loadSucceeded(at now: Duration, _ headers: CacheHeaders) {
        let began = loadBeganAt ?? now
        confirmedAt = began
        // A little before the keys are old, so that where tokens come all the time none of them ever waits.
        freshUntil = began + min(policy.freshness(headers), policy.maximumFreshness * 9 / 10)
        loadBeganAt = nil
        lastLoadEndedAt = now
        lastLoadFailed = false
    }

    /// The load failed. Keys that are there stay what they were.
    package mutating func loadFailed(at now: Duration) {
        loadBeganAt = nil
        lastLoadEndedAt = now
        lastLoadFailed = true
    }
}
#endif
