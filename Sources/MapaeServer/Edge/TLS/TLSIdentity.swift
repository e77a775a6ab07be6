#if Server
import Foundation
import Logging
import NIOSSL
import ServiceLifecycle
import Synchronization
import UnixSignals

/// The certificate that new connections are shown. On SIGHUP both files are read anew: a renewed certificate needs no restart.
final class TLSIdentity: Service {
    private let files: TLSFiles
    private let current: Mutex<NIOSSLContext>
    private let logger: Logger

    init(_ files: TLSFiles, logger: Logger) throws(ServerError) {
        self.files = files
        self.logger = logger
        self.current = Mutex(try files.context(now: Self.now))
    }

    /// What new connections use.
    var context: NIOSSLContext { current.withLock { $0 } }

    /// Reads the files anew; when they are not as they should be, what was read before stays.
    func reload() {
        do {
            let context = try files.context(now: Self.now)
            current.withLock { $0 = context }
            logger.notice("the TLS certificate has been read anew")
        } catch {
            logger.error("the TLS certificate stays as it was", metadata: ["mapae.error": "\(error)"])
        }
    }

    func run() async throws {
        let signals = await UnixSignalsSequence(trapping: .sighup).cancelOnGracefulShutdown()
        for await _ in signals { reload() }
    }

    private static var now: Int { Int(Date().timeIntervalSince1970) }
}
#endif
