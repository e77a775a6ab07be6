import Crypto
import MapaeJOSE

/// What is kept of a client secret: its SHA-256. Secrets are random, so nobody can guess one from it.
public struct ClientSecretDigest: Sendable, Hashable {
    /// The 32 bytes.
    public let bytes: [UInt8]

    /// A stored digest.
    /// - Returns: `nil` when it is not 32 bytes long.
    public init?(bytes: [UInt8]) {
        guard bytes.count == SHA256.byteCount else { return nil }
        self.bytes = bytes
    }

    init(of secret: String) { bytes = Array(SHA256.hash(data: Array(secret.utf8))) }

    /// Whether a secret that was presented is this one. The time tells nothing of where they differ.
    public func matches(_ presented: String) -> Bool {
        SecretComparison.areEqual(ClientSecretDigest(of: presented).bytes, bytes)
    }
}
