import Testing

@testable import MapaeJOSE

@Suite("A ring of shared secrets")
struct KeyRingSecretTests {
    private static let later = NumericDate(seconds: 1_700_000_900)

    @Test func `a secret that was given to all machines beforehand begins to sign, and moves from where it checked`()
        throws
    {
        let old = try SigningKey.hs256(secret: Forge.secret, keyID: "old")
        let new = try SigningKey.hs256(secret: Forge.secret + "!", keyID: "new")
        let ring = try KeyRing(signing: old, checking: [.init(new.verificationKey)])
            .rotated(to: SigningKey.hs256(secret: Forge.secret + "!", keyID: "new"), retiringAt: Self.later)
        #expect(ring.signing.keyID == "new")
        #expect(ring.checking.map(\.key.keyID) == ["old"])
    }

    @Test func `a key without id moves too`() throws {
        let old = try SigningKey.generate(.es256).withKeyID(nil)
        let new = try SigningKey.generate(.es256).withKeyID(nil)
        let ring = try KeyRing(signing: old, checking: [.init(new.verificationKey)])
            .rotated(to: new, retiringAt: Self.later)
        #expect(ring.checking.count == 1)
    }

    @Test func `another secret under an id that is taken is refused, and so is another size of hash`() throws {
        let old = try SigningKey.hs256(secret: Forge.secret, keyID: "old")
        let long = Forge.secret + String(Forge.secret.reversed())
        let other = try SigningKey.hs256(secret: long, keyID: "new")
        let ring = try KeyRing(signing: old, checking: [.init(other.verificationKey)])
        for key in try [SigningKey.hs256(secret: long + "!", keyID: "new"), .hs384(secret: long, keyID: "new")] {
            #expect(throws: JOSEError(.duplicateKeyID)) { try ring.rotated(to: key, retiringAt: Self.later) }
        }
    }
}
