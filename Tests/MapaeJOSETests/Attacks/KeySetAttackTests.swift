import Foundation
import Testing

@testable import MapaeJOSE

@Suite("Key sets that somebody else wrote")
struct KeySetAttackTests {
    private static func jwk(_ algorithm: JWSAlgorithm, _ members: [String: JSONValue] = [:]) throws -> JSONObject {
        var jwk = try #require(AlgorithmSwapTests.keys[algorithm]).verificationKey.jwk()
        for (name, value) in members { jwk[name] = value }
        return jwk
    }

    private static func set(_ keys: [JSONValue]) throws -> [UInt8] {
        try JSONValue.object(["keys": .array(keys)]).serialized()
    }

    @Test(
        arguments: [
            ["use": "enc"], ["use": "tls"], ["use": ""], ["key_ops": ["encrypt"]], ["key_ops": ["verify", "encrypt"]],
            ["key_ops": []], ["key_ops": ["sign"]], ["use": "enc", "key_ops": ["verify"]],
            ["use": "sig", "key_ops": ["wrapKey"]], ["key_ops": ["Verify"]], ["key_ops": ["deriveKey", "deriveBits"]],
        ] as [[String: JSONValue]])
    func `J18 a key that says it is for something else checks nothing`(_ members: [String: JSONValue]) throws {
        for algorithm in AlgorithmSwapTests.asymmetric {
            let jwk = try Self.jwk(algorithm, members)
            #expect(throws: JOSEError(.keyUse)) { try VerificationKey(jwk: jwk) }
            let set = try JWKSet(parsing: Self.set([.object(jwk)]))
            #expect(set.keys.isEmpty && set.skipped == 1)
        }
    }

    @Test(
        arguments: [
            ["use": 1], ["use": nil], ["use": ["sig"]], ["key_ops": "verify"], ["key_ops": [1]], ["key_ops": nil],
            ["key_ops": ["verify", "verify"]], ["key_ops": ["verify", 1]], ["alg": 256], ["kid": 1], ["kty": 1],
        ] as [[String: JSONValue?]])
    func `J18 members of the wrong type, or twice the same, are refused`(_ members: [String: JSONValue?]) throws {
        let jwk = try Self.jwk(.es256, members.mapValues { $0 ?? .null })
        #expect(throws: JOSEError(.invalidKey)) { try VerificationKey(jwk: jwk) }
    }

    @Test func `J18 an alg that is not for the key is refused, whoever says it`() throws {
        for key in AlgorithmSwapTests.asymmetric {
            for alg in JWSAlgorithm.allCases {
                let jwk = try Self.jwk(key, ["alg": .string("\(alg)")])
                let fits = alg.keyType.description == key.keyType.description && Self.curve(alg) == Self.curve(key)
                if fits {
                    #expect(try VerificationKey(jwk: jwk).algorithm == alg)
                } else {
                    #expect(throws: JOSEError(.wrongKeyAlgorithm)) { try VerificationKey(jwk: jwk) }
                }
                // What the program says must not differ from what the key says.
                guard alg != key else { continue }
                #expect(throws: JOSEError(.wrongKeyAlgorithm)) {
                    try VerificationKey(jwk: Self.jwk(key), algorithm: alg)
                }
            }
        }
    }

    private static func curve(_ algorithm: JWSAlgorithm) -> EllipticCurve? {
        if case .ecdsa(let curve) = algorithm.row.family { curve } else { nil }
    }

    @Test func `J19 a set with one kid twice is refused whole, whichever key comes first`() throws {
        let keys = try [Self.jwk(.rs256, ["kid": "k"]), Self.jwk(.es256, ["kid": "k"])].map(JSONValue.object)
        for set in [keys, keys.reversed()] {
            #expect(throws: JOSEError(.duplicateKeyID)) { try JWKSet(parsing: Self.set(set)) }
        }
        #expect(throws: JOSEError(.duplicateKeyID)) { try JWKSet(parsing: Self.set([keys[0], keys[0]])) }
        // Equal for Swift, not for anybody else.
        let forms = try [Self.jwk(.rs256, ["kid": "\u{E9}"]), Self.jwk(.es256, ["kid": "e\u{301}"])]
        #expect(try JWKSet(parsing: Self.set(forms.map(JSONValue.object))).keys.count == 2)
    }

    @Test func `J19 a secret in a set is left out, and is never written into one`() throws {
        let secret: JSONObject = [
            "kty": "oct", "alg": "HS256", "kid": "k", "k": .string(Forge.base64URL(Forge.secret)),
        ]
        let set = try JWKSet(parsing: Self.set([.object(secret), .object(Self.jwk(.rs256, ["kid": "r"]))]))
        #expect(set.keys.map(\.keyID) == ["r"] && set.skipped == 1)
        let token = Forge.token(header: #"{"alg":"HS256","kid":"k"}"#)
        #expect(Forge.refusal(token, keys: set.keys) == .unknownKey)
        #expect(throws: JOSEError(.noPublicForm)) { try JWKSet([Forge.key(id: "k")]) }
    }

    @Test func `J23 unknown and broken keys are stepped over, and the rest stays`() throws {
        let good = try JSONValue.object(Self.jwk(.es256, ["kid": "good"]))
        let strange: [JSONValue] = [
            ["kty": "AKP", "alg": "ML-DSA-65", "pub": "AAAA"], ["kty": "oct"], ["kty": "oct", "k": "AAAA"],
            ["kty": "rsa"],
            ["kty": ""], [:], 1, "RSA", [], nil, true, ["kty": "EC", "crv": "P-256"],
            ["kty": "EC", "crv": "secp256k1"],
            ["kty": "OKP", "crv": "X25519", "x": "AAAA"], ["kty": "RSA", "n": "AAAA", "e": "AQAB"],
            ["kty": "RSA", "n": "", "e": ""], ["kty": "EC", "crv": 1], ["kty": ["RSA"]], ["kid": "no kty"],
            ["kty": "RSA", "kid": .string(String(repeating: "k", count: 300)), "n": "AAAA", "e": "AQAB"],
        ].map { $0 ?? .null }
        let set = try JWKSet(parsing: Self.set(strange + [good] + strange))
        #expect(set.keys.map(\.keyID) == ["good"] && set.skipped == 2 * strange.count)
    }

    @Test(.vectors("jwt-attacks/libjwt_bad_keys.json"))
    func `J17 J18 J23 each of libjwt's bad keys is refused with this code, and their set has no key left`() throws {
        let path = "jwt-attacks/libjwt_bad_keys.json"
        let keys = try #require(try Vectors.json(path)["keys"]?.array)
        let codes: [JOSEError.Code] = [
            .invalidKey, .invalidKey, .invalidKey,  // k missing, empty, a number
            .invalidKey, .unsupportedKey, .unsupportedAlgorithm,  // key_ops with a number, bad curve, bad alg
            .unsupportedKey, .invalidKey, .invalidKey,  // bad kty, kty no text, alg no text
            .invalidKey, .invalidKey, .invalidKey,  // x and y of two keys, y missing, x missing
            .unsupportedKey, .invalidKey,  // bad OKP curve, none
        ]
        #expect(keys.count == codes.count)
        for (index, (key, code)) in zip(keys, codes).enumerated() {
            let isPublic = key["kty"]?.string == "EC" || key["d"] == nil && key["kty"]?.string == "OKP"
            let found = isPublic ? Self.publicRefusal(key.text) : Self.privateRefusal(key.text)
            #expect(found == code, "key \(index)")
        }
        let set = try JWKSet(parsing: Vectors.bytes(path))
        #expect(set.keys.isEmpty && set.skipped == keys.count)
    }

    private static func publicRefusal(_ jwk: String) -> JOSEError.Code? {
        do { _ = try VerificationKey(jwk: jwk) } catch { return error.code }
        return nil
    }

    private static func privateRefusal(_ jwk: String) -> JOSEError.Code? {
        do { _ = try SigningKey(jwk: jwk) } catch { return error.code }
        return nil
    }

    @Test func `J20 of two issuers with one kid, neither verifier takes the other's tokens`() throws {
        let (ours, theirs) = try (SigningKey.generate(.es256, keyID: "1"), SigningKey.generate(.es256, keyID: "1"))
        let (ourToken, theirToken) = try (
            JWSSigner(key: ours).sign(Array(Forge.claims.utf8)), JWSSigner(key: theirs).sign(Array(Forge.claims.utf8))
        )
        #expect(Forge.refusal(ourToken, keys: [ours.verificationKey]) == nil)
        #expect(Forge.refusal(ourToken, keys: [theirs.verificationKey]) == .invalidSignature)
        #expect(Forge.refusal(theirToken, keys: [ours.verificationKey]) == .invalidSignature)
    }

    @Test func `J21 a key that left the set checks nothing from that moment`() throws {
        let (old, new) = try (SigningKey.generate(.es256), SigningKey.generate(.es256))
        let token = try JWSSigner(key: old).sign(Array(Forge.claims.utf8))
        let before = try JWKSet([old.verificationKey, new.verificationKey])
        let after = try JWKSet(parsing: JWKSet([new.verificationKey]).serialized())
        #expect(Forge.refusal(token, keys: before.keys) == nil)
        #expect(Forge.refusal(token, keys: after.keys) == .unknownKey)
    }

    @Test func `J22 a thousand unknown kids are a thousand refusals and nothing else`() throws {
        let verifier = try JWSVerifier(keys: [Forge.key(id: "k")])
        for number in 0..<1000 {
            let token = try UnverifiedToken(Forge.token(header: #"{"alg":"HS256","kid":"\#(number)"}"#))
            // Synchronous and without I/O: the type cannot fetch anything.
            #expect(throws: JOSEError(.unknownKey)) { try verifier.verify(token, at: NumericDate(seconds: 0)) }
        }
        #expect(verifier.keys.count == 1)
    }

    @Test(arguments: JWSAlgorithm.allCases)
    func `J57 what is published has no private member, and no text of the private numbers`(
        _ algorithm: JWSAlgorithm
    ) throws {
        let key = try #require(AlgorithmSwapTests.keys[algorithm])
        let secrets = try ["d", "p", "q", "dp", "dq", "qi", "k"].compactMap { try key.privateJWK()[$0]?.string }
        #expect(!secrets.isEmpty)
        var texts = ["\(key)", "\(key.verificationKey)", "\(JWSSigner(key: key))", String(reflecting: key)]
        var dumped = ""
        dump(key, to: &dumped)
        dump(key.verificationKey, to: &dumped)
        texts.append(dumped)
        if !algorithm.isSymmetric {
            let ring = try KeyRing(signing: key, checking: [KeyRing.Member(Forge.key(id: "h"))])
            let published = try ring.publicKeys(at: NumericDate(seconds: 0)).serialized()
            let names = try #require(try JSONValue(parsing: published).object?["keys"]?.array).flatMap {
                $0.object?.members.map(\.name) ?? []
            }
            #expect(Set(names).isDisjoint(with: JWKMembers.privateNames))
            texts += [String(decoding: published, as: UTF8.self), try key.verificationKey.pem()]
        }
        for text in texts {
            for secret in secrets { #expect(!text.contains(secret.prefix(16))) }
            #expect(!text.contains(Forge.base64URL(Forge.secret)))
        }
    }
}
