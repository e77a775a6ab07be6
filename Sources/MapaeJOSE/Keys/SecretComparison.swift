import Crypto

/// Compares what a stranger sent with what only we and the rightful sender know.
package enum SecretComparison {
    /// Whether two texts have the same bytes. The time tells nothing of where they differ: their digests are compared, which a
    /// guesser can neither choose nor see.
    package static func areEqual(_ left: String, _ right: String) -> Bool {
        digest(left) == digest(right)
    }

    /// The same for bytes.
    package static func areEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        SHA256.hash(data: left) == SHA256.hash(data: right)
    }

    private static func digest(_ text: String) -> SHA256Digest {
        var hash = SHA256()
        var text = text
        text.withUTF8 { bytes in unsafe hash.update(bufferPointer: UnsafeRawBufferPointer(bytes)) }
        return hash.finalize()
    }
}
