/// What tells a shared secret from something that must not be used as one.
enum SecretBytes {
    /// Refuses a secret that is no secret, or that can be guessed.
    /// - Parameters:
    ///   - secret: The secret.
    ///   - minimum: The fewest bytes that the algorithm allows.
    static func check(_ secret: [UInt8], minimum: Int) throws(JOSEError) {
        if isOtherKey(secret) { throw JOSEError(.notASecret) }
        guard secret.count >= minimum, !isRepetitive(secret), !KnownSecrets.contains(secret) else {
            throw JOSEError(.weakSecret)
        }
    }

    /// Whether the bytes are the text of a PEM, DER, JWK or OpenSSH key.
    ///
    /// A public key used as an HMAC secret lets everybody sign (RFC 8725 §2.1). One leading space was once enough to
    /// pass such a test, so white space and byte order marks around the text are stepped over first, and PEM, which may
    /// have lines before it, is looked for anywhere.
    static func isOtherKey(_ secret: [UInt8]) -> Bool {
        let text = withoutBeginning(secret)
        let beginnings = ["---- BEGIN", "ssh-", "ecdsa-sha2-", "sk-ssh-", "sk-ecdsa-"]
        if beginnings.contains(where: { text.starts(with: $0.utf8) }) { return true }
        if isJSONObject(text) { return true }
        return contains(text, "-----BEGIN") || isDERSequence(Array(text))
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

    /// What stands behind white space and byte order marks.
    private static func withoutBeginning(_ secret: [UInt8]) -> ArraySlice<UInt8> {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        var rest = secret[...]
        while let first = rest.first, isSpace(first) || rest.starts(with: mark) {
            rest = rest.dropFirst(isSpace(first) ? 1 : mark.count)
        }
        return rest
    }

    /// Whether a text begins as a JSON object does, as each JWK and JWK set. Random bytes begin with a brace once in 256
    /// times, so what follows counts too.
    private static func isJSONObject(_ text: ArraySlice<UInt8>) -> Bool {
        guard text.first == UInt8(ascii: "{") else { return false }
        let second = text.dropFirst().first { $0 != 0x20 && !(0x09...0x0D).contains($0) }
        return second == UInt8(ascii: "\"") || second == UInt8(ascii: "}")
    }

    private static func contains(_ bytes: ArraySlice<UInt8>, _ piece: String) -> Bool {
        bytes.indices.contains { bytes[$0...].starts(with: piece.utf8) }
    }

    /// Whether the bytes are one DER SEQUENCE that begins with a SEQUENCE or an INTEGER, as every exported key does, and
    /// white space. Random bytes practically never are.
    private static func isDERSequence(_ bytes: [UInt8]) -> Bool {
        guard bytes.count >= 3, bytes[0] == 0x30 else { return false }
        let first = Int(bytes[1])
        let lengthBytes = first < 0x80 ? 0 : first & 0x7F
        let start = 2 + lengthBytes
        guard lengthBytes <= 4, bytes.count > start, [0x30, 0x02].contains(bytes[start]) else { return false }
        let length = first < 0x80 ? first : bytes[2..<start].reduce(0) { $0 << 8 | Int($1) }
        return bytes.count >= start + length && bytes.dropFirst(start + length).allSatisfy(isSpace)
    }

    /// Whether the bytes hardly vary: fewer than eight different ones, or one short piece over and over.
    static func isRepetitive(_ secret: [UInt8]) -> Bool {
        if Set(secret).count < 8 { return true }
        return (1...min(16, max(secret.count / 2, 1))).contains { period in
            secret.indices.dropFirst(period).allSatisfy { secret[$0] == secret[$0 - period] }
        }
    }
}
