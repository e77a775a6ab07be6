#if Server
import Crypto
import Foundation
import MapaeJOSE
import MapaeStore

/// Seals signing keys for the store and opens them again (AES-256-GCM). The key's id and algorithm are bound to the
/// sealed bytes, so that no row can be passed off as another.
struct KeyVault: Sendable {
    let master: MasterKey

    /// A new key, sealed.
    func newKey(_ algorithm: JWSAlgorithm, createdAt: Int64) throws -> KeyRecord {
        try seal(.generate(algorithm), createdAt: createdAt)
    }

    /// A key as it is stored: a private JWK (RFC 7517), which holds a key of any kind, sealed.
    func seal(_ key: SigningKey, createdAt: Int64) throws -> KeyRecord {
        guard let id = key.keyID else { throw ServerError(.masterKey, "A signing key without an id cannot be stored.") }
        let algorithm = key.algorithm.description
        let jwk = try JSONValue.object(key.privateJWK()).serialized()
        let box = try AES.GCM.seal(jwk, using: master.key, authenticating: Self.label(id, algorithm))
        guard let sealed = box.combined else { throw ServerError(.masterKey, "A signing key cannot be sealed.") }
        return KeyRecord(id: id, algorithm: algorithm, sealedMaterial: Array(sealed), createdAt: createdAt)
    }

    /// The key of a record.
    /// - Throws: ``ServerError`` `master_key` when another master key has sealed it, or its row was changed.
    func open(_ record: KeyRecord) throws -> SigningKey {
        guard let algorithm = JWSAlgorithm(name: record.algorithm) else {
            throw ServerError(.masterKey, "The store holds a key for an algorithm that this release does not know.")
        }
        do {
            let box = try AES.GCM.SealedBox(combined: record.sealedMaterial)
            let opened = Array(
                try AES.GCM.open(box, using: master.key, authenticating: Self.label(record.id, record.algorithm)))
            let key = try Self.key(opened, algorithm, id: record.id)
            guard key.algorithm == algorithm, key.keyID.map({ $0.utf8.elementsEqual(record.id.utf8) }) ?? false else {
                throw JOSEError(.mismatchedKey)
            }
            return key
        } catch {
            throw ServerError(
                .masterKey,
                "The signing keys in the database were sealed with another master key: give back the one that sealed them."
            )
        }
    }

    /// Before keys of other kinds came, the 32 bytes of an HS256 secret were sealed as they are. No such secret begins as a
    /// JWK does: it would have been refused as the text of another key.
    private static func key(_ opened: [UInt8], _ algorithm: JWSAlgorithm, id: String) throws(JOSEError) -> SigningKey {
        if algorithm == .hs256, opened.count == 32 { return try .hs256(secret: opened, keyID: id) }
        guard let jwk = try JSONValue(parsing: opened).object else { throw JOSEError(.jsonNotAnObject) }
        return try SigningKey(jwk: jwk)
    }

    private static func label(_ id: String, _ algorithm: String) -> [UInt8] {
        // A byte that neither part can hold stands between them, so that no two pairs share one label.
        Array("mapae signing key".utf8) + [0] + Array(id.utf8) + [0] + Array(algorithm.utf8)
    }
}
#endif
