/// What a token's header says, as places in the decoded bytes (RFC 7515 §4.1).
///
/// Nothing here is trusted: `jku`, `x5u`, `jwk` and `x5c` offer keys or addresses of keys, and are stepped over unread.
struct JOSEHeader: Sendable {
    var algorithm = JSONSlice.none
    var keyID = JSONSlice.none
    var type = JSONSlice.none
    /// Why a verifier must refuse the token although it can be read.
    var refusal: JOSEError.Code?

    init(_ bytes: Span<UInt8>, upTo end: Int, limits: JSONLimits) throws(JOSEError) {
        var reader = JSONReader(bytes, from: 0, to: end, limits: limits)
        reader.skipSpace(bytes)
        guard try reader.peek(bytes) == UInt8(ascii: "{") else { throw JOSEError(.jsonNotAnObject) }
        var scope = try reader.beginObject(bytes)
        while let name = try reader.nextName(&scope, bytes) {
            try readMember(bytes.extracting(name.slice.range), &reader, bytes)
        }
        try reader.finish(bytes)
    }

    private mutating func readMember(
        _ name: Span<UInt8>, _ reader: inout JSONReader, _ bytes: Span<UInt8>
    ) throws(JOSEError) {
        if JSONText.equals(name, "alg") {
            guard try reader.peek(bytes) == UInt8(ascii: "\"") else { throw JOSEError(.missingAlgorithm) }
            algorithm = try reader.text(bytes).0
        } else if JSONText.equals(name, "typ") {
            type = try Self.text(&reader, bytes)
        } else if JSONText.equals(name, "kid") {
            keyID = try Self.text(&reader, bytes)
            guard Self.isAllowedKeyID(bytes.extracting(keyID.range)) else { throw JOSEError(.invalidHeader) }
        } else if JSONText.equals(name, "crit") {
            refusal = .criticalHeader
            try reader.skipValue(bytes, depth: 1)
        } else if Self.unsupported.contains(where: { JSONText.equals(name, $0) }) {
            refusal = refusal ?? .unsupportedHeader
            try reader.skipValue(bytes, depth: 1)
        } else {
            try reader.skipValue(bytes, depth: 1)
        }
    }

    /// `b64` (RFC 7797 §7: not in a JWT), `zip` and `enc` (encrypted tokens), `cty` (a nested token: RFC 7519 §5.2).
    private static let unsupported: [StaticString] = ["b64", "zip", "enc", "cty"]

    /// The limit is of what the text means: written in escapes, an id of Korean letters has six times its bytes.
    private static func isAllowedKeyID(_ inside: Span<UInt8>) -> Bool {
        let allowed = 1...KeyID.maximumBytes
        if !JSONText.hasEscape(inside) { return allowed.contains(inside.count) }
        return inside.count <= 6 * KeyID.maximumBytes && allowed.contains(JSONText.unescape(inside).count)
    }

    private static func text(_ reader: inout JSONReader, _ bytes: Span<UInt8>) throws(JOSEError) -> JSONSlice {
        guard try reader.peek(bytes) == UInt8(ascii: "\"") else { throw JOSEError(.invalidHeader) }
        return try reader.text(bytes).0
    }
}
