import MapaeAccounts
import Testing

struct Argon2HashTests {
    private static let salt = "AAECAwQFBgcICQoLDA0ODw"
    private static let tag = "MVSMP3rBIzE7F86FWHKNemRnE6hkgY2O2buZdxt7Gkw"
    private static let head = "$argon2id$v=19$m=19456,t=2,p=1$"

    private static let long = String(repeating: "A", count: 1_000_000)

    private static let shapes: [String] = [
        "", "$", "password", "$argon2id", "$$$$$",
        // Fields: too few, too many, in another order, with something before or after.
        "\(head)\(salt)", "\(head)\(salt)$", "\(head)$\(tag)", "\(head)\(salt)$\(tag)$",
        " \(head)\(salt)$\(tag)", "\(head)\(salt)$\(tag)\n", "\(head)\(salt)$\(tag)\0",
        "\(head)\(salt)$\(tag)\r\n", "x\(head)\(salt)$\(tag)",
        "$v=19$argon2id$m=19456,t=2,p=1$\(salt)$\(tag)",
        // Algorithm and version.
        "$argon2i$v=19$m=19456,t=2,p=1$\(salt)$\(tag)",
        "$argon2d$v=19$m=19456,t=2,p=1$\(salt)$\(tag)",
        "$Argon2id$v=19$m=19456,t=2,p=1$\(salt)$\(tag)",
        "$argon2id\u{301}$v=19$m=19456,t=2,p=1$\(salt)$\(tag)",
        "$argon2id$v=16$m=19456,t=2,p=1$\(salt)$\(tag)",
        "$argon2id$v=019$m=19456,t=2,p=1$\(salt)$\(tag)",
        "$argon2id$v=19,$m=19456,t=2,p=1$\(salt)$\(tag)",
        "$argon2id$m=19456,t=2,p=1$\(salt)$\(tag)",
        "$2b$12$EXRkfkdmXn2gzds2SSitu.MW9.gAVqa9eLS1//RYtYCmB1eLHg.9q",
        // More text than any hash within the limits has.
        "\(head)\(long)$\(tag)",
    ]

    private static let parameters: [String] = [
        // Each is refused because of its limit, order, sign, or spelling.
        "m=262145,t=2,p=1", "m=4294967295,t=2,p=1", "m=4294967296,t=2,p=1", "m=7,t=2,p=1", "m=15,t=2,p=2",
        "m=31,t=2,p=4", "m=0,t=2,p=1", "m=19456,t=17,p=1", "m=19456,t=0,p=1", "m=19456,t=2,p=5", "m=19456,t=2,p=0",
        "m=19456,t=2,p=4294967295", "m=19456,t=99999999999999999999,p=1", "t=2,m=19456,p=1", "m=19456,t=2",
        "m=19456,t=2,p=1,", "m=19456,t=2,p=1,p=1", "m=19456,t=2,p=1,keyid=AAAA", "m=+19456,t=2,p=1",
        "m=-19456,t=2,p=1", "m=019456,t=2,p=1", "m=19456,t=02,p=1", "m=0x100,t=2,p=1", "m=1e4,t=2,p=1",
        "m=,t=2,p=1", "m=19456,t=,p=1", "m= 19456,t=2,p=1", "m=19456, t=2,p=1", "m=19_456,t=2,p=1",
        "m=\u{661}\u{662}\u{663},t=2,p=1", "M=19456,t=2,p=1", "", ",,", "m,t,p",
    ]

    private static let salts: [String] = [
        // The salt: short, long, padded, of another alphabet, with stray bits, of an impossible length.
        "", "AAECAwQFBg", String(repeating: "A", count: 87), "AAECAwQFBgcICQoLDA0ODw==", "AAECAwQFBgcICQoLDA0O_w",
        "AAECAwQFBgcICQoLDA0ODx", "AAECAwQFBgcIC", "AAECAwQF BgcICQoLDA0ODw", "AAECAwQFBgcICQoLDA0OD\u{FF57}",
    ]

    private static let tags: [String] = [
        "", "AAECAwQFBgcICQoLDA0O", String(repeating: "A", count: 87), "\(tag)=", "\(tag.dropLast())x",
        String(tag.dropLast(2)), "\(tag.dropLast())-",
    ]

    static let malformedTexts: [Sample] = {
        var texts = shapes
        texts += parameters.map { "$argon2id$v=19$\($0)$\(salt)$\(tag)" }
        texts += salts.map { "\(head)\($0)$\(tag)" }
        texts += tags.map { "\(head)\(salt)$\($0)" }
        return texts.map { Sample($0) }
    }()

    @Test("A string outside of the limits or the grammar is malformed", arguments: malformedTexts)
    func malformed(phc: Sample) {
        #expect(throws: AccountError(.malformedHash)) { try Argon2Hash(parsing: phc.text) }
    }

    @Test(
        "The limits themselves are allowed, and the text comes out again byte by byte",
        arguments: [
            ("m=262144,t=16,p=4", 64, 64), ("m=32,t=1,p=4", 8, 16), ("m=8,t=1,p=1", 8, 16), ("m=19456,t=2,p=1", 16, 32),
        ])
    func limits(parameters: String, saltBytes: Int, tagBytes: Int) throws {
        func zeros(_ bytes: Int) -> String { String(repeating: "A", count: (bytes * 4 + 2) / 3) }
        let phc = "$argon2id$v=19$\(parameters)$\(zeros(saltBytes))$\(zeros(tagBytes))"
        #expect(try Argon2Hash(parsing: phc).phc == phc)
    }

    @Test("No text of the hash shows its salt or its tag")
    func redacted() throws {
        let hash = try Argon2Hash(parsing: Self.head + Self.salt + "$" + Self.tag)
        #expect("\(hash)" == "argon2id m=19456 t=2 p=1")
    }
}
