import MapaeJOSE
import Synchronization

/// How many wrong user codes were typed lately, by whom and from where (RFC 8628 §5.1).
///
/// A guess counts before the code is looked up, so that many at once are no more than many in a row. The memory is bounded: only who
/// is logged in gets here, and where even so it is full nobody may guess until a window is over.
final class UserCodeGuesses: Sendable {
    private struct Key: Hashable {
        let kind: UInt8
        let name: [UInt8]
    }

    private struct Count {
        var endsAt: Int64
        var count: Int
    }

    /// How long wrong codes count, in seconds.
    static let window: Int64 = 600
    /// The most wrong codes of one user.
    static let maximumOfUser = 5
    /// The most wrong codes from one network: several people may sit behind one address.
    static let maximumOfNetwork = 20
    private static let maximumKeys = 20_000

    private let counts = Mutex<[Key: Count]>([:])

    /// Takes leave to guess once.
    /// - Returns: `nil` with leave; or else after how many seconds there is leave again.
    func take(subject: String, network: String?, at now: NumericDate) -> Int64? {
        counts.withLock { counts in
            let keys = Self.keys(subject, network)
            for (key, maximum) in keys {
                // A clock that was set back must not make the wait longer than the window.
                guard let count = counts[key], Self.isOpen(count, at: now) else { continue }
                if count.count >= maximum { return count.endsAt - now.seconds }
            }
            if counts.count + keys.count > Self.maximumKeys {
                counts = counts.filter { Self.isOpen($0.value, at: now) }
                guard counts.count + keys.count <= Self.maximumKeys else { return Self.window }
            }
            for (key, _) in keys {
                let old = counts[key].flatMap { Self.isOpen($0, at: now) ? $0 : nil }
                counts[key] = Count(
                    endsAt: old?.endsAt ?? now.seconds + Self.window, count: (old?.count ?? 0) + 1)
            }
            return nil
        }
    }

    /// Takes a guess back that was right.
    func forgive(subject: String, network: String?) {
        counts.withLock { counts in
            for (key, _) in Self.keys(subject, network) {
                guard let count = counts[key] else { continue }
                counts[key]?.count = max(0, count.count - 1)
            }
        }
    }

    private static func isOpen(_ count: Count, at now: NumericDate) -> Bool {
        now.seconds < count.endsAt && count.endsAt - now.seconds <= window
    }

    private static func keys(_ subject: String, _ network: String?) -> [(Key, maximum: Int)] {
        [(Key(kind: 0, name: Array(subject.utf8)), maximumOfUser)]
            + (network.map { [(Key(kind: 1, name: Array($0.utf8)), maximumOfNetwork)] } ?? [])
    }
}
