#if Server
import Crypto
import MapaeJOSE
import MapaeStore
import Testing

@testable import MapaeServer

@Suite("A sealed signing key")
struct KeyVaultTests {
    private let vault = KeyVault(master: MasterKey(key: SymmetricKey(data: [UInt8](1...32))))

    @Test("opens to the same key each time, and to another than the next one")
    func roundTrip() throws {
        let records = try (0..<2).map { try vault.newHS256(createdAt: $0) }
        let signatures = try records.map { record in
            let key = try vault.open(record)
            #expect(key.keyID == record.id)
            let again = try vault.open(record)
            #expect(try JWSSigner(key: again).sign([1]) == JWSSigner(key: key).sign([1]))
            return try JWSSigner(key: key).sign([1])
        }
        #expect(signatures[0] != signatures[1])
        #expect(records[0].sealedMaterial.count == 12 + 32 + 16)
    }

    @Test("opens again whatever its random secret begins with: one in 256 begins like a JWK")
    func always() throws {
        // With that one in 256, the chance that all of these open is 1 in 2,500.
        for _ in 0..<2000 { _ = try vault.open(try vault.newHS256(createdAt: 1)) }
    }

    @Test("does not open with any byte changed", arguments: 0..<60)
    func changedByte(_ index: Int) throws {
        let record = try vault.newHS256(createdAt: 1)
        var material = record.sealedMaterial
        material[index] ^= 1
        refused(KeyRecord(id: record.id, algorithm: "HS256", sealedMaterial: material, createdAt: 1))
    }

    @Test("does not open cut short or made longer", arguments: [0, 1, 11, 12, 27, 28, 59])
    func length(_ count: Int) throws {
        let record = try vault.newHS256(createdAt: 1)
        for material in [Array(record.sealedMaterial.prefix(count)), record.sealedMaterial + [0]] {
            refused(KeyRecord(id: record.id, algorithm: "HS256", sealedMaterial: material, createdAt: 1))
        }
    }

    @Test("does not open under another id, or the id of another key")
    func changedID() throws {
        let record = try vault.newHS256(createdAt: 1)
        let other = try vault.newHS256(createdAt: 1)
        for id in [other.id, "", record.id + "x", "\0" + record.id, record.id + "\0"] {
            refused(KeyRecord(id: id, algorithm: "HS256", sealedMaterial: record.sealedMaterial, createdAt: 1))
        }
    }

    @Test(
        "does not open for another algorithm",
        arguments: ["HS384", "HS512", "none", "RS256", "", "hs256", "HS256\0", "HS256 "])
    func changedAlgorithm(_ algorithm: String) throws {
        let record = try vault.newHS256(createdAt: 1)
        refused(KeyRecord(id: record.id, algorithm: algorithm, sealedMaterial: record.sealedMaterial, createdAt: 1))
    }

    @Test("does not open with another master key")
    func otherMaster() throws {
        let record = try vault.newHS256(createdAt: 1)
        let other = KeyVault(master: MasterKey(key: SymmetricKey(data: [UInt8](2...33))))
        #expect(throws: ServerError(.masterKey, "")) { try other.open(record) }
    }

    private func refused(_ record: KeyRecord, sourceLocation: SourceLocation = #_sourceLocation) {
        let error = #expect(throws: ServerError(.masterKey, ""), sourceLocation: sourceLocation) {
            try vault.open(record)
        }
        #expect(error?.message.utf8.contains(0x0A) == false, sourceLocation: sourceLocation)
    }
}
#endif
