#if Server
import Crypto
import Foundation
import MapaeJOSE
import MapaeStore

/// Seals signing keys for the store and opens them again (AES-256-GCM). The key's id and algorithm are bound to the
/// sealed bytes, so that no row can be passed off as another.
struct KeyVault: Sendable {
    let master: MasterKey

    /// A new HS256 key, sealed.
    func newHS256(createdAt: Int64) throws -> KeyRecord {
        let id = RandomBytes.identifier()
        let algorithm = JWSAlgorithm.hs256.description
        let (_, secret) = try SigningKey.generateHS256(keyID: id)
        let box = try AES.GCM.seal(secret, using: master.key, authenticating: Self.label(id, algorithm))
        guard let sealed = box.combined else { throw ServerError(.masterKey, "A signing key cannot be sealed.") }
        return KeyRecord(id: id, algorithm: algorithm, sealedMaterial: Array(sealed), createdAt: createdAt)
    }

    /// The key of a record.
    /// - Throws: ``ServerError`` `master_key` when another master key has sealed it, or its row was changed.
    func open(_ record: KeyRecord) throws -> SigningKey {
        guard JWSAlgorithm(name: record.algorithm) == .hs256 else {
            throw ServerError(.masterKey, "The store holds a key for an algorithm that this release does not know.")
        }
        do {
            let box = try AES.GCM.SealedBox(combined: record.sealedMaterial)
            let secret = try AES.GCM.open(
                box, using: master.key, authenticating: Self.label(record.id, record.algorithm))
            return try .hs256(secret: Array(secret), keyID: record.id)
        } catch {
            throw ServerError(
                .masterKey,
                "The signing keys in the database were sealed with another master key: restore the right master.key.")
        }
    }

    private static func label(_ id: String, _ algorithm: String) -> [UInt8] {
        // A byte that neither part can hold stands between them, so that no two pairs share one label.
        Array("mapae signing key".utf8) + [0] + Array(id.utf8) + [0] + Array(algorithm.utf8)
    }
}
#endif
