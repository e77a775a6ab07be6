import MapaeStore
import Synchronization

/// Clients as their records were read last, so that the same record is not made a client of anew with each request: that is ten times
/// the work of reading it.
///
/// The store is asked all the same, and a client is found here only where its record is the very same: what an operator changes counts
/// with the next request.
final class ClientCache: Sendable {
    /// How many are kept. Whoever may register clients can push others out, which costs those the time to be read again.
    private static let capacity = 1024
    /// Records longer than this are not kept, so that all together they take no more than some 16 MiB.
    private static let maximumBytes = 4096

    private struct Known: Sendable {
        let record: ClientRecord
        let client: Client
    }

    private let known = Mutex<[ClientID: Known]>([:])

    /// The client of a record.
    /// - Throws: `StoreError` `corrupt`.
    func client(_ record: ClientRecord) throws(StoreError) -> Client {
        guard let id = ClientID(record.id) else { throw StoredMembers.corrupt }
        if let found = known.withLock({ $0[id] }), found.record == record { return found.client }
        let client = try Client(record)
        guard record.metadata.count + record.settings.count <= Self.maximumBytes else { return client }
        known.withLock { known in
            if known.count >= Self.capacity, known[id] == nil { known.removeAll(keepingCapacity: true) }
            known[id] = Known(record: record, client: client)
        }
        return client
    }
}
