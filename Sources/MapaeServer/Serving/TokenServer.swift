#if Server
public import HummingbirdMapae
package import Hummingbird
import Logging
import MapaeAccounts
import MapaeJOSE
import MapaeOAuth
import MapaeStore

/// The token server: logins, tokens, and the routes that they open.
public struct TokenServer: Sendable {
    let settings: ServerSettings
    let accounts: Accounts
    package let sessions: Sessions
    let audit = AuditLog()
    let logins: LoginGuard
    let pool: HashingPool
    let demo: DemoUser?
    /// Whether anybody can log in yet.
    public let hasUsers: Bool
    /// What is remembered: in the data directory, or in memory for a demo.
    let store: any ServerStore
    private let data: ServerData?
    /// Keeps the keys as the store has them.
    let keys: KeyKeeper
    /// Whom other applications ask for tokens; `nil` where there is none.
    let authorization: AuthorizationServer?

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
        if demo { return try await TokenServer(settings, data: nil, clock: clock) }
        let data = try await ServerData.open(settings)
        do {
            return try await TokenServer(settings, data: data, clock: clock)
        } catch {
            try? data.close()
            throw error
        }
    }

    /// - Parameter data: The data directory; `nil` for a demo, which keeps all in memory.
    private init(_ settings: ServerSettings, data: ServerData?, clock: TokenClock) async throws {
        let memory = MemoryStore()
        let store: any ServerStore = data?.store ?? memory
        let keyPolicy = KeyPolicy(settings)
        // A demo's keys live as all its data does.
        let keys =
            if let data {
                try await data.keys(keyPolicy, clock: clock)
            } else {
                try await KeyKeeper.open(memory, master: .random(), policy: keyPolicy, clock: clock)
            }
        let pool = try HashingPool(workers: settings.hashingWorkers)
        self.settings = settings
        self.data = data
        self.store = store
        self.pool = pool
        self.keys = keys
        self.demo = data == nil ? try await DemoUser.add(to: memory, pool: pool) : nil
        self.hasUsers = try await store.hasUsers()
        self.accounts = Accounts(
            store: store, pool: pool, policy: PasswordPolicy(), hasher: Argon2id(), importing: ForeignPasswordHash.all,
            now: { clock.now().seconds }, makeID: RandomBytes.identifier)
        self.logins = LoginGuard(
            accounts: accounts, store: store,
            throttle: try settings.throttleClock.map { try LoginThrottle(limits: settings.throttle, now: $0) }
                ?? LoginThrottle(limits: settings.throttle),
            devices: try KnownDevices(key: keys.master.deviceKey()),
            audit: audit, now: clock.now)
        let authority = try TokenAuthority(
            liveKeys: keys.ring,
            policy: TokenPolicy(
                accessTokenLifetime: .seconds(settings.accessTokenLifetime),
                refreshTokenLifetime: .seconds(settings.refreshTokenLifetime),
                realm: "mapae"),
            clock: clock)
        self.sessions = Sessions(
            authority, store: store,
            policy: try SessionPolicy(absoluteLifetime: .seconds(settings.sessionLifetime)),
            events: { [audit] in audit.write($0) },
            recording: { $0.auditRecord },
            renewing: { [accounts] session in
                // A session outlives its user; what it can fetch must not.
                guard let user = try await accounts.user(id: session.subject), user.disabledAt == nil else {
                    return nil
                }
                let scopes = session.scopes.filter { AdminScope.granted($0, to: user) != nil }
                return SessionGrant(scopes: scopes, claims: user.tokenClaims)
            })
        self.authorization = try Self.authorizationServer(settings, sessions, store, keys, audit)
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
        HealthRoutes(store: store, sessions: sessions, keys: keys).add(to: router)
        OpenAPIRoute().add(to: router)
        addAuthorization(to: router)
        LoginRoute(logins: logins, sessions: sessions).add(to: router)
        RefreshRoute(sessions: sessions).add(to: router)
        LogoutRoute(sessions: sessions).add(to: router)
        if settings.signUp { UsersRoute(accounts: accounts, logins: logins).add(to: router) }
        PasswordRoute(accounts: accounts, sessions: sessions, logins: logins).add(to: router)
        MeRoute(accounts: accounts, sessions: sessions, logins: logins).add(to: router)
        SessionsRoute(sessions: sessions).add(to: router)
        ConsentsRoute(sessions: sessions, store: store, audit: audit).add(to: router)
        AdminUsersRoutes(accounts: accounts, sessions: sessions, audit: audit, now: logins.now).add(to: router)
        AdminSessionsRoutes(sessions: sessions, store: store).add(to: router)
        AdminAuditRoute(sessions: sessions, store: store).add(to: router)
        if demo != nil { DemoRoute(sessions: sessions).add(to: router) }
        table.learn(router)
        return router
    }

    /// Ends what runs beside the requests, and closes the store.
    package func close() async {
        await pool.shutdown()
        try? data?.close()
    }
}
#endif
