import Crypto
package import MapaeJOSE

/// Nonces that a server gives to who makes DPoP proofs (RFC 9449 §8): a period of time and a mark that only the server can make, so
/// that nothing has to be remembered.
package struct DPoPNonces: Sendable {
    private let key: SymmetricKey
    private let period: Int64
    private static let markBytes = 16

    /// - Parameters:
    ///   - secret: What the marks are made with.
    ///   - period: How long one is given out; it is taken for as long again.
    package init(secret: [UInt8], period: Duration) {
        key = SymmetricKey(data: secret)
        self.period = max(period.components.seconds, 1)
    }

    /// The nonce of the present.
    package func nonce(at now: NumericDate) -> String { nonce(now.seconds / period) }

    /// Whether a nonce is that of the present, or the one before.
    package func isGood(_ nonce: String, at now: NumericDate) -> Bool {
        let number = now.seconds / period
        return [number, number - 1].map { SecretComparison.areEqual(nonce, self.nonce($0)) }.contains(true)
    }

    private func nonce(_ number: Int64) -> String {
        let time = (0..<8).map { UInt8(truncatingIfNeeded: number >> (56 - 8 * $0)) }
        let mark = HMAC<SHA256>.authenticationCode(for: Array("mapae dpop nonce 1 ".utf8) + time, using: key)
        return Base64URL.encode(time + Array(mark.prefix(Self.markBytes)))
    }
}
