import Foundation
import MapaeJOSE
import Testing

@Suite("RFC 7520, the cookbook")
struct CookbookTests {
    static let folder = "cookbook"

    private static func files(_ prefix: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: Vectors.folder.path + "/" + folder)
            .filter { $0.hasPrefix(prefix) }.sorted()
    }

    private static func example(_ prefix: String) throws -> VectorJSON {
        let files = try files(prefix)
        return try Vectors.json("\(folder)/\(#require(files.first))")
    }

    @Test(.vectors(folder))
    func `section 3: each key for signatures is read and written back equal`() throws {
        for (file, isPrivate) in [("3_1", false), ("3_2", true), ("3_3", false), ("3_4", true), ("3_5", true)] {
            let jwk = try Self.example("jwk__\(file)")
            let written =
                isPrivate ? try SigningKey(jwk: jwk.text).privateJWK() : try VerificationKey(jwk: jwk.text).jwk()
            let members = try #require(jwk.object)
            for (name, value) in members { #expect(written[name]?.string == value.string, "\(file) \(name)") }
            #expect(Set(written.members.map(\.name)).subtracting(members.keys).isSubset(of: ["alg"]), "\(file)")
        }
        #expect(throws: JOSEError(.keyUse)) { try SigningKey(jwk: Self.example("jwk__3_6").text) }
    }

    struct Signature: Sendable, CustomStringConvertible {
        let section: String
        let algorithm: JWSAlgorithm
        var isDeterministic: Bool { algorithm == .rs256 || algorithm == .hs256 }
        var description: String { "\(section) \(algorithm)" }

        init(_ section: String, _ algorithm: JWSAlgorithm) {
            self.section = section
            self.algorithm = algorithm
        }
    }

    @Test(
        .vectors(folder),
        arguments: [
            Signature("4_1", .rs256), Signature("4_2", .ps384), Signature("4_3", .es512), Signature("4_4", .hs256),
        ])
    func `sections 4_1 to 4_4 verify by their kid, and their JSON forms are refused`(_ signature: Signature) throws {
        let example = try Self.example("jws__\(signature.section)")
        let jwk = try #require(example["input"]?["key"])
        let key = try SigningKey(jwk: jwk.text, algorithm: signature.algorithm)
        let token = try #require(example["output"]?["compact"]?.string)
        let verified = try Forge.verify(token, keys: [Forge.key(id: "other"), key.verificationKey])
        #expect(verified.keyID == jwk["kid"]?.string && verified.algorithm == signature.algorithm)
        // Its payload is a line of prose.
        #expect(throws: JOSEError(.jsonNotAnObject)) { try verified.claims() }
        let (input, theirs) = try RawSignature.parts(token)
        let ours = try RawSignature.sign(input, with: key)
        #expect((ours == theirs) == signature.isDeterministic)
        #expect(Forge.refusal(RawSignature.token(token, signature: ours), keys: [key.verificationKey]) == nil)
        // Our signer writes the header as the cookbook does but with a `typ`: see what is signed, not only its signature.
        let payload = Array((example["input"]?["payload"]?.string ?? "").utf8)
        let written = try JWSSigner(key: key).sign(payload)
        #expect(written.split(separator: ".")[1] == input.split(separator: ".")[1])
        for form in ["json", "json_flat"] {
            #expect(Forge.refusal(try #require(example["output"]?[form]).text) == .notThreeParts)
        }
    }

    @Test(.vectors(folder))
    func `section 4_5: detached content is refused, and verifies once the content is put back`() throws {
        let example = try Self.example("jws__4_5")
        let key = try SigningKey(jwk: #require(example["input"]?["key"]).text).verificationKey
        let detached = try #require(example["output"]?["compact"]?.string)
        #expect(Forge.refusal(detached, keys: [key]) == .invalidSignature)
        let payload = Forge.base64URL(try #require(example["input"]?["payload"]?.string))
        #expect(Forge.refusal(detached.replacing("..", with: ".\(payload)."), keys: [key]) == nil)
        for form in ["json", "json_flat"] {
            #expect(Forge.refusal(try #require(example["output"]?[form]).text, keys: [key]) == .notThreeParts)
        }
    }

    @Test(.vectors(folder), arguments: ["4_6", "4_7", "4_8"])
    func `J7 J47 sections 4_6 to 4_8: headers that nobody signed, and several signatures, are refused`(
        _ section: String
    ) throws {
        let output = try #require(try Self.example("jws__\(section)")["output"])
        let jwks = try #require(try Self.example("jws__4_8")["input"]?["key"]?.array)
        let keys = try zip(jwks, [JWSAlgorithm.rs256, .es512, .hs256])
            .map { try SigningKey(jwk: $0.0.text, algorithm: $0.1).verificationKey }
        // Two keys of one id could not be told apart.
        #expect(throws: JOSEError(.duplicateKeyID)) { try JWSVerifier(keys: keys) }
        for form in ["json", "json_flat"] {
            guard let json = output[form] else { continue }
            for key in keys { #expect(Forge.refusal(json.text, keys: [key]) == .notThreeParts) }
            // Without a protected header there is nothing that says `alg`.
            let jws = try Vectors.JWSJSON(json.text)
            for signature in jws.signatures where signature["protected"] == nil {
                for key in keys { #expect(Forge.refusal(jws.compact(signature), keys: [key]) == .invalidJSON) }
            }
        }
        #expect(output["compact"] == nil)
    }

    @Test(.vectors(folder))
    func `J29 J49 section 5: each encrypted token is refused, in each of its forms`() throws {
        let files = try Self.files("jwe__5_") + ["curve25519__ecdh-es.json"]
        #expect(files.count == 14)
        var forms = 0
        for file in files {
            let output = try #require(try Vectors.json("\(Self.folder)/\(file)")["output"]?.object)
            for (form, value) in output where ["compact", "json", "json_flat"].contains(form) {
                #expect(Forge.refusal(value.string ?? value.text) == .notThreeParts, "\(file) \(form)")
                forms += 1
            }
        }
        #expect(forms == 37, "\(forms)")
    }

    @Test(.vectors(folder))
    func `J29 section 6: the token inside verifies, the nested one is refused`() throws {
        let example = try Self.example("6.")
        let key = try SigningKey(jwk: #require(example["sign"]?["input"]?["key"]).text, algorithm: .ps256)
        let inner = try #require(example["sign"]?["output"]?["compact"]?.string)
        let claims = try Forge.verify(inner, keys: [key.verificationKey]).claims()
        #expect(claims.issuer == "hobbiton.example")
        let output = try #require(example["encrypt"]?["output"]?.object)
        for value in output.values { #expect(Forge.refusal(value.string ?? value.text) == .notThreeParts) }
        #expect(throws: JOSEError(.keyUse)) {
            try SigningKey(jwk: #require(example["encrypt"]?["input"]?["key"]).text)
        }
    }

    @Test(.vectors(folder))
    func `RFC 8037 in the cookbook: signing gives the very token`() throws {
        let example = try Vectors.json("\(Self.folder)/curve25519__jws.json")
        let key = try SigningKey(jwk: #require(example["input"]?["key"]).text)
        let token = try #require(example["output"]?["compact"]?.string)
        let (input, signature) = try RawSignature.parts(token)
        #expect(try RawSignature.sign(input, with: key) == signature)
        #expect(Forge.refusal(token, keys: [key.verificationKey]) != .invalidSignature)
    }

    @Test(.vectors(folder))
    func `J28 RFC 7797 in the cookbook: what is not encoded is refused in each form`() throws {
        for file in try Self.files("rfc7797__") {
            let example = try Vectors.json("\(Self.folder)/\(file)")
            let key = try SigningKey(jwk: #require(example["input"]?["key"]).text).verificationKey
            for value in try #require(example["output"]?.object).values {
                #expect(Forge.refusal(value.string ?? value.text, keys: [key]) != nil, "\(file)")
            }
        }
    }
}
