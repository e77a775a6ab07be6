import Synchronization

/// What the server counts while it works.
final class Counts: Sendable {
    private let reads = Atomic<Int>(0)
    private let passwords = Atomic<Int>(0)

    /// The database was asked.
    func countRead() { reads.add(1, ordering: .relaxed) }
    /// A password has arrived in a request.
    func countPassword() { passwords.add(1, ordering: .relaxed) }

    var storeReads: Int { reads.load(ordering: .relaxed) }
    var passwordsSeen: Int { passwords.load(ordering: .relaxed) }
}
