import MapaeStore
import MapaeTesting
import Synchronization

/// A store that fails when it is told to, before or after it has done what it was asked.
final class FailingStore: StoreProxy {
    let base = MemoryStore()
    private let isFailing = Mutex((before: false, after: false))

    func fail(_ isFailing: Bool) { self.isFailing.withLock { $0.before = isFailing } }
    func failAfterwards(_ isFailing: Bool) { self.isFailing.withLock { $0.after = isFailing } }

    func forward<Value: Sendable>(
        _ verb: StoreVerb, _ body: (any OAuthStore & KeyStore) async throws -> Value
    ) async throws -> Value {
        let (before, after) = isFailing.withLock { $0 }
        if before { throw StoreError(.failed, "an error of the disk") }
        let value = try await body(base)
        if after, verb == .changeSession { throw StoreError(.failed, "an error after the commit") }
        return value
    }
}
