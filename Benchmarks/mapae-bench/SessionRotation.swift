import Mapae
import MapaeJOSE
import MapaeSQL
import MapaeStore

/// Refresh tokens that are exchanged again and again, one in each session, by the rules that `Sessions.rotate` goes by. No token is
/// signed or sealed here: what is measured is the store.
struct SessionRotation: Sendable {
    private static let rules = RefreshRotation.Rules(window: .seconds(10), lag: .seconds(900))
    /// From one exchange of a session to the next, in seconds. A session that is refreshed within the window of its last refresh
    /// keeps both successors, and no client does that.
    private static let pause: Int64 = 11
    private static let start: Int64 = 1_700_000_000
    private static let end = start + 1_000_000_000
    /// As many bytes as a sealed refresh token of the server's has.
    private static let sealed = [UInt8](repeating: 7, count: 420)

    private let store: SQLStore
    private let count: Int

    /// Begins the sessions.
    init(_ store: SQLStore, sessions count: Int) async throws {
        self.store = store
        self.count = count
        for caller in 0..<count {
            let record = SessionRecord(
                id: Self.id(caller), subject: "user-\(caller)", createdAt: Self.start, endsAt: Self.end,
                isPersistent: nil, usedAt: Self.start, aliveUntil: Self.start, current: Self.digest(0), scope: "",
                claims: Array(#"{"preferred_username":"user"}"#.utf8))
            _ = try await store.change(session: record.id) { _ in SessionChange(.put(record), outcome: true) }
        }
    }

    /// Exchanges the present token of a caller's session for the next one.
    func perform(_ caller: Int) async throws {
        let change = try await store.change(session: Self.id(caller)) { known in
            // The digest counts the exchanges, so the store alone knows which token is the present one, and what time it is.
            let current = known?.current ?? []
            let number = Self.number(current) + 1
            let now = NumericDate(seconds: Self.start + Self.pause * Int64(number))
            let successor = RefreshRotation.Successor(
                digest: Self.digest(number), sealed: Self.sealed, aliveUntil: now.seconds + 86_400,
                accessUntil: now.seconds + 900, scope: "", claims: known?.claims ?? [])
            return RefreshRotation.use(current, of: known, at: now, Self.rules, successor: successor)
        }
        guard change.outcome == .rotated else { throw BenchmarkError("a session was not rotated") }
    }

    /// - Throws: ``BenchmarkError`` where a session has not lived through it.
    func check() async throws {
        for caller in 0..<count {
            guard let record = try await store.session(id: Self.id(caller)), Self.number(record.current) > 0 else {
                throw BenchmarkError("a session was lost")
            }
        }
    }

    private static func id(_ caller: Int) -> String { "benchmark-session-\(caller)" }

    private static func digest(_ number: UInt64) -> [UInt8] {
        (0..<32).map { $0 < 8 ? UInt8(truncatingIfNeeded: number >> (8 * UInt64($0))) : 0 }
    }

    private static func number(_ digest: [UInt8]) -> UInt64 {
        digest.prefix(8).reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
}
