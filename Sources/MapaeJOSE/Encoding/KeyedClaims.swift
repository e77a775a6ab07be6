/// The members of an object that encodes itself.
struct KeyedClaims<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let encoder: ClaimEncoder

    var codingPath: [any CodingKey] { encoder.codingPath }

    func encodeNil(forKey key: Key) throws { try encoder.node.newMember(key.stringValue).set(.null) }

    func encode(_ value: some Encodable, forKey key: Key) throws {
        try ClaimEncoder.encode(
            value, into: encoder.node.newMember(key.stringValue), codingPath: codingPath + [key], level: encoder.level)
    }

    func nestedContainer<NestedKey: CodingKey>(
        keyedBy keyType: NestedKey.Type, forKey key: Key
    ) -> KeyedEncodingContainer<NestedKey> {
        inside(key).container(keyedBy: keyType)
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer { inside(key).unkeyedContainer() }

    func superEncoder() -> any Encoder { inside(EncodedKey(stringValue: "super")) }

    func superEncoder(forKey key: Key) -> any Encoder { inside(key) }

    private func inside(_ key: any CodingKey) -> ClaimEncoder {
        encoder.inside(encoder.node.member(key.stringValue), key)
    }
}
