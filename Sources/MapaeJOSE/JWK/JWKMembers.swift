/// The members of one JWK (RFC 7517 §4), read with their types and nothing believed about each other yet.
struct JWKMembers {
    let keyType: String
    let keyID: String?
    private let object: JSONObject

    /// - Throws: ``JOSEError`` `invalid_key`, `unsupported_key`, `invalid_key_id`.
    init(_ object: JSONObject) throws(JOSEError) {
        self.object = object
        guard let keyType = object["kty"]?.string else { throw JOSEError(.invalidKey) }
        // No kind of key has other than ASCII in its name, and Swift's == would take a Kelvin sign for the K of OKP.
        guard keyType.utf8.allSatisfy({ $0 < 0x80 }) else { throw JOSEError(.unsupportedKey) }
        self.keyType = keyType
        self.keyID = try Self.text(object, "kid")
        try KeyID.check(keyID)
    }

    /// Whether there is any member that only the owner may know (RFC 7518 §6.2.2, §6.3.2, §6.4.1).
    var hasPrivateMembers: Bool { Self.privateNames.contains { object[$0] != nil } }

    static let privateNames = ["d", "p", "q", "dp", "dq", "qi", "oth", "k"]

    func has(_ name: String) -> Bool { object[name] != nil }

    func text(_ name: String) throws(JOSEError) -> String? { try Self.text(object, name) }

    /// The bytes of a member that must be there, in canonical base64url.
    func bytes(_ name: String) throws(JOSEError) -> [UInt8] {
        guard let text = try text(name), let bytes = Base64URL.decode(text), !bytes.isEmpty else {
            throw JOSEError(.invalidKey)
        }
        return bytes
    }

    /// A whole number above zero in the fewest bytes (RFC 7518 §2, Base64urlUInt).
    func number(_ name: String) throws(JOSEError) -> [UInt8] {
        let bytes = try bytes(name)
        guard bytes.first != 0 else { throw JOSEError(.invalidKey) }
        return bytes
    }

    /// The one algorithm that the key will be for.
    /// - Parameters:
    ///   - told: What the program says.
    ///   - fallback: What the kind of key says, where nobody says anything.
    /// - Throws: ``JOSEError``: two that say different things, one that is not offered, or none at all.
    func algorithm(_ told: JWSAlgorithm?, fallback: JWSAlgorithm?) throws(JOSEError) -> JWSAlgorithm {
        var written: JWSAlgorithm?
        if let name = try text("alg") {
            guard let known = JWSAlgorithm(name: name) else { throw JOSEError(.unsupportedAlgorithm) }
            written = known
        }
        if let told, let written, told != written { throw JOSEError(.wrongKeyAlgorithm) }
        guard let algorithm = written ?? told ?? fallback else { throw JOSEError(.missingKeyAlgorithm) }
        guard algorithm.keyType.description == keyType else { throw JOSEError(.wrongKeyAlgorithm) }
        return algorithm
    }

    /// Refuses a key that was made for something else (RFC 7517 §4.2, §4.3).
    /// - Parameter operation: `sign` or `verify`.
    /// - Throws: ``JOSEError`` `key_use`; `invalid_key` for members of the wrong type, twice the same, or that contradict.
    func checkUse(for operation: StaticString) throws(JOSEError) {
        let use = try text("use")
        if let use, use != "sig" { throw JOSEError(.keyUse) }
        guard let value = object["key_ops"] else { return }
        guard let list = value.array else { throw JOSEError(.invalidKey) }
        let operations = list.compactMap(\.string)
        guard operations.count == list.count, Set(operations.map { Array($0.utf8) }).count == list.count else {
            throw JOSEError(.invalidKey)
        }
        // RFC 7517 §4.3: a key for signatures and for something else besides is a key for neither.
        guard operations.contains(operation.description),
            operations.allSatisfy({ $0 == "sign" || $0 == "verify" })
        else { throw JOSEError(.keyUse) }
    }

    private static func text(_ object: JSONObject, _ name: String) throws(JOSEError) -> String? {
        guard let value = object[name] else { return nil }
        guard let text = value.string else { throw JOSEError(.invalidKey) }
        return text
    }
}
