import MapaeJOSE
import Testing

@Suite("The examples of RFC 7515, RFC 7797 and RFC 8037 §A.4")
struct RFC7515Tests {
    struct Example: Sendable, CustomStringConvertible {
        let name: String
        let algorithm: JWSAlgorithm

        init(_ name: String, _ algorithm: JWSAlgorithm) {
            self.name = name
            self.algorithm = algorithm
        }

        var description: String { name }

        var isDeterministic: Bool {
            [.hs256, .rs256, .edDSA].contains(algorithm)
        }
    }

    static let accepted = [
        Example("RFC 7515 A.1", .hs256), Example("RFC 7515 A.2", .rs256), Example("RFC 7515 A.3", .es256),
        Example("RFC 7515 A.4", .es512), Example("RFC 8037 A.4", .edDSA), Example("RFC 7797 4.1", .hs256),
    ]

    private static func read(_ example: Example) throws -> (key: SigningKey, token: String) {
        let found = try Vectors.example("jws", example.name)
        let jwk = try #require(found["key"]).with("kid", nil)
        return try (
            SigningKey(jwk: jwk.text, algorithm: example.algorithm), #require(found["compact"]?.string)
        )
    }

    @Test(.vectors(Vectors.rfc), arguments: accepted)
    func `each offered algorithm's example verifies with its key and with no other`(_ example: Example) throws {
        let (key, token) = try Self.read(example)
        let jws = try Forge.verify(token, keys: [key.verificationKey])
        #expect(jws.algorithm == example.algorithm)
        let other = try SigningKey.generate(example.algorithm)
        #expect(Forge.refusal(token, keys: [other.verificationKey]) == .invalidSignature)
        // The others of its examples' algorithms do not take it either.
        for wrong in Self.accepted where wrong.algorithm != example.algorithm {
            #expect(Forge.refusal(token, keys: [try Self.read(wrong).key.verificationKey]) == .algorithmMismatch)
        }
    }

    @Test(.vectors(Vectors.rfc), arguments: accepted)
    func `signing the same bytes gives the RFC's signature, or another one that is right`(_ example: Example) throws {
        let (key, token) = try Self.read(example)
        let (input, signature) = try RawSignature.parts(token)
        let ours = try RawSignature.sign(input, with: key)
        #expect((ours == signature) == example.isDeterministic)
        #expect(Forge.refusal(RawSignature.token(token, signature: ours), keys: [key.verificationKey]) == nil)
    }

    @Test(.vectors(Vectors.rfc), arguments: ["A.1", "A.2", "A.3"])
    func `the claims of the first three are read as the RFC prints them`(_ name: String) throws {
        let example = try #require(Self.accepted.first { $0.name == "RFC 7515 \(name)" })
        let (key, token) = try Self.read(example)
        let claims = try Forge.verify(token, keys: [key.verificationKey]).claims()
        #expect(claims.issuer == "joe")
        #expect(claims.expirationTime == NumericDate(seconds: 1_300_819_380))
        #expect(claims["http://example.com/is_root"]?.bool == true)
    }

    @Test(.vectors(Vectors.rfc))
    func `J1 A_5, the unsecured token, is refused`() throws {
        let token = try #require(try Vectors.example("jws", "A.5")["compact"]?.string)
        #expect(Forge.refusal(token) == .unsupportedAlgorithm)
        // Its key is empty, which is none.
        #expect(throws: JOSEError(.invalidKey)) {
            try SigningKey(jwk: Vectors.example("jws", "A.5")["key"]?.text ?? "", algorithm: .hs256)
        }
    }

    @Test(.vectors(Vectors.rfc), arguments: ["A.6", "A.7"])
    func `J47 the JSON serializations of A_6 and A_7 are refused, although their signatures are right`(
        _ name: String
    ) throws {
        let example = try Vectors.example("jws", name)
        let json = try #require(example["json"]?.string)
        #expect(Forge.refusal(json) == .notThreeParts)
        // What they say in compact form verifies: it is the form that is refused.
        let flattened = try Vectors.JWSJSON(json)
        #expect(flattened.signatures.count == (name == "A.6" ? 2 : 1))
        for signature in flattened.signatures {
            let keys = [try Self.read(Self.accepted[1]).key, try Self.read(Self.accepted[2]).key]
            #expect(Forge.refusal(flattened.compact(signature), keys: keys.map(\.verificationKey)) == nil)
        }
    }

    @Test(.vectors(Vectors.rfc))
    func `J27 appendix E, whose crit names what nobody knows, is refused for that`() throws {
        let token = try #require(try Vectors.example("negative", "Appendix E")["compact_or_json"]?.string)
        #expect(Forge.refusal(token) == .criticalHeader)
    }

    static let unencoded = [
        Refusal("J28", "RFC 7797 4.2 HS256 with b64=false", .criticalHeader),
        Refusal("J28", "RFC 7797 HS256 with b64=true", .criticalHeader),
        // The payload stands there as it is, and is no base64url.
        Refusal("J28", "RFC 7797 HS256 with b64=false, safe payload", .invalidBase64URL),
    ]

    @Test(.vectors(Vectors.rfc), arguments: unencoded)
    func `J28 what RFC 7797 leaves unencoded is refused`(_ refusal: Refusal) throws {
        let example = try Vectors.example("jws", refusal.text)
        let token = try #require(example["compact"]?.string)
        // All of them are signed with the key of A.1: only the header is at fault.
        let key = try Self.read(Self.accepted[0]).key.verificationKey
        #expect(Forge.refusal(token, keys: [key]) == refusal.code)
        let parts = try #require(example["flattened"])
        let joined = ["protected", "payload", "signature"].compactMap { parts[$0]?.string }.joined(separator: ".")
        #expect(Forge.refusal(joined, keys: [key]) != nil)
    }

    @Test(.vectors(Vectors.rfc), arguments: ["A.1", "A.2"])
    func `J29 the nested and encrypted tokens of RFC 7519 are refused for their five parts`(_ name: String) throws {
        let token = try #require(try Vectors.example("jwt", name)["token"]?.string)
        #expect(Forge.refusal(token) == .notThreeParts)
    }
}

extension Vectors {
    /// A JWS in one of the two JSON forms (RFC 7515 §7.2), read by Foundation.
    struct JWSJSON {
        let payload: String
        let signatures: [VectorJSON]

        init(_ text: String) throws {
            let value = try Vectors.parse(text)
            payload = value["payload"]?.string ?? ""
            signatures = value["signatures"]?.array ?? [value]
        }

        func compact(_ signature: VectorJSON) -> String {
            "\(signature["protected"]?.string ?? "").\(payload).\(signature["signature"]?.string ?? "")"
        }
    }
}
