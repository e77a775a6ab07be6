import HTTPTypes
import MapaeJOSE
import MapaeStore
import MapaeTesting
import Testing

@testable import Mapae

@Suite("What is kept of tokens that were believed")
struct VerificationCacheTests {
    private let time = ManualClock(at: Issuer.start)

    private func authority(_ key: SigningKey, _ policy: TokenPolicy = .init()) throws -> TokenAuthority {
        try TokenAuthority(signingKey: key, policy: policy, clock: time.clock)
    }

    private func refusal(
        _ token: String, _ authority: TokenAuthority, _ requirement: TokenRequirement = .access
    ) -> TokenError.Code? {
        do {
            _ = try authority.verify(token, requirement)
            return nil
        } catch {
            return error.code
        }
    }

    @Test(arguments: [JWSAlgorithm.hs256, .es256, .edDSA])
    func `J54 two tokens for one audience have each its own claims, whichever came before`(
        _ algorithm: JWSAlgorithm
    ) throws {
        let auth = try authority(.generate(algorithm), TokenPolicy(audience: "one"))
        let tokens = try ["ada", "eve"].map { try auth.accessToken(for: $0, claims: ["name": .string($0)]).accessToken }
        for index in [0, 1, 1, 0, 0, 1, 0, 1, 1, 1, 0, 0] {
            let verified = try auth.verify(tokens[index])
            #expect(verified.subject == ["ada", "eve"][index])
            #expect(verified.claims["name"]?.string == verified.subject)
        }
        #expect(auth.cache?.count == 2)
    }

    @Test func `J54 a token that differs from a known one in any byte is refused`() throws {
        let auth = try authority(.hs256(secret: Issuer.secret))
        let token = try auth.accessToken(for: "ada").accessToken
        let other = try auth.accessToken(for: "eve").accessToken
        for _ in 0..<2 { _ = try auth.verify(token) }
        #expect(auth.cache?.count == 1)
        let bytes = Array(token.utf8)
        for index in bytes.indices {
            var changed = bytes
            changed[index] = bytes[index] == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A")
            #expect(refusal(String(decoding: changed, as: UTF8.self), auth) == .invalidToken, "byte \(index)")
        }
        // Longer, shorter, and with the signature by which the known one is found.
        let signature = token.split(separator: ".")[2]
        for text in [
            token + "A", "A" + token, String(token.dropLast()), String(token.dropFirst()), " " + token,
            other.split(separator: ".").prefix(2).joined(separator: ".") + "." + signature,
        ] {
            #expect(refusal(text, auth) == .invalidToken)
        }
        #expect(auth.cache?.count == 1)
        #expect(try auth.verify(token).subject == "ada")
    }

    @Test func `J54 a million tokens take no more places than there are`() throws {
        let cache = VerificationCache()
        let content = try authority(.hs256(secret: Issuer.secret)).verifiedContent()
        let end = Issuer.start.advanced(by: .seconds(900))
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<1_000_000 {
            var text: [UInt8] = []
            for _ in 0..<4 { unsafe withUnsafeBytes(of: generator.next()) { unsafe text += $0 } }
            for _ in 0..<2 { cache.keep(text.span, content, retiresAt: nil, until: end, at: Issuer.start) }
        }
        #expect(cache.count <= VerificationCache.capacity)
        #expect(cache.count > VerificationCache.capacity / 2)
        // The last one of all is there.
        let last = [UInt8](repeating: 7, count: 40)
        for _ in 0..<2 { cache.keep(last.span, content, retiresAt: nil, until: end, at: Issuer.start) }
        let known = cache.entry(of: last.span, at: Issuer.start)
        #expect(known != nil)
    }

    @Test func `J54 an expired token is refused to the nanosecond, and its place is free`() throws {
        let auth = try authority(.hs256(secret: Issuer.secret), TokenPolicy(leeway: .seconds(2)))
        let token = try auth.accessToken(for: "ada", lifetime: .seconds(10)).accessToken
        let end = Issuer.start.advanced(by: .seconds(12))
        for _ in 0..<2 { #expect(refusal(token, auth) == nil) }
        #expect(auth.cache?.count == 1)
        time.set(end.advanced(by: .nanoseconds(-1)))
        #expect(refusal(token, auth) == nil)
        #expect(auth.cache?.count == 1)
        time.set(end)
        #expect(refusal(token, auth) == .expired)
        #expect(auth.cache?.count == 0)
        // J37: a clock that is set back has it believed as if it had never been known, and one before its beginning does not.
        time.set(Issuer.start)
        #expect(refusal(token, auth) == nil)
        time.set(Issuer.start.advanced(by: .seconds(-3)))
        #expect(refusal(token, auth) == .notYetValid)
    }

    @Test func `J54 C12 a retired key's token is refused although it is known`() throws {
        let (old, new) = (try SigningKey.generate(.es256), try SigningKey.generate(.es256))
        let end = Issuer.start.advanced(by: .seconds(30))
        let ring = try KeyRing(signing: old).rotated(to: new, retiringAt: end)
        let auth = try TokenAuthority(keys: ring, clock: time.clock)
        let token = try authority(old).accessToken(for: "ada").accessToken
        for _ in 0..<2 { #expect(refusal(token, auth) == nil) }
        #expect(auth.cache?.count == 1)
        time.set(end.advanced(by: .nanoseconds(-1)))
        #expect(refusal(token, auth) == nil)
        time.set(end)
        #expect(throws: TokenError(.invalidToken, cause: JOSEError(.retiredKey))) { try auth.verify(token) }
        #expect(auth.cache?.count == 0)
    }

    @Test func `J54 a token of a session that has ended is refused although it is known`() async throws {
        let auth = try authority(.hs256(secret: Issuer.secret))
        let sessions = Sessions(auth, store: .memory, events: { _ in })
        try await sessions.start()
        let token = try await sessions.begin(for: "ada").accessToken
        let other = try await sessions.begin(for: "eve").accessToken
        let fields: HTTPFields = [.authorization: "Bearer \(token)"]
        for _ in 0..<3 { #expect(try sessions.verify(headers: fields, .access)?.subject == "ada") }
        #expect(auth.cache?.count == 1)
        try await sessions.end(auth.verify(token))
        #expect(throws: TokenError(.revoked)) { try sessions.verify(headers: fields, .access) }
        await #expect(throws: TokenError(.revoked)) { try await sessions.verify(token[...], .access) }
        #expect(try await sessions.verify(other[...], .access).subject == "eve")
    }

    @Test func `J54 what a route wants is looked at each time`() throws {
        let auth = try authority(.hs256(secret: Issuer.secret))
        let until = Issuer.start.advanced(by: .seconds(5))
        let token = try auth.accessToken(for: "ada", fresh: .during(.seconds(5)), scopes: ["a"]).accessToken
        let refresh = try auth.refreshToken(for: "ada")
        for _ in 0..<2 {
            #expect(refusal(token, auth, .fresh) == nil)
            #expect(refusal(token, auth, .scope("a")) == nil)
            #expect(refusal(token, auth, .scope("b")) == .insufficientScope(required: ["b"]))
            #expect(refusal(token, auth, .role("a")) == .insufficientRole(required: ["a"]))
            #expect(refusal(token, auth, .refresh) == .wrongTokenType(expected: .refresh))
            #expect(refusal(refresh, auth, .refresh) == nil)
            #expect(refusal(refresh, auth, .anyType) == nil)
            #expect(refusal(refresh, auth) == .wrongTokenType(expected: .access))
        }
        time.set(until)
        #expect(refusal(token, auth) == nil)
        #expect(refusal(token, auth, .fresh) == .notFresh)
    }

    @Test func `J54 only what was believed is kept, by the authority that believed it`() throws {
        let issuer = try Issuer()
        let auth = issuer.authority
        let refused = [
            issuer.token(with: #""aud":"other""#), issuer.token(with: "", without: ["exp"]),
            issuer.token(with: #""nbf":1700000100"#), issuer.token(with: #""exp":1600000000"#, without: ["exp"]),
            issuer.token(#"{"sub":"ada","exp":1700000900,"type":"access"}"#, type: "at+jwt"),
            try authority(.hs256(secret: "another" + Issuer.secret)).accessToken(for: "ada").accessToken,
        ]
        for token in refused + refused + refused { #expect(issuer.refusal(token) != nil) }
        let large = try auth.accessToken(for: "ada", claims: ["a": .string(String(repeating: "a", count: 2000))])
        for _ in 0..<3 { #expect(issuer.refusal(large.accessToken) == nil) }
        #expect(auth.cache?.count == 0)

        let token = try auth.accessToken(for: "ada").accessToken
        #expect(issuer.refusal(token) == nil)
        // What comes once takes no place.
        #expect(auth.cache?.count == 0)
        #expect(issuer.refusal(token) == nil)
        #expect(auth.cache?.count == 1)
        // Another audience's authority with the same key, and one with another key, know nothing of it.
        #expect(refusal(token, try authority(issuer.key, TokenPolicy(issuer: "me"))) == .wrongIssuer)
        #expect(refusal(token, try authority(.generate(.hs256))) == .invalidToken)
    }

    @Test func `J54 S14 tasks that share an authority get each the claims of its own token`() async throws {
        let auth = try authority(.hs256(secret: Issuer.secret))
        let tokens = try (0..<64).map { try auth.accessToken(for: "user \($0)").accessToken }
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for start in 0..<16 {
                group.addTask {
                    try (0..<640).allSatisfy { step in
                        let index = (start * 7 + step) % 64
                        return try auth.verify(tokens[index]).subject == "user \(index)"
                    }
                }
            }
            for try await isOwn in group { #expect(isOwn) }
        }
        #expect(auth.cache?.count ?? 0 <= 64)
    }

    @Test func `J54 without a cache the same is believed and refused`() throws {
        let auth = try authority(.hs256(secret: Issuer.secret), TokenPolicy(cachesVerifiedTokens: false))
        #expect(auth.cache == nil)
        let token = try auth.accessToken(for: "ada", lifetime: .seconds(10)).accessToken
        for _ in 0..<2 { #expect(try auth.verify(token).subject == "ada") }
        time.advance(by: .seconds(10))
        #expect(refusal(token, auth) == .expired)
    }

    @Test func `J54 a token that is kept stands in no dump`() throws {
        let auth = try authority(.hs256(secret: Issuer.secret))
        let token = try auth.accessToken(for: "ada-lovelace").accessToken
        for _ in 0..<2 { _ = try auth.verify(token) }
        let bytes = Array(token.utf8)
        let known = auth.cache?.entry(of: bytes.span, at: time.now)
        let entry = try #require(known)
        var text = ""
        dump(auth.cache, to: &text)
        dump(entry, to: &text)
        text += String(reflecting: entry) + "\(entry)"
        // Nor as the numbers of its bytes: there is no line for any of them.
        #expect(!text.contains { $0.isNumber && $0 != "0" } && text.split(separator: "\n").count <= 4, "\(text)")
        dump(auth, to: &text)
        #expect(!text.contains(token.suffix(20)) && !text.contains("lovelace"))
    }
}

extension TokenAuthority {
    /// What is kept of a token.
    fileprivate func verifiedContent() throws -> VerifiedToken.Content {
        try verify(accessToken(for: "ada").accessToken).content
    }
}
