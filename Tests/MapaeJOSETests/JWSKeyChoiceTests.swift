import MapaeJOSE
import Testing

@Suite("Which key checks a token")
struct JWSKeyChoiceTests {
    private static func secret(_ number: Int) -> String { "secret number \(number) " + Forge.secret }

    private static func key(_ number: Int, id: String?) throws -> VerificationKey {
        try Forge.key(id: id, secret: secret(number))
    }

    private static func token(_ number: Int, kid: String? = nil) -> String {
        let header = kid.map { #"{"alg":"HS256","kid":"\#($0)"}"# } ?? Forge.header
        return Forge.token(header: header, secret: secret(number))
    }

    @Test func `of two keys the kid chooses, and no other is tried`() throws {
        let keys = try [Self.key(1, id: "one"), Self.key(2, id: "two")]
        #expect(try Forge.verify(Self.token(1, kid: "one"), keys: keys).keyID == "one")
        #expect(try Forge.verify(Self.token(2, kid: "two"), keys: keys).keyID == "two")
        #expect(Forge.refusal(Self.token(1, kid: "two"), keys: keys) == .invalidSignature)
        #expect(Forge.refusal(Self.token(2, kid: "one"), keys: keys) == .invalidSignature)
        #expect(Forge.refusal(Self.token(1, kid: "three"), keys: keys) == .unknownKey)
    }

    @Test func `a token without kid is tried against four keys and no more`() throws {
        let keys = try (1...6).map { try Self.key($0, id: $0 == 2 ? nil : "k\($0)") }
        for number in 1...4 {
            #expect(try Forge.verify(Self.token(number), keys: keys).keyID == keys[number - 1].keyID)
        }
        #expect(Forge.refusal(Self.token(5), keys: keys) == .invalidSignature)
        #expect(Forge.refusal(Self.token(6), keys: keys) == .invalidSignature)
        #expect(try Forge.verify(Self.token(6, kid: "k6"), keys: keys).keyID == "k6")
    }

    @Test func `a token with kid is never checked by a key without one`() throws {
        #expect(Forge.refusal(Self.token(1, kid: "k"), keys: [try Self.key(1, id: nil)]) == .unknownKey)
    }

    @Test func `S1 K and the Kelvin sign are two kids`() throws {
        let kelvin = "\u{212A}"
        #expect("K" == kelvin, "Swift thinks them equal: that is the trap")
        let keys = try [Self.key(1, id: "K"), Self.key(2, id: kelvin)]
        #expect(Forge.refusal(Self.token(1, kid: "K"), keys: keys) == nil)
        #expect(Forge.refusal(Self.token(2, kid: kelvin), keys: keys) == nil)
        #expect(Forge.refusal(Self.token(2, kid: #"\u212A"#), keys: keys) == nil)
        #expect(Forge.refusal(Self.token(1, kid: kelvin), keys: keys) == .invalidSignature)
        #expect(Forge.refusal(Self.token(1, kid: kelvin), keys: [keys[0]]) == .unknownKey)
        let forms = try [Self.key(1, id: "\u{E9}"), Self.key(2, id: "e\u{301}")]
        #expect(Forge.refusal(Self.token(2, kid: "e\u{301}"), keys: forms) == nil)
        #expect(Forge.refusal(Self.token(2, kid: "\u{E9}"), keys: forms) == .invalidSignature)
    }

    @Test(arguments: [
        "../../../../dev/null", "/proc/sys/kernel/randomize_va_space", "file:///etc/passwd", "https://evil.example/key",
        "' UNION SELECT 'secret' --", "k'; DROP TABLE keys; --", "$(id)", "`id`", "| sleep 10", "%00", "%2e%2e%2f",
        "k\\u000a", "k\\r\\nx: y", "😀", "k ", " k", "K", "k\\u0301", "kk", #"k\"\\\/"#,
    ])
    func `J24 a kid is a name and nothing else`(_ kid: String) throws {
        let token = Self.token(1, kid: kid)
        #expect(Forge.refusal(token, keys: [try Self.key(1, id: "k")]) == .unknownKey)
    }

    @Test func `J24 an escaped kid means what it says`() throws {
        let keys = try [Self.key(1, id: "k\"\\/é🐴")]
        #expect(Forge.refusal(Self.token(1, kid: #"\u006b\"\\\/\u00e9\ud83d\udc34"#), keys: keys) == nil)
        #expect(Forge.refusal(Self.token(1, kid: #"k\"\\/é🐴"#), keys: keys) == nil)
    }

    @Test func `J24 a kid of 256 bytes is taken, one of 257 refused before any key is looked for`() throws {
        let longest = String(repeating: "k", count: 256)
        let keys = try [Self.key(1, id: longest)]
        #expect(Forge.refusal(Self.token(1, kid: longest), keys: keys) == nil)
        #expect(Forge.refusal(Self.token(1, kid: longest + "k"), keys: keys) == .invalidHeader)
        #expect(Forge.refusal(Self.token(1, kid: String(repeating: "k", count: 10_000)), keys: keys) == .invalidHeader)
    }

    @Test func `a verifier needs keys, and each id once`() throws {
        #expect(throws: JOSEError(.noKeys)) { try JWSVerifier(keys: []) }
        #expect(throws: JOSEError(.duplicateKeyID)) {
            try JWSVerifier(keys: [Self.key(1, id: "k"), Self.key(2, id: nil), Self.key(3, id: "k")])
        }
        // Keys without id may be several: they are tried in turn.
        let verifier = try JWSVerifier(keys: [Self.key(1, id: nil), Self.key(2, id: nil)])
        #expect(verifier.keys.count == 2)
    }

    @Test func `J15 a token signed with nothing, or with an empty key, is refused`() throws {
        #expect(Forge.refusal(Forge.token(secret: "\u{0}")) == .invalidSignature)
        #expect(Forge.refusal(Forge.token(secret: "")) == .invalidSignature)
        let unsigned = Forge.base64URL(Forge.header) + "." + Forge.base64URL(Forge.claims) + "."
        #expect(Forge.refusal(unsigned) == .invalidSignature)
    }
}
