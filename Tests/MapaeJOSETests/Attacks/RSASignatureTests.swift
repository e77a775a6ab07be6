import Testing

@testable import MapaeJOSE

@Suite("RSA signatures with wrong paddings")
struct RSASignatureTests {
    private static func key(_ algorithm: JWSAlgorithm) throws -> VerificationKey {
        try VerificationKey(pem: TestKeys.rsaSPKI, algorithm: algorithm)
    }

    /// The algorithm that the token's own header names.
    private static func algorithm(_ token: String) throws -> JWSAlgorithm {
        let name = try UnverifiedToken(token).unverifiedHeader()["alg"]?.string
        return try #require(name.flatMap(JWSAlgorithm.init(name:)))
    }

    @Test(arguments: [
        ForgedSignatures.pkcs1, ForgedSignatures.pkcs1Zero, ForgedSignatures.pss, ForgedSignatures.pss384,
        ForgedSignatures.pss512, ForgedSignatures.pssZero,
    ])
    func `the same script's right signatures verify`(_ token: String) throws {
        #expect(Forge.refusal(token, keys: [try Self.key(Self.algorithm(token))]) == nil)
        #expect(try RawSignature.parts(token).signature.count == 256)
    }

    @Test(arguments: ForgedSignatures.pkcs1Cases)
    func `J12 a right signature of a wrong PKCS 1 padding is refused`(_ forged: ForgedSignatures.Case) throws {
        #expect(Forge.refusal(forged.token, keys: [try Self.key(.rs256)]) == .invalidSignature)
    }

    @Test func `J12 a signature forged from the modulus alone is refused although e is 3`() throws {
        let jwk = #"{"kty":"RSA","e":"Aw","n":"\#(ForgedSignatures.e3Modulus)"}"#
        let key = try VerificationKey(jwk: jwk).withKeyID(nil)
        #expect(Forge.refusal(ForgedSignatures.e3, keys: [key]) == .invalidSignature)
    }

    @Test(arguments: ForgedSignatures.pssCases)
    func `J13 a right signature of other PSS parameters is refused`(_ forged: ForgedSignatures.Case) throws {
        let key = try Self.key(Self.algorithm(forged.token))
        #expect(Forge.refusal(forged.token, keys: [key]) == .invalidSignature)
    }

    @Test(arguments: [
        ForgedSignatures.pkcs1, ForgedSignatures.pkcs1Zero, ForgedSignatures.pss, ForgedSignatures.pssZero,
    ])
    func `J14 a signature is as long as the modulus, or refused`(_ token: String) throws {
        let key = try Self.key(Self.algorithm(token))
        let right = try RawSignature.parts(token).signature
        var wrong = [
            [], [0] + right, [0, 0] + right, right + [0], Array(right.dropLast()), Array(right.dropFirst()), [0], [1],
            right + right, [UInt8](repeating: 0, count: 255), [UInt8](repeating: 0, count: 257),
        ]
        wrong.append(Array(right.drop { $0 == 0 }))
        for signature in wrong where signature != right {
            let changed = RawSignature.token(token, signature: signature)
            #expect(Forge.refusal(changed, keys: [key]) == .invalidSignature, "\(signature.count) bytes")
        }
    }

    @Test func `J14 the same number plus the modulus is refused`() throws {
        #expect(try RawSignature.parts(ForgedSignatures.pkcs1PlusN).signature.count >= 256)
        #expect(Forge.refusal(ForgedSignatures.pkcs1PlusN, keys: [try Self.key(.rs256)]) == .invalidSignature)
    }
}
