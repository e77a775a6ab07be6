#if Server
import Hummingbird
import HummingbirdCore
import HummingbirdMapae
import HummingbirdMapaeOAuth
public import Logging
import MapaeOAuth
import NIOCore
import ServiceLifecycle
import UnixSignals

extension TokenServer {
    /// Listens and serves until SIGTERM or SIGINT; running requests then have the shutdown timeout to end.
    /// - Parameters:
    ///   - logger: Where to log.
    ///   - onListening: Called once, with the server's address, for example `http://127.0.0.1:8080`.
    /// - Throws: ``ServerError`` `address` when the address cannot be listened on, `tls` when the certificate or its key is
    ///   not as it should be.
    public func run(logger: Logger, onListening: @escaping @Sendable (String) -> Void) async throws {
        audit.use(logger)
        do {
            try settings.checkServing()
            try await serve(logger, onListening)
        } catch let error as IOError {
            await close()
            throw addressError(ListenAdvice.text(for: error))
        } catch is SocketAddressError.UnknownHost {
            await close()
            throw addressError(ListenAdvice.unknownHost)
        } catch {
            await close()
            throw error
        }
        await close()
    }

    private func serve(_ logger: Logger, _ onListening: @escaping @Sendable (String) -> Void) async throws {
        let identity = try settings.tls.map { try TLSIdentity($0, logger: logger) }
        if identity == nil, !settings.isLoopback {
            logger.warning(
                "passwords and tokens travel unencrypted: let a proxy with TLS stand in front, or set tlsCert and tlsKey",
                metadata: ["mapae.host": "\(settings.host)"])
        }
        if authorization == nil, settings.oauth.isOn {
            logger.notice(
                "there is no authorization server, as nobody knows its address: set 'issuer', or a port that is known")
        }
        let connections = FileLimit.connections(wanted: settings.maxConnections)
        if connections < settings.maxConnections {
            logger.notice(
                "fewer connections than set: the system lets this process open few files",
                metadata: ["mapae.connections": "\(connections)"])
        }
        let (listening, listens) = AsyncStream.makeStream(of: Void.self)
        let host = settings.host
        let scheme = identity == nil ? "http" : "https"
        let application = Application(
            router: router(),
            server: edge(identity),
            configuration: .init(
                address: .hostname(host, port: settings.port),
                backlog: 1024,
                availableConnectionsDelegate: .maximum(connections, logger: logger)),
            onServerRunning: { channel in
                listens.finish()
                onListening(Self.address(scheme, host: host, port: channel.localAddress?.port))
            },
            logger: logger)
        var services: [ServiceGroupConfiguration.ServiceConfiguration] = [
            // What starts first stops last: while requests end, revocations are still learnt.
            .init(service: sessions),
            .init(service: KeyService(keeper: keys, listening: listening, logger: logger)),
            .init(service: Sweeper.audit(store, days: settings.auditRetention, now: logins.now, logger: logger)),
            .init(service: Sweeper.epochs(store, now: logins.now, logger: logger)),
        ]
        if let sender = authorization.flatMap({ LogoutSender($0) }) { services.append(.init(service: sender)) }
        // Switched off, it leaves behind what it had.
        let sweeper = authorization.map { AuthorizationSweeper($0) } ?? AuthorizationSweeper(store, of: sessions)
        services.append(.init(service: sweeper))
        services.append(.init(service: application, successTerminationBehavior: .gracefullyShutdownGroup))
        if let identity { services.insert(.init(service: identity, successTerminationBehavior: .ignore), at: 1) }
        var configuration = ServiceGroupConfiguration(
            services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        configuration.maximumGracefulShutdownDuration = .seconds(settings.shutdownTimeout)
        try await ServiceGroup(configuration: configuration).run()
    }

    /// The connections, guarded: with TLS or without.
    private func edge(_ identity: TLSIdentity?) -> HTTPServerBuilder {
        let limits = settings.edge
        let counter = ConnectionCounter(limit: settings.connectionsPerClient, proxies: settings.trustedProxies)
        return HTTPServerBuilder { responder in
            let warning = RareWarning()
            guard let identity else {
                let http1 = EdgeHTTP1Channel(responder: responder, limits: limits, isSecure: false)
                return CountedChannel(base: http1, counter: counter, warning: warning)
            }
            let secure = EdgeTLSChannel(identity: identity, limits: limits, responder: responder)
            return CountedChannel(base: secure, counter: counter, warning: warning)
        }
    }

    private func addressError(_ advice: String) -> ServerError {
        ServerError(.address, "\(settings.host) port \(settings.port): \(advice)")
    }

    private static func address(_ scheme: String, host: String, port: Int?) -> String {
        "\(scheme)://\(LoopbackHost.inAddress(host)):\(port ?? 0)"
    }
}
#endif
