import Crypto
import MapaeJOSE

/// Seals what has to travel through the user's browser and come back as it was: nobody reads it on the way, and nobody makes one.
///
/// So strangers who begin requests cost no memory here.
struct TicketSeal: Sendable {
    private let secret: SymmetricKey

    private static let saltBytes = 16
    /// The longest ticket that is looked at, in bytes: more than the largest request makes.
    private static let maximumBytes = 300_000

    /// - Parameter secret: At least 32 random bytes.
    init(secret: [UInt8]) { self.secret = SymmetricKey(data: secret) }

    /// Seals a content.
    /// - Parameters:
    ///   - content: The content.
    ///   - purpose: What it is for: it opens for nothing else.
    /// - Throws: ``OAuthError`` `server_error` where the cryptographic library fails.
    func seal(_ content: [UInt8], for purpose: Purpose) throws(OAuthError) -> String {
        // A key for each ticket: so many nonces that two could be the same are never drawn with one key.
        let salt = RandomBytes.make(Self.saltBytes)
        do {
            let box = try AES.GCM.seal(content, using: key(salt, purpose))
            return Base64URL.encode(salt + Array(box.nonce) + Array(box.ciphertext) + Array(box.tag))
        } catch { throw OAuthError(.serverError) }
    }

    /// Opens a ticket.
    /// - Returns: `nil` for what this server has not sealed for this purpose.
    func open(_ text: String, for purpose: Purpose) -> [UInt8]? {
        guard text.utf8.count <= Self.maximumBytes, let bytes = Base64URL.decode(text), bytes.count > Self.saltBytes
        else { return nil }
        let key = key(Array(bytes.prefix(Self.saltBytes)), purpose)
        guard let box = try? AES.GCM.SealedBox(combined: Array(bytes.dropFirst(Self.saltBytes))),
            let content = try? AES.GCM.open(box, using: key)
        else { return nil }
        return Array(content)
    }

    /// A mark by which this server knows again what it has written into a form.
    /// - Parameter parts: What the mark is of, each of them told apart from its neighbours by its length.
    func mark(_ parts: [String]) -> [UInt8] {
        var message = Array("mapae form 1".utf8)
        for part in parts { message += Array("\n\(part.utf8.count) ".utf8) + Array(part.utf8) }
        let key = HKDF<SHA256>.deriveKey(
            inputKeyMaterial: secret, info: Array("mapae form mark 1".utf8), outputByteCount: 32)
        return Array(HMAC<SHA256>.authenticationCode(for: message, using: key))
    }

    private func key(_ salt: [UInt8], _ purpose: Purpose) -> SymmetricKey {
        HKDF<SHA256>.deriveKey(
            inputKeyMaterial: secret, salt: salt, info: Array("mapae ticket 1 \(purpose.rawValue)".utf8),
            outputByteCount: 32)
    }

    /// What a ticket is for.
    enum Purpose: String {
        case authorization
        case logout
    }
}
