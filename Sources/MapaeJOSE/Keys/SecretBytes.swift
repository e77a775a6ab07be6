/// What tells a shared secret from something that must not be used as one.
enum SecretBytes {
    /// Refuses a secret that is no secret, or that can be guessed.
    /// - Parameters:
    ///   - secret: The secret.
    ///   - minimum: The fewest bytes that the algorithm allows.
    static func check(_ secret: [UInt8], minimum: Int) throws(JOSEError) {
        if isOtherKey(secret) { throw JOSEError(.notASecret) }
        guard secret.count >= minimum, !isRepetitive(secret) else { throw JOSEError(.weakSecret) }
    }

    /// Whether the bytes are the text of a PEM, DER, JWK or OpenSSH key.
    ///
    /// A public key used as an HMAC secret lets everybody sign (RFC 8725 §2.1). One leading space was once enough to
    /// pass such a test, so white space and a byte order mark are stepped over first.
    static func isOtherKey(_ secret: [UInt8]) -> Bool {
        var rest = secret[...]
        if rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest = rest.dropFirst(3) }
        rest = rest.drop { $0 == 0x20 || (0x09...0x0D).contains($0) }
        let texts = ["-----BEGIN", "---- BEGIN", "ssh-", "ecdsa-sha2-", "{"]
        if texts.contains(where: { rest.starts(with: $0.utf8) }) { return true }
        return isDERSequence(secret)
    }

    /// Whether the bytes are exactly one DER SEQUENCE, as every exported key is. Random bytes practically never are.
    private static func isDERSequence(_ bytes: [UInt8]) -> Bool {
        guard bytes.count >= 2, bytes[0] == 0x30 else { return false }
        let first = Int(bytes[1])
        if first < 0x80 { return bytes.count == 2 + first }
        let lengthBytes = first & 0x7F
        guard (1...4).contains(lengthBytes), bytes.count >= 2 + lengthBytes else { return false }
        let length = bytes[2..<(2 + lengthBytes)].reduce(0) { $0 << 8 | Int($1) }
        return bytes.count == 2 + lengthBytes + length
    }

    /// Whether the bytes hardly vary: fewer than eight different ones, or one short piece over and over.
    static func isRepetitive(_ secret: [UInt8]) -> Bool {
        if Set(secret).count < 8 { return true }
        return (1...min(16, max(secret.count / 2, 1))).contains { period in
            secret.indices.dropFirst(period).allSatisfy { secret[$0] == secret[$0 - period] }
        }
    }
}
