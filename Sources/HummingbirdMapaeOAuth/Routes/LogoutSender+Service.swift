public import MapaeOAuth
public import ServiceLifecycle

extension LogoutSender: Service {
    /// Tells clients of logouts until the server stops. Those that are being told then have the time to answer.
    ///
    /// ```swift
    /// let services: [any Service] = [sessions] + [LogoutSender(server)].compactMap(\.self)
    /// try await Application(router: router, services: services).runService()
    /// ```
    public func run() async throws {
        await withGracefulShutdownHandler {
            await watch()
        } onGracefulShutdown: {
            self.stop()
        }
    }
}
