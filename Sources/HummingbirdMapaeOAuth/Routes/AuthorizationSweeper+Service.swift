public import MapaeOAuth
public import ServiceLifecycle

extension AuthorizationSweeper: Service {
    /// Forgets what is over until the server stops.
    ///
    /// ```swift
    /// try await Application(router: router, services: [sessions, AuthorizationSweeper(server)]).runService()
    /// ```
    public func run() async throws {
        await cancelWhenGracefulShutdown { await watch() }
    }
}
