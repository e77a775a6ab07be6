#if Server
import MapaeJOSE
import MapaeStore
import Synchronization

/// Opens sealed keys, each of them once.
final class KeyOpener: Sendable {
    private let vault: KeyVault
    private let opened = Mutex<[KeyRecord.SealedKey: SigningKey]>([:])

    init(vault: KeyVault) { self.vault = vault }

    /// The key of a record.
    /// - Throws: ``ServerError`` `master_key`.
    func key(_ record: KeyRecord) throws -> SigningKey {
        if let known = opened.withLock({ $0[record.sealedKey] }) { return known }
        let key = try vault.open(record)
        opened.withLock { $0[record.sealedKey] = key }
        return key
    }

    /// Forgets the keys that are gone.
    func forget(allBut records: [KeyRecord]) {
        let kept = Set(records.map(\.sealedKey))
        opened.withLock { $0 = $0.filter { kept.contains($0.key) } }
    }
}

extension KeyRecord {
    /// What an opened key depends on; the moments are not a part of it.
    struct SealedKey: Hashable, Sendable {
        let id: [UInt8]
        let algorithm: [UInt8]
        let sealed: [UInt8]
    }

    var sealedKey: SealedKey {
        SealedKey(id: Array(id.utf8), algorithm: Array(algorithm.utf8), sealed: sealedMaterial)
    }
}
#endif
