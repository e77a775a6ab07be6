import Crypto
import MapaeJOSE

/// A new client secret. It exists to be shown once; what is kept is its ``digest``.
public struct ClientSecret: Sendable, CustomStringConvertible, CustomReflectable {
    /// The secret, in base64url, so that nobody has to escape it (RFC 6749 §2.3.1).
    public let text: String

    /// The fewest random bytes: 256 bits, which makes a slow hash needless.
    static let minimumBytes = 32

    /// A new secret with 256 random bits.
    public static func random() -> ClientSecret { ClientSecret(checked: RandomBytes.make(minimumBytes)) }

    /// A secret from random bytes, or from what was derived from a key.
    /// - Returns: `nil` for fewer than 32 of them.
    public init?(randomBytes: [UInt8]) {
        guard randomBytes.count >= Self.minimumBytes else { return nil }
        self.init(checked: randomBytes)
    }

    private init(checked bytes: [UInt8]) { text = Base64URL.encode(bytes) }

    /// What is stored of it.
    public var digest: ClientSecretDigest { ClientSecretDigest(of: text) }

    /// Says that there is a secret, and nothing of it.
    public var description: String { "ClientSecret(hidden)" }

    /// Shows what ``description`` does, so that `dump` prints no secret.
    public var customMirror: Mirror { Mirror(self, children: ["description": description]) }
}
