import Dispatch
import Hummingbird
import HummingbirdMapae
import JWTKit
import Logging
import NIOCore

/// One server whose routes do the same work and differ in what guards them: what `scripts/throughput` measures.
///
/// All routes are in one process and one router, so that a ratio of two of them has nothing in it but the guard.
@main
struct ThroughputServer {
    /// Not `async`: then the first thread would end when the work begins, and valgrind crashes where a first thread ends.
    static func main() {
        let done = DispatchSemaphore(value: 0)
        Task.detached {
            do {
                try await serve(Options(CommandLine.arguments.dropFirst()))
            } catch {
                fail("throughput-server: \(error)")
            }
            done.signal()
        }
        done.wait()
    }

    private static func serve(_ options: Options) async throws {
        let authority = try TokenAuthority(signingKey: .hs256(secret: Array(options.secret.utf8)))
        let router = Router(context: BasicTokenRequestContext.self)
        // What the protected routes answer too, and as text: a JSON encoder would cost more than what is to be measured.
        let subject = options.subject
        router.get("hello") { _, _ in subject }
        router.protected("protected", by: authority).get { _, context in context.token.subject }
        // Who measures sends one token again and again, which the cache knows. Here each costs a signature.
        let uncached = try TokenAuthority(
            signingKey: authority.keys.signing, policy: TokenPolicy(cachesVerifiedTokens: false))
        router.protected("uncached", by: uncached).get { _, context in context.token.subject }

        let keys = JWTKeyCollection()
        await keys.add(hmac: HMACKey(from: options.secret), digestAlgorithm: .sha256)
        router.group("jwt-kit", context: JWTKitContext.self)
            .add(middleware: JWTKitMiddleware(keys: keys))
            .get { _, context in try context.user.sub.value }

        let sessions = try await SessionRoute(authority, options)
        sessions.add(to: router)

        var logger = Logger(label: "throughput-server")
        logger.logLevel = .error
        let token = try authority.accessToken(for: options.subject, fresh: true).accessToken
        let application = Application(
            router: router,
            configuration: .init(address: .hostname("127.0.0.1", port: options.port)),
            services: [sessions.sessions],
            onServerRunning: { channel in
                // What the script waits for: where to go, and what to show there.
                say(
                    """
                    {"port": \(channel.localAddress?.port ?? 0), "token": "\(token)", \
                    "session_token": "\(sessions.token)", "ended_token": "\(sessions.endedToken)"}
                    """)
            },
            logger: logger
        )
        try await application.runService()
    }
}
