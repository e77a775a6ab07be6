/// Makes JSON values from whatever encodes itself.
///
/// Foundation's encoder makes bytes, which would have to be read again; it orders members by chance or by the alphabet,
/// and counts dates from the year 2001.
struct ClaimEncoder: Encoder {
    let node: EncodedNode
    let codingPath: [any CodingKey]
    /// How many values are being encoded inside of each other.
    let level: Int

    var userInfo: [CodingUserInfoKey: Any] { [:] }

    /// A type that refers to itself would go on until the stack ends, and the process with it.
    private static let maximumLevel = 64

    /// Lets a value encode itself.
    /// - Throws: ``JOSEError`` `json_too_deep`, `invalid_claim`; and whatever the value throws.
    static func encode(
        _ value: some Encodable, into node: EncodedNode, codingPath: [any CodingKey] = [], level: Int = 0
    ) throws {
        guard level < maximumLevel else { throw JOSEError(.jsonTooDeep) }
        if let scalar = try EncodedScalar.value(of: value) { return try node.set(scalar) }
        if let elements = value as? any UnorderedElements {
            node.isUnordered = true
            node.isPaired = type(of: elements).isPaired
        }
        try value.encode(to: ClaimEncoder(node: node, codingPath: codingPath, level: level + 1))
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        node.beginObject()
        return KeyedEncodingContainer(KeyedClaims<Key>(encoder: self))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        node.beginArray()
        return UnkeyedClaims(encoder: self)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer { SingleClaim(encoder: self) }

    /// The encoder of a value inside.
    func inside(_ node: EncodedNode, _ key: any CodingKey) -> ClaimEncoder {
        ClaimEncoder(node: node, codingPath: codingPath + [key], level: level + 1)
    }
}
