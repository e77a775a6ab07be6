import MapaeJOSE
import MapaeTesting
import Testing

@testable import Mapae

@Suite("What an authority has signed of one type")
struct SignedClaimsTests {
    private let time = ManualClock()

    private func token(_ key: SigningKey, _ type: TokenMediaType = .accessToken, lifetime: Int64 = 900) throws -> String
    {
        let claims = #"{"sub":"ada","type":"access","exp":\#(time.now.seconds + lifetime),"iat":\#(time.now.seconds)}"#
        return try JWSSigner(key: key, type: type).sign(Array(claims.utf8))
    }

    @Test(arguments: [true, false])
    func `J21 is refused from the moment at which its key is left out, however often it was read`(_ caches: Bool) throws
    {
        let (one, two) = (try SigningKey.generate(.es256, keyID: "1"), try SigningKey.generate(.es256, keyID: "2"))
        let ring = LiveKeyRing(try KeyRing(signing: one))
        let authority = try TokenAuthority(
            liveKeys: ring, policy: TokenPolicy(cachesVerifiedTokens: caches), clock: time.clock)
        let signed = SignedClaims(authority, type: .accessToken)
        let text = try token(one)
        for _ in 0..<5 { #expect(signed.claims(of: text)?.subject == "ada") }
        ring.replace(by: try KeyRing(signing: two))
        #expect(signed.claims(of: text) == nil)
        ring.replace(by: try ring.ring.rotated(to: one, retiringAt: time.now.advanced(by: .seconds(100))))
        let other = try token(two)
        for _ in 0..<5 { #expect(signed.claims(of: other) != nil) }
        time.advance(by: .seconds(100))
        #expect(signed.claims(of: other) == nil && signed.claims(of: text) != nil)
    }

    @Test(arguments: [true, false])
    func `is read whatever the time, and never by one changed byte`(_ caches: Bool) throws {
        let key = try SigningKey.generate(.es256, keyID: "1")
        let authority = try TokenAuthority(
            signingKey: key, policy: TokenPolicy(cachesVerifiedTokens: caches), clock: time.clock)
        let signed = SignedClaims(authority, type: .accessToken)
        let text = try token(key)
        for _ in 0..<5 { #expect(signed.claims(of: text) != nil) }
        for index in stride(from: 0, to: text.utf8.count, by: 7) {
            var bytes = Array(text.utf8)
            bytes[index] = bytes[index] == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A")
            #expect(signed.claims(of: String(decoding: bytes, as: UTF8.self)) == nil)
        }
        time.advance(by: .seconds(5000))
        for _ in 0..<5 { #expect(signed.claims(of: text) != nil) }
    }

    @Test func `is of that type alone, and opens nothing that takes another one`() throws {
        let key = try SigningKey.generate(.es256, keyID: "1")
        let authority = try TokenAuthority(signingKey: key, clock: time.clock)
        let signed = SignedClaims(authority, type: .accessToken)
        let (access, plain) = (try token(key), try token(key, .jwt))
        for _ in 0..<5 {
            #expect(signed.claims(of: access) != nil && signed.claims(of: plain) == nil)
            #expect(throws: TokenError.self) { try authority.verify(access) }
            let believed = try authority.verify(plain)
            #expect(believed.subject == "ada")
        }
    }
}
