import HTTPTypes
import Mapae
import MapaeJOSE
import MapaeTesting
import Testing

@Suite("A verifier that cannot issue")
struct KeyVerifierTests {
    private let time = ManualClock(at: Issuer.start)

    @Test(arguments: [JWSAlgorithm.es256, .edDSA])
    func `the public part of a key takes what the key has signed, by the same policy`(
        _ algorithm: JWSAlgorithm
    ) async throws {
        let key = try SigningKey.generate(algorithm, keyID: "k1")
        let policy = TokenPolicy(issuer: "me", audience: "you")
        let auth = try TokenAuthority(signingKey: key, policy: policy, clock: time.clock)
        let verifier = try KeyVerifier(keys: [key.verificationKey], policy: policy, clock: time.clock)
        let token = try auth.accessToken(for: "ada", scopes: ["a"]).accessToken
        #expect(try verifier.verify(token, .scope("a")).subject == "ada")
        #expect(throws: TokenError(.notFresh)) { try verifier.verify(token, .fresh) }
        var request = TestRequest(.get, "/", [.authorization: "Bearer \(token)"])
        #expect(try await verifier.verify(&request, .access)?.location == .header)
        #expect(try verifier.verify(headers: request.head.headerFields, .access)?.keyID == "k1")
        time.advance(by: .seconds(900))
        #expect(throws: TokenError(.expired)) { try verifier.verify(token) }
    }

    @Test func `another key, another issuer and another kind are refused`() throws {
        let key = try SigningKey.generate(.es256)
        let verifier = try KeyVerifier(
            keys: [key.verificationKey], policy: TokenPolicy(issuer: "me"), clock: time.clock)
        for (signing, issuer, code): (SigningKey, String, TokenError.Code) in [
            (try .generate(.es256), "me", .invalidToken), (key, "you", .wrongIssuer),
        ] {
            let other = try TokenAuthority(signingKey: signing, policy: TokenPolicy(issuer: issuer), clock: time.clock)
            let token = try other.accessToken(for: "ada").accessToken
            #expect(throws: TokenError(code)) { try verifier.verify(token) }
        }
        let auth = try TokenAuthority(signingKey: key, policy: TokenPolicy(issuer: "me"), clock: time.clock)
        let refresh = try auth.refreshToken(for: "ada")
        #expect(throws: TokenError(.wrongTokenType(expected: .access))) { try verifier.verify(refresh) }
    }

    @Test func `without keys, or with nowhere to look, there is none`() throws {
        #expect(throws: JOSEError(.noKeys)) { try KeyVerifier(keys: []) }
        let key = try SigningKey.generate(.es256).verificationKey
        #expect(throws: PolicyError(.noCarriers)) { try KeyVerifier(keys: [key], accept: []) }
    }
}
