#if Server
import Logging
import MapaeJOSE
import MapaeOAuth

extension Sweeper {
    /// So much longer than a grant lasts it is remembered that a client of a metadata document was let in, in seconds: a month, so
    /// that users are not asked again too soon.
    static let documentPatience: Int64 = 30 * 86_400

    /// Forgets the clients of metadata documents that nobody has let in for a long time.
    static func documentClients(
        _ server: AuthorizationServer, _ settings: ServerSettings, now: @escaping @Sendable () -> NumericDate,
        logger: Logger
    ) -> Sweeper {
        let longest = Int64(settings.sessionLifetime) + documentPatience
        return Sweeper(subject: "clients of metadata documents", logger: logger) { _ in
            _ = try await server.forgetDocumentClients(unusedSince: NumericDate(seconds: now().seconds - longest))
            // One look goes through all of them.
            return 0
        }
    }
}
#endif
