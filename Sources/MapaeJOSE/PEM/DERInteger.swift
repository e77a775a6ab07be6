import SwiftASN1

/// Whole numbers of DER that are not negative.
enum DERInteger {
    /// The number at a node, big endian and without leading zeros; empty for zero.
    static func magnitude(_ node: ASN1Node) throws -> [UInt8] {
        guard node.identifier == .integer, case .primitive(let bytes) = node.content, let first = bytes.first,
            first < 0x80, bytes.count == 1 || first != 0 || bytes[bytes.startIndex + 1] >= 0x80
        else { throw JOSEError(.invalidKey) }
        return Array(bytes.drop { $0 == 0 })
    }

    /// The numbers of a SEQUENCE that holds nothing else.
    static func sequence(_ der: [UInt8]) throws -> [[UInt8]] {
        try DER.sequence(try DER.parse(der), identifier: .sequence) { nodes in
            var numbers: [[UInt8]] = []
            while let node = nodes.next() { numbers.append(try magnitude(node)) }
            return numbers
        }
    }

    /// Writes a number that is big endian and without leading zeros.
    static func append(_ magnitude: [UInt8], to serializer: inout DER.Serializer) {
        serializer.appendPrimitiveNode(identifier: .integer) { bytes in
            // A first bit that is set would mean a negative number.
            if (magnitude.first ?? 0x80) >= 0x80 { bytes.append(0) }
            bytes.append(contentsOf: magnitude)
        }
    }
}
