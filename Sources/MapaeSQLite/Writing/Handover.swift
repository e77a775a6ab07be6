#if Server
import Synchronization

/// What a write returns, on its way from the writer to the task that waits. The last one counts: a write may run twice.
final class Handover<Value: Sendable>: Sendable {
    private let value = Mutex<Value?>(nil)

    func put(_ value: Value) { self.value.withLock { $0 = value } }

    func take() -> Value? { value.withLock { $0.take() } }
}
#endif
