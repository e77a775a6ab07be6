import Hummingbird
import HummingbirdMapae
import Logging
import MapaeAccounts
import MapaeStore
import NIOCore
import ServiceLifecycle

/// The app: one greeting behind a password, behind a session and behind a token.
struct App: Sendable {
    private let auth: TokenAuthority
    private let memory: Memory?
    private let counts: Counts

    /// - Parameters:
    ///   - memory: Users and sessions; the second process has none.
    ///   - secret: The key that signs and checks tokens.
    ///   - counts: Where to count.
    init(remembering memory: Memory?, secret: String, counts: Counts = Counts()) throws {
        self.auth = try TokenAuthority(signingKey: .hs256(secret: secret))
        self.memory = memory
        self.counts = counts
    }

    private var router: Router<BasicTokenRequestContext> {
        let router = Router(context: BasicTokenRequestContext.self)

        // The password, with each request.
        router.get("password") { request, _ in
            guard let credentials = Credentials(basic: request.headers) else { throw HTTPError(.unauthorized) }
            return try await user(credentials).username
        }

        // The password once, then a number that the server has to look up.
        router.post("session/login") { request, context in
            let user = try await user(request.decode(as: Credentials.self, context: context))
            guard let memory else { throw HTTPError(.unauthorized) }
            let session = SetCookie(
                name: "session", value: try await memory.beginSession(ofUser: user.id),
                maxAge: Int64(Memory.sessionSeconds))
            var response = Response(status: .noContent)
            response.set([session])
            return response
        }
        router.get("session") { request, _ in
            guard let id = request.cookies["session"]?.value, let name = try await memory?.username(ofSession: id)
            else {
                throw HTTPError(.unauthorized)
            }
            return name
        }

        // The password once, then a token that says it all.
        router.post("token/login") { request, context in
            let user = try await user(request.decode(as: Credentials.self, context: context))
            return try auth.accessToken(for: user.username, fresh: true)
        }
        router.protected("token", by: auth).get { _, context in context.token.subject }
        return router
    }

    /// The user that a password belongs to. Every password that reaches this server comes by here.
    private func user(_ credentials: Credentials) async throws -> UserRecord {
        counts.countPassword()
        do {
            guard let memory else { throw HTTPError(.unauthorized) }
            return try await memory.accounts.authenticate(
                username: credentials.username, password: credentials.password)
        } catch let error as AccountError where error.code == .invalidCredentials {
            throw HTTPError(.unauthorized)
        }
    }

    /// Serves on a free port of this machine until the process is told to end.
    func run(_ onRunning: @escaping @Sendable (Int) -> Void) async throws {
        try await application(onRunning).runService()
    }

    /// Serves on a free port of this machine while `body` runs.
    func whileRunning<Value: Sendable>(_ body: @escaping @Sendable (Int) async throws -> Value) async throws -> Value {
        let (ports, running) = AsyncStream.makeStream(of: Int.self)
        let services = ServiceGroup(
            configuration: .init(services: [application { running.yield($0) }], logger: Self.logger))
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                defer { running.finish() }
                try await services.run()
            }
            guard let port = await ports.first(where: { _ in true }) else {
                throw WhyError("the server has not started")
            }
            let value = try await body(port)
            await services.triggerGracefulShutdown()
            try await group.waitForAll()
            return value
        }
    }

    private func application(_ onRunning: @escaping @Sendable (Int) -> Void) -> some ApplicationProtocol {
        Application(
            router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { channel in onRunning(channel.localAddress?.port ?? 0) }, logger: Self.logger)
    }

    private static var logger: Logger {
        var logger = Logger(label: "why")
        logger.logLevel = .error
        return logger
    }
}
