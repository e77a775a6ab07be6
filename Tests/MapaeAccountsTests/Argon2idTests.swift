#if Server
import MapaeAccounts
import Testing

/// Known answers, all computed by argon2-cffi 25.1: another binding, which brings its own build of the library.
///
/// The reference's `kats` files are of no use here: they are made with a secret and associated data, which the
/// functions of libargon2 that we call do not take.
struct Argon2idTests {
    struct Answer: Sendable, CustomTestStringConvertible {
        let password: [UInt8]
        let salt: [UInt8]
        let parameters: Argon2Parameters
        let phc: String
        var tagBytes = 32

        var testDescription: String { String(phc.prefix(40)) }
    }

    private static func answer(
        _ password: String, _ salt: String, t: UInt32, m: UInt32, p: UInt32 = 1, _ phc: String
    ) -> Answer {
        Answer(
            password: Array(password.utf8), salt: Array(salt.utf8),
            parameters: Argon2Parameters(memoryKiB: m, passes: t, lanes: p), phc: phc)
    }

    static let answers: [Answer] = [
        answer(
            "password", "somesalt", t: 2, m: 65_536,
            "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"),
        answer(
            "password", "somesalt", t: 2, m: 256,
            "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4"),
        answer(
            "password", "somesalt", t: 2, m: 256, p: 2,
            "$argon2id$v=19$m=256,t=2,p=2$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc"),
        answer(
            "password", "somesalt", t: 1, m: 65_536,
            "$argon2id$v=19$m=65536,t=1,p=1$c29tZXNhbHQ$9qWtwbpyPd3vm1rB1GThgPzZ3/ydHL92zKL+15XZypg"),
        answer(
            "password", "somesalt", t: 4, m: 65_536,
            "$argon2id$v=19$m=65536,t=4,p=1$c29tZXNhbHQ$kCXUjmjvc5XMqQedpMTsOv+zyJEf5PhtGiUghW9jFyw"),
        answer(
            "differentpassword", "somesalt", t: 2, m: 65_536,
            "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$C4TWUs9rDEvq7w3+J4umqA32aWKB1+DSiRuBfYxFj94"),
        answer(
            "password", "diffsalt", t: 2, m: 65_536,
            "$argon2id$v=19$m=65536,t=2,p=1$ZGlmZnNhbHQ$vfMrBczELrFdWP0ZsfhWsRPaHppYdP3MVEMIVlqoFBw"),
        Answer(
            password: [], salt: Array(0..<16), parameters: .standard,
            phc: "$argon2id$v=19$m=19456,t=2,p=1$AAECAwQFBgcICQoLDA0ODw"
                + "$MVSMP3rBIzE7F86FWHKNemRnE6hkgY2O2buZdxt7Gkw"),
        Answer(
            password: Array("비밀번호 마패".utf8), salt: Array(0..<16), parameters: .standard,
            phc: "$argon2id$v=19$m=19456,t=2,p=1$AAECAwQFBgcICQoLDA0ODw"
                + "$FOWwHT9BV9hL0x/kTmsRhwPqlZdl5M1jedXBuoX/nq8"),
        Answer(
            password: [0x61, 0x00, 0x62, 0xFF], salt: Array(0..<16), parameters: .standard,
            phc: "$argon2id$v=19$m=19456,t=2,p=1$AAECAwQFBgcICQoLDA0ODw"
                + "$Rbjy+gzYbf6dlHJQWhHzO+C8towu6Da4Ig27dTmZhRM"),
        Answer(
            password: [UInt8](repeating: 0x78, count: 1024), salt: Array(0..<64),
            parameters: Argon2Parameters(memoryKiB: 8, passes: 1, lanes: 1),
            phc: "$argon2id$v=19$m=8,t=1,p=1$AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gISIjJCUmJygpKissLS4v"
                + "MDEyMzQ1Njc4OTo7PD0+Pw$JIdLk+E5vS8Afys3p8S94PjwFNzXvFXdTv7KEKXk0cLw1vQ0A2iNPTpymwcBOx81VDGkR"
                + "sKW7m+2e83uLDROCA",
            tagBytes: 64),
        Answer(
            password: Array("password".utf8), salt: Array("somesalt".utf8),
            parameters: Argon2Parameters(memoryKiB: 64, passes: 3, lanes: 4),
            phc: "$argon2id$v=19$m=64,t=3,p=4$c29tZXNhbHQ$dzy91ZFknf3IQZ/7GeASEQ", tagBytes: 16),
    ]

    @Test("Known answers come out, and verify", arguments: answers)
    func knownAnswer(_ answer: Answer) throws {
        let hasher = Argon2id(parameters: answer.parameters)
        #expect(try hasher.hash(answer.password, salt: answer.salt, tagBytes: answer.tagBytes) == answer.phc)
        #expect(try hasher.verify(answer.password, against: answer.phc))
        #expect(try !hasher.verify(answer.password.dropLast() + [0], against: answer.phc))
        #expect(try !hasher.verify(Array(answer.password.prefix(1023)) + [0x20], against: answer.phc))
    }

    @Test("A new hash has the standard parameters, its own salt, and verifies only its password")
    func roundTrip() throws {
        let hasher = Argon2id()
        let password = Array("correct horse battery staple".utf8)
        let phc = try hasher.hash(password)
        #expect(phc.hasPrefix("$argon2id$v=19$m=19456,t=2,p=1$"))
        #expect(phc.utf8.count == 31 + 22 + 1 + 43)
        #expect(try hasher.hash(password) != phc)
        #expect(try hasher.verify(password, against: phc))
        #expect(try !hasher.verify(Array("correct horse battery staplf".utf8), against: phc))
        #expect(try !hasher.verify([], against: phc))
        #expect(try !hasher.needsRehash(phc))
    }

    @Test("Passwords that differ only after 72 bytes, or after a NUL, are different passwords")
    func neverCut() throws {
        let hasher = Argon2id(parameters: Argon2Parameters(memoryKiB: 8, passes: 1, lanes: 1))
        let long = [UInt8](repeating: 0x70, count: 72)
        #expect(try !hasher.verify(long + [0x61], against: hasher.hash(long)))
        #expect(try !hasher.verify([0x61, 0, 0x63], against: hasher.hash([0x61, 0, 0x62])))
    }

    @Test("A password beyond 4,096 bytes is refused, not cut and not read (L7)")
    func tooLong() throws {
        let hasher = Argon2id()
        let password = [UInt8](repeating: 0x70, count: 4097)
        #expect(throws: AccountError(.passwordTooLong)) { try hasher.hash(password) }
        #expect(throws: AccountError(.passwordTooLong)) { try hasher.verify(password, against: hasher.decoy()) }
    }

    @Test("A decoy has the parameters and lengths of a real hash, is never the same, and matches nothing")
    func decoy() throws {
        let hasher = Argon2id()
        let decoy = hasher.decoy()
        #expect(try Argon2Hash(parsing: decoy).parameters == .standard)
        #expect(try decoy.utf8.count == hasher.hash([]).utf8.count)
        #expect(try !hasher.needsRehash(decoy))
        #expect(decoy != hasher.decoy())
        for password in ["", "password", decoy] {
            #expect(try !hasher.verify(Array(password.utf8), against: decoy))
        }
    }

    @Test(
        "Any other parameters ask for a new hash, weaker and costlier ones alike",
        arguments: [
            ("m=19456,t=2,p=1$AAECAwQFBgcICQoLDA0ODw$MVSMP3rBIzE7F86FWHKNemRnE6hkgY2O2buZdxt7Gkw", false),
            ("m=19455,t=2,p=1$AAECAwQFBgcICQoLDA0ODw$MVSMP3rBIzE7F86FWHKNemRnE6hkgY2O2buZdxt7Gkw", true),
            ("m=65536,t=2,p=1$AAECAwQFBgcICQoLDA0ODw$MVSMP3rBIzE7F86FWHKNemRnE6hkgY2O2buZdxt7Gkw", true),
            ("m=19456,t=3,p=1$AAECAwQFBgcICQoLDA0ODw$MVSMP3rBIzE7F86FWHKNemRnE6hkgY2O2buZdxt7Gkw", true),
            ("m=19456,t=2,p=2$AAECAwQFBgcICQoLDA0ODw$MVSMP3rBIzE7F86FWHKNemRnE6hkgY2O2buZdxt7Gkw", true),
            ("m=19456,t=2,p=1$c29tZXNhbHQ$MVSMP3rBIzE7F86FWHKNemRnE6hkgY2O2buZdxt7Gkw", true),
            ("m=19456,t=2,p=1$AAECAwQFBgcICQoLDA0ODw$dzy91ZFknf3IQZ/7GeASEQ", true),
        ])
    func needsRehash(tail: String, expected: Bool) throws {
        #expect(try Argon2id().needsRehash("$argon2id$v=19$" + tail) == expected)
    }

    @Test("A damaged hash is an error of its own, never a wrong password", arguments: Argon2HashTests.malformedTexts)
    func malformed(phc: Sample) {
        #expect(throws: AccountError(.malformedHash)) { try Argon2id().verify([], against: phc.text) }
        #expect(throws: AccountError(.malformedHash)) { try Argon2id().needsRehash(phc.text) }
    }
}
#endif
