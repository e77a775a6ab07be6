#if Server
/// The reads that wait, in the order of their arrival: plain values, decided under a lock.
struct ReadQueue {
    /// What has become of a read that came.
    enum Admission: Equatable {
        /// This worker, who had nothing to do, begins with it.
        case begins(worker: Int)
        /// It waits, and one of those who work will come to it.
        case waits
        /// Too many wait already.
        case refused
    }

    /// The most that wait, as of writes.
    static let capacity = WriteQueue.capacity
    /// The most that share one look: the first of them waits for the last.
    static let groupLimit = 32

    /// Those who have nothing to do.
    private var idle: [Int]
    private var reads: [PendingAccess] = []

    init(workers: Int) { idle = Array(0..<workers) }

    var count: Int { reads.count }

    mutating func add(_ read: PendingAccess) -> Admission {
        if let worker = idle.popLast() { return .begins(worker: worker) }
        guard reads.count < Self.capacity else { return .refused }
        reads.append(read)
        return .waits
    }

    /// What a worker does next; with nothing left it has nothing to do.
    mutating func next(for worker: Int) -> [PendingAccess] {
        let group = Array(reads.prefix(Self.groupLimit))
        reads.removeFirst(group.count)
        if group.isEmpty { idle.append(worker) }
        return group
    }

    /// Gives back what nobody has begun with, to be next.
    mutating func putBack(_ rest: some Collection<PendingAccess>) { reads.insert(contentsOf: rest, at: 0) }

    /// Takes out a read that nobody has taken yet.
    /// - Returns: Whether it was there.
    mutating func remove(_ read: PendingAccess) -> Bool {
        guard let index = reads.firstIndex(where: { $0 === read }) else { return false }
        reads.remove(at: index)
        return true
    }
}
#endif
