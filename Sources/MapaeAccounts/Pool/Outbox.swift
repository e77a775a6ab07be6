/// Results on their way back to the tasks that wait for them.
///
/// They are not handed over by the workers, because handing over may start a thread of the cooperative pool, and on
/// Linux a thread inherits the niceness of the one that starts it. Only root may raise it again: for any other user the
/// whole process would soon run at the workers' priority. So one more thread, at normal priority, hands over.
struct Outbox {
    typealias Delivery = @Sendable () -> Void

    private var deliveries: [Delivery] = []
    private var closed = false

    mutating func add(_ delivery: @escaping Delivery) {
        deliveries.append(delivery)
    }

    mutating func close(after last: [Delivery]) {
        deliveries += last
        closed = true
    }

    /// All that is to be handed over now; nil when there is nothing yet; empty when there will be nothing more.
    mutating func next() -> [Delivery]? {
        guard closed || !deliveries.isEmpty else { return nil }
        defer { deliveries = [] }
        return deliveries
    }
}
