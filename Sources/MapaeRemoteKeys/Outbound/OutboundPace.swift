#if RemoteKeys
/// How many requests go out a minute: to one host, and altogether. Values in, values out.
package struct OutboundPace: Sendable {
    private static let window: Duration = .seconds(60)

    private let perHost: Int
    private let altogether: Int
    private var began: Duration = .zero
    private var total = 0
    /// As many hosts as requests at most, so that it needs no limit of its own.
    private var hosts: [[UInt8]: Int] = [:]

    package init(perHost: Int, altogether: Int) {
        self.perHost = perHost
        self.altogether = altogether
    }

    /// Counts a request.
    /// - Parameters:
    ///   - host: Where it would go.
    ///   - now: The present moment of a clock that never jumps.
    /// - Returns: Whether it may be made.
    package mutating func take(_ host: String, at now: Duration) -> Bool {
        if now >= began + Self.window {
            began = now
            total = 0
            hosts = [:]
        }
        let host = Array(host.utf8)
        let count = hosts[host] ?? 0
        guard total < altogether, count < perHost else { return false }
        total += 1
        hosts[host] = count + 1
        return true
    }

    /// Takes back that a request was counted which was never sent; not one of a minute that is over.
    /// - Parameters:
    ///   - host: Where it would have gone.
    ///   - taken: When it was counted.
    package mutating func giveBack(_ host: String, takenAt taken: Duration) {
        let host = Array(host.utf8)
        guard taken >= began, let count = hosts[host] else { return }
        total -= 1
        hosts[host] = count > 1 ? count - 1 : nil
    }
}
#endif
