import Crypto

/// HMAC-SHA-256 from another library than the one under test.
enum HMACSample {
    static func sha256(_ text: [UInt8], _ secret: [UInt8]) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: text, using: SymmetricKey(data: secret)))
    }
}
