import SwiftASN1

extension EllipticCurve {
    /// RFC 5480 §2.1.1.1.
    var objectIdentifier: ASN1ObjectIdentifier {
        switch self {
        case .p256: [1, 2, 840, 10045, 3, 1, 7]
        case .p384: [1, 3, 132, 0, 34]
        case .p521: [1, 3, 132, 0, 35]
        }
    }

    init?(objectIdentifier: ASN1ObjectIdentifier) {
        guard let curve = Self.allCases.first(where: { $0.objectIdentifier == objectIdentifier }) else { return nil }
        self = curve
    }
}
