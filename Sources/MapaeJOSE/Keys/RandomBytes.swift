/// Bytes from the system's cryptographically secure generator. If it fails, the process ends rather than go on with
/// predictable ones.
package enum RandomBytes {
    package static func make(_ count: Int) -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }

    /// 128 random bits as 22 characters of base64url: what nobody guesses and nobody gets twice.
    package static func identifier() -> String {
        unsafe String(unsafeUninitializedCapacity: identifierCount) { buffer in
            guard let start = buffer.baseAddress else { return 0 }
            unsafe writeIdentifier(to: start)
            return identifierCount
        }
    }

    static let identifierCount = 22

    /// Writes an identifier's ``identifierCount`` characters.
    static func writeIdentifier(to start: UnsafeMutablePointer<UInt8>) {
        let words = RandomPool.next()
        unsafe withUnsafeBytes(of: words) { words in
            unsafe Base64URL.encode(words.bindMemory(to: UInt8.self), into: start)
        }
    }
}
