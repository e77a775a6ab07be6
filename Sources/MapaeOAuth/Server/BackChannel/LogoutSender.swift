import Mapae
import MapaeJOSE
import Synchronization

/// Tells clients that users have logged out (OpenID Connect Back-Channel Logout).
///
/// The store says what is to be told, so that nothing is lost when the process ends. A client that cannot be told is told again, ever
/// more rarely, for a day; one that answers 400 is not. It may be told twice, when the process ends between the answer and the store:
/// each time with a token of its own. Several processes on one store share the work.
///
/// ```swift
/// let server = try AuthorizationServer(issuer: issuer, …, postLogout: { address, form, _ in try await post(form, to: address) })
/// try await Application(router: router, services: [sessions] + [LogoutSender(server)].compactMap(\.self)).runService()
/// ```
public final class LogoutSender: Sendable {
    struct State: Sendable {
        /// The clients that are being told something, by the bytes of their ids.
        var busy: Set<[UInt8]> = []
        /// Those that have not answered.
        var holds = LogoutHolds()
        var isStopped = false
        /// When to look next whether too many wait, in seconds.
        var nextTrim = Int64.min
    }

    let server: AuthorizationServer
    let post: AuthorizationServer.LogoutPost
    let limits: LogoutLimits
    let schedule: LogoutSchedule
    let state = Mutex(State())

    /// Creates a sender.
    /// - Parameter server: Whose users log out.
    /// - Returns: `nil` where the server has nothing to tell clients with (``AuthorizationServer/LogoutPost``).
    public convenience init?(_ server: AuthorizationServer) {
        self.init(server, limits: LogoutLimits()) { Double.random(in: 0...1) }
    }

    /// - Parameters:
    ///   - server: Whose users log out.
    ///   - limits: How much is done at once.
    ///   - jitter: How much longer or shorter to wait before another attempt, from 0 to 1.
    init?(_ server: AuthorizationServer, limits: LogoutLimits, jitter: @escaping @Sendable () -> Double) {
        guard let post = server.postLogout else { return nil }
        self.server = server
        self.post = post
        self.limits = limits
        self.schedule = LogoutSchedule(jitter: jitter)
    }

    /// Tells clients, until its task is cancelled or ``stop()`` is called: at once when a user logs out in this process, soon when it is
    /// in another that shares the store, and again when it is time.
    public func watch() async {
        await withDiscardingTaskGroup { group in
            while !isStopped, !Task.isCancelled {
                // Before the look, so that no logout is missed that comes while it goes on.
                let rings = server.sessions.endings.rings
                let claimed = await claim()
                for logout in claimed { group.addTask { await self.tell(logout) } }
                if claimed.isEmpty { await server.sessions.endings.wait(after: rings, atMost: pause()) }
            }
        }
    }

    /// Begins nothing new. ``watch()`` returns when those clients have answered that are being told.
    public func stop() {
        state.withLock { $0.isStopped = true }
        server.sessions.endings.ring()
    }

    private var isStopped: Bool { state.withLock(\.isStopped) }

    /// A store that fails. What is due stays due.
    func report(_ error: any Error) {
        if !(error is CancellationError) { server.sessions.fail(error) }
    }
}
