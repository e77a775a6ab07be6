extension JWSAlgorithm {
    /// What an algorithm computes, with what kind of key.
    enum Family: Sendable, Equatable {
        case hmac(HashSize)
        case rsaPKCS1(HashSize)
        case rsaPSS(HashSize)
        case ecdsa(EllipticCurve)
        case ed25519
    }
}
