#if Server
import Hummingbird
import HummingbirdMapaeAccounts
import HummingbirdTesting
import Logging

/// A small app that logs users in, as a program of somebody else's has it.
struct AccountApp: Sendable {
    struct Credentials: Decodable { let username, password: String }

    static let password = "a password of Ada's own"

    let store = MemoryStore()
    let accounts: ThrottledAccounts
    let sessions: Sessions

    init(limits: ThrottleLimits = ThrottleLimits()) throws {
        accounts = ThrottledAccounts(
            Accounts(store: store, pool: try HashingPool(workers: 1)),
            throttle: try LoginThrottle(limits: limits, now: { 1000 }))
        sessions = Sessions(
            try TokenAuthority(signingKey: .generate(.es256)), store: store, events: { _ in })
    }

    private func router() -> Router<BasicTokenRequestContext> {
        let router = Router(context: BasicTokenRequestContext.self)
        router.post("users") { request, context in
            let typed = try await request.decode(as: Credentials.self, context: context)
            let user = try await accounts.signUp(
                username: typed.username, password: typed.password, from: context.network)
            return EditedResponse(status: .created, response: ["id": user.id])
        }
        router.post("login") { request, context in
            let typed = try await request.decode(as: Credentials.self, context: context)
            let user = try await accounts.logIn(
                username: typed.username, password: typed.password, from: context.network)
            return try await sessions.begin(for: user.id, epoch: user.sessionEpoch)
        }
        router.get("network") { _, context in context.network }
        router.protected("me", by: sessions).get { _, context in ["id": context.token.subject] }
        return router
    }

    /// Serves.
    func test(
        _ setup: TestingSetup = .router, _ body: @Sendable (any TestClientProtocol) async throws -> Void
    ) async throws {
        let application = Application(
            router: router(), configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        try await application.test(setup, body)
    }
}
#endif
