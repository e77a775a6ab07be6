#if Server
/// The reads that wait, in the order of their arrival: plain values, decided under a lock.
struct ReadQueue {
    /// What has become of a read that came.
    enum Admission {
        /// Somebody has to begin with the work, and with this.
        case begins
        /// It waits, and one of those who work will come to it.
        case waits
        /// Too many wait already.
        case refused
    }

    /// The most that wait, as of writes.
    static let capacity = WriteQueue.capacity
    /// The most that share one look: the first of them is told its end before the others, but begins no sooner than they.
    static let groupLimit = 32

    /// How many work at a time.
    let workers: Int
    private var working = 0
    private var reads: [PendingAccess] = []

    init(workers: Int) { self.workers = workers }

    var count: Int { reads.count }

    mutating func add(_ read: PendingAccess) -> Admission {
        if working < workers {
            working += 1
            return .begins
        }
        guard reads.count < Self.capacity else { return .refused }
        reads.append(read)
        return .waits
    }

    /// What one who works does next; with nothing left it works no longer.
    mutating func next() -> [PendingAccess] {
        let group = Array(reads.prefix(Self.groupLimit))
        reads.removeFirst(group.count)
        if group.isEmpty { working -= 1 }
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
