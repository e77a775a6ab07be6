import MapaeJOSE
import MapaeStore
import Synchronization

/// What is revoked, in memory, so that a protected route asks no store.
///
/// It is exact, never a guess: ids are kept as their bytes. An entry goes a day after the last token that it could stop is
/// dead, so there are as many as were revoked within the life of an access token and that day. Of refresh tokens, which live for
/// weeks, the store is asked: else whoever logs in and out again and again would fill the memory.
final class RevocationSet: Sendable {
    private struct State: Sendable {
        var ends: [[UInt8]: Int64] = [:]
        /// How many ids have a fingerprint. Nearly every token is let in by a look at these, which makes nothing of its claims.
        var fingerprints: [UInt32: Int] = [:]
        /// Which ids may go at which time, in portions: to look for them among all would take ever longer.
        var portions: [Int64: [[UInt8]]] = [:]
        var lastSweep: Int64 = 0
        var cursor: Int64 = 0
        var isFilled = false

        func has(_ fingerprint: UInt32?) -> Bool { fingerprint.map { fingerprints[$0] != nil } ?? false }

        mutating func forgetFingerprint(of key: [UInt8]) {
            let fingerprint = ClaimSet.fingerprint(of: key)
            let count = fingerprints[fingerprint] ?? 0
            fingerprints[fingerprint] = count > 1 ? count - 1 : nil
        }
    }

    /// Entries stay this many seconds after their end. A clock that is set forward by mistake, and back again, has them end too
    /// early; what was forgotten then is not read from the store again, and the token would be alive once more. A day is more than
    /// any time zone is off.
    static let patience: Int64 = 86_400
    /// Entries go this many seconds later at the latest.
    static let portion: Int64 = 64

    /// Rings when something was revoked, here or by another process.
    let bell = Bell()
    private let state = Mutex(State())

    /// Whether all that the store remembered has been read once. Before that nothing can be said of any token.
    var isFilled: Bool { state.withLock(\.isFilled) }

    /// Where the next look into the store begins.
    var cursor: Int64 { state.withLock(\.cursor) }

    /// How many entries there are.
    var count: Int { state.withLock(\.ends.count) }

    /// Whether a token may be believed: neither it nor its session is revoked. `nil` before the set is filled.
    func allows(_ token: VerifiedToken) -> Bool? {
        let (session, own) = token.idFingerprints
        let mayBeRevoked: Bool? = state.withLock { state in
            guard state.isFilled else { return nil }
            if state.ends.isEmpty { return false }
            return state.has(session) || state.has(own)
        }
        guard let mayBeRevoked else { return nil }
        // Another id may have the same fingerprint.
        return !mayBeRevoked || ![token.sessionID, token.tokenID].contains { $0.map(contains) ?? false }
    }

    /// Whether a session or token is known to be revoked.
    func contains(_ id: String) -> Bool {
        let key = Array(id.utf8)
        return state.withLock { $0.ends[key] != nil }
    }

    /// Adds what this process has revoked itself.
    func add(_ revocations: [Revocation], at now: NumericDate) {
        state.withLock { state in
            for revocation in revocations { Self.add(revocation, at: now.seconds, to: &state) }
            Self.sweep(&state, at: now.seconds)
        }
        if !revocations.isEmpty { bell.ring() }
    }

    /// Adds what was found in the store.
    func add(_ page: RevocationPage, at now: NumericDate) {
        add(page.revocations, at: now)
        // Two looks may overlap; the one that has seen more counts.
        state.withLock { $0.cursor = max($0.cursor, page.cursor) }
    }

    /// Says that the store's end has been reached.
    func markFilled() { state.withLock { $0.isFilled = true } }

    /// Lets go of what is over.
    func sweep(at now: NumericDate) { state.withLock { Self.sweep(&$0, at: now.seconds) } }

    private static func add(_ revocation: Revocation, at now: Int64, to state: inout State) {
        let key = Array(revocation.id.utf8)
        guard revocation.endsAt > now - patience, state.ends[key].map({ $0 < revocation.endsAt }) ?? true else {
            return
        }
        if state.ends.updateValue(revocation.endsAt, forKey: key) == nil {
            state.fingerprints[ClaimSet.fingerprint(of: key), default: 0] += 1
        }
        state.portions[revocation.endsAt / portion, default: []].append(key)
    }

    private static func sweep(_ state: inout State, at now: Int64) {
        let moment = now - patience
        let present = moment / portion
        guard present != state.lastSweep else { return }
        state.lastSweep = present
        for number in state.portions.keys where number < present {
            // An id that was prolonged stands in a later portion too.
            for key in state.portions[number] ?? [] where state.ends[key].map({ $0 <= moment }) ?? false {
                state.ends[key] = nil
                state.forgetFingerprint(of: key)
            }
            state.portions[number] = nil
        }
    }
}
