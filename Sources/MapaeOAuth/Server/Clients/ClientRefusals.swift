import MapaeJOSE
import Synchronization

/// How often clients did not show who they are lately: whoever is refused a thousand times a second must not make the store write, nor
/// the log grow, as often, nor hide what is tried at another client.
///
/// It never stands before the check itself. A secret has 256 random bits, so that no number of guesses finds one; and a client's id is no
/// secret, so that whoever wanted could keep a client out whose right secret was not looked at.
final class ClientRefusals: Sendable {
    /// What is to be done about a refusal.
    struct Verdict: Sendable, Hashable {
        /// Whether it is logged and recorded.
        let isNoted: Bool
        /// After how many seconds it is worth to try again, where there were too many.
        let retryAfter: Int64?
    }

    private struct State: Sendable {
        var minute = Int64.min
        var noted = 0
        var counts: [[UInt8]: Int] = [:]
    }

    /// The most that are noted in a minute, beside the first of each client: ids are no secret, and whoever uses this up at some clients
    /// must not hide what is tried at others.
    static let maximumNoted = 64
    /// The most of one client that are noted in a minute.
    static let maximumNotedOfClient = 16
    /// The most of one client in a minute that are answered as the first is.
    static let maximumOfClient = 32
    /// The most clients that are counted in a minute.
    static let maximumClients = 1024

    private let state = Mutex(State())

    /// Counts a refusal.
    /// - Parameters:
    ///   - clientID: A client that there is: of others nothing is kept.
    ///   - now: The present.
    func take(_ clientID: String, at now: NumericDate) -> Verdict {
        state.withLock { state in
            // A clock that was set back begins anew, too.
            if state.minute != now.seconds / 60 { state = State(minute: now.seconds / 60) }
            let key = Array(clientID.utf8)
            let known = state.counts[key] ?? 0
            // Of no more clients than are counted, so that all firsts together are within bounds too.
            let isFirst = known == 0 && state.counts.count < Self.maximumClients
            if known > 0 || isFirst { state.counts[key] = min(known, Self.maximumOfClient) + 1 }
            let hasRoom = known > 0 && known < Self.maximumNotedOfClient && state.noted < Self.maximumNoted
            if hasRoom { state.noted += 1 }
            return Verdict(
                isNoted: isFirst || hasRoom, retryAfter: known >= Self.maximumOfClient ? 60 - now.seconds % 60 : nil)
        }
    }
}
