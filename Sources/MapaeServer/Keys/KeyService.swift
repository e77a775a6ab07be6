#if Server
import HummingbirdMapae
import Logging
import ServiceLifecycle

/// Looks after the keys while a server runs.
struct KeyService: Service {
    let keeper: KeyKeeper
    /// Ends when the server listens. Before that nobody asks for a key, and a server that cannot listen has only that to say.
    let listening: AsyncStream<Void>
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            for await _ in listening {}
            var isFailing = false
            while !Task.isCancelled {
                do {
                    // Together with who waits for the keys at a first start, so that each key is made once.
                    try await keeper.complete(log: logger)
                    try await keeper.tick(log: logger)
                    if isFailing { logger.notice("the signing keys can be read again") }
                    isFailing = false
                } catch is CancellationError {
                    return
                } catch {
                    // Once, and not each second.
                    if !isFailing { logger.error("the signing keys cannot be read", metadata: ["error": "\(error)"]) }
                    isFailing = true
                }
                do { try await Task.sleep(for: KeyKeeper.pollInterval) } catch { return }
            }
        }
    }
}
#endif
