#if Server
package import MapaeJOSE
import MapaeStore

/// A key as an operator sees it: nothing of it but its name and its times.
package struct KeyView: Sendable {
    /// What a key does at a moment.
    package enum State: String, Sendable {
        /// It signs tokens.
        case signing
        /// It is published for clients that know nothing else, and signs no tokens of this server.
        case held
        /// It is published, and signs later.
        case published
        /// It signs no more, and is believed until its last token has died.
        case retiring
        /// Nothing that it has signed is believed.
        case retired
    }

    /// Its `kid`.
    package let id: String
    /// The JOSE name of its algorithm.
    package let algorithm: String
    /// What it does.
    package let state: State
    /// When it was made, in seconds since 1970-01-01T00:00:00Z.
    package let createdAt: Int64
    /// From when on it signs.
    package let signsFrom: Int64
    /// From when on nothing that it has signed is believed; `nil` while no other key is to follow it.
    package let retiresAt: Int64?

    init(_ key: KeyRecord, _ state: State) {
        self.id = key.id
        self.algorithm = key.algorithm
        self.state = state
        self.createdAt = key.createdAt
        self.signsFrom = key.signsFrom
        self.retiresAt = key.retiresAt
    }

    /// Its members for programs.
    package var json: JSONObject {
        var json: JSONObject = [
            "id": .string(id), "algorithm": .string(algorithm), "state": .string(state.rawValue),
            "created_at": .integer(createdAt), "signs_from": .integer(signsFrom),
        ]
        if let retiresAt { json["retires_at"] = .integer(retiresAt) }
        return json
    }
}

extension KeySchedule {
    /// What each key does at a moment.
    func views(of keys: [KeyRecord], at now: Int64) -> [KeyView] {
        keys.inOrderOfCreation.map { key in
            let isHeld = policy.held.contains { $0.description.utf8.elementsEqual(key.algorithm.utf8) }
            let signer = signer(of: line(of: use(of: key), in: keys), at: now)
            if key.isRetired(at: now) { return KeyView(key, .retired) }
            if signer?.hasID(key.id) ?? false { return KeyView(key, isHeld ? .held : .signing) }
            return KeyView(key, key.signsFrom > now ? .published : .retiring)
        }
    }
}
#endif
