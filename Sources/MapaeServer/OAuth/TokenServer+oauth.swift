#if Server
import Hummingbird
import HummingbirdMapae
import HummingbirdMapaeOAuth
import MapaeOAuth

extension TokenServer {
    /// The authorization server that the settings describe.
    ///
    /// A setting that is wrong keeps ``run(logger:onListening:)`` from serving, and no operator from a command that shuts somebody out.
    /// - Returns: `nil` where there is none, or its issuer is not known, or a setting is wrong.
    /// - Throws: ``ServerError``.
    static func authorizationServer(
        _ settings: ServerSettings, _ sessions: Sessions, _ store: any ServerStore, _ keys: KeyKeeper, _ audit: AuditLog
    ) throws -> AuthorizationServer? {
        guard (try? settings.checkServing()) != nil, let issuer = try settings.issuer() else { return nil }
        let isLocal = try settings.allowsLoopback()
        let fetcher = try ClientFetcher(allowsLoopback: isLocal)
        let documents: AuthorizationServer.ClientDocuments = { try await fetcher.document($0) }
        let poster = LogoutPoster(allowsLoopback: isLocal)
        do {
            return try AuthorizationServer(
                issuer: issuer, sessions: sessions, store: store, users: StoredUsers(store),
                keys: OAuthKeys(sessions.authority) { keys.signer($0) },
                settings: settings.oauthSettings(keys.master),
                remoteKeys: { try await fetcher.keys($0) },
                documents: settings.takesClientDocuments ? documents : nil,
                postLogout: settings.postLogout ?? { try await poster.post($0, $1, isKnown: $2) },
                events: { event in audit.write([event.recorded].compactMap(\.self)) },
                recording: { $0.recorded })
        } catch let error as OAuthSettingsError {
            throw ServerError(.invalidSetting, "The authorization server cannot start. \(error.detail)")
        }
    }

    /// Adds the routes of the authorization server, or the keys alone where there is none.
    func addAuthorization(to router: Router<ServerContext>) {
        let complete = router.group().add(middleware: CompleteKeys(keeper: keys))
        guard let authorization else {
            complete.addKeySet(of: authority, maxAge: .seconds(keys.schedule.policy.keySetMaxAge))
            return
        }
        if !authorization.issuer.path.isEmpty {
            // For those who take the tokens of logins, which know nothing of the issuer's path.
            complete.addKeySet(of: authority, maxAge: .seconds(keys.schedule.policy.keySetMaxAge))
        }
        // Metadata and registrations count on the keys too.
        complete.add(authorizationServer: authorization, pages: OAuthPages(login: PageLogins(logins: logins))) {
            _, context in context.client.network
        }
    }
}
#endif
