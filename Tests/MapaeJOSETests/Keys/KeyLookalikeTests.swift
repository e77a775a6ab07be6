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
}
