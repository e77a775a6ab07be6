#if Server
import MapaeJOSE
import MapaeStore

/// What is to become of the keys, as values: nothing is done yet.
struct KeyPlan: Sendable {
    /// The keys as they are to be, the oldest first.
    var keys: [KeyRecord]
    /// The keys that are new or changed.
    var put: [KeyRecord] = []
    /// The keys that are removed.
    var removed: [KeyRecord] = []
    /// For which algorithms a new key has to be made before the plan can be carried out.
    var missing: [JWSAlgorithm] = []
    /// What happens.
    var events: [KeyEvent] = []
    /// Whether there is a key of the id that is to be revoked.
    var knowsKey = true

    /// Whether all stays as it is.
    var isEmpty: Bool { put.isEmpty && removed.isEmpty && missing.isEmpty }

    /// The change of a store.
    func change(at now: NumericDate, actor: String?) -> KeyChange<KeyPlan> {
        // Half a plan is none: with a key missing, the one in whose place it comes must not retire.
        guard missing.isEmpty else { return KeyChange(outcome: self) }
        return KeyChange(
            put: put, removing: removed.map(\.id), recording: events.map { $0.record(at: now, actor: actor) },
            outcome: self)
    }

    /// Puts a key into the plan, in the place of one of its id.
    mutating func put(_ key: KeyRecord) {
        put.removeAll { $0.hasID(key.id) }
        put.append(key)
        keys.removeAll { $0.hasID(key.id) }
        keys = (keys + [key]).inOrderOfCreation
    }

    /// Takes a key out.
    mutating func remove(_ key: KeyRecord) {
        put.removeAll { $0.hasID(key.id) }
        keys.removeAll { $0.hasID(key.id) }
        removed.append(key)
    }
}

extension KeyRecord {
    /// Ids are compared as bytes.
    func hasID(_ other: String) -> Bool { id.utf8.elementsEqual(other.utf8) }
}
#endif
