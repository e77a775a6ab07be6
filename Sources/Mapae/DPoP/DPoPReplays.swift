import Crypto
package import MapaeJOSE
import Synchronization

/// The proofs that were used lately, so that each is used once (RFC 9449 §11.1). In memory, for each process: a nonce bounds how
/// long a proof could be used at another.
package final class DPoPReplays: Sendable {
    private struct State: Sendable {
        /// The ends of proofs by whose they are. Where nobody has a share, all are nobody's.
        var proofs: [String: [[UInt8]: Int64]] = [:]
        var count = 0
        var nextSweep: Int64 = 0
        var lastSweep = Int64.min
    }

    /// The most that are remembered, of some hundred bytes each.
    package static let maximum = 100_000

    private let state = Mutex(State())
    private let limit: Int
    private let share: Int?

    /// - Parameters:
    ///   - limit: The most that are remembered.
    ///   - share: The most of one holder's; as many as of all unless told. Whoever may choose holders is held by no share.
    package init(limit: Int = DPoPReplays.maximum, share: Int? = nil) {
        self.limit = limit
        self.share = share
    }

    /// Uses a proof.
    /// - Parameters:
    ///   - digest: What it is called.
    ///   - holder: Whose it is: a key's thumbprint, or a ``holder(issuer:subject:key:)``.
    ///   - end: Until when it could be used again.
    ///   - now: The present.
    /// - Throws: ``DPoPError`` `invalidProof` for one that was used before; `temporarilyUnavailable` while too many are
    ///   remembered, of all or of this holder: to forget one would be to take it twice.
    package func use(
        _ digest: [UInt8], of holder: String, until end: NumericDate, at now: NumericDate
    ) throws(DPoPError) {
        let holder = share == nil ? "" : holder
        let problem: DPoPError? = state.withLock { state in
            if state.proofs[holder]?[digest] != nil {
                return DPoPError(.invalidProof, "The DPoP proof was used before.")
            }
            Self.sweep(&state, at: now.seconds, isFull: isFull(state, holder))
            guard !isFull(state, holder) else { return DPoPError(.temporarilyUnavailable) }
            state.proofs[holder, default: [:]][digest] = end.seconds + 1
            state.count += 1
            return nil
        }
        if let problem { throw problem }
    }

    /// Whose the proofs are that come with a token: its subject's, who may have as many keys as it likes; the key's where the token is
    /// about nobody.
    /// - Parameters:
    ///   - issuer: Who issued the token.
    ///   - subject: Whom it is about.
    ///   - thumbprint: The key that it is bound to.
    package static func holder(issuer: String?, subject: String, key thumbprint: String) -> String {
        guard !subject.isEmpty else { return thumbprint }
        let issuer = issuer ?? ""
        // As long as a thumbprint, however long the names are; and no two pairs of them are one text.
        return Base64URL.encode(Array(SHA256.hash(data: Array("\(issuer.utf8.count) \(issuer)\(subject)".utf8))))
    }

    /// How many are remembered, for tests.
    package var count: Int { state.withLock { $0.count } }

    private func isFull(_ state: State, _ holder: String) -> Bool {
        state.count >= limit || share.map { state.proofs[holder]?.count ?? 0 >= $0 } ?? false
    }

    /// Once a second at most, as each look goes through all of them.
    private static func sweep(_ state: inout State, at now: Int64, isFull: Bool) {
        guard isFull || now >= state.nextSweep || state.nextSweep > now + 60, now != state.lastSweep else { return }
        state.lastSweep = now
        state.nextSweep = now + 30
        state.proofs = state.proofs.compactMapValues { ends in
            let rest = ends.filter { $0.value > now }
            return rest.isEmpty ? nil : rest
        }
        state.count = state.proofs.values.reduce(0) { $0 + $1.count }
    }
}
