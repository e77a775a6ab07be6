import MapaeJOSE
import Testing

@Suite("Words of keys that only look right")
struct KeyLookalikeTests {
    /// Swift's `==` takes the Kelvin sign for a K: the trap of this whole suite.
    static let kelvin = "\u{212A}"

    @Test func `S1 a kty with a Kelvin sign is no OKP`() throws {
        let jwk = try SigningKey(pem: TestKeys.ed25519PKCS8).privateJWK()
        var other = jwk
        other["kty"] = .string("O\(Self.kelvin)P")
        #expect(jwk["kty"]?.string == other["kty"]?.string, "Swift thinks them equal")
        #expect(throws: JOSEError(.unsupportedKey)) { try SigningKey(jwk: other) }
        var published = try SigningKey(pem: TestKeys.ed25519PKCS8).verificationKey.jwk()
        published["kty"] = .string("O\(Self.kelvin)P")
        #expect(throws: JOSEError(.unsupportedKey)) { try VerificationKey(jwk: published) }
    }

    @Test(arguments: [TestKeys.rsaPKCS8, TestKeys.rsaPKCS1, TestKeys.p256SEC1, TestKeys.ed25519PKCS8])
    func `S1 a PEM label with a Kelvin sign is no KEY`(_ pem: String) {
        let other = pem.replacing("KEY-----", with: "\(Self.kelvin)EY-----")
        #expect(!other.utf8.elementsEqual(pem.utf8))
        #expect((try? SigningKey(pem: other)) == nil)
    }

    @Test(arguments: ["RSa", "rsa", "Rsa ", "RSA\u{0301}", "ec", "okp", "octSSS", "OCT", "AKP", ""])
    func `a kty of no kind that is offered is refused as such, private members or not`(_ kty: String) {
        let jwk: JSONObject = ["kty": .string(kty), "k": "AAAA", "d": "AAAA", "n": "AAAA", "e": "AQAB"]
        #expect(throws: JOSEError(.unsupportedKey)) { try SigningKey(jwk: jwk) }
        #expect(throws: JOSEError(.unsupportedKey)) { try SigningKey(jwk: ["kty": .string(kty), "k": "AAAA"]) }
    }

    /// Some terminals take U+009B for the beginning of a command, and some readers of logs take U+2028 for a new line.
    @Test(arguments: ["\u{85}", "a\u{9B}31m", "\u{80}", "k\u{9F}", "a\u{2028}b", "a\u{2029}"])
    func `S3 J24 control characters and line ends beyond ASCII are refused in key ids too`(_ id: String) throws {
        #expect(throws: JOSEError(.invalidKeyID)) { try Forge.key(id: id) }
        #expect(throws: JOSEError(.invalidKeyID)) { try SigningKey(pem: TestKeys.p256PKCS8, keyID: id) }
        #expect(throws: JOSEError(.invalidKeyID)) { try SigningKey.generate(.es256).withKeyID(id) }
        var jwk = try SigningKey(pem: TestKeys.p256PKCS8).verificationKey.jwk()
        jwk["kid"] = .string(id)
        #expect(throws: JOSEError(.invalidKeyID)) { try VerificationKey(jwk: jwk) }
        #expect(Forge.refusal(Forge.token(header: #"{"alg":"HS256","kid":"\#(id)"}"#)) == .unknownKey)
    }

    @Test(arguments: ["\u{A0}", "\u{7E}", "é", "말 열 마리", "🐴", "\u{2027}", "\u{202A}"])
    func `other text beyond ASCII is a key id`(_ id: String) throws {
        #expect(try Forge.key(id: id).keyID == id)
    }
}
