/// For a face that must take what others have taken: another library's tokens, odd claims and all.
extension ClaimSet {
    /// Reads claims of which any may have any type. One of the wrong type can be read by ``object()`` and by its name, and is
    /// absent to everything that asks for a subject, a time or an id.
    ///
    /// The caller has checked whatever its own rules say of such claims: to whom absence is no reason to refuse, these claims
    /// are a trap.
    /// - Parameters:
    ///   - json: The claims' JSON text.
    ///   - header: The JSON text of the token's header.
    ///   - limits: How large the JSON may be.
    /// - Throws: ``JOSEError``: no JSON object, or duplicate names.
    package init(
        tolerating json: [UInt8], header: [UInt8] = [], limits: JSONLimits = .init()
    ) throws(JOSEError) {
        let text = header + json
        self.init(unread: text, from: header.count, limits: limits)
        let bytes = text.span
        var reader = JSONReader(bytes, from: start, to: end, limits: limits)
        reader.skipSpace(bytes)
        guard try reader.peek(bytes) == UInt8(ascii: "{") else { throw JOSEError(.jsonNotAnObject) }
        var scope = try reader.beginObject(bytes)
        while let name = try reader.nextName(&scope, bytes) {
            let claim = ClaimName(meaningOf: bytes.extracting(name.slice.range))
            let valueStart = reader.index
            try reader.skipValue(bytes, depth: 1)
            if let claim { note(claim, JSONSlice(valueStart, reader.index), bytes) }
        }
        try reader.finish(bytes)
    }

    /// Keeps a claim's place if its type is right.
    private mutating func note(_ claim: ClaimName, _ place: JSONSlice, _ bytes: Span<UInt8>) {
        let value = bytes.extracting(place.range)
        switch claim {
        case .exp: expirationTime = NumericDate(number: value)
        case .nbf: notBefore = NumericDate(number: value)
        case .iat: issuedAt = NumericDate(number: value)
        case .iss, .sub, .jti, .sid, .csrf:
            guard value[0] == UInt8(ascii: "\"") else { return }
        case .aud:
            guard value[0] == UInt8(ascii: "\"") || value[0] == UInt8(ascii: "[") else { return }
        case .type, .fresh, .scope: break
        }
        places[claim.rawValue] = place
    }

    /// The JSON text of the token's header, where it is known.
    package var headerJSON: ArraySlice<UInt8> { bytes[..<start] }
}
