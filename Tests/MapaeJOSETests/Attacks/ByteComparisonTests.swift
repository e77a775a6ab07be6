import Testing

@testable import MapaeJOSE

@Suite("Bytes, not characters")
struct ByteComparisonTests {
    @Test func `S3 a line break in a text stays inside of it: it ends no header, no name and no key id`() throws {
        let text = #"a\r\nSet-Cookie: x"#
        let token = Forge.token(
            header: #"{"alg":"HS256","kid":"k","typ":"\#(text)"}"#, payload: #"{"sub":"\#(text)"}"#)
        let jws = try Forge.verify(token, keys: [Forge.key(id: "k")])
        #expect(jws.type == "a\r\nSet-Cookie: x" && !jws.hasType("a"))
        #expect(try jws.claims().subject == "a\r\nSet-Cookie: x")
        // One Character for Swift: who looked for "\n" alone would miss it.
        #expect(!"a\r\nb".contains("\n" as Character))
        #expect(throws: JOSEError(.invalidKeyID)) { try Forge.key(id: "a\r\nb") }
        // Written, it is escaped.
        let written = try JSONValue.object(["a": "\r\n\u{2028}\u{85}"]).serialized()
        #expect(!written.contains(0x0A) && !written.contains(0x0D))
    }

    @Test func `S2 a set of claims and a set of keys keep what only looks equal apart`() throws {
        let claims = try ClaimSet(json: Array("{\"caf\u{E9}\":1,\"cafe\u{301}\":2,\"K\":3,\"\u{212A}\":4}".utf8))
        #expect(try claims.object().members.count == 4)
        #expect(claims["caf\u{E9}"]?.integer == 1 && claims["cafe\u{301}"]?.integer == 2)
        #expect(claims["K"]?.integer == 3 && claims["\u{212A}"]?.integer == 4)
        let ids = ["\u{E9}", "e\u{301}", "K", "\u{212A}", ";", "\u{37E}", "`", "\u{1FEF}"]
        let verifier = try JWSVerifier(keys: ids.map { try Forge.key(id: $0) })
        #expect(verifier.keys.count == ids.count && Set(ids).count == 4, "Swift would merge them to four")
        for (index, id) in ids.enumerated() {
            let token = Forge.token(header: #"{"alg":"HS256","kid":"\#(id)"}"#)
            let jws = try verifier.verify(UnverifiedToken(token), at: NumericDate(seconds: 0))
            #expect(jws.keyID.map { $0.utf8.elementsEqual(ids[index].utf8) } == true)
        }
    }

    @Test(arguments: ["\u{212A}ey", "\u{17F}et", "\u{FF4B}ey", "\u{131}d", "ke\u{79}\u{301}", "KEY\u{200D}"])
    func `S11 types fold ASCII letters alone`(_ text: String) throws {
        let jws = try Forge.verify(Forge.token(header: #"{"alg":"HS256","typ":"\#(text)"}"#))
        for name: StaticString in ["key", "set", "id"] { #expect(!jws.hasType(name)) }
        let plain = try Forge.verify(Forge.token(header: #"{"alg":"HS256","typ":"Application/KEY"}"#))
        #expect(plain.hasType("key"))
    }

    @Test func `S1 claims are looked up by bytes, and a name with a Kelvin sign is no claim of ours`() throws {
        let claims = try ClaimSet(json: Array("{\"\u{17F}ub\":\"eve\",\"i\u{17F}s\":\"eve\",\"to\u{212A}en\":1}".utf8))
        #expect(claims.subject == nil && claims.issuer == nil && claims["token"] == nil && claims["toKen"] == nil)
    }

    @Test(arguments: [
        "+5", "0x10", "nan", "inf", "-inf", "NaN", "Infinity", "0x1p3", "٥", "1_000", "05", "1.", ".5", "1e", "५",
    ])
    func `S13 what Swift reads as a number and JSON does not is no number`(_ number: String) throws {
        let text = #"{"exp":\#(number)}"#
        #expect(throws: JOSEError.self) { try ClaimSet(json: Array(text.utf8)) }
        #expect(throws: JOSEError(.invalidJSON)) { try JSONValue(parsing: Array(text.utf8)) }
        #expect(throws: JOSEError.self) { try ClaimSet(json: Array(#"{"exp":"\#(number)"}"#.utf8)) }
    }

    @Test func `S7 what Foundation reads in two ways is refused: twice the same name, trailing commas, a mark`() throws
    {
        for text in [
            #"{"sub":"a","sub":"b"}"#, #"{"sub":"a","s\u0075b":"b"}"#, #"{"sub":"a",}"#, "\u{FEFF}{}", #"{"a":[1,]}"#,
        ] {
            #expect(throws: JOSEError.self, "\(text)") { try ClaimSet(json: Array(text.utf8)) }
            #expect(throws: JOSEError.self, "\(text)") { try JSONValue(parsing: Array(text.utf8)) }
        }
        #expect(try JSONValue(parsing: Array(#"{"n":0e1}"#.utf8)).object?["n"] != nil)
    }
}
