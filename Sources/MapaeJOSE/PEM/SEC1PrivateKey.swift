import SwiftASN1

/// An `ECPrivateKey` (RFC 5915 §3).
struct SEC1PrivateKey: DERImplicitlyTaggable {
    let d: [UInt8]
    /// The curve that the key names itself.
    let curve: EllipticCurve?
    /// Whether the key names a curve that is not offered.
    let namesUnknownCurve: Bool
    /// The public point as it was written.
    let point: [UInt8]?

    static var defaultIdentifier: ASN1Identifier { .sequence }

    init(d: [UInt8], curve: EllipticCurve?, point: [UInt8]?) {
        self.d = d
        self.curve = curve
        self.namesUnknownCurve = false
        self.point = point
    }

    init(derEncoded root: ASN1Node, withIdentifier identifier: ASN1Identifier) throws {
        self = try DER.sequence(root, identifier: identifier) { nodes in
            guard try Int(derEncoded: &nodes) == 1 else { throw JOSEError(.invalidKey) }
            let d = try ASN1OctetString(derEncoded: &nodes)
            let name = try DER.optionalExplicitlyTagged(&nodes, tagNumber: 0, tagClass: .contextSpecific) { node in
                try ASN1ObjectIdentifier(derEncoded: node)
            }
            let point = try DER.optionalExplicitlyTagged(&nodes, tagNumber: 1, tagClass: .contextSpecific) { node in
                try ASN1BitString(derEncoded: node)
            }
            return Self(Array(d.bytes), name, point.map { Array($0.bytes) })
        }
    }

    private init(_ d: [UInt8], _ name: ASN1ObjectIdentifier?, _ point: [UInt8]?) {
        self.d = d
        self.curve = name.flatMap(EllipticCurve.init(objectIdentifier:))
        self.namesUnknownCurve = name != nil && curve == nil
        self.point = point
    }

    func serialize(into coder: inout DER.Serializer, withIdentifier identifier: ASN1Identifier) throws {
        try coder.appendConstructedNode(identifier: identifier) { coder in
            try coder.serialize(1)
            try coder.serialize(ASN1OctetString(contentBytes: d[...]))
            if let curve {
                try coder.serialize(
                    curve.objectIdentifier, explicitlyTaggedWithTagNumber: 0, tagClass: .contextSpecific)
            }
            if let point {
                try coder.serialize(
                    ASN1BitString(bytes: point[...]), explicitlyTaggedWithTagNumber: 1, tagClass: .contextSpecific)
            }
        }
    }
}
