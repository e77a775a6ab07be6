import Crypto
import MapaeJOSE

/// What the store keeps of a refresh token: a digest of its identity, and its successor, sealed.
///
/// Neither is made from the token's text. A signature of ECDSA can be changed into another one that is right, so a text
/// that nobody has seen before may be a token that was used.
enum RefreshSecret {
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
        let box = try AES.GCM.seal(
            Array(successor.utf8), using: key(from: predecessor), authenticating: Array(sessionID.utf8))
        return Array(box.nonce) + Array(box.ciphertext) + Array(box.tag)
    }

    /// Opens what was sealed.
    /// - Throws: What AES-GCM throws where another token, or another session, was meant.
    static func open(_ sealed: [UInt8], with predecessor: ClaimSet, sessionID: String) throws -> String {
        let box = try AES.GCM.SealedBox(combined: sealed)
        let opened = try AES.GCM.open(box, using: key(from: predecessor), authenticating: Array(sessionID.utf8))
        return String(decoding: opened, as: UTF8.self)
    }

    /// The signed bytes themselves are the secret: their `jti` is stored nowhere, only its digest is. One key seals one
    /// successor; where several are made at once, each has its own random nonce.
    private static func key(from predecessor: ClaimSet) -> SymmetricKey {
        HKDF<SHA256>.deriveKey(
            inputKeyMaterial: SymmetricKey(data: Array(predecessor.json)),
            info: Array("mapae refresh successor 1".utf8), outputByteCount: 32)
    }
}
