import Foundation
import Testing

@testable import MapaeJOSE

@Suite("JSON against other people's cases")
struct JSONConformanceTests {
    struct ParsingSuite: Decodable {
        struct Case: Decodable {
            let name: String
            let verdict: String
            let base64: String
            var bytes: [UInt8] { Data(base64Encoded: base64).map(Array.init) ?? [] }
        }

        let tests: [Case]

        static func cases(_ verdict: String) throws -> [Case] {
            try Vectors.decode(Self.self, path).tests.filter { $0.verdict == verdict }
        }
    }

    static let path = "jsontestsuite/test_parsing.json"
    static let wide = JSONLimits(depth: 64, members: 1000, allowsNUL: true)

    /// The code with which building a value refuses a text, or `nil`.
    static func refusal(_ bytes: [UInt8], _ limits: JSONLimits = .init()) -> JOSEError.Code? {
        do throws(JOSEError) {
            _ = try JSONValue(parsing: bytes, limits: limits)
            return nil
        } catch {
            return error.code
        }
    }

    /// The code with which stepping over a value refuses a text, or `nil`: claims and headers are read that way.
    static func skimRefusal(_ bytes: [UInt8], _ limits: JSONLimits = .init()) -> JOSEError.Code? {
        do throws(JOSEError) {
            var reader = JSONReader(bytes.span, from: 0, to: bytes.count, limits: limits)
            reader.skipSpace(bytes.span)
            try reader.skipValue(bytes.span, depth: 0)
            try reader.finish(bytes.span)
            return nil
        } catch {
            return error.code
        }
    }

    @Test(.vectors(path))
    func `JSONTestSuite: every y_ text is accepted`() throws {
        let cases = try ParsingSuite.cases("y")
        #expect(cases.count == 95)
        for test in cases {
            // Two of the 95 name a member twice, which RFC 8259 §4 only warns of and a token must not do.
            let duplicates = test.name.hasPrefix("y_object_duplicated_key")
            #expect(Self.refusal(test.bytes, Self.wide) == (duplicates ? .duplicateMember : nil), "\(test.name)")
            #expect(Self.skimRefusal(test.bytes, Self.wide) == (duplicates ? .duplicateMember : nil), "\(test.name)")
        }
    }

    @Test(.vectors(path))
    func `J32 JSONTestSuite: every n_ text is refused`() throws {
        let cases = try ParsingSuite.cases("n")
        #expect(cases.count == 188)
        for test in cases {
            #expect(Self.refusal(test.bytes, Self.wide) != nil, "\(test.name)")
            #expect(Self.skimRefusal(test.bytes, Self.wide) != nil, "\(test.name)")
        }
    }

    /// What is left to the reader: numbers that lose digits or underflow are read, all else is refused.
    static let decidedToAccept: Set<String> = [
        "i_number_double_huge_neg_exp.json", "i_number_real_underflow.json", "i_number_too_big_neg_int.json",
        "i_number_too_big_pos_int.json", "i_number_very_big_negative_int.json",
    ]

    static let decidedToRefuse: [String: JOSEError.Code] = [
        "i_number_huge_exp.json": .invalidJSON, "i_number_neg_int_huge_exp.json": .invalidJSON,
        "i_number_pos_double_huge_exp.json": .invalidJSON, "i_number_real_neg_overflow.json": .invalidJSON,
        "i_number_real_pos_overflow.json": .invalidJSON, "i_object_key_lone_2nd_surrogate.json": .invalidUTF8,
        "i_string_1st_surrogate_but_2nd_missing.json": .invalidUTF8,
        "i_string_1st_valid_surrogate_2nd_invalid.json": .invalidUTF8,
        "i_string_UTF-16LE_with_BOM.json": .invalidJSON, "i_string_UTF-8_invalid_sequence.json": .invalidUTF8,
        "i_string_UTF8_surrogate_U+D800.json": .invalidUTF8,
        "i_string_incomplete_surrogate_and_escape_valid.json": .invalidUTF8,
        "i_string_incomplete_surrogate_pair.json": .invalidUTF8,
        "i_string_incomplete_surrogates_escape_valid.json": .invalidUTF8,
        "i_string_invalid_lonely_surrogate.json": .invalidUTF8, "i_string_invalid_surrogate.json": .invalidUTF8,
        "i_string_invalid_utf-8.json": .invalidUTF8, "i_string_inverted_surrogates_U+1D11E.json": .invalidUTF8,
        "i_string_iso_latin_1.json": .invalidUTF8, "i_string_lone_second_surrogate.json": .invalidUTF8,
        "i_string_lone_utf8_continuation_byte.json": .invalidUTF8, "i_string_not_in_unicode_range.json": .invalidUTF8,
        "i_string_overlong_sequence_2_bytes.json": .invalidUTF8,
        "i_string_overlong_sequence_6_bytes.json": .invalidUTF8,
        "i_string_overlong_sequence_6_bytes_null.json": .invalidUTF8, "i_string_truncated-utf-8.json": .invalidUTF8,
        "i_string_utf16BE_no_BOM.json": .invalidJSON, "i_string_utf16LE_no_BOM.json": .invalidJSON,
        "i_structure_500_nested_arrays.json": .jsonTooDeep, "i_structure_UTF-8_BOM_empty_object.json": .invalidJSON,
    ]

    @Test(.vectors(path))
    func `J33 JSONTestSuite: every i_ text has the decided verdict`() throws {
        let cases = try ParsingSuite.cases("i")
        #expect(cases.count == 35)
        #expect(Self.decidedToAccept.count + Self.decidedToRefuse.count == 35)
        for test in cases {
            let decided = Self.decidedToRefuse[test.name]
            #expect(decided != nil || Self.decidedToAccept.contains(test.name), "\(test.name) is not decided")
            #expect(Self.refusal(test.bytes) == decided, "\(test.name)")
        }
    }

    struct TransformSuite: Decodable {
        struct Case: Decodable {
            let name: String
            let base64: String
        }

        let tests: [Case]
    }

    @Test(.vectors("jsontestsuite/test_transform.json"))
    func `J30 J31 JSONTestSuite: equal names are refused, names that only look equal stay two`() throws {
        let suite = try Vectors.decode(TransformSuite.self, "jsontestsuite/test_transform.json")
        #expect(suite.tests.count == 22)
        for test in suite.tests {
            let bytes = Data(base64Encoded: test.base64).map(Array.init) ?? []
            switch test.name {
            case let name where name.hasPrefix("object_same_key"):
                #expect(Self.refusal(bytes) == .duplicateMember, "\(name)")
            case let name where name.contains("invalid_codepoint"):
                #expect(Self.refusal(bytes) == .invalidUTF8, "\(name)")
            case "string_with_escaped_NULL.json":
                #expect(Self.refusal(bytes) == .invalidUTF8)
                #expect(Self.refusal(bytes, Self.wide) == nil)
            case let name where name.hasPrefix("object_key_nf"):
                let object = try JSONValue(parsing: bytes).object
                #expect(object?.members.count == 2)
                #expect(object?["\u{E9}"]?.string == "NFC")
                #expect(object?["e\u{301}"]?.string == "NFD")
            case let name:
                #expect(Self.refusal(bytes) == nil, "\(name)")
            }
        }
    }

    @Test(.vectors("json-extra/json_org"))
    func `json.org: all fail texts are refused but the one that RFC 8259 allows`() throws {
        for number in 1...33 {
            let bytes = try Vectors.bytes("json-extra/json_org/fail\(number).json")
            // fail1 is a text at the top level, which RFC 4627 forbade; fail18 is only nested deeply.
            let expected: JOSEError.Code? = number == 1 ? nil : number == 18 ? .jsonTooDeep : .invalidJSON
            #expect(Self.refusal(bytes) == expected, "fail\(number)")
            #expect(Self.skimRefusal(bytes) == expected, "fail\(number)")
        }
        for number in 1...3 {
            let bytes = try Vectors.bytes("json-extra/json_org/pass\(number).json")
            #expect(Self.refusal(bytes, Self.wide) == nil, "pass\(number)")
            #expect(Self.skimRefusal(bytes, Self.wide) == nil, "pass\(number)")
        }
    }

    @Test(.vectors("json-extra/UTF-8-test.txt"))
    func `J33 each line of Kuhn's UTF-8 stress test is judged as Swift's own validator does`() throws {
        let lines = try Vectors.bytes("json-extra/UTF-8-test.txt").split(separator: 0x0A)
        var refused = 0
        for line in lines {
            // Quotes, backslashes and control characters are escaped: only the multibyte sequences are in question.
            let inside = line.flatMap { byte -> [UInt8] in
                let hex = byte < 16 ? "0" + String(byte, radix: 16) : String(byte, radix: 16)
                return byte < 0x20 || byte == 0x22 || byte == 0x5C ? Array("\\u00\(hex)".utf8) : [byte]
            }
            let bytes = [0x22] + inside + [0x22]
            let isValid = String(validating: line, as: UTF8.self) != nil
            #expect((Self.refusal(bytes, Self.wide) == nil) == isValid, "\(String(decoding: line, as: UTF8.self))")
            if !isValid { refused += 1 }
        }
        #expect(lines.count > 250 && refused > 50, "the file has changed: \(lines.count) lines, \(refused) refused")
    }
}
