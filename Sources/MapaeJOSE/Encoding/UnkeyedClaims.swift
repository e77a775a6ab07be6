/// The elements of a list that encodes itself.
struct UnkeyedClaims: UnkeyedEncodingContainer {
    let encoder: ClaimEncoder

    var codingPath: [any CodingKey] { encoder.codingPath }
    var count: Int { encoder.node.count }

    func encodeNil() throws { try encoder.node.newElement().set(.null) }

    func encode(_ value: some Encodable) throws {
        let key = EncodedKey(intValue: count)
        try ClaimEncoder.encode(
            value, into: encoder.node.newElement(), codingPath: codingPath + [key], level: encoder.level)
    }

    func nestedContainer<NestedKey: CodingKey>(
        keyedBy keyType: NestedKey.Type
    ) -> KeyedEncodingContainer<NestedKey> {
        inside().container(keyedBy: keyType)
    }

    func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { inside().unkeyedContainer() }

    func superEncoder() -> any Encoder { inside() }

    private func inside() -> ClaimEncoder {
        let key = EncodedKey(intValue: count)
        return encoder.inside(encoder.node.newElement(), key)
    }
}
