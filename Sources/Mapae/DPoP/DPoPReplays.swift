package import MapaeJOSE
import Synchronization

/// The proofs that were used lately, so that each is used once (RFC 9449 §11.1). In memory, for each process: a nonce bounds how
/// long a proof could be used at another.
package final class DPoPReplays: Sendable {
    private struct State: Sendable {
        var ends: [[UInt8]: Int64] = [:]
        var nextSweep: Int64 = 0
        var lastSweep = Int64.min
    }

    /// The most that are remembered, of some hundred bytes each.
    package static let maximum = 100_000

    private let state = Mutex(State())
    private let limit: Int

    package init(limit: Int = DPoPReplays.maximum) { self.limit = limit }

    /// Uses a proof.
    /// - Parameters:
    ///   - digest: What it is called.
    ///   - end: Until when it could be used again.
    ///   - now: The present.
    /// - Throws: ``DPoPError`` `invalidProof` for one that was used before; `temporarilyUnavailable` while too many are
    ///   remembered: to forget one would be to take it twice.
    package func use(_ digest: [UInt8], until end: NumericDate, at now: NumericDate) throws(DPoPError) {
        let problem: DPoPError? = state.withLock { state in
            if state.ends[digest] != nil { return DPoPError(.invalidProof, "The DPoP proof was used before.") }
            Self.sweep(&state, at: now.seconds, isFull: state.ends.count >= limit)
            guard state.ends.count < limit else { return DPoPError(.temporarilyUnavailable) }
            state.ends[digest] = end.seconds + 1
            return nil
        }
        if let problem { throw problem }
    }

    /// How many are remembered, for tests.
    package var count: Int { state.withLock(\.ends.count) }

    /// Once a second at most, as each look goes through all of them.
    private static func sweep(_ state: inout State, at now: Int64, isFull: Bool) {
        guard isFull || now >= state.nextSweep || state.nextSweep > now + 60, now != state.lastSweep else { return }
        state.lastSweep = now
        state.nextSweep = now + 30
        state.ends = state.ends.filter { $0.value > now }
    }
}
