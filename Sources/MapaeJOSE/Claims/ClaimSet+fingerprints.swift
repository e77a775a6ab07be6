/// Fingerprints of identifiers: where a text would have to be made only to find that it is not in a set.
///
/// Equal texts have equal fingerprints, however a token writes them; different ones seldom have. They differ from process to
/// process.
extension ClaimSet {
    /// That of `sid`; `nil` when it is absent.
    package var sessionFingerprint: UInt32? { fingerprint(.sid) }
    /// That of `jti`; `nil` when it is absent.
    package var tokenFingerprint: UInt32? { fingerprint(.jti) }

    /// That of a text's UTF-8 bytes.
    package static func fingerprint(of text: [UInt8]) -> UInt32 { JSONNameTable.fingerprint(text.span) }

    private func fingerprint(_ claim: ClaimName) -> UInt32? {
        guard let range = inside(places[claim.rawValue]) else { return nil }
        let inside = bytes.span.extracting(range)
        return JSONText.hasEscape(inside)
            ? Self.fingerprint(of: JSONText.unescape(inside)) : JSONNameTable.fingerprint(inside)
    }
}
