package import MapaeStore

/// What a client has of a user: what the user has allowed and is remembered, and the grants that go on.
///
/// The two are not the same: an application of the operator's own gets grants without a question, a device gets one that is not
/// remembered, and what is remembered outlives the grants.
package struct ClientAccess: Sendable {
    /// The client.
    package let clientID: String
    /// Since when, in seconds since 1970-01-01T00:00:00Z.
    package private(set) var since: Int64
    /// The scopes, each once.
    package private(set) var scopes: [String]
    /// The resources (RFC 8707), each once.
    package private(set) var resources: [String]
    /// How many grants go on.
    package private(set) var grants: Int

    private init(_ clientID: String, since: Int64) {
        self.clientID = clientID
        self.since = since
        scopes = []
        resources = []
        grants = 0
    }

    /// What the clients of a user have, by the bytes of their ids.
    /// - Parameters:
    ///   - consents: What the user has allowed.
    ///   - sessions: The user's sessions. Those that are no grants, or are over, do not count.
    ///   - now: The present, in seconds since 1970-01-01T00:00:00Z.
    package static func list(
        _ consents: [ConsentRecord], _ sessions: [SessionRecord], at now: Int64
    ) -> [ClientAccess] {
        var known: [[UInt8]: ClientAccess] = [:]
        for consent in consents {
            known[Array(consent.clientID.utf8), default: ClientAccess(consent.clientID, since: consent.createdAt)]
                .add(words(consent.scope), words(consent.resources), since: consent.createdAt)
        }
        for grant in sessions where now < min(grant.aliveUntil, grant.endsAt) {
            guard let clientID = grant.clientID else { continue }
            // What cannot be read any more still is a grant, and can be taken back.
            let resources = (try? GrantState(grant))?.authorization.resources.map(\.text) ?? []
            let key = Array(clientID.utf8)
            known[key, default: ClientAccess(clientID, since: grant.createdAt)]
                .add(words(grant.scope), resources, since: grant.createdAt)
            known[key]?.grants += 1
        }
        return known.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.value)
    }

    private mutating func add(_ scopes: [String], _ resources: [String], since moment: Int64) {
        since = min(since, moment)
        self.scopes += scopes.filter { !Self.contains(self.scopes, $0) }
        self.resources += resources.filter { !Self.contains(self.resources, $0) }
    }

    private static func words(_ text: String) -> [String] {
        text.utf8.split(separator: UInt8(ascii: " ")).map { String(Substring($0)) }
    }

    private static func contains(_ words: [String], _ word: String) -> Bool {
        words.contains { $0.utf8.elementsEqual(word.utf8) }
    }
}
