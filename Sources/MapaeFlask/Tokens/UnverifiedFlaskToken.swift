import MapaeJOSE

/// A token taken apart in the order in which PyJWT does it, so that a token with several defects gets the same text.
/// Nothing in it is to be believed.
struct UnverifiedFlaskToken {
    let header: JSONObject
    let claims: JSONObject
    /// The header's JSON text.
    let headerBytes: [UInt8]
    /// The claims' JSON text.
    let claimBytes: [UInt8]
    let signature: [UInt8]
    /// What the signature is of.
    let signedBytes: [UInt8]

    /// Reads a token: its parts, its header, and what it says.
    /// - Throws: ``FlaskRefusal/invalid(_:_:)``.
    init(_ text: Substring, limits: TokenLimits) throws(FlaskRefusal) {
        let parts = try Parts(text, limits: limits)
        self.header = parts.header
        self.claims = try Parts.object(parts.payload, "payload", limits.json)
        self.headerBytes = parts.headerBytes
        self.claimBytes = parts.payload
        self.signature = parts.signature
        self.signedBytes = parts.signedBytes
    }

    /// The header of a token of which nothing else is read.
    /// - Throws: ``FlaskRefusal/invalid(_:_:)``.
    static func header(of text: Substring, limits: TokenLimits) throws(FlaskRefusal) -> JSONObject {
        try Parts(text, limits: limits, isDetachedTaken: true).header
    }
}

/// The decoded parts, with the header read.
private struct Parts {
    let header: JSONObject
    let headerBytes: [UInt8]
    let payload: [UInt8]
    let signature: [UInt8]
    let signedBytes: [UInt8]

    init(_ text: Substring, limits: TokenLimits, isDetachedTaken: Bool = false) throws(FlaskRefusal) {
        // Before anything is decoded: what a stranger sends must not cost more than this.
        guard text.utf8.count <= limits.bytes else { throw .invalid("Token is too large") }
        let bytes = Array(text.utf8)
        let dot = UInt8(ascii: ".")
        // The last dot ends what is signed, the first one the header: a fourth part lands in the payload, which no
        // base64url has.
        guard let end = bytes.lastIndex(of: dot), let first = bytes[..<end].firstIndex(of: dot) else {
            throw .invalid("Not enough segments")
        }
        self.headerBytes = try Self.segment(bytes[..<first], "header")
        let header = try Self.object(headerBytes, "header", limits.json)
        let payload = bytes[(first + 1)..<end]
        let isDetached = header["b64"]?.bool == false
        if isDetached {
            guard payload.isEmpty else { throw .invalid("Payload segment must be empty when 'b64' is false.") }
            self.payload = []
        } else {
            self.payload = try Self.segment(payload, "payload")
        }
        self.signature = try Self.signature(bytes[(end + 1)...])
        try Self.checkKeyID(header)
        try Self.checkCritical(header)
        if isDetached && !isDetachedTaken { throw Self.detached(header) }
        self.header = header
        self.signedBytes = Array(bytes[..<end])
    }

    /// The bytes of a part. Right padding is taken here, as some issuers write it and the signature covers it.
    private static func segment(_ text: ArraySlice<UInt8>, _ name: String) throws(FlaskRefusal) -> [UInt8] {
        let padding = text.reversed().prefix { $0 == UInt8(ascii: "=") }.count
        guard padding == 0 || (padding <= 2 && text.count.isMultiple(of: 4)),
            let bytes = Base64URL.decode(String(decoding: text.dropLast(padding), as: UTF8.self))
        else { throw .invalid("Invalid \(name) padding") }
        return bytes
    }

    /// The signature's bytes, without padding: nothing covers it, so that a second spelling would let a token pass by a
    /// list of texts.
    private static func signature(_ text: ArraySlice<UInt8>) throws(FlaskRefusal) -> [UInt8] {
        guard text.last != UInt8(ascii: "=") else { throw .invalid("Invalid crypto padding") }
        return try segment(text, "crypto")
    }

    /// The one object of a JSON text, read strictly: no duplicate members, no NaN, not too deep.
    static func object(_ bytes: [UInt8], _ name: String, _ limits: JSONLimits) throws(FlaskRefusal) -> JSONObject {
        let value: JSONValue
        do {
            value = try JSONValue(parsing: bytes, limits: limits)
        } catch {
            throw .invalid("Invalid \(name) string: \(error.explanation)")
        }
        guard case .object(let object) = value else {
            throw .invalid("Invalid \(name) string: must be a json object")
        }
        return object
    }

    private static func checkKeyID(_ header: JSONObject) throws(FlaskRefusal) {
        guard header["kid"].map({ $0.string != nil }) ?? true else {
            throw .invalid("Key ID header parameter must be a string")
        }
    }

    /// RFC 7515 §4.1.11: an extension that is not understood refuses the token.
    private static func checkCritical(_ header: JSONObject) throws(FlaskRefusal) {
        guard let critical = header["crit"] else { return }
        guard let names = critical.array, !names.isEmpty else {
            throw .invalid("Invalid 'crit' header: must be a non-empty list")
        }
        for name in names {
            guard let name = name.string else { throw .invalid("Invalid 'crit' header: values must be strings") }
            guard name.utf8.elementsEqual("b64".utf8) else {
                throw .invalid("Unsupported critical extension: \(name)")
            }
            guard header["b64"] != nil else { throw .invalid("Critical extension 'b64' is missing from headers") }
        }
    }

    /// RFC 7797: a payload that is not in the token cannot hold its claims.
    private static func detached(_ header: JSONObject) -> FlaskRefusal {
        let names = header["crit"]?.array ?? []
        guard names.contains(where: { $0.string.map { $0.utf8.elementsEqual("b64".utf8) } ?? false }) else {
            return .invalid("The 'b64' header parameter requires 'b64' to be listed in 'crit'.")
        }
        return .invalid(
            "It is required that you pass in a value for the \"detached_payload\" argument to decode a message having "
                + "the b64 header set to false.")
    }
}
