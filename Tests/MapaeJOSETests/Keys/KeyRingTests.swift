import Testing

@testable import MapaeJOSE

@Suite("Rings of keys")
struct KeyRingTests {
    private static let now = NumericDate(seconds: 1_700_000_000)
    private static let payload = Array(Forge.claims.utf8)

    private static func secret(_ number: Int, id: String?) throws -> SigningKey {
        try .hs256(secret: "ring secret \(number) " + Forge.secret, keyID: id)
    }

    private static func unnamed(_ key: SigningKey) throws -> UnverifiedToken {
        try UnverifiedToken(JWSSigner(key: key.withKeyID(nil)).sign(payload))
    }

    private static func refusal(
        _ token: UnverifiedToken, _ ring: KeyRing, at moment: NumericDate = now
    ) -> JOSEError.Code? {
        KeyRefusal.code { _ = try JWSVerifier(ring).verify(token, at: moment) }
    }

    @Test func `a token without kid costs four tries: the fifth key of its algorithm is not asked`() throws {
        let keys = try (0..<7).map { try Self.secret($0, id: "k\($0)") }
        let ring = try KeyRing(signing: keys[0], checking: keys.dropFirst().map { KeyRing.Member($0.verificationKey) })
        for (number, key) in keys.enumerated() {
            let token = try Self.unnamed(key)
            #expect(Self.refusal(token, ring) == (number < 4 ? nil : .invalidSignature), "key \(number)")
            // By its kid each of them is found.
            let named = try UnverifiedToken(JWSSigner(key: key).sign(Self.payload))
            #expect(Self.refusal(named, ring) == nil)
        }
    }

    @Test func `keys of other algorithms and retired keys use up no try`() throws {
        let last = try Self.secret(9, id: "last")
        var members: [KeyRing.Member] = []
        for number in 0..<5 {
            members.append(
                KeyRing.Member(try Self.secret(number, id: "r\(number)").verificationKey, retiresAt: Self.now))
        }
        for algorithm in AlgorithmSwapTests.asymmetric {
            let key = try #require(AlgorithmSwapTests.keys[algorithm]).verificationKey
            members.append(KeyRing.Member(try key.withKeyID("\(algorithm)")))
        }
        let first = try SigningKey(pem: TestKeys.rsaPKCS8, algorithm: .rs512)
        let ring = try KeyRing(signing: first, checking: members + [KeyRing.Member(last.verificationKey)])
        #expect(Self.refusal(try Self.unnamed(last), ring) == nil)
        #expect(Self.refusal(try Self.unnamed(Self.secret(0, id: nil)), ring) == .invalidSignature)
    }

    @Test func `where only retired keys are of the algorithm, that is what is said`() throws {
        let old = try Self.secret(1, id: "old")
        let ring = try KeyRing(
            signing: .generate(.es256), checking: [KeyRing.Member(old.verificationKey, retiresAt: Self.now)])
        let before = Self.now.advanced(by: .nanoseconds(-1))
        for token in [try Self.unnamed(old), try UnverifiedToken(JWSSigner(key: old).sign(Self.payload))] {
            #expect(Self.refusal(token, ring, at: before) == nil)
            #expect(Self.refusal(token, ring) == .retiredKey)
        }
        // A header that lies about its algorithm learns nothing of the key's age.
        let lie = try UnverifiedToken(Forge.token(header: #"{"alg":"HS384","kid":"old"}"#))
        #expect(Self.refusal(lie, ring) == .algorithmMismatch)
        let none = try UnverifiedToken(Forge.token(header: #"{"alg":"none","kid":"old"}"#))
        #expect(Self.refusal(none, ring) == .unsupportedAlgorithm)
        #expect(Self.refusal(try UnverifiedToken(Forge.token(header: #"{"alg":"HS512"}"#)), ring) == .algorithmMismatch)
    }

    @Test func `no id stands twice in a ring, and a key that signs cannot check under its own id again`() throws {
        let (one, other) = (try Self.secret(1, id: "k"), try Self.secret(2, id: "k"))
        #expect(throws: JOSEError(.duplicateKeyID)) {
            try KeyRing(signing: one, checking: [KeyRing.Member(other.verificationKey)])
        }
        let ring = try KeyRing(signing: one)
        #expect(throws: JOSEError(.duplicateKeyID)) { try ring.rotated(to: other, retiringAt: Self.now) }
        #expect(throws: JOSEError(.duplicateKeyID)) { try ring.rotated(to: one, retiringAt: Self.now) }
        // Bytes, not characters.
        let (composed, decomposed) = (try Self.secret(1, id: "\u{E9}"), try Self.secret(2, id: "e\u{301}"))
        #expect(try KeyRing(signing: composed).rotated(to: decomposed, retiringAt: Self.now).checking.count == 1)
        // Of keys without id there may be several.
        let bare = try KeyRing(
            signing: Self.secret(1, id: nil), checking: [.init(Self.secret(2, id: nil).verificationKey)])
        #expect(Self.refusal(try Self.unnamed(Self.secret(2, id: nil)), bare) == nil)
    }

    @Test func `a key that was published before moves when it begins to sign`() throws {
        let (old, new) = (try SigningKey.generate(.es256), try SigningKey.generate(.es256))
        let ring = try KeyRing(signing: old, checking: [KeyRing.Member(new.verificationKey)])
        #expect(try ring.publicKeys(at: Self.now).keys.map(\.keyID) == [old.keyID, new.keyID])
        let end = Self.now.advanced(by: .seconds(60))
        let rotated = try ring.rotated(to: new, retiringAt: end)
        #expect(rotated.signing.keyID == new.keyID)
        #expect(rotated.checking.map(\.key.keyID) == [old.keyID])
        #expect(rotated.checking.map(\.retiresAt) == [end])
        // Another key under the id of one that checks is not that one.
        let impostor = try SigningKey.generate(.es256, keyID: old.keyID)
        #expect(throws: JOSEError(.duplicateKeyID)) { try rotated.rotated(to: impostor, retiringAt: end) }
    }

    @Test func `three rotations later each key still checks until its own date, and is then forgotten`() throws {
        let keys = try (0..<4).map { _ in try SigningKey.generate(.edDSA) }
        var ring = try KeyRing(signing: keys[0])
        for (index, key) in keys.enumerated().dropFirst() {
            ring = try ring.rotated(to: key, retiringAt: Self.now.advanced(by: .seconds(100 * Int64(index))))
        }
        for (index, key) in keys.enumerated() {
            let token = try UnverifiedToken(JWSSigner(key: key).sign(Self.payload))
            #expect(Self.refusal(token, ring) == nil)
            let end = Self.now.advanced(by: .seconds(100 * Int64(index + 1)))
            #expect(Self.refusal(token, ring, at: end.advanced(by: .nanoseconds(-1))) == nil)
            #expect(Self.refusal(token, ring, at: end) == (index < 3 ? .retiredKey : nil))
            #expect(Self.refusal(token, ring.withoutRetired(at: end), at: end) == (index < 3 ? .unknownKey : nil))
            #expect(ring.withoutRetired(at: end).checking.count == max(2 - index, 0))
            #expect(try ring.publicKeys(at: end).keys.count == max(3 - index, 1))
        }
    }

    @Test func `J19 J57 what a ring publishes has no shared secret in it`() throws {
        let ring = try KeyRing(
            signing: Self.secret(1, id: "s"),
            checking: [
                .init(SigningKey.generate(.es256, keyID: "e").verificationKey),
                .init(Self.secret(2, id: "t").verificationKey),
            ])
        #expect(try ring.publicKeys(at: Self.now).keys.map(\.keyID) == ["e"])
        let alone = try KeyRing(signing: Self.secret(1, id: "s")).publicKeys(at: Self.now)
        #expect(alone.keys.isEmpty)
        #expect(String(decoding: try alone.serialized(), as: UTF8.self) == #"{"keys":[]}"#)
    }
}
