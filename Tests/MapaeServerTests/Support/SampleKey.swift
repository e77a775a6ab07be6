import MapaeJOSE

/// Keys for tests. One RSA key serves all its algorithms: to find one takes a second of a thread that other tests wait for.
enum SampleKey {
    private static let rsa = Result { try SigningKey.generate(.rs256).privatePEM() }

    /// A key of an algorithm; always the same one for RSA, a new one for all others.
    static func of(_ algorithm: JWSAlgorithm, keyID: String? = nil) throws -> SigningKey {
        guard algorithm.isRSA else { return try .generate(algorithm, keyID: keyID) }
        return try SigningKey(pem: rsa.get(), algorithm: algorithm, keyID: keyID)
    }
}

extension JWSAlgorithm {
    var isRSA: Bool { description.hasPrefix("RS") || description.hasPrefix("PS") }
}
