import Testing

@testable import MapaeOAuth

@Suite("The codes that users type for devices")
struct UserCodeTests {
    @Test(
        "They are read however people write them",
        arguments: [
            "BCDF-GHJK", "bcdf-ghjk", "BCDFGHJK", " b c d f g h j k ", "BCDF–GHJK".replacing("–", with: "-"),
            "bCdF_gHjK",
        ])
    func reading(_ text: String) throws {
        let code = try #require(UserCode(typed: text))
        #expect(code.canonical == "BCDFGHJK" && code.text == "BCDF-GHJK")
        #expect(code.digest == TokenDigest.of("BCDFGHJK"))
    }

    @Test(
        "What none can be is none",
        arguments: [
            "", "BCDFGHJ", "BCDFGHJKL", "ACDFGHJK", "BCDFGHJ1", "BCDF GHJ\u{212A}", "ＢCDFGHJK", "BCDFGHJK\u{301}",
            Sample.repeated("B", 65).text, Sample.repeated("-", 60).text,
        ])
    func refusing(_ text: String) { #expect(UserCode(typed: text) == nil) }

    @Test("O46: all twenty letters come about as often, and no code comes twice")
    func entropy() {
        var counts: [Character: Int] = [:]
        var seen: Set<String> = []
        for _ in 0..<2000 {
            let code = UserCode.random()
            #expect(UserCode(typed: code.text)?.canonical == code.canonical)
            seen.insert(code.canonical)
            for letter in code.canonical { counts[letter, default: 0] += 1 }
        }
        // 800 of each are expected, with a deviation of 28: eight of these in either direction come never.
        #expect(counts.count == 20 && counts.values.allSatisfy { (570...1030).contains($0) })
        #expect(seen.count >= 1999)
    }
}
