#if Server
import HummingbirdMapae
import Logging
import MapaeStore
import ServiceLifecycle

/// Forgets what is older than the audit log is kept, each hour and in small batches, so that nobody who wants to write waits long.
struct AuditSweeper: Service {
    /// The most that is forgotten at once.
    static let batch = 500

    let store: any AuditStore
    let days: Int
    let now: @Sendable () -> NumericDate
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                await sweep()
                do { try await Task.sleep(for: .seconds(3600)) } catch { return }
            }
        }
    }

    /// Forgets all that is too old. A store that fails is asked again in an hour.
    func sweep() async {
        let moment = now().milliseconds - Int64(days) * 86_400_000
        do {
            while try await store.purgeAudit(recordedBefore: moment, limit: Self.batch) >= Self.batch {
                try Task.checkCancellation()
            }
        } catch is CancellationError {
            // The server stops.
        } catch {
            logger.warning(
                "the audit log was not swept",
                metadata: ["mapae.error": "\((error as? StoreError) ?? StoreError(.failed))"])
        }
    }
}
#endif
