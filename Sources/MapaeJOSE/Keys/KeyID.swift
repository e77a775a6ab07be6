/// The rules for a `kid`: an opaque text, never a path, a query or an address (RFC 7515 §4.1.4).
enum KeyID {
    static let maximumBytes = 256

    static func check(_ id: String?) throws(JOSEError) {
        guard let id else { return }
        let valid = (1...maximumBytes).contains(id.utf8.count) && id.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
        guard valid else { throw JOSEError(.invalidKeyID) }
    }

    /// Refuses two keys of one id. Ids are compared as bytes: Swift would take two spellings of one letter for the same.
    static func checkUnique(_ ids: [String?]) throws(JOSEError) {
        let ids = ids.compactMap { $0.map { Array($0.utf8) } }
        guard Set(ids).count == ids.count else { throw JOSEError(.duplicateKeyID) }
    }
}
