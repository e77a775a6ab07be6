#if Server
import Hummingbird
import HummingbirdMapae
public import Logging
import NIOCore
import ServiceLifecycle
import UnixSignals

extension TokenServer {
    /// Listens and serves until SIGTERM or SIGINT; running requests then have the shutdown timeout to end.
    /// - Parameters:
    ///   - logger: Where to log.
    ///   - onListening: Called once, with the server's address, for example `http://127.0.0.1:8080`.
    /// - Throws: ``ServerError`` `address` when the address cannot be listened on.
    public func run(logger: Logger, onListening: @escaping @Sendable (String) -> Void) async throws {
        let host = settings.host
        audit.use(logger)
        let application = Application(
            router: router(),
            // A connection on which nothing happens for a minute makes room for another.
            server: .http1(configuration: .init(idleTimeout: .seconds(60))),
            configuration: .init(address: .hostname(host, port: settings.port)),
            onServerRunning: { channel in
                onListening(Self.address(host: host, port: channel.localAddress?.port))
            },
            logger: logger)
        var configuration = ServiceGroupConfiguration(
            // What starts first stops last: while requests end, revocations are still learnt.
            services: [
                .init(service: sessions),
                .init(service: application, successTerminationBehavior: .gracefullyShutdownGroup),
            ],
            gracefulShutdownSignals: [.sigterm, .sigint],
            logger: logger)
        configuration.maximumGracefulShutdownDuration = .seconds(settings.shutdownTimeout)
        do {
            try await ServiceGroup(configuration: configuration).run()
        } catch let error as IOError {
            await close()
            throw ServerError(.address, "\(host) port \(settings.port): \(ListenAdvice.text(for: error))")
        } catch is SocketAddressError.UnknownHost {
            await close()
            throw ServerError(.address, "\(host) port \(settings.port): \(ListenAdvice.unknownHost)")
        } catch {
            await close()
            throw error
        }
        await close()
    }

    private static func address(host: String, port: Int?) -> String {
        let name = host.utf8.contains(UInt8(ascii: ":")) ? "[\(host)]" : host
        return "http://\(name):\(port ?? 0)"
    }
}
#endif
