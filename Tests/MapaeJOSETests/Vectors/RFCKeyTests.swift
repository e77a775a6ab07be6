import Crypto
import MapaeJOSE
import Testing

@Suite("The keys of RFC 7517, RFC 7518, RFC 7638, RFC 8037 and RFC 9449")
struct RFCKeyTests {
    private static func keys(_ name: String) throws -> [VectorJSON] {
        try #require(try Vectors.example("jwk", name)["jwks"]?["keys"]?.array)
    }

    /// Every member of the RFC's key comes back as it was.
    private static func expectSame(_ written: JSONObject, _ original: VectorJSON, without: Set<String> = []) throws {
        let original = try #require(original.object).filter { !without.contains($0.key) }
        for (name, value) in original {
            #expect(written[name]?.string == value.string, "\(name)")
        }
        let added = Set(written.members.map(\.name)).subtracting(original.keys)
        #expect(added.isSubset(of: ["use", "alg", "kid"]), "\(added)")
    }

    @Test(.vectors(Vectors.rfc))
    func `RFC 7517 A_1: the key for signatures is taken from the set, the one for encryption is not`() throws {
        let keys = try Self.keys("RFC 7517 A.1")
        let set = try JWKSet(parsing: Array(VectorJSON.object(["keys": .array(keys)]).text.utf8))
        #expect(set.keys.map(\.keyID) == ["2011-04-29"] && set.skipped == 1)
        #expect(set.keys.first?.algorithm == .rs256)
        #expect(throws: JOSEError(.keyUse)) { try VerificationKey(jwk: keys[0].text) }
        try Self.expectSame(try #require(set.keys.first).jwk(), keys[1])
    }

    @Test(.vectors(Vectors.rfc))
    func `RFC 7638 3_1: thumbprints are those of the RFC`() throws {
        let example = try Vectors.example("jwk", "RFC 7517 A.1")
        let keys = try Self.keys("RFC 7517 A.1").map { try VerificationKey(jwk: $0.with("use", nil).text) }
        #expect(keys.map(\.thumbprint) == example["thumbprints_sha256"]?.array?.map(\.string))
        // Nothing but the required members counts, and without a kid the thumbprint is the kid.
        let bare = try VerificationKey(
            jwk: Self.keys("RFC 7517 A.1")[1].with("kid", nil).with("alg", .string("PS512")).text)
        #expect(bare.keyID == "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs")
    }

    @Test(.vectors(Vectors.rfc))
    func `RFC 7517 A_2: the private keys are read and written, and no set of public keys takes them`() throws {
        let keys = try Self.keys("RFC 7517 A.2")
        let text = VectorJSON.object(["keys": .array(keys)]).text
        // Who loads their own keys must learn of the one that cannot sign.
        #expect(throws: JOSEError(.keyUse)) { try PrivateJWKSet(parsing: Array(text.utf8)) }
        let published = try JWKSet(parsing: Array(text.utf8))
        #expect(published.keys.isEmpty && published.skipped == 2)
        let rsa = try SigningKey(jwk: keys[1].text)
        try Self.expectSame(rsa.privateJWK(), keys[1])
        let ec = try SigningKey(jwk: keys[0].with("use", nil).text)
        try Self.expectSame(ec.privateJWK(), keys[0], without: ["use"])
        for name in ["d", "p", "q", "dp", "dq", "qi"] {
            #expect(try rsa.verificationKey.jwk()[name] == nil)
            #expect(try ec.verificationKey.jwk()[name] == nil)
        }
    }

    @Test(.vectors(Vectors.rfc))
    func `RFC 7517 A_3: a secret for wrapping keys is refused, the other one says not what it is for`() throws {
        let keys = try Self.keys("RFC 7517 A.3")
        #expect(throws: JOSEError(.unsupportedAlgorithm)) { try SigningKey(jwk: keys[0].text) }
        #expect(throws: JOSEError(.missingKeyAlgorithm)) { try SigningKey(jwk: keys[1].text) }
        let told = try SigningKey(jwk: keys[1].text, algorithm: .hs256)
        try Self.expectSame(told.privateJWK(), keys[1])
        let published = try JWKSet(parsing: Array(VectorJSON.object(["keys": .array(keys)]).text.utf8))
        #expect(published.keys.isEmpty && published.skipped == 2)
    }

    @Test(.vectors(Vectors.rfc))
    func `J26 RFC 7517 B: the certificate in a key is neither believed nor handed on`() throws {
        let jwk = try #require(try Vectors.example("jwk", "RFC 7517 B")["jwk"])
        let key = try VerificationKey(jwk: jwk.text)
        #expect(key.keyID == "1b94c" && key.algorithm == .rs256)
        try Self.expectSame(key.jwk(), jwk, without: ["x5c"])
        // A certificate of somebody else changes nothing.
        let other = try VerificationKey(jwk: jwk.with("x5c", .array([.string("MIIB")])).text)
        #expect(other.thumbprint == key.thumbprint)
    }

    /// RFC 7518 appendix C: the keys of an agreement on a key, which is not offered.
    static let alice = """
        {"kty":"EC","crv":"P-256","x":"gI0GAILBdu7T53akrFmMyGcsF3n5dO7MmwNBHKW5SV0",\
        "y":"SLW_xSffzlPWrHEVI30DHM_4egVwt3NQqeUD7nMFpps","d":"0_NxaRPUMQoAJt50Gz8YiTr8gRTwyEaCumd-MToTmIo"}
        """
    static let bob = """
        {"kty":"EC","crv":"P-256","x":"weNJy2HscCSM6AEDTDg04biOvhFhyyWvOHQfeF_PxMQ",\
        "y":"e8lnCO-AlStT-NJVX-crhB7QRYhiix03illJOVAOyck","d":"VEmDZpDXXK8p8N0Cndsxs924q6nS1RXFASRl6BfUqdw"}
        """

    @Test(arguments: [alice, bob])
    func `RFC 7518 C: keys of ECDH-ES are refused as such, and read back equal where they may sign`(
        _ jwk: String
    ) throws {
        let value = try Vectors.parse(jwk)
        #expect(throws: JOSEError(.unsupportedAlgorithm)) {
            try SigningKey(jwk: value.with("alg", .string("ECDH-ES")).text)
        }
        for operation in ["deriveKey", "deriveBits"] {
            #expect(throws: JOSEError(.keyUse)) {
                try SigningKey(jwk: value.with("key_ops", .array([.string(operation)])).text)
            }
        }
        try Self.expectSame(SigningKey(jwk: jwk).privateJWK(), value)
        let header = #"{"alg":"ECDH-ES","enc":"A128GCM","apu":"QWxpY2U","apv":"Qm9i","epk":\#(jwk)}"#
        #expect(Forge.refusal(Forge.token(header: header)) == .unsupportedHeader)
    }

    @Test(arguments: [
        "A128CBC-HS256", "A192CBC-HS384", "A256CBC-HS512", "A128GCM", "A256GCM", "RSA1_5", "RSA-OAEP", "RSA-OAEP-256",
        "A128KW", "A256KW", "dir", "ECDH-ES", "ECDH-ES+A128KW", "A128GCMKW", "PBES2-HS256+A128KW", "none", "ES256K",
        "Ed448", "ML-DSA-65", "HS1",
    ])
    func `RFC 7518 A and B: identifiers of what is not offered are refused in keys and in headers`(
        _ name: String
    ) {
        #expect(JWSAlgorithm(name: name) == nil)
        let jwk = #"{"kty":"oct","alg":"\#(name)","k":"\#(Forge.base64URL(Forge.secret))"}"#
        #expect(throws: JOSEError(.unsupportedAlgorithm)) { try SigningKey(jwk: jwk) }
        #expect(Forge.refusal(Forge.token(header: #"{"alg":"\#(name)"}"#)) == .unsupportedAlgorithm)
    }

    @Test(.vectors(Vectors.rfc))
    func `RFC 8037 A_1 to A_3: the key, its public half and its thumbprint`() throws {
        let example = try Vectors.example("jwk", "RFC 8037")
        let jwk = try #require(example["private"])
        let key = try SigningKey(jwk: jwk.text)
        #expect(key.algorithm == .edDSA)
        try Self.expectSame(key.privateJWK(), jwk)
        let published = try #require(example["public"]?["keys"]?.array?.first)
        try Self.expectSame(key.verificationKey.jwk(), published)
        #expect(key.verificationKey.thumbprint == "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k")
        #expect(try VerificationKey(jwk: published.text).thumbprint == key.keyID)
        // RFC 9864: told so, the same key signs under its fully specified name, and never under the other.
        let specified = try SigningKey(jwk: jwk.text, algorithm: .ed25519)
        let token = try JWSSigner(key: specified).sign(Array(Forge.claims.utf8))
        #expect(Forge.refusal(token, keys: [specified.verificationKey]) == nil)
        #expect(Forge.refusal(token, keys: [try key.verificationKey.withKeyID(specified.keyID)]) == .algorithmMismatch)
    }

    @Test(arguments: [
        // RFC 8037 A.6 and A.7: agreement on a key.
        #"{"kty":"OKP","crv":"X25519","kid":"Bob","x":"3p7bfXt9wbTTW2HC7OQ1Nz-DQ8hbeGdNrfx-FG-IK08"}"#,
        #"{"kty":"OKP","crv":"X448","x":"PreoKbDNIPW8_AtZm2_sz22kYnEHvbDU80W0MCfYuXL8PjT7QjKhPKcG3LV67D2uB73BxnvzNgk"}"#,
        #"{"kty":"OKP","crv":"Ed448","x":"AAAA"}"#,
    ])
    func `RFC 8037 A_6 and A_7: keys of X25519, X448 and Ed448 are refused`(_ jwk: String) {
        #expect(throws: JOSEError(.unsupportedKey)) { try VerificationKey(jwk: jwk) }
    }

    @Test(.vectors(Vectors.rfc))
    func `J26 RFC 9449: a proof verifies with the key in its header only where a program takes that key`() throws {
        let proofs = try #require(try Vectors.json(Vectors.rfc)["dpop"]?.array)
        #expect(proofs.count == 3)
        for example in proofs {
            let proof = try #require(example["proof"]?.string)
            let jwk = try #require(try UnverifiedToken(proof).unverifiedHeader()["jwk"]?.object)
            let key = try VerificationKey(jwk: jwk)
            // RFC 9449 §6.1 prints this thumbprint.
            #expect(key.thumbprint == "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I")
            let jws = try Forge.verify(proof, keys: [key])
            #expect(jws.hasType("dpop+jwt") && !jws.hasType("jwt"))
            let claims = try jws.claims()
            #expect(claims["htm"]?.string == example["method"]?.string)
            #expect(claims["htu"]?.string == example["url"]?.string)
            if let accessToken = example["access_token"]?.string {
                let hash = Array(SHA256.hash(data: Array(accessToken.utf8)))
                #expect(claims["ath"]?.string == Forge.base64URL(hash))
            }
            // By itself the header's key is nothing: a verifier has its own.
            #expect(Forge.refusal(proof) == .algorithmMismatch)
            let other = try SigningKey.generate(.es256).verificationKey
            #expect(Forge.refusal(proof, keys: [other]) == .invalidSignature)
        }
    }
}
