extension VerificationKey {
    /// Whether two keys are one: the same algorithm, the same id or none, and the same numbers or secret.
    func isSame(as other: VerificationKey) -> Bool {
        guard algorithm == other.algorithm, keyID.map({ Array($0.utf8) }) == other.keyID.map({ Array($0.utf8) }) else {
            return false
        }
        return switch (primitive, other.primitive) {
        // Two secrets are equal when the MACs of one text are, which are compared in constant time.
        case (.hmac256(let left), .hmac256(let right)): left.isSame(as: right)
        case (.hmac384(let left), .hmac384(let right)): left.isSame(as: right)
        case (.hmac512(let left), .hmac512(let right)): left.isSame(as: right)
        default: thumbprint != nil && thumbprint == other.thumbprint
        }
    }
}
