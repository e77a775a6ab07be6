import MapaeJOSE
import Testing

@Suite("Keys of a set that do not say what they are for")
struct JWKSetAlgorithmTests {
    private static func set(alg: String?) throws -> [UInt8] {
        let names = ["RSA": JWSAlgorithm.ps256, "EC": .es256, "OKP": .ed25519]
        let keys = try names.map { kind, algorithm -> JSONValue in
            let key = kind == "RSA" ? try #require(AlgorithmSwapTests.keys[algorithm]) : try .generate(algorithm)
            var jwk = try key.withKeyID(kind).verificationKey.jwk()
            jwk["alg"] = alg.map { _ in .string("\(algorithm)") }
            return .object(jwk)
        }
        return try JSONValue.object(["keys": .array(keys)]).serialized()
    }

    private static func algorithms(_ set: JWKSet) -> [String: JWSAlgorithm] {
        Dictionary(uniqueKeysWithValues: set.keys.map { ($0.keyID ?? "", $0.algorithm) })
    }

    @Test func `unless told they have the usual ones`() throws {
        let set = try JWKSet(parsing: Self.set(alg: nil))
        #expect(Self.algorithms(set) == ["RSA": .rs256, "EC": .es256, "OKP": .edDSA])
    }

    @Test func `told, they have the first that fits, and the usual ones where none does`() throws {
        let told = try JWKSet(parsing: Self.set(alg: nil), algorithms: [.es384, .ed25519, .ps384, .rs512])
        #expect(Self.algorithms(told) == ["RSA": .ps384, "EC": .es256, "OKP": .ed25519])
        let narrow = try JWKSet(parsing: Self.set(alg: nil), algorithms: [.ps256])
        #expect(Self.algorithms(narrow) == ["RSA": .ps256, "EC": .es256, "OKP": .edDSA])
    }

    @Test func `what a key says itself nobody overrules`() throws {
        let set = try JWKSet(parsing: Self.set(alg: "own"), algorithms: [.rs512, .edDSA])
        #expect(Self.algorithms(set) == ["RSA": .ps256, "EC": .es256, "OKP": .ed25519])
    }
}
