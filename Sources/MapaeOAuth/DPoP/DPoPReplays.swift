import MapaeJOSE
import Synchronization

/// The proofs that were used lately, so that each is used once (RFC 9449 §11.1). In memory, for each process: a nonce bounds how
/// long a proof could be used at another.
final class DPoPReplays: Sendable {
    private struct State: Sendable {
        var ends: [[UInt8]: Int64] = [:]
        var nextSweep: Int64 = 0
        var lastSweep = Int64.min
    }

    /// The most that are remembered, of some hundred bytes each.
    static let maximum = 100_000

    private let state = Mutex(State())
    private let limit: Int

    init(limit: Int = DPoPReplays.maximum) { self.limit = limit }

    /// Uses a proof.
    /// - Parameters:
    ///   - digest: What it is called.
    ///   - end: Until when it could be used again.
    ///   - now: The present.
    /// - Throws: ``OAuthError`` `invalid_dpop_proof` for one that was used before; `temporarily_unavailable` while too many are
    ///   remembered: to forget one would be to take it twice.
    func use(_ digest: [UInt8], until end: NumericDate, at now: NumericDate) throws(OAuthError) {
        let problem: OAuthError? = state.withLock { state in
            if state.ends[digest] != nil { return OAuthError(.invalidDPoPProof, "The DPoP proof was used before.") }
            Self.sweep(&state, at: now.seconds, isFull: state.ends.count >= limit)
            guard state.ends.count < limit else { return OAuthError(.temporarilyUnavailable) }
            state.ends[digest] = end.seconds + 1
            return nil
        }
        if let problem { throw problem }
    }

    var count: Int { state.withLock(\.ends.count) }

    /// Once a second at most, as each look goes through all of them.
    private static func sweep(_ state: inout State, at now: Int64, isFull: Bool) {
        guard isFull || now >= state.nextSweep || state.nextSweep > now + 60, now != state.lastSweep else { return }
        state.lastSweep = now
        state.nextSweep = now + 30
        state.ends = state.ends.filter { $0.value > now }
    }
}
