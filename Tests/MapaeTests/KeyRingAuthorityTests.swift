import Mapae
import MapaeJOSE
import MapaeTesting
import Testing

@Suite("An authority with several keys")
struct KeyRingAuthorityTests {
    private let time = ManualClock()
    private let policy = TokenPolicy(accessTokenLifetime: .seconds(60), refreshTokenLifetime: .seconds(600))

    private func authority(_ ring: KeyRing) throws -> TokenAuthority {
        try TokenAuthority(keys: ring, policy: policy, clock: time.clock)
    }

    private func cause(
        _ token: String, _ authority: TokenAuthority, _ requirement: TokenRequirement = .access
    ) -> JOSEError.Code? {
        do {
            _ = try authority.verify(token, requirement)
            return nil
        } catch {
            #expect(error.code == .invalidToken)
            return error.cause?.code
        }
    }

    @Test(arguments: [JWSAlgorithm.hs256, .es256, .edDSA, .rs256])
    func `signs with the new key at once, and logs nobody out`(_ algorithm: JWSAlgorithm) throws {
        let old = try SigningKey.generate(.hs256)
        let before = try authority(KeyRing(signing: old))
        let pair = try before.tokenPair(for: "ada")
        let refreshToken = try #require(pair.refreshToken)

        let new = try SigningKey.generate(algorithm)
        let end = time.now.advanced(by: policy.refreshTokenLifetime)
        let ring = try KeyRing(signing: old).rotated(to: new, retiringAt: end)
        let after = try authority(ring)
        #expect(try after.verify(pair.accessToken).keyID == old.keyID)
        // The token that was issued last before the change still gets new ones just before its end.
        time.advance(by: .seconds(599))
        #expect(try after.verify(refreshToken, .refresh).subject == "ada")
        let fresh = try after.tokenPair(for: "ada")
        #expect(try after.verify(fresh.accessToken).keyID == new.keyID)
        #expect(try UnverifiedToken(fresh.accessToken).unverifiedHeader()["alg"]?.string == "\(algorithm)")
        #expect(cause(fresh.accessToken, before) == .unknownKey)
    }

    @Test func `C12 takes nothing of a retired key, to the nanosecond of its own clock`() throws {
        let (old, new) = (try SigningKey.generate(.es256), try SigningKey.generate(.es256))
        let end = time.now.advanced(by: .seconds(30))
        let pair = try authority(KeyRing(signing: old)).tokenPair(for: "ada")
        let after = try authority(KeyRing(signing: old).rotated(to: new, retiringAt: end))
        time.set(end.advanced(by: .nanoseconds(-1)))
        #expect(cause(pair.accessToken, after) == nil)
        time.set(end)
        #expect(cause(pair.accessToken, after) == .retiredKey)
        #expect(cause(pair.refreshToken ?? "", after, .refresh) == .retiredKey)
        // J37: a clock that is set back brings it back, as it does a token's own end; what is dropped stays dropped.
        time.set(end.advanced(by: .seconds(-1)))
        #expect(cause(pair.accessToken, after) == nil)
        let ring = try KeyRing(signing: old).rotated(to: new, retiringAt: end).withoutRetired(at: end)
        #expect(cause(pair.accessToken, try authority(ring)) == .unknownKey)
    }

    @Test func `knows no other key, whatever the kid says`() throws {
        let ring = try KeyRing(
            signing: .generate(.es256, keyID: "a"),
            checking: [.init(SigningKey.generate(.es256, keyID: "b").verificationKey)])
        let stranger = try SigningKey.generate(.es256)
        for (id, code) in [("a", JOSEError.Code.invalidSignature), ("b", .invalidSignature), ("c", .unknownKey)] {
            let token = try authority(KeyRing(signing: stranger.withKeyID(id))).accessToken(for: "ada").accessToken
            #expect(cause(token, try authority(ring)) == code)
        }
    }

    @Test func `tries a token without kid with all keys of its algorithm, the retired ones not`() throws {
        let keys = try (0..<3).map { _ in try SigningKey.generate(.es256) }
        let end = time.now.advanced(by: .seconds(10))
        let ring = try KeyRing(
            signing: keys[0],
            checking: [.init(keys[1].verificationKey), .init(keys[2].verificationKey, retiresAt: end)])
        let judge = try authority(ring)
        let tokens = try keys.map { key in
            try authority(KeyRing(signing: key.withKeyID(nil))).accessToken(for: "ada").accessToken
        }
        for (token, key) in zip(tokens, keys) { #expect(try judge.verify(token).keyID == key.keyID) }
        time.set(end)
        #expect(cause(tokens[1], judge) == nil)
        #expect(cause(tokens[2], judge) == .invalidSignature)
        let other = try authority(KeyRing(signing: SigningKey.generate(.edDSA).withKeyID(nil)))
        #expect(cause(try other.accessToken(for: "ada").accessToken, judge) == .algorithmMismatch)
    }

    @Test func `is the same as one with a single key when there is no other`() throws {
        let key = try SigningKey.generate(.hs256)
        let one = try TokenAuthority(signingKey: key, policy: policy, clock: time.clock)
        let ring = try authority(KeyRing(signing: key))
        #expect(cause(try one.accessToken(for: "ada").accessToken, ring) == nil)
        #expect(cause(try ring.accessToken(for: "ada").accessToken, one) == nil)
        #expect(throws: PolicyError.self) {
            try TokenAuthority(keys: KeyRing(signing: key), policy: TokenPolicy(leeway: .seconds(61)))
        }
    }
}
