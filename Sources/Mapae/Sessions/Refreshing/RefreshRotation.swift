package import MapaeJOSE
package import MapaeStore

/// What the use of a refresh token does to its session (RFC 9700 §4.14.2): values in, values out.
///
/// | the token is | then |
/// |---|---|
/// | the present one | it is exchanged for its successor |
/// | one that was used inside the window | the same successor again, byte for byte, whatever became of that |
/// | any other of the session | it was stolen, or the present one was: the session ends |
/// | of a session that is unknown, or past its limit | refused |
package enum RefreshRotation {
    /// The most replays that a session keeps. No client renews more often than this within the window, but a loop does; then
    /// the oldest goes.
    package static let replayLimit = 16
    /// The longest that a window can have left, in milliseconds: what a policy allows, and as much again for clocks that differ.
    /// With a clock that was set back the windows of before would stay open until it has caught up, for whoever stole a token.
    private static let longestWindow: Int64 = 120_000

    /// What is the same at each use.
    package struct Rules: Sendable {
        /// How long a used token is answered with the same successor.
        package let window: Duration
        /// How long an access token lives, and verifiers take a dead one for alive: a revocation lasts so long at least.
        package let lag: Duration

        package init(window: Duration, lag: Duration) {
            self.window = window
            self.lag = lag
        }
    }

    /// A refresh token that is ready to be the next one.
    package struct Successor: Sendable {
        /// The digest of its identity.
        package let digest: [UInt8]
        /// The token, sealed for who holds its predecessor.
        package let sealed: [UInt8]
        /// When the last token dies that is given out with it, in seconds.
        package let aliveUntil: Int64
        /// When the access token dies that is given out with it, in seconds.
        package let accessUntil: Int64
        /// What the session's access tokens allow from now on.
        package let scope: String
        /// Further claims of the session's tokens from now on, as JSON.
        package let claims: [UInt8]

        package init(
            digest: [UInt8], sealed: [UInt8], aliveUntil: Int64, accessUntil: Int64, scope: String, claims: [UInt8]
        ) {
            self.digest = digest
            self.sealed = sealed
            self.aliveUntil = aliveUntil
            self.accessUntil = accessUntil
            self.scope = scope
            self.claims = claims
        }
    }

    /// What has happened.
    package enum Outcome: Sendable, Hashable {
        /// The successor is the session's present token now.
        case rotated
        /// The token was used a moment ago, and this is what it was exchanged for.
        case replayed(sealed: [UInt8])
        /// The token was used before: the session has ended.
        case reused
        /// The session has lasted as long as it may: it has ended.
        case overdue
        /// There is no such session; it has ended.
        case unknown
    }

    /// Uses a refresh token.
    /// - Parameters:
    ///   - digest: The digest of the token's identity. Its signature, times and session id have been checked.
    ///   - record: The session that it names, as it is stored.
    ///   - now: The present moment.
    ///   - rules: What is the same at each use.
    ///   - successor: What to exchange it for, if it is the present one.
    package static func use(
        _ digest: [UInt8], of record: SessionRecord?, at now: NumericDate, _ rules: Rules, successor: Successor
    ) -> SessionChange<Outcome> {
        guard var record else { return SessionChange(.keep, outcome: .unknown) }
        guard now.seconds < record.endsAt else { return end(record, .overdue, at: now, rules) }
        let moment = now.milliseconds
        if equal(digest, record.current) {
            let replay = RefreshReplay(
                digest: digest, sealedSuccessor: successor.sealed, endsAt: now.advanced(by: rules.window).milliseconds)
            record.replays = (record.replays + [replay]).filter { isOpen($0, at: moment) }.suffix(replayLimit)
            record.current = successor.digest
            record.usedAt = now.seconds
            record.note(successor)
            record.scope = successor.scope
            record.claims = successor.claims
            return SessionChange(.put(record), outcome: .rotated)
        }
        if let replay = record.replays.first(where: { equal(digest, $0.digest) && isOpen($0, at: moment) }) {
            let outcome = Outcome.replayed(sealed: replay.sealedSuccessor)
            // A new access token goes beside the old refresh token, and must be revoked with the session.
            let known = record
            record.note(successor)
            return SessionChange(record == known ? .keep : .put(record), outcome: outcome)
        }
        return end(record, .reused, at: now, rules)
    }

    private static func end(
        _ record: SessionRecord, _ outcome: Outcome, at now: NumericDate, _ rules: Rules
    ) -> SessionChange<Outcome> {
        SessionChange(.remove, revoking: [record.revocation(at: now, rules)], outcome: outcome)
    }

    private static func isOpen(_ replay: RefreshReplay, at moment: Int64) -> Bool {
        moment < replay.endsAt && replay.endsAt - moment <= longestWindow
    }

    /// Compares digests in a time that tells nothing of where they differ.
    private static func equal(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        guard left.count == right.count else { return false }
        return zip(left, right).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }
}

extension SessionRecord {
    /// What ends the session's access tokens, until the last of them would be refused anyway: of those that it was given, and of
    /// those that may have been made from one of them without asking the store, as a sliding cookie is.
    ///
    /// Its refresh tokens need none: they live for weeks, and are refused because the store has no such session any more. So whoever
    /// logs in and out again and again fills no memory.
    package func revocation(at now: NumericDate, _ rules: RefreshRotation.Rules) -> Revocation {
        let lastDeath = NumericDate(seconds: accessUntil ?? aliveUntil)
        return Revocation(id: id, endsAt: max(lastDeath, now).advanced(by: rules.lag).roundedUp)
    }

    fileprivate mutating func note(_ successor: RefreshRotation.Successor) {
        // Before `aliveUntil`, which stands for it in a session of before.
        accessUntil = max(accessUntil ?? aliveUntil, successor.accessUntil)
        aliveUntil = max(aliveUntil, successor.aliveUntil)
    }
}

extension NumericDate {
    /// Milliseconds since 1970-01-01T00:00:00Z, rounded down. They cannot overflow: there are no moments after 9999.
    package var milliseconds: Int64 { seconds * 1000 + Int64(nanoseconds) / 1_000_000 }

    /// Whole seconds, rounded up.
    package var roundedUp: Int64 { nanoseconds == 0 ? seconds : seconds + 1 }
}
