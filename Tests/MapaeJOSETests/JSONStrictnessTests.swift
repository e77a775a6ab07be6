import Testing

@testable import MapaeJOSE

@Suite("JSON that two readers could understand differently")
struct JSONStrictnessTests {
    typealias Suite = JSONConformanceTests

    @Test(arguments: [
        Refusal("J30", #"{"alg":"HS256","alg":"none"}"#, .duplicateMember),
        Refusal("J30", #"{"a":1,"b":2,"a":1}"#, .duplicateMember),
        Refusal("J30", #"{"":1,"":2}"#, .duplicateMember),
        Refusal("J30", #"{"x":{"a":1,"a":2}}"#, .duplicateMember),
        Refusal("J30", #"[{"a":{"b":[{"c":1,"c":2}]}}]"#, .duplicateMember),
        Refusal("J30", #"{"x":{"a":1},"a":2,"x":3}"#, .duplicateMember),
        Refusal("J30", #"{"a":{},"a":{}}"#, .duplicateMember),
        Refusal("J31", #"{"alg":1,"al\u0067":2}"#, .duplicateMember),
        Refusal("J31", #"{"\u0061lg":1,"alg":2}"#, .duplicateMember),
        Refusal("J31", #"{"al\u0067":1,"\u0061lg":2}"#, .duplicateMember),
        Refusal("J31", #"{"\u00E9":1,"é":2}"#, .duplicateMember),
        Refusal("J31", #"{"\ud83d\udc34":1,"🐴":2}"#, .duplicateMember),
        Refusal("J31", #"{"a\/b":1,"a/b":2}"#, .duplicateMember),
        Refusal("J31", #"{"a\"b":1,"a\u0022b":2}"#, .duplicateMember),
        Refusal(
            "J31", #"{"a name of more than sixteen bytes":1,"a name of more than sixteen byte\u0073":2}"#,
            .duplicateMember),
        Refusal("J32", #"{"a":1,}"#, .invalidJSON), Refusal("J32", "[1,]", .invalidJSON),
        Refusal("J32", "\u{FEFF}{}", .invalidUTF8), Refusal("J32", "{}//", .invalidJSON),
        Refusal("J32", "/**/{}", .invalidJSON), Refusal("J32", "[NaN]", .invalidJSON),
        Refusal("J32", "[Infinity]", .invalidJSON), Refusal("J32", "[-Infinity]", .invalidJSON),
        Refusal("J32", "{'a':1}", .invalidJSON), Refusal("J32", "{a:1}", .invalidJSON),
        Refusal("J32", "{} {}", .invalidJSON), Refusal("J32", "", .invalidJSON), Refusal("J32", " ", .invalidJSON),
        Refusal("J32", "\u{A0}{}", .invalidUTF8), Refusal("J32", "{}\u{B}", .invalidJSON),
        Refusal("J33", #"["\uD800"]"#, .invalidUTF8), Refusal("J33", #"["\uDC00"]"#, .invalidUTF8),
        Refusal("J33", #"["\uD800\uD800"]"#, .invalidUTF8), Refusal("J33", #"["\uD800x"]"#, .invalidUTF8),
        Refusal("J33", #"["\uD800\n"]"#, .invalidUTF8), Refusal("J33", #"["\uD83D\u0034"]"#, .invalidUTF8),
        Refusal("J33", #"["\u0000"]"#, .invalidUTF8), Refusal("J33", "[\"\u{0}\"]", .invalidUTF8),
        Refusal("J33", #"{"a\u0000b":1}"#, .invalidUTF8), Refusal("J33", "[\"\u{1}\"]", .invalidJSON),
        Refusal("J33", "[\"\n\"]", .invalidJSON), Refusal("J33", #"["\u12"]"#, .invalidJSON),
        Refusal("J33", #"["\u12G4"]"#, .invalidJSON), Refusal("J33", #"["\U0041"]"#, .invalidJSON),
        Refusal("J33", #"["\x41"]"#, .invalidJSON), Refusal("J33", #"["\"#, .invalidJSON),
        Refusal("J33", #"["\uD83D\"#, .invalidUTF8), Refusal("J33", #"["\uD83D\uDC3"]"#, .invalidJSON),
        Refusal("J34", "[01]", .invalidJSON), Refusal("J34", "[+1]", .invalidJSON),
        Refusal("J34", "[1.]", .invalidJSON),
        Refusal("J34", "[.5]", .invalidJSON), Refusal("J34", "[1e]", .invalidJSON),
        Refusal("J34", "[1e+]", .invalidJSON),
        Refusal("J34", "[-]", .invalidJSON), Refusal("J34", "[0x10]", .invalidJSON),
        Refusal("J34", "[1_000]", .invalidJSON),
        Refusal("S13", "[٥]", .invalidUTF8), Refusal("J34", "-", .invalidJSON),
    ])
    func `it is refused`(_ refusal: Refusal) {
        let bytes = Array(refusal.text.utf8)
        // What stands where a value should, and is no ASCII, is not JSON; the code for it may be either.
        let codes: Set<JOSEError.Code> = refusal.code == .invalidUTF8 ? [.invalidUTF8, .invalidJSON] : [refusal.code]
        #expect(Suite.refusal(bytes).map(codes.contains) == true)
        #expect(Suite.skimRefusal(bytes) == Suite.refusal(bytes))
    }

    @Test(arguments: [
        #"{"a":{"a":{"a":1}},"b":{"a":2}}"#, #"[{"a":1},{"a":2}]"#, "{\"\u{E9}\":1,\"e\u{301}\":2}",
        "{\"K\":1,\"\u{212A}\":2,\"k\":3}",
        #"{"A":1,"a":2}"#, #"{"a":1,"a ":2," a":3}"#, #"{"a\\u0062":1,"ab":2}"#, #"{"a\\":1,"a":2}"#,
        #"{"sixteen bytes...a":1,"sixteen bytes...b":2}"#, #"{"x":{"a":1,"b":2},"a":1,"b":2}"#,
    ])
    func `J31 names that differ in one byte, or stand in different objects, are no duplicates`(_ text: String) {
        #expect(Suite.refusal(Array(text.utf8)) == nil)
        #expect(Suite.skimRefusal(Array(text.utf8)) == nil)
    }

    @Test func `J31 duplicates are found among hundreds of names, in any order and after nested objects`() {
        for first in [0, 1, 31, 32, 33, 120, 253] {
            var names = (0..<254).map { "name\($0)" }
            names.append("name\(first)")
            let members = names.map { "\"\($0)\":{\"x\":1,\"y\":{}}" }.joined(separator: ",")
            let limits = JSONLimits(members: 1000)
            #expect(Suite.refusal(Array("{\(members)}".utf8), limits) == .duplicateMember, "\(first)")
            let without = names.dropLast().map { "\"\($0)\":{\"x\":1,\"y\":{}}" }.joined(separator: ",")
            #expect(Suite.refusal(Array("{\(without)}".utf8), limits) == nil)
        }
    }

    @Test(arguments: [1, 2, 3, 16, 17])
    func `J46 nesting is counted exactly`(_ levels: Int) {
        let limits = JSONLimits(depth: 16)
        let arrays = String(repeating: "[", count: levels) + String(repeating: "]", count: levels)
        let objects =
            String(repeating: #"{"a":"#, count: levels - 1) + "{}" + String(repeating: "}", count: levels - 1)
        for text in [arrays, objects] {
            let expected: JOSEError.Code? = levels > 16 ? .jsonTooDeep : nil
            #expect(Suite.refusal(Array(text.utf8), limits) == expected)
            #expect(Suite.skimRefusal(Array(text.utf8), limits) == expected)
        }
    }

    @Test func `J46 a hundred thousand opening brackets are refused at the first too many`() {
        for piece in ["[", #"{"a":"#] {
            let bytes = Array(String(repeating: piece, count: 100_000).utf8)
            #expect(Suite.refusal(bytes) == .jsonTooDeep)
            #expect(Suite.skimRefusal(bytes) == .jsonTooDeep)
        }
    }

    @Test(arguments: [255, 256, 257])
    func `J46 members are counted over all objects`(_ count: Int) {
        let flat = "{" + (0..<count).map { "\"m\($0)\":0" }.joined(separator: ",") + "}"
        let spread = "[" + (0..<count).map { "{\"m\":\($0)}" }.joined(separator: ",") + "]"
        for text in [flat, spread] {
            let expected: JOSEError.Code? = count > 256 ? .jsonTooManyMembers : nil
            #expect(Suite.refusal(Array(text.utf8)) == expected)
            #expect(Suite.skimRefusal(Array(text.utf8)) == expected)
        }
    }

    @Test func `J46 256 names that agree in their first sixteen bytes and length are told apart`() {
        let prefix = String(repeating: "p", count: 100)
        let members = (1000..<1256).map { "\"\(prefix)\($0)\":0" }
        #expect(Suite.refusal(Array("{\(members.joined(separator: ","))}".utf8)) == nil)
        let twice = members.dropLast() + [members[7]]
        #expect(Suite.refusal(Array("{\(twice.joined(separator: ","))}".utf8)) == .duplicateMember)
    }

    @Test(arguments: [
        ("0", Int64(0)), ("-0", 0), ("9223372036854775807", .max), ("-9223372036854775808", .min), ("1", 1),
        ("1.0", nil), ("1e2", nil), ("9223372036854775808", nil),
    ])
    func `a number is an integer when it is written as one and fits`(_ text: String, _ integer: Int64?) throws {
        let value = try JSONValue(parsing: Array(text.utf8))
        #expect(value.integer == integer)
        if integer == nil, case .number(let number) = value { #expect(number == Double(text)) }
    }
}
