#if Server
import HummingbirdMapae
import Logging
import MapaeStore
import ServiceLifecycle

/// Forgets what is over, each hour and in small batches, so that nobody who wants to write waits long.
struct Sweeper: Service {
    /// The most that is forgotten at once.
    static let batch = 500
    /// How long it waits between two looks.
    static let interval = Duration.seconds(3600)
    /// No login takes so long, in seconds.
    static let longestLogin: Int64 = 86_400

    /// What is swept, for the log.
    let subject: String
    let logger: Logger
    /// Forgets as many as it is told at most, and says how many that were.
    let purge: @Sendable (_ limit: Int) async throws -> Int

    /// Forgets what is older than the audit log is kept.
    static func audit(
        _ store: any AuditStore, days: Int, now: @escaping @Sendable () -> NumericDate, logger: Logger
    ) -> Sweeper {
        Sweeper(subject: "the audit log", logger: logger) { limit in
            try await store.purgeAudit(
                recordedBefore: now().milliseconds - Int64(days) * 86_400_000, limit: limit)
        }
    }

    /// Forgets the epochs of deleted users.
    static func epochs(
        _ store: any AccountStore, now: @escaping @Sendable () -> NumericDate, logger: Logger
    ) -> Sweeper {
        Sweeper(subject: "the epochs of deleted users", logger: logger) { limit in
            let now = now().seconds
            return try await store.purgeSessionEpochs(notedBefore: now - longestLogin, at: now, limit: limit)
        }
    }

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                await sweep()
                do { try await Task.sleep(for: Self.interval) } catch { return }
            }
        }
    }

    /// Forgets all that is due. A store that fails is asked again at the next look.
    func sweep() async {
        do {
            while try await purge(Self.batch) >= Self.batch { try Task.checkCancellation() }
        } catch is CancellationError {
            // The server stops.
        } catch {
            logger.warning(
                "what is over was not forgotten",
                metadata: [
                    "mapae.swept": "\(subject)", "mapae.error": "\((error as? StoreError) ?? StoreError(.failed))",
                ])
        }
    }
}
#endif
