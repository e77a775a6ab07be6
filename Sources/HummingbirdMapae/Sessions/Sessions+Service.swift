public import Mapae
public import ServiceLifecycle

extension Sessions: Service {
    /// Learns what other processes revoke and forgets what is over, until the server stops.
    ///
    /// ```swift
    /// try await Application(router: router, services: [sessions]).runService()
    /// ```
    public func run() async throws {
        await cancelWhenGracefulShutdown { await watch() }
    }
}
