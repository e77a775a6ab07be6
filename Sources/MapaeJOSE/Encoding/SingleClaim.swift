/// A value that encodes itself as one other value.
struct SingleClaim: SingleValueEncodingContainer {
    let encoder: ClaimEncoder

    var codingPath: [any CodingKey] { encoder.codingPath }

    func encodeNil() throws { try encoder.node.set(.null) }

    func encode(_ value: some Encodable) throws {
        try ClaimEncoder.encode(value, into: encoder.node, codingPath: codingPath, level: encoder.level)
    }
}
