import SwiftASN1

/// An `AlgorithmIdentifier` of a key (RFC 5280 §4.1.1.2).
struct KeyAlgorithmIdentifier: DERImplicitlyTaggable {
    enum Kind: Equatable {
        case rsa, ec(EllipticCurve), ed25519, unknown
    }

    let kind: Kind

    static var defaultIdentifier: ASN1Identifier { .sequence }

    init(_ kind: Kind) { self.kind = kind }

    init(derEncoded root: ASN1Node, withIdentifier identifier: ASN1Identifier) throws {
        self.kind = try DER.sequence(root, identifier: identifier) { nodes in
            let algorithm = try ASN1ObjectIdentifier(derEncoded: &nodes)
            let parameters = nodes.next()
            guard nodes.next() == nil else { throw JOSEError(.invalidKey) }
            switch algorithm {
            case Self.rsa:
                // RFC 3279 §2.3.1: the parameters are NULL.
                guard let parameters, parameters.identifier == .null else { throw JOSEError(.invalidKey) }
                return .rsa
            case Self.ed25519:
                // RFC 8410 §3: there are no parameters.
                guard parameters == nil else { throw JOSEError(.invalidKey) }
                return .ed25519
            case Self.ec:
                // RFC 5480 §2.1.1: a named curve; one that is spelled out could be anything (CVE-2020-0601).
                guard let parameters, parameters.identifier == .objectIdentifier else { return .unknown }
                let name = try ASN1ObjectIdentifier(derEncoded: parameters)
                return EllipticCurve(objectIdentifier: name).map { .ec($0) } ?? .unknown
            default:
                return .unknown
            }
        }
    }

    func serialize(into coder: inout DER.Serializer, withIdentifier identifier: ASN1Identifier) throws {
        try coder.appendConstructedNode(identifier: identifier) { coder in
            switch kind {
            case .rsa:
                try coder.serialize(Self.rsa)
                try coder.serialize(ASN1Null())
            case .ec(let curve):
                try coder.serialize(Self.ec)
                try coder.serialize(curve.objectIdentifier)
            case .ed25519: try coder.serialize(Self.ed25519)
            case .unknown: throw JOSEError(.unsupportedKey)
            }
        }
    }

    private static let rsa: ASN1ObjectIdentifier = [1, 2, 840, 113549, 1, 1, 1]
    private static let ec: ASN1ObjectIdentifier = [1, 2, 840, 10045, 2, 1]
    private static let ed25519: ASN1ObjectIdentifier = [1, 3, 101, 112]
}
