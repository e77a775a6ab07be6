import Crypto
import MapaeJOSE

/// What the store keeps of a refresh token: a digest of its identity, and its successor, sealed.
///
/// Neither is made from the text of a signed token. A signature of ECDSA can be changed into another one that is right, so a
/// text that nobody has seen before may be a token that was used.
package enum RefreshSecret {
    /// The digest by which a token is known: SHA-256 of its `jti`, which has 128 random bits.
    static func digest(ofTokenID tokenID: String) -> [UInt8] {
        Array(SHA256.hash(data: Array(tokenID.utf8)))
    }

    /// Seals a token for who holds its predecessor.
    /// - Parameters:
    ///   - successor: The token.
    ///   - predecessor: The claims of the token that is exchanged for it.
    ///   - sessionID: The session of both.
    /// - Throws: What AES-GCM throws, which is a lack of memory or of randomness.
    static func seal(_ successor: String, for predecessor: ClaimSet, sessionID: String) throws -> [UInt8] {
        try seal(successor, secret: Array(predecessor.json), purpose: purpose, sessionID: sessionID)
    }

    /// Seals a token for who holds a secret.
    /// - Parameters:
    ///   - successor: The token.
    ///   - secret: What only the holder of the predecessor has, with 128 random bits at least.
    ///   - purpose: Tells kinds of secrets apart.
    ///   - sessionID: The session of both.
    /// - Throws: What AES-GCM throws, which is a lack of memory or of randomness.
    package static func seal(
        _ successor: String, secret: [UInt8], purpose: String, sessionID: String
    ) throws -> [UInt8] {
        let box = try AES.GCM.seal(
            Array(successor.utf8), using: key(from: secret, purpose), authenticating: Array(sessionID.utf8))
        return Array(box.nonce) + Array(box.ciphertext) + Array(box.tag)
    }

    /// Opens what was sealed.
    /// - Throws: What AES-GCM throws where another token, or another session, was meant.
    static func open(_ sealed: [UInt8], with predecessor: ClaimSet, sessionID: String) throws -> String {
        try open(sealed, secret: Array(predecessor.json), purpose: purpose, sessionID: sessionID)
    }

    /// Opens what was sealed for who holds a secret.
    /// - Throws: What AES-GCM throws where another secret, purpose or session was meant.
    package static func open(
        _ sealed: [UInt8], secret: [UInt8], purpose: String, sessionID: String
    ) throws -> String {
        let box = try AES.GCM.SealedBox(combined: sealed)
        let opened = try AES.GCM.open(box, using: key(from: secret, purpose), authenticating: Array(sessionID.utf8))
        return String(decoding: opened, as: UTF8.self)
    }

    /// The signed bytes themselves are the secret: their `jti` is stored nowhere, only its digest is.
    private static let purpose = "mapae refresh successor 1"

    /// One key seals one successor; where several are made at once, each has its own random nonce.
    private static func key(from secret: [UInt8], _ purpose: String) -> SymmetricKey {
        HKDF<SHA256>.deriveKey(
            inputKeyMaterial: SymmetricKey(data: secret), info: Array(purpose.utf8), outputByteCount: 32)
    }
}
