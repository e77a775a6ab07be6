import SwiftASN1

/// A `OneAsymmetricKey` (RFC 5958 §2), which PKCS #8 calls `PrivateKeyInfo`.
struct PrivateKeyInfo: DERParseable {
    let identifier: KeyAlgorithmIdentifier
    let key: [UInt8]
    /// The public key's bits, which only version 1 has.
    let publicKey: [UInt8]?

    init(derEncoded root: ASN1Node) throws {
        self = try DER.sequence(root, identifier: .sequence) { nodes in
            let version = try Int(derEncoded: &nodes)
            guard (0...1).contains(version) else { throw JOSEError(.invalidKey) }
            let identifier = try KeyAlgorithmIdentifier(derEncoded: &nodes)
            let key = try ASN1OctetString(derEncoded: &nodes)
            _ = DER.optionalImplicitNode(&nodes, tagNumber: 0)
            var publicKey: [UInt8]?
            if version == 1, let node = DER.optionalImplicitNode(&nodes, tagNumber: 1) {
                let identifier = ASN1Identifier(tagWithNumber: 1, tagClass: .contextSpecific)
                let bits = try ASN1BitString(derEncoded: node, withIdentifier: identifier)
                guard bits.paddingBits == 0 else { throw JOSEError(.invalidKey) }
                publicKey = Array(bits.bytes)
            }
            // What else stands there is no key's business, and nobody's who reads it.
            guard nodes.next() == nil else { throw JOSEError(.invalidKey) }
            return Self(identifier: identifier, key: Array(key.bytes), publicKey: publicKey)
        }
    }

    private init(identifier: KeyAlgorithmIdentifier, key: [UInt8], publicKey: [UInt8]?) {
        self.identifier = identifier
        self.key = key
        self.publicKey = publicKey
    }
}

extension DER {
    /// The next node, if it has this context-specific tag.
    fileprivate static func optionalImplicitNode(
        _ nodes: inout ASN1NodeCollection.Iterator, tagNumber: UInt
    ) -> ASN1Node? {
        var rest = nodes
        guard let node = rest.next(),
            node.identifier == ASN1Identifier(tagWithNumber: tagNumber, tagClass: .contextSpecific)
        else { return nil }
        nodes = rest
        return node
    }
}
