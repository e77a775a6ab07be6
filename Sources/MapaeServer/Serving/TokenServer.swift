#if Server
public import HummingbirdMapae
package import Hummingbird
import Logging
import MapaeAccounts
import MapaeStore

/// The token server: logins, tokens, and the routes that they open.
public struct TokenServer: Sendable {
    let settings: ServerSettings
    let accounts: Accounts
    let sessions: Sessions
    let audit = AuditLog()
    let pool: HashingPool
    let demo: DemoUser?
    /// Whether anybody can log in yet.
    public let hasUsers: Bool
    private let data: ServerData

    /// Opens the data directory, makes what is missing, and gets ready to serve.
    /// - Parameters:
    ///   - settings: What the operator set.
    ///   - demo: Whether to add the tutorial's route and user, which exist only as long as this server runs.
    ///   - clock: Where the time of tokens comes from.
    /// - Throws: ``ServerError``, `StoreError`; nothing is listening yet then.
    public static func open(
        _ settings: ServerSettings, demo: Bool = false, clock: TokenClock = .system
    ) async throws -> TokenServer {
        if demo, !settings.isLoopback {
            throw ServerError(
                .demo, "--demo is for this machine only: use it with --host 127.0.0.1, or leave --demo out.")
        }
        let data = try await ServerData.open(settings.dataDirectory)
        do {
            return try await TokenServer(settings, data: data, demo: demo, clock: clock)
        } catch {
            try? data.close()
            throw error
        }
    }

    private init(_ settings: ServerSettings, data: ServerData, demo: Bool, clock: TokenClock) async throws {
        let keys = try await data.keyRing()
        let pool = try HashingPool(workers: settings.hashingWorkers)
        let demoUser = demo ? try await DemoUser.make(pool: pool, store: data.store) : nil
        let users: any UserStore = demoUser.map { DemoUserStore(demo: $0.record, base: data.store) } ?? data.store
        self.settings = settings
        self.data = data
        self.pool = pool
        self.demo = demoUser
        self.hasUsers = try await users.hasUsers()
        self.accounts = Accounts(store: users, pool: pool, importing: ForeignPasswordHash.all)
        let authority = try TokenAuthority(
            keys: keys,
            policy: TokenPolicy(
                accessTokenLifetime: .seconds(settings.accessTokenLifetime),
                refreshTokenLifetime: .seconds(settings.refreshTokenLifetime),
                realm: "mapae"),
            clock: clock)
        let sessionStore: any SessionStore =
            demoUser.map { DemoSessionStore(demo: $0.record, base: data.store) } ?? data.store
        self.sessions = Sessions(
            authority, store: sessionStore,
            policy: try SessionPolicy(absoluteLifetime: .seconds(settings.sessionLifetime)),
            events: { [audit] in audit.write($0) },
            renewing: { [accounts] session in
                // A session outlives its user; what it can fetch must not.
                guard let user = try await accounts.user(id: session.subject) else { return nil }
                return SessionGrant(scopes: session.scopes, claims: user.tokenClaims)
            })
        // Before the first request, and not with it: a server whose store cannot be read does not start.
        do { try await sessions.start() } catch { throw error.underlying ?? error }
    }

    /// Who signs and checks the tokens.
    var authority: TokenAuthority { sessions.authority }

    /// The routes.
    package func router() -> Router<ServerContext> {
        let router = Router(context: ServerContext.self, options: .autoGenerateHeadEndpoints)
        let table = RouteTable()
        router.add(middleware: ErrorShapeMiddleware())
        router.add(middleware: MethodMiddleware(table: table))
        if !settings.trustedProxies.isEmpty {
            router.add(middleware: ClientAddressMiddleware(proxies: settings.trustedProxies))
        }
        router.get("healthz") { _, _ in ["status": "ok"] }
        LoginRoute(accounts: accounts, sessions: sessions).add(to: router)
        RefreshRoute(sessions: sessions).add(to: router)
        LogoutRoute(sessions: sessions).add(to: router)
        LogoutAllRoute(sessions: sessions).add(to: router)
        MeRoute(sessions: sessions).add(to: router)
        if demo != nil { DemoRoute(sessions: sessions).add(to: router) }
        table.learn(router)
        return router
    }

    /// Ends what runs beside the requests, and closes the store.
    package func close() async {
        await pool.shutdown()
        try? data.close()
    }
}
#endif
