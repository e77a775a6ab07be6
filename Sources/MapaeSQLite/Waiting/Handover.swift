#if Server
import MapaeStore
import Synchronization

/// What an access returns, on its way from the database's thread to the task that waits. The last one counts: a write may run twice.
final class Handover<Value: Sendable>: Sendable {
    private let value = Mutex<Value?>(nil)

    func put(_ value: Value) { self.value.withLock { $0 = value } }

    /// - Throws: `StoreError` `failed` where nothing was put.
    func take(path: String) throws(StoreError) -> Value {
        guard let value = value.withLock({ $0.take() }) else {
            throw StoreError(.failed, "\(path): a transaction ended without its result")
        }
        return value
    }
}
#endif
