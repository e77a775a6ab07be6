#if Server
/// The writes that wait, in the order of their arrival: plain values, decided under a lock. Whatever touches a task or the
/// database is handed back and done after the lock is dropped.
struct WriteQueue {
    /// What has become of a write that came.
    enum Admission {
        /// It waits, and somebody has to begin with the work.
        case begins
        /// It waits, and the one who works will come to it.
        case waits
        /// Too many wait already.
        case refused
    }

    /// The most that wait. A database that answers no more must not fill the memory with those who ask.
    static let capacity = 8192

    private var writes: [PendingAccess] = []
    private var isBeingWorkedOn = false

    var isEmpty: Bool { writes.isEmpty }
    var count: Int { writes.count }

    mutating func add(_ write: PendingAccess) -> Admission {
        guard writes.count < Self.capacity else { return .refused }
        writes.append(write)
        defer { isBeingWorkedOn = true }
        return isBeingWorkedOn ? .waits : .begins
    }

    mutating func next() -> PendingAccess? { writes.isEmpty ? nil : writes.removeFirst() }

    /// Takes out a write that nobody has begun with.
    /// - Returns: Whether it was there.
    mutating func remove(_ write: PendingAccess) -> Bool {
        guard let index = writes.firstIndex(where: { $0 === write }) else { return false }
        writes.remove(at: index)
        return true
    }

    /// Takes out all that came before a moment.
    mutating func removeAll(arrivedBefore moment: ContinuousClock.Instant) -> [PendingAccess] {
        let count = writes.firstIndex { $0.arrival >= moment } ?? writes.count
        defer { writes.removeFirst(count) }
        return Array(writes.prefix(count))
    }

    /// Whether who works goes on; who is told not to is no longer the one who works.
    mutating func goesOn() -> Bool {
        isBeingWorkedOn = !writes.isEmpty
        return isBeingWorkedOn
    }
}
#endif
