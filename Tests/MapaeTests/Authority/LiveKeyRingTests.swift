import MapaeJOSE
import MapaeTesting
import Testing

@testable import Mapae

@Suite("Keys that change while they are in use")
struct LiveKeyRingTests {
    private let time = ManualClock()

    private func code(_ token: String, _ verifier: TokenAuthority) -> TokenError.Code? {
        do {
            _ = try verifier.verify(token)
            return nil
        } catch {
            return error.code
        }
    }

    @Test func `an authority signs and checks with the ring of the moment`() throws {
        let (one, two) = (try SigningKey.generate(.es256, keyID: "1"), try SigningKey.generate(.hs256, keyID: "2"))
        let live = LiveKeyRing(try KeyRing(signing: one))
        let auth = try TokenAuthority(liveKeys: live, clock: time.clock)
        let copy = auth
        let first = try auth.accessToken(for: "ada").accessToken
        live.replace(by: try live.ring.rotated(to: two, retiringAt: time.now.advanced(by: .seconds(100))))
        let second = try copy.accessToken(for: "ada").accessToken
        #expect(try auth.verify(first).keyID == "1")
        #expect(try auth.verify(second).keyID == "2")
        #expect(auth.keys.signing.keyID == "2" && live.ring.checking.count == 1)
        #expect(try auth.publicKeys().keys.map(\.keyID) == ["1"])
        time.advance(by: .seconds(100))
        #expect(code(first, auth) == .invalidToken && code(second, auth) == nil)
        #expect(try auth.publicKeys().keys.isEmpty)
    }

    @Test(arguments: [true, false])
    func `J21 what a key that is left out has signed is refused from that moment, however often it was believed`(
        _ caches: Bool
    ) throws {
        let (one, two) = (try SigningKey.generate(.es256, keyID: "1"), try SigningKey.generate(.es256, keyID: "2"))
        let live = LiveKeyRing(try KeyRing(signing: one))
        let auth = try TokenAuthority(
            liveKeys: live, policy: TokenPolicy(cachesVerifiedTokens: caches), clock: time.clock)
        let other = try TokenAuthority(liveKeys: live, policy: TokenPolicy(issuer: "x"), clock: time.clock)
        let token = try auth.accessToken(for: "ada").accessToken
        for _ in 0..<5 { #expect(code(token, auth) == nil) }
        #expect(code(token, other) != nil)
        live.replace(by: try KeyRing(signing: two))
        #expect(code(token, auth) == .invalidToken)
        #expect(auth.authenticToken(token[...]) == nil)
        #expect(throws: TokenError(.invalidToken)) { try auth.authenticate(token) }
        live.replace(by: try KeyRing(signing: two, checking: [KeyRing.Member(one.verificationKey)]))
        #expect(code(token, auth) == nil)
    }

    @Test func `many check while the ring changes, and each sees a whole ring`() async throws {
        let keys = try (0..<8).map { try SigningKey.generate(.hs256, keyID: "\($0)") }
        let live = LiveKeyRing(try KeyRing(signing: keys[0]))
        let auth = try TokenAuthority(liveKeys: live, clock: time.clock)
        let all = keys.map { KeyRing.Member($0.verificationKey) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    for _ in 0..<500 {
                        // All rings believe what each of them signs.
                        let token = try auth.accessToken(for: "ada").accessToken
                        #expect(try auth.verify(token).subject == "ada")
                    }
                }
            }
            group.addTask {
                for round in 0..<2000 {
                    let place = round % keys.count
                    let checking = all.enumerated().filter { $0.offset != place }.map(\.element)
                    live.replace(by: try KeyRing(signing: keys[place], checking: checking))
                    if round % 50 == 0 { await Task.yield() }
                }
            }
            try await group.waitForAll()
        }
    }
}
