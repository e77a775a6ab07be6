@testable import MapaeAccounts

/// A throttle with a clock that moves only when told to.
final class Ticking: Sendable {
    let throttle: LoginThrottle
    private let clock: Monitor<Int64>

    init(_ limits: ThrottleLimits = ThrottleLimits()) throws {
        // Not zero: a counter that was never used must not look as if it were used at the start.
        let clock = Monitor<Int64>(1000)
        self.clock = clock
        throttle = try LoginThrottle(limits: limits, now: { clock.withLock { $0 } })
    }

    func advance(milliseconds: Int64) { clock.withLock { $0 += milliseconds } }

    func advance(seconds: Int64) { advance(milliseconds: seconds * 1000) }

    func admit(_ name: String?, _ network: String, known: Bool = false) throws(LoginRefusal) -> LoginTicket {
        try throttle.admit(account: name.flatMap { try? Username($0) }, network: network, isKnownDevice: known)
    }

    /// A wrong password; nil when it was let through, or else the seconds to wait.
    func fail(_ name: String?, _ network: String, known: Bool = false) -> Int? {
        do throws(LoginRefusal) {
            try admit(name, network, known: known).failed()
            return nil
        } catch {
            return error.retryAfter
        }
    }

    func limit(_ name: String?, _ network: String, known: Bool = false) -> LoginRefusal.Limit? {
        do throws(LoginRefusal) {
            try admit(name, network, known: known).withdrawn()
            return nil
        } catch {
            return error.limit
        }
    }
}
