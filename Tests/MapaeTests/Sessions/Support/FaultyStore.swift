import MapaeStore
import MapaeTesting
import Synchronization

/// A store that fails when it is told to, before or after it has done what it was asked.
final class FaultyStore: StoreProxy {
    enum Fault: Sendable {
        case none, before, after
        /// Of all that it is asked, looking for one session fails.
        case reading
    }

    let base = MemoryStore()
    private let fault = Mutex(Fault.none)
    private let calls = Mutex(0)

    /// How often it was asked.
    var count: Int { calls.withLock(\.self) }

    func set(_ fault: Fault) { self.fault.withLock { $0 = fault } }

    func forward<Value: Sendable>(
        _ verb: StoreVerb, _ body: (any OAuthStore & KeyStore) async throws -> Value
    ) async throws -> Value {
        calls.withLock { $0 += 1 }
        let fault = fault.withLock(\.self)
        if verb == .session {
            if fault == .reading { throw StoreError(.failed, "an error of the disk") }
            return try await body(base)
        }
        if fault == .before { throw StoreError(.failed, "an error of the disk") }
        let value = try await body(base)
        if fault == .after { throw StoreError(.failed, "an error after the commit") }
        return value
    }
}
