/// The requests of devices of a ``MemoryStore``.
struct MemoryDeviceCodes: Sendable {
    typealias Key = MemoryStore.Key

    private var requests: [Key: DeviceCodeRecord] = [:]
    private var digests: [Key: Key] = [:]

    subscript(digest: Key) -> DeviceCodeRecord? { requests[digest] }

    func withUserCode(_ digest: Key) -> DeviceCodeRecord? { digests[digest].flatMap { requests[$0] } }

    mutating func insertIfAbsent(_ request: DeviceCodeRecord) -> Bool {
        guard requests[request.digest] == nil, digests[request.userCodeDigest] == nil else { return false }
        requests[request.digest] = request
        digests[request.userCodeDigest] = request.digest
        return true
    }

    /// Replaces what changes of a request that there is.
    mutating func replace(_ request: DeviceCodeRecord, digest: Key) {
        guard var known = requests[digest] else { return }
        known.state = request.state
        known.interval = request.interval
        known.askedAt = request.askedAt
        known.subject = request.subject
        known.loginID = request.loginID
        known.epoch = request.epoch
        known.decision = request.decision
        requests[digest] = known
    }

    mutating func remove(_ digest: Key) {
        guard let request = requests.removeValue(forKey: digest) else { return }
        digests[request.userCodeDigest] = nil
    }

    /// Removes a client's requests: all, or those that a user has decided about.
    mutating func removeAll(of client: Key, subject: Key? = nil) {
        for (digest, request) in requests where request.clientID.utf8.elementsEqual(client) {
            if let subject, !(request.subject?.utf8.elementsEqual(subject) ?? false) { continue }
            remove(digest)
        }
    }

    mutating func purge(endedBefore moment: Int64, limit: Int) -> Int {
        let over = Array(requests.lazy.filter { $0.value.endsAt < moment }.prefix(limit).map(\.key))
        for digest in over { remove(digest) }
        return over.count
    }
}
