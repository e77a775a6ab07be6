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
        let records = try (0..<2).map { try vault.newKey(.hs256, createdAt: $0) }
        let signatures = try records.map { record in
            let key = try vault.open(record)
            #expect(key.keyID == record.id)
            let again = try vault.open(record)
            #expect(try JWSSigner(key: again).sign([1]) == JWSSigner(key: key).sign([1]))
            return try JWSSigner(key: key).sign([1])
        }
        #expect(signatures[0] != signatures[1])
    }

    @Test("opens to the same key for every algorithm", arguments: JWSAlgorithm.allCases)
    func algorithms(_ algorithm: JWSAlgorithm) throws {
        let record = try vault.seal(SampleKey.of(algorithm), createdAt: 1)
        #expect(record.algorithm == algorithm.description)
        let key = try vault.open(record)
        #expect(key.algorithm == algorithm && key.keyID == record.id)
        let token = try UnverifiedToken(JWSSigner(key: key).sign([1]))
        let again = try JWSVerifier(keys: [vault.open(record).verificationKey])
        #expect(throws: Never.self) { try again.verify(token, at: NumericDate(seconds: 0)) }
        if !algorithm.isSymmetric { #expect(record.id == key.verificationKey.thumbprint) }
    }

    @Test("does not open as another key, although the same master key has sealed it")
    func otherContent() throws {
        let (one, two) = (try SigningKey.generate(.es256, keyID: "k"), try SigningKey.generate(.hs256, keyID: "k"))
        for (key, id, algorithm) in [
            (one, "x", "ES256"), (one, "k", "EdDSA"), (two, "k", "HS384"), (two, "y", "HS256"),
        ] {
            let jwk = try JSONValue.object(key.privateJWK()).serialized()
            refused(try sealed(jwk, id: id, algorithm: algorithm))
        }
        for text in [
            "", "{}", "[]", "null", #"{"kty":"oct","alg":"HS256","kid":"k"}"#, String(repeating: " ", count: 32),
        ] {
            refused(try sealed(Array(text.utf8), id: "k", algorithm: "HS256"))
        }
        let publicJWK = try JSONValue.object(one.verificationKey.jwk()).serialized()
        refused(try sealed(publicJWK, id: "k", algorithm: "ES256"))
    }

    @Test("of the former format, the bare secret of HS256, still opens")
    func formerFormat() throws {
        let (key, secret) = try SigningKey.generateHS256(keyID: "k")
        let opened = try vault.open(try sealed(secret, id: "k", algorithm: "HS256"))
        #expect(opened.keyID == "k" && opened.algorithm == .hs256)
        #expect(try JWSSigner(key: opened).sign([1]) == JWSSigner(key: key).sign([1]))
        // 32 bytes were never sealed for anything else.
        refused(try sealed(secret, id: "k", algorithm: "HS384"))
        refused(try sealed(Array(secret.dropLast()), id: "k", algorithm: "HS256"))
    }

    /// A row with any content, as a release of another time might have made it.
    private func sealed(_ content: [UInt8], id: String, algorithm: String) throws -> KeyRecord {
        let label = Array("mapae signing key".utf8) + [0] + Array(id.utf8) + [0] + Array(algorithm.utf8)
        let box = try AES.GCM.seal(content, using: vault.master.key, authenticating: label)
        return KeyRecord(id: id, algorithm: algorithm, sealedMaterial: Array(try #require(box.combined)), createdAt: 1)
    }

    @Test("does not open with any byte changed")
    func changedByte() throws {
        let record = try vault.newKey(.hs256, createdAt: 1)
        for index in record.sealedMaterial.indices {
            var material = record.sealedMaterial
            material[index] ^= 1
            refused(KeyRecord(id: record.id, algorithm: "HS256", sealedMaterial: material, createdAt: 1))
        }
    }

    @Test("does not open cut short or made longer", arguments: [0, 1, 11, 12, 27, 28, 59])
    func length(_ count: Int) throws {
        let record = try vault.newKey(.hs256, createdAt: 1)
        for material in [Array(record.sealedMaterial.prefix(count)), record.sealedMaterial + [0]] {
            refused(KeyRecord(id: record.id, algorithm: "HS256", sealedMaterial: material, createdAt: 1))
        }
    }

    @Test("does not open under another id, or the id of another key")
    func changedID() throws {
        let record = try vault.newKey(.hs256, createdAt: 1)
        let other = try vault.newKey(.hs256, createdAt: 1)
        for id in [other.id, "", record.id + "x", "\0" + record.id, record.id + "\0"] {
            refused(KeyRecord(id: id, algorithm: "HS256", sealedMaterial: record.sealedMaterial, createdAt: 1))
        }
    }

    @Test(
        "does not open for another algorithm",
        arguments: ["HS384", "HS512", "none", "RS256", "", "hs256", "HS256\0", "HS256 "])
    func changedAlgorithm(_ algorithm: String) throws {
        let record = try vault.newKey(.hs256, createdAt: 1)
        refused(KeyRecord(id: record.id, algorithm: algorithm, sealedMaterial: record.sealedMaterial, createdAt: 1))
    }

    @Test("does not open with another master key")
    func otherMaster() throws {
        let record = try vault.newKey(.hs256, createdAt: 1)
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
