/// A key that checks signatures, bound to exactly one algorithm for ever (RFC 8725 §3.1).
public struct VerificationKey: Sendable, CustomStringConvertible, CustomReflectable {
    /// The one algorithm.
    public let algorithm: JWSAlgorithm
    /// The `kid` by which tokens name the key. A key without one checks only tokens without one.
    public let keyID: String?
    let primitive: KeyPrimitive

    /// The algorithm and the key id; nothing of the key itself.
    public var description: String { "\(algorithm) key \(keyID ?? "without id")" }

    /// Shows what ``description`` does, so that `dump` prints no key.
    public var customMirror: Mirror { Mirror(self, children: ["description": description]) }
}
