import Testing

@testable import MapaeJOSE

@Suite("JWKs that are read, and those that are not")
struct JWKReaderTests {
    private static func changed(
        _ algorithm: JWSAlgorithm, _ members: [String: JSONValue?], isPrivate: Bool
    ) -> String {
        guard let key = AlgorithmSwapTests.keys[algorithm],
            var jwk = isPrivate ? try? key.privateJWK() : try? key.verificationKey.jwk()
        else { return "" }
        for (name, value) in members { jwk[name] = value }
        return ((try? JSONValue.object(jwk).serialized()).map { String(decoding: $0, as: UTF8.self) }) ?? ""
    }

    private static func published(_ algorithm: JWSAlgorithm, _ members: [String: JSONValue?]) -> String {
        changed(algorithm, members, isPrivate: false)
    }

    private static func secret(_ algorithm: JWSAlgorithm, _ members: [String: JSONValue?]) -> String {
        changed(algorithm, members, isPrivate: true)
    }

    /// A member's bytes, changed.
    private static func bytes(_ algorithm: JWSAlgorithm, _ name: String, _ change: ([UInt8]) -> [UInt8]) -> JSONValue {
        let text = (try? AlgorithmSwapTests.keys[algorithm]?.privateJWK()[name]?.string).flatMap { $0 } ?? ""
        return .string(Base64URL.encode(change(Base64URL.decode(text) ?? [])))
    }

    private static func flipped(_ bytes: [UInt8]) -> [UInt8] { bytes.dropLast() + [(bytes.last ?? 0) ^ 2] }

    static let big = String(repeating: " ", count: 512 * 1024)
    static let words = Base64URL.encode(Array(Forge.secret.utf8))

    static let publicRefusals: [KeyRefusal] =
        [
            KeyRefusal("nothing", "", .invalidJSON), KeyRefusal("a list", "[]", .jsonNotAnObject),
            KeyRefusal("a text", "\"RSA\"", .jsonNotAnObject), KeyRefusal("too large", big + "{}", .invalidKey),
            KeyRefusal("too deep", #"{"kty":\#(String(repeating: "[", count: 9))}"#, .jsonTooDeep),
            KeyRefusal(
                "too many members", "{" + (0..<2049).map { #""\#($0)":0"# }.joined(separator: ",") + "}",
                .jsonTooManyMembers),
            KeyRefusal("kty twice", #"{"kty":"RSA","kty":"EC"}"#, .duplicateMember),
            KeyRefusal("kty twice, escaped", #"{"kty":"RSA","k\u0074y":"EC"}"#, .duplicateMember),
            KeyRefusal("trailing comma", #"{"kty":"RSA",}"#, .invalidJSON),
            KeyRefusal("NUL", #"{"kty":"RSA\u0000"}"#, .invalidUTF8),
            KeyRefusal("no kty", "{}", .invalidKey), KeyRefusal("kty null", #"{"kty":null}"#, .invalidKey),
            KeyRefusal("kty unknown", #"{"kty":"AKP"}"#, .unsupportedKey),
            KeyRefusal("kid number", published(.es256, ["kid": 1]), .invalidKey),
            KeyRefusal("kid empty", published(.es256, ["kid": ""]), .invalidKeyID),
            KeyRefusal(
                "kid of 257 bytes", published(.es256, ["kid": .string(.init(repeating: "k", count: 257))]),
                .invalidKeyID),
            KeyRefusal("kid with a newline", published(.es256, ["kid": "a\nb"]), .invalidKeyID),
            KeyRefusal("oct", #"{"kty":"oct","alg":"HS256","k":"\#(words)"}"#, .privateKey),
            KeyRefusal("oct without k", #"{"kty":"oct","alg":"HS256"}"#, .invalidKey),
            KeyRefusal("EC without crv", published(.es256, ["crv": nil]), .invalidKey),
            KeyRefusal("EC crv number", published(.es256, ["crv": 256]), .invalidKey),
            KeyRefusal("EC crv unknown", published(.es256, ["crv": "secp256k1"]), .unsupportedKey),
            KeyRefusal("EC crv case", published(.es256, ["crv": "p-256"]), .unsupportedKey),
            KeyRefusal("EC without x", published(.es256, ["x": nil]), .invalidKey),
            KeyRefusal("EC without y", published(.es256, ["y": nil]), .invalidKey),
            KeyRefusal("EC x number", published(.es256, ["x": 1]), .invalidKey),
            KeyRefusal("EC x empty", published(.es256, ["x": ""]), .invalidKey),
            KeyRefusal("EC x padded", published(.es256, ["x": "AAA="]), .invalidKey),
            KeyRefusal("EC alg of another curve", published(.es256, ["alg": "ES384"]), .wrongKeyAlgorithm),
            KeyRefusal("EC alg of another kind", published(.es256, ["alg": "RS256"]), .wrongKeyAlgorithm),
            KeyRefusal("EC alg unknown", published(.es256, ["alg": "ES256K"]), .unsupportedAlgorithm),
            KeyRefusal("EC alg none", published(.es256, ["alg": "none"]), .unsupportedAlgorithm),
            KeyRefusal("EC alg number", published(.es256, ["alg": 256]), .invalidKey),
            KeyRefusal("EC told another", published(.es256, [:]), .wrongKeyAlgorithm, told: .es384),
            KeyRefusal("EC told HS256", published(.es256, ["alg": nil]), .wrongKeyAlgorithm, told: .hs256),
            KeyRefusal("OKP without crv", published(.edDSA, ["crv": nil]), .invalidKey),
            KeyRefusal("OKP crv unknown", published(.edDSA, ["crv": "Ed448"]), .unsupportedKey),
            KeyRefusal("OKP without x", published(.edDSA, ["x": nil]), .invalidKey),
            KeyRefusal(
                "OKP x of 31 bytes", published(.edDSA, ["x": bytes(.edDSA, "x") { Array($0.dropLast()) }]), .invalidKey),
            KeyRefusal("OKP x of 33 bytes", published(.edDSA, ["x": bytes(.edDSA, "x") { $0 + [0] }]), .invalidKey),
            KeyRefusal("OKP alg of another kind", published(.edDSA, ["alg": "ES256"]), .wrongKeyAlgorithm),
            KeyRefusal("OKP told RS256", published(.edDSA, ["alg": nil]), .wrongKeyAlgorithm, told: .rs256),
            KeyRefusal("RSA without n", published(.rs256, ["n": nil]), .invalidKey),
            KeyRefusal("RSA without e", published(.rs256, ["e": nil]), .invalidKey),
            KeyRefusal(
                "RSA n with a zero before it", published(.rs256, ["n": bytes(.rs256, "n") { [0] + $0 }]), .invalidKey),
            KeyRefusal("RSA e with a zero before it", published(.rs256, ["e": "AAEAAQ"]), .invalidKey),
            KeyRefusal("RSA e zero", published(.rs256, ["e": "AA"]), .invalidKey),
            KeyRefusal("RSA e empty", published(.rs256, ["e": ""]), .invalidKey),
            KeyRefusal("RSA e number", published(.rs256, ["e": 65537]), .invalidKey),
            KeyRefusal("RSA n padded", published(.rs256, ["n": "AQAB=="]), .invalidKey),
            KeyRefusal("RSA n with white space", published(.rs256, ["n": "AQ AB"]), .invalidKey),
            KeyRefusal("RSA n too small", published(.rs256, ["n": "AQAB"]), .weakKey),
            KeyRefusal("RSA told PS256", published(.rs256, [:]), .wrongKeyAlgorithm, told: .ps256),
            KeyRefusal("use enc", published(.rs256, ["use": "enc"]), .keyUse),
            KeyRefusal("key_ops sign", published(.rs256, ["key_ops": ["sign"]]), .keyUse),
        ] + JWKMembers.privateNames.map { KeyRefusal("private \($0)", published(.rs256, [$0: "AQAB"]), .privateKey) }

    @Test(arguments: publicRefusals)
    func `a public JWK is refused with the code of its fault`(_ refusal: KeyRefusal) {
        #expect(throws: JOSEError(refusal.code)) {
            try VerificationKey(jwk: refusal.text, algorithm: refusal.algorithm)
        }
    }

    static let privateRefusals: [KeyRefusal] =
        [
            KeyRefusal("a public key", published(.rs256, [:]), .publicKey),
            KeyRefusal("a public EC key", published(.es256, [:]), .publicKey),
            KeyRefusal("no kty", "{}", .invalidKey), KeyRefusal("a list", "[]", .jsonNotAnObject),
            KeyRefusal("kty unknown", #"{"kty":"AKP","priv":"AAAA"}"#, .unsupportedKey),
            KeyRefusal("use enc", secret(.rs256, ["use": "enc"]), .keyUse),
            KeyRefusal("key_ops verify", secret(.rs256, ["key_ops": ["verify"]]), .keyUse),
            KeyRefusal("oct without alg", secret(.hs256, ["alg": nil]), .missingKeyAlgorithm),
            KeyRefusal("oct alg RS256", secret(.hs256, ["alg": "RS256"]), .wrongKeyAlgorithm),
            KeyRefusal("oct told another", secret(.hs256, [:]), .wrongKeyAlgorithm, told: .hs512),
            KeyRefusal("oct without k", secret(.hs256, ["k": nil]), .invalidKey),
            KeyRefusal("oct k number", secret(.hs256, ["k": 1]), .invalidKey),
            KeyRefusal("oct k padded", secret(.hs256, ["k": .string(words + "=")]), .invalidKey),
            KeyRefusal("oct k short", secret(.hs256, ["k": "AAAA"]), .weakSecret),
            KeyRefusal("oct k short for HS512", secret(.hs512, ["k": .string(words)]), .weakSecret),
            KeyRefusal(
                "oct k a PEM", secret(.hs256, ["k": .string(Base64URL.encode(Array(TestKeys.p256SPKI.utf8)))]),
                .notASecret),
            KeyRefusal(
                "EC d one byte short", secret(.es256, ["d": bytes(.es256, "d") { Array($0.dropLast()) }]), .invalidKey),
            KeyRefusal("EC d zero", secret(.es256, ["d": bytes(.es256, "d") { $0.map { _ in 0 } }]), .invalidKey),
            KeyRefusal(
                "EC d the order",
                secret(.es256, ["d": bytes(.es256, "d") { _ in ECDSASignatureTests.curves[0].order }]), .invalidKey),
            KeyRefusal("EC d of another key", secret(.es256, ["d": bytes(.es256, "d", flipped)]), .mismatchedKey),
            KeyRefusal("EC d null", secret(.es256, ["d": .null]), .invalidKey),
            KeyRefusal("EC without x", secret(.es256, ["x": nil]), .invalidKey),
            KeyRefusal(
                "OKP d of 31 bytes", secret(.edDSA, ["d": bytes(.edDSA, "d") { Array($0.dropLast()) }]), .invalidKey),
            KeyRefusal("OKP d of 64 bytes", secret(.edDSA, ["d": bytes(.edDSA, "d") { $0 + $0 }]), .invalidKey),
            KeyRefusal("OKP d of another key", secret(.edDSA, ["d": bytes(.edDSA, "d", flipped)]), .mismatchedKey),
            KeyRefusal("RSA d of another key", secret(.rs256, ["d": bytes(.rs256, "d", flipped)]), .mismatchedKey),
            KeyRefusal(
                "RSA d alone, of another key",
                secret(.rs256, noFactors.merging(["d": bytes(.rs256, "d", flipped)]) { $1 }), .mismatchedKey),
            KeyRefusal("RSA p of another key", secret(.rs256, ["p": bytes(.rs256, "p", flipped)]), .mismatchedKey),
            KeyRefusal("RSA dp of another key", secret(.rs256, ["dp": bytes(.rs256, "dp", flipped)]), .mismatchedKey),
            KeyRefusal("RSA dq of another key", secret(.rs256, ["dq": bytes(.rs256, "dq", flipped)]), .mismatchedKey),
            KeyRefusal("RSA qi of another key", secret(.rs256, ["qi": bytes(.rs256, "qi", flipped)]), .mismatchedKey),
            KeyRefusal(
                "RSA p for q", secret(.rs256, ["p": bytes(.rs256, "q") { $0 }, "q": bytes(.rs256, "p") { $0 }]),
                .mismatchedKey),
            KeyRefusal(
                "RSA d with a zero before it", secret(.rs256, ["d": bytes(.rs256, "d") { [0] + $0 }]), .invalidKey),
            KeyRefusal("RSA with more primes", secret(.rs256, ["oth": []]), .unsupportedKey),
            KeyRefusal("RSA n too small", secret(.rs256, ["n": "AQAB"]), .weakKey),
        ]
        + ["p", "q", "dp", "dq", "qi"].map { KeyRefusal("RSA without \($0)", secret(.rs256, [$0: nil]), .invalidKey) }

    @Test func `J16 a private RSA key without its primes is refused where the search for them would take long`() {
        let numbers = [4097, 8192].map { bits -> (String, String) in
            let number = [UInt8](repeating: 0xB7, count: (bits + 7) / 8 - 1)
            let modulus = [bits == 4097 ? 1 : 0xB5] + number
            return (Base64URL.encode(modulus), Base64URL.encode([0x55] + number.dropFirst()))
        }
        for (n, d) in numbers {
            let jwk = #"{"kty":"RSA","alg":"RS256","e":"AQAB","n":"\#(n)","d":"\#(d)"}"#
            #expect(throws: JOSEError(.unsupportedKey)) { try SigningKey(jwk: jwk) }
        }
    }

    @Test(arguments: ["d", "p", "q", "dp", "dq", "qi"])
    func `J16 a number of a private RSA key that is longer than the modulus is refused before any work`(
        _ name: String
    ) throws {
        let long = JSONValue.string(Base64URL.encode([1] + [UInt8](repeating: 0xA7, count: 12_000)))
        for others in name == "d" ? [[:], Self.noFactors] : [[:]] {
            let jwk = Self.secret(.rs256, others.merging([name: long]) { $1 })
            #expect(throws: JOSEError(.mismatchedKey)) { try SigningKey(jwk: jwk) }
        }
    }

    static let noFactors: [String: JSONValue?] = ["p": nil, "q": nil, "dp": nil, "dq": nil, "qi": nil]

    @Test(arguments: privateRefusals)
    func `a private JWK is refused with the code of its fault`(_ refusal: KeyRefusal) {
        #expect(throws: JOSEError(refusal.code)) { try SigningKey(jwk: refusal.text, algorithm: refusal.algorithm) }
    }

    @Test(arguments: JWSAlgorithm.allCases)
    func `a private JWK comes back member by member, and signs as before`(_ algorithm: JWSAlgorithm) throws {
        let key = try #require(AlgorithmSwapTests.keys[algorithm])
        let jwk = try key.privateJWK()
        let again = try SigningKey(jwk: jwk)
        #expect(try JSONValue.object(again.privateJWK()).serialized() == JSONValue.object(jwk).serialized())
        #expect(again.algorithm == algorithm && again.keyID == "k")
        let token = try JWSSigner(key: again).sign(Array(Forge.claims.utf8))
        #expect(Forge.refusal(token, keys: [key.verificationKey]) == nil)
        // Nothing of what is private is in the public form, and it comes back too.
        guard !algorithm.isSymmetric else { return }
        let published = try key.verificationKey.jwk()
        #expect(Set(published.members.map(\.name)).isDisjoint(with: JWKMembers.privateNames))
        let read = try VerificationKey(jwk: published)
        #expect(try JSONValue.object(read.jwk()).serialized() == JSONValue.object(published).serialized())
        #expect(Forge.refusal(token, keys: [read]) == nil)
    }

    @Test func `an RSA key without its factors signs, and is written with them`() throws {
        let key = try SigningKey(jwk: Self.secret(.rs256, Self.noFactors))
        let token = try JWSSigner(key: key).sign(Array(Forge.claims.utf8))
        let original = try #require(AlgorithmSwapTests.keys[.rs256])
        #expect(Forge.refusal(token, keys: [original.verificationKey]) == nil)
    }

    @Test func `a key without alg is bound when it is read: EC and OKP by curve, RSA to RS256 unless told, oct never`()
        throws
    {
        for (algorithm, bound) in [
            (JWSAlgorithm.rs512, JWSAlgorithm.rs256), (.ps256, .rs256), (.es256, .es256), (.es384, .es384),
            (.es512, .es512), (.edDSA, .edDSA), (.ed25519, .edDSA),
        ] {
            #expect(try VerificationKey(jwk: Self.published(algorithm, ["alg": nil])).algorithm == bound)
            #expect(try SigningKey(jwk: Self.secret(algorithm, ["alg": nil])).algorithm == bound)
            #expect(
                try SigningKey(jwk: Self.secret(algorithm, ["alg": nil]), algorithm: algorithm).algorithm == algorithm)
            #expect(try SigningKey(jwk: Self.secret(algorithm, [:])).algorithm == algorithm)
        }
        for told in [JWSAlgorithm.hs256, .hs384, .hs512] {
            #expect(try SigningKey(jwk: Self.secret(.hs256, ["alg": nil]), algorithm: told).algorithm == told)
        }
    }

    @Test(
        arguments: [["use": "sig"], ["key_ops": ["sign", "verify"]], ["use": "sig", "key_ops": ["verify", "sign"]]]
            as [[String: JSONValue]])
    func `use and key_ops that are for signatures are honoured`(_ members: [String: JSONValue]) throws {
        #expect(throws: Never.self) { try VerificationKey(jwk: Self.published(.es256, members)) }
        #expect(throws: Never.self) { try SigningKey(jwk: Self.secret(.es256, members)) }
        #expect(throws: Never.self) { try SigningKey(jwk: Self.secret(.hs256, members)) }
    }

    @Test func `key_ops of one operation allow that one alone`() throws {
        #expect(throws: Never.self) { try VerificationKey(jwk: Self.published(.es256, ["key_ops": ["verify"]])) }
        #expect(throws: Never.self) { try SigningKey(jwk: Self.secret(.es256, ["key_ops": ["sign"]])) }
        #expect(throws: JOSEError(.keyUse)) { try SigningKey(jwk: Self.secret(.es256, ["key_ops": ["verify"]])) }
        #expect(throws: JOSEError(.keyUse)) { try VerificationKey(jwk: Self.published(.es256, ["key_ops": ["sign"]])) }
    }

    static let setRefusals: [KeyRefusal] = [
        KeyRefusal("no keys", "{}", .invalidKeySet), KeyRefusal("keys null", #"{"keys":null}"#, .invalidKeySet),
        KeyRefusal("keys an object", #"{"keys":{}}"#, .invalidKeySet),
        KeyRefusal("one key", published(.es256, [:]), .invalidKeySet),
        KeyRefusal("a list", "[]", .jsonNotAnObject), KeyRefusal("nothing", "", .invalidJSON),
        KeyRefusal("keys twice", #"{"keys":[],"keys":[]}"#, .duplicateMember),
        KeyRefusal("too large", big + #"{"keys":[]}"#, .invalidKey),
    ]

    @Test(arguments: setRefusals)
    func `a JWK set is refused with the code of its fault`(_ refusal: KeyRefusal) {
        #expect(throws: JOSEError(refusal.code)) { try JWKSet(parsing: Array(refusal.text.utf8)) }
        #expect(throws: JOSEError(refusal.code)) { try PrivateJWKSet(parsing: Array(refusal.text.utf8)) }
    }

    @Test func `a private set takes all its keys or none, and comes back equal`() throws {
        let keys = try JWSAlgorithm.allCases.map {
            try #require(AlgorithmSwapTests.keys[$0]).withKeyID("key of \($0)")
        }
        let written = try PrivateJWKSet(keys).privateSerialized()
        let again = try PrivateJWKSet(parsing: written)
        #expect(again.keys.map(\.algorithm) == JWSAlgorithm.allCases)
        #expect(try again.privateSerialized() == written)
        #expect(throws: JOSEError(.duplicateKeyID)) { try PrivateJWKSet(keys + [keys[3]]) }
        let text = String(decoding: written, as: UTF8.self)
        for bad in [#"{"kty":"AKP"}"#, #"{"kty":"oct","k":"AAAA","alg":"HS256"}"#, "1", Self.published(.es256, [:])] {
            let spoilt = text.replacing(#"{"keys":["#, with: #"{"keys":[\#(bad),"#)
            #expect(throws: JOSEError.self) { try PrivateJWKSet(parsing: Array(spoilt.utf8)) }
        }
        #expect(throws: JOSEError(.invalidKeySet)) { try PrivateJWKSet(parsing: Array(#"{"keys":[1]}"#.utf8)) }
        // The public form of the same set has no secrets, and none of the shared ones at all.
        let published = try JWKSet(keys.filter { !$0.algorithm.isSymmetric }.map(\.verificationKey))
        let read = try JWKSet(parsing: published.serialized())
        #expect(read.keys.count == 11 && read.skipped == 0)
        #expect(try read.serialized() == published.serialized())
        #expect(try JWKSet(parsing: written).skipped == 14)
    }
}
