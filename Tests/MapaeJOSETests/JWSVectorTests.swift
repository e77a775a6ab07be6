import Foundation
import MapaeJOSE
import Testing

@Suite("Tokens that nobody here made")
struct JWSVectorTests {
    struct RFCExamples: Decodable {
        struct Example: Decodable {
            let name: String
            let key: Key?
            let compact: String?
            let flattened: Flattened?

            /// As the example has it, or made of the parts of its JSON form.
            var text: String? { compact ?? flattened.map { "\($0.protected).\($0.payload).\($0.signature)" } }
        }

        struct Flattened: Decodable { let protected, payload, signature: String }

        struct Key: Decodable {
            let kty: String
            let k: String?
        }

        struct Nested: Decodable {
            let name: String
            let token: String
        }

        let jws: [Example]
        let jwt: [Nested]
    }

    static let rfc = "rfc/rfc_jose_examples.json"
    static let jwtTool = "jwt-attacks/jwt_tool_at_tokens.json"
    static let libjwt = "jwt-attacks/libjwt_hostile_inputs.json"
    static let cookbook = "cookbook/jws__4_4.hmac-sha2_integrity_protection.json"

    private static func key(_ k: String?, id: String? = nil) throws -> VerificationKey {
        guard let bytes = k.flatMap(Base64URL.decode) else { throw JOSEError(.invalidBase64URL) }
        return try SigningKey.hs256(secret: bytes, keyID: id).verificationKey
    }

    @Test(.vectors(rfc))
    func `RFC 7515 appendix A.1 verifies with its key and with no other`() throws {
        let examples = try Vectors.decode(RFCExamples.self, Self.rfc)
        let example = try #require(examples.jws.first { $0.name.contains("A.1 HS256") })
        let compact = try #require(example.compact)
        let jws = try Forge.verify(compact, keys: [Self.key(example.key?.k)])
        #expect(jws.type == "JWT")
        let claims = try jws.claims()
        #expect(claims.issuer == "joe")
        #expect(claims.expirationTime == NumericDate(seconds: 1_300_819_380))
        #expect(claims["http://example.com/is_root"]?.bool == true)
        #expect(Forge.refusal(compact) == .invalidSignature)
    }

    @Test(.vectors(rfc))
    func `J1 J4 J28 J47 every other RFC example is refused with an HMAC key`() throws {
        let examples = try Vectors.decode(RFCExamples.self, Self.rfc)
        var refused = 0
        for example in examples.jws {
            guard let compact = example.text, !example.name.contains("A.1 HS256") else { continue }
            // RFC 7797's first example is an ordinary HS256 signature over something that is no claims set.
            if example.name == "RFC 7797 4.1 HS256" {
                let jws = try Forge.verify(compact, keys: [Self.key(example.key?.k)])
                #expect(throws: JOSEError.self) { try jws.claims() }
                continue
            }
            // The key of the example where it is an HMAC key that is let in, so that only the header can be at fault.
            let keys = try [(try? Self.key(example.key?.k)) ?? Forge.key()]
            #expect(Forge.refusal(compact, keys: keys) != nil, "\(example.name)")
            refused += 1
        }
        for nested in examples.jwt {
            #expect(Forge.refusal(nested.token) == .notThreeParts, "\(nested.name)")
            refused += 1
        }
        #expect(refused >= 9, "the file has changed: \(refused)")
    }

    struct CookbookExample: Decodable {
        struct Input: Decodable { let key: [String: String] }
        struct Output: Decodable { let compact: String }
        let input: Input
        let output: Output
    }

    @Test(.vectors(cookbook))
    func `RFC 7520 section 4_4 verifies with its key by its kid`() throws {
        let example = try Vectors.decode(CookbookExample.self, Self.cookbook)
        let id = try #require(example.input.key["kid"])
        let key = try Self.key(example.input.key["k"], id: id)
        let jws = try Forge.verify(example.output.compact, keys: [Forge.key(id: "other"), key])
        #expect(jws.keyID == "018c0ae5-4d9b-471b-bfd6-eef314bc7037")
        // Its payload is a line of prose.
        #expect(throws: JOSEError(.jsonNotAnObject)) { try jws.claims() }
    }

    @Test(.vectors(cookbook))
    func `J29 every encrypted token of the JOSE cookbook is refused for its five parts`() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: Vectors.folder.path + "/cookbook")
        var refused = 0
        for file in files where file.hasPrefix("jwe__") {
            let text = String(decoding: try Vectors.bytes("cookbook/\(file)"), as: UTF8.self)
            let parts = text.split(separator: #""compact":"#)
            guard parts.count == 2 else { continue }
            let compact = String(parts[1].split(separator: "\"")[1])
            #expect(compact.split(separator: ".", omittingEmptySubsequences: false).count == 5)
            #expect(Forge.refusal(compact) == .notThreeParts, "\(file)")
            refused += 1
        }
        #expect(refused >= 8, "only \(refused) compact forms were found")
    }

    struct JWTToolTokens: Decodable {
        struct Attack: Decodable {
            let name: String
            let token: String
        }

        let base: String
        let tests: [Attack]
    }

    @Test(.vectors(jwtTool))
    func `J1 to J30 each of the 515 tokens of jwt_tool is refused, and the token they were made from is not`() throws {
        let corpus = try Vectors.decode(JWTToolTokens.self, Self.jwtTool)
        let secret = String(repeating: "k", count: 32)
        let named = try SigningKey.insecureHS256(secret: secret, keyID: "k1").verificationKey
        let unnamed = try SigningKey.insecureHS256(secret: secret).verificationKey
        #expect(corpus.tests.count == 515)
        #expect(Forge.refusal(corpus.base, keys: [named]) == nil)
        for attack in corpus.tests {
            #expect(Forge.refusal(attack.token, keys: [named, unnamed]) != nil, "\(attack.name)")
        }
    }

    struct LibjwtInputs: Decodable {
        struct Case: Decodable {
            let test: String
            let inputs: [String]
        }

        let tests: [Case]
    }

    @Test(.vectors(libjwt))
    func `J3 each hostile input of libjwt is refused as a token, and the JSON ones as a secret`() throws {
        let corpus = try Vectors.decode(LibjwtInputs.self, Self.libjwt)
        var count = 0
        for test in corpus.tests {
            for input in test.inputs {
                count += 1
                #expect(Forge.refusal(input) != nil, "\(test.test)")
                if input.hasPrefix("{\"") || input.hasPrefix("{}") {
                    #expect(throws: JOSEError(.notASecret)) { try SigningKey.insecureHS256(secret: input) }
                }
            }
        }
        #expect(count == 64)
    }
}
