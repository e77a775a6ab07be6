import MapaeJOSE
import Testing

@Suite("Keys as JWK and PEM")
struct KeyFormTests {
    static let asymmetric = JWSAlgorithm.allCases.filter { !$0.isSymmetric }
    static let now = NumericDate(seconds: 1_700_000_000)
    static let payload = Array(#"{"sub":"ada"}"#.utf8)

    static func isTaken(_ token: String, by key: VerificationKey) -> Bool {
        (try? JWSVerifier(keys: [key]).verify(UnverifiedToken(token), at: now)) != nil
    }

    @Test(
        "A key of each algorithm comes back from its private JWK and checks what it signed before",
        arguments: JWSAlgorithm.allCases)
    func privateJWK(_ algorithm: JWSAlgorithm) throws {
        let key = try SigningKey.generate(algorithm)
        let again = try SigningKey(jwk: key.privateJWK())
        #expect(again.keyID == key.keyID)
        let token = try JWSSigner(key: key).sign(Self.payload)
        #expect(Self.isTaken(token, by: again.verificationKey))
        #expect(Self.isTaken(try JWSSigner(key: again).sign(Self.payload), by: key.verificationKey))
        let other = try SigningKey.generate(algorithm, keyID: key.keyID)
        #expect(!Self.isTaken(token, by: other.verificationKey))
    }

    @Test("A public JWK has no private member and checks signatures; its PEM is the same key", arguments: asymmetric)
    func publicForms(_ algorithm: JWSAlgorithm) throws {
        let key = try SigningKey.generate(algorithm)
        let jwk = try key.verificationKey.jwk()
        for name in ["d", "p", "q", "dp", "dq", "qi", "k"] { #expect(jwk[name] == nil) }
        let token = try JWSSigner(key: key).sign(Self.payload)
        #expect(Self.isTaken(token, by: try VerificationKey(jwk: jwk)))
        let pem = try key.verificationKey.pem()
        #expect(pem.hasPrefix("-----BEGIN PUBLIC KEY-----"))
        #expect(Self.isTaken(token, by: try VerificationKey(pem: pem, algorithm: algorithm)))
        let secretPEM = try key.privatePEM()
        let again = try SigningKey(pem: secretPEM, algorithm: algorithm)
        #expect(again.verificationKey.thumbprint == key.verificationKey.thumbprint)
        #expect(throws: JOSEError(.privateKey)) { try VerificationKey(pem: secretPEM) }
        #expect(throws: JOSEError(.publicKey)) { try SigningKey(pem: pem) }
        #expect(throws: JOSEError(.privateKey)) { try VerificationKey(jwk: key.privateJWK()) }
    }

    @Test("A shared secret has no public form")
    func noPublicSecret() throws {
        let key = try SigningKey.generate(.hs256)
        #expect(throws: JOSEError(.noPublicForm)) { try key.verificationKey.jwk() }
        #expect(throws: JOSEError(.noPublicForm)) { try JWKSet([key.verificationKey]) }
        #expect(throws: JOSEError(.privateKey)) { try VerificationKey(jwk: key.privateJWK()) }
    }

    @Test("The old key of a ring checks until it retires, and not a moment longer")
    func rotation() throws {
        let (old, new) = (try SigningKey.generate(.es256), try SigningKey.generate(.edDSA))
        let end = Self.now.advanced(by: .seconds(60))
        let verifier = JWSVerifier(try KeyRing(signing: old).rotated(to: new, retiringAt: end))
        let token = try UnverifiedToken(JWSSigner(key: old).sign(Self.payload))
        #expect(try verifier.verify(token, at: Self.now).keyID == old.keyID)
        #expect(throws: JOSEError(.retiredKey)) { try verifier.verify(token, at: end) }
        let fresh = try UnverifiedToken(JWSSigner(key: new).sign(Self.payload))
        #expect(try verifier.verify(fresh, at: end).algorithm == .edDSA)
    }
}
