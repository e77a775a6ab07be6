import Testing

@testable import MapaeJOSE

@Suite("Eight bytes at a time")
struct JSONWordTests {
    /// A generator that gives the same numbers in each run.
    struct Fixed: RandomNumberGenerator {
        var state: UInt64 = 0x9E37_79B9_7F4A_7C15
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ state >> 29
        }
    }

    private static func isPlain(_ byte: UInt8) -> Bool { byte >= 0x20 && byte < 0x80 && byte != 0x22 && byte != 0x5C }

    @Test func `plain bytes are counted as one by one`() {
        var generator = Fixed()
        // Mostly bytes next to those that matter, so that borrows of the subtractions come up.
        let interesting: [UInt8] = [
            0x00, 0x01, 0x1F, 0x20, 0x21, 0x22, 0x23, 0x5B, 0x5C, 0x5D, 0x7F, 0x80, 0x81, 0xA2, 0xDC, 0xFF, 0x61,
        ]
        for _ in 0..<200_000 {
            let bytes = (0..<8).map { _ in interesting.randomElement(using: &generator) ?? 0 }
            let word = JSONWord.load(bytes.span, at: 0)
            #expect(JSONWord.plainCount(word) == bytes.prefix { Self.isPlain($0) }.count)
            #expect(JSONWord.hasBackslash(word) == bytes.contains(0x5C))
        }
    }

    @Test func `a text is read the same wherever it begins and however long it is`() throws {
        for lead in 0..<9 {
            for length in 0..<40 {
                for special in ["", "\\n", "é", "\\\"", "한"] {
                    let text = String(repeating: "x", count: length) + special
                    let json = String(repeating: " ", count: lead) + "\"" + text + "\""
                    let value = try JSONValue(parsing: Array(json.utf8))
                    let meaning =
                        String(repeating: "x", count: length)
                        + (special == "\\n" ? "\n" : special == "\\\"" ? "\"" : special)
                    #expect(value.string.map { Array($0.utf8) } == Array(meaning.utf8))
                    #expect(throws: JOSEError(.invalidJSON)) { try JSONValue(parsing: Array(json.utf8.dropLast())) }
                }
            }
        }
    }

    @Test(arguments: [
        "0", "1", "9", "00", "01", "-1", "+1", "1700000000", "253402300799", "253402300800", "999999999999",
        "1000000000000", "1.5", "1e3", "1E+2", "12345678901234567890", "1700000000.25", "\"1\"", "true", "null", "[1]",
        "1a", "1 2", "1]", "",
    ])
    func `S13 J34 a time is read in its short form as in its long one`(_ number: String) {
        func expiration(_ json: String) -> String {
            do throws(JOSEError) {
                let date = try ClaimSet(json: Array(json.utf8)).expirationTime
                return date.map { "\($0.seconds) \($0.nanoseconds)" } ?? "none"
            } catch { return "\(error.code)" }
        }
        let isNumber = (try? JSONValue(parsing: Array(number.utf8))).map { value in
            if case .integer = value { true } else if case .number = value { true } else { false }
        }
        let expected =
            switch isNumber {
            case nil: "invalid_json"
            case false?: "invalid_claim"
            case true?:
                NumericDate(jsonNumber: Array(number.utf8)).map { "\($0.seconds) \($0.nanoseconds)" } ?? "invalid_claim"
            }
        for json in ["{\"exp\":\(number)}", "{\"exp\":\(number) ,\"a\":1}", "{ \"exp\" : \(number)\n}"] {
            #expect(expiration(json) == expected, "\(json)")
        }
    }
}
