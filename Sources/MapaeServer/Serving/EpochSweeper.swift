#if Server
import HummingbirdMapae
import Logging
import MapaeStore
import ServiceLifecycle

/// Forgets the epochs of deleted users, each hour and in small batches.
struct EpochSweeper: Service {
    /// The most that is noted or forgotten at once.
    static let batch = 500
    /// No login takes so long, in seconds.
    static let longestLogin: Int64 = 86_400

    let store: any AccountStore
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

    /// Forgets all that is due. A store that fails is asked again in an hour.
    func sweep() async {
        let now = now().seconds
        do {
            while try await store.purgeSessionEpochs(
                notedBefore: now - Self.longestLogin, at: now, limit: Self.batch) >= Self.batch
            { try Task.checkCancellation() }
        } catch is CancellationError {
            // The server stops.
        } catch {
            logger.warning(
                "the epochs of deleted users were not swept",
                metadata: ["mapae.error": "\((error as? StoreError) ?? StoreError(.failed))"])
        }
    }
}
#endif
