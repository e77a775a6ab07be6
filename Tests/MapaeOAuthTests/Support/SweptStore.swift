import MapaeStore
import MapaeTesting
import Synchronization

/// A store that says what it is asked, and fails at what it is told to.
final class SweptStore: StoreProxy {
    let base = MemoryStore()
    /// What it is asked, in the order in which it has been.
    let calls: AsyncStream<StoreVerb>
    private let called: AsyncStream<StoreVerb>.Continuation
    private let failing = Mutex<StoreVerb?>(nil)

    init() { (calls, called) = AsyncStream.makeStream(of: StoreVerb.self) }

    func fail(_ verb: StoreVerb?) { failing.withLock { $0 = verb } }

    func forward<Value: Sendable>(
        _ verb: StoreVerb, _ body: (any OAuthStore & KeyStore) async throws -> Value
    ) async throws -> Value {
        called.yield(verb)
        if failing.withLock(\.self) == verb { throw StoreError(.failed, "an error of the disk") }
        return try await body(base)
    }
}
