/// The rules for a `kid`: an opaque text, never a path, a query or an address (RFC 7515 §4.1.4).
enum KeyID {
    static let maximumBytes = 256

    static func check(_ id: String?) throws(JOSEError) {
        guard let id else { return }
        guard (1...maximumBytes).contains(id.utf8.count), !id.unicodeScalars.contains(where: isControl) else {
            throw JOSEError(.invalidKeyID)
        }
    }

    /// C0, DEL, C1, and the line and paragraph separators: ids are printed in logs and terminals, where these would begin a
    /// new line or a command.
    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || [0x2028, 0x2029].contains(scalar.value)
    }

    /// Refuses two keys of one id. Ids are compared as bytes: Swift would take two spellings of one letter for the same.
    static func checkUnique(_ ids: [String?]) throws(JOSEError) {
        let ids = ids.compactMap { $0.map { Array($0.utf8) } }
        guard Set(ids).count == ids.count else { throw JOSEError(.duplicateKeyID) }
    }
}
