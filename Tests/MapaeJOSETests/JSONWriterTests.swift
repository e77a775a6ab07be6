import Foundation
import Testing

@testable import MapaeJOSE

@Suite("Written JSON")
struct JSONWriterTests {
    @Test func `every scalar value round-trips, and Foundation reads the same`() throws {
        var scalars = (0...0x2FF).compactMap(Unicode.Scalar.init(_:))
        scalars += [0x2028, 0x2029, 0xD7FF, 0xE000, 0xFEFF, 0xFFFD, 0xFFFF, 0x1F434, 0x10FFFF].compactMap(
            Unicode.Scalar.init(_:))
        for scalar in scalars {
            let text = "a" + String(Character(scalar)) + "b"
            let bytes = try JSONValue.array([.string(text)]).serialized()
            let read = try JSONValue(parsing: bytes, limits: JSONLimits(allowsNUL: true))
            #expect(read.array?.first?.string.map { Array($0.utf8) } == Array(text.utf8))
            #expect(try JSONDecoder().decode([String].self, from: Data(bytes)) == [text])
        }
    }

    @Test(arguments: [Int64.min, -1, 0, 1, 9, 10, 99, 1_700_000_000, .max])
    func `integers are written in full`(_ integer: Int64) throws {
        let bytes = try JSONValue.integer(integer).serialized()
        #expect(String(decoding: bytes, as: UTF8.self) == "\(integer)")
        #expect(try JSONValue(parsing: bytes).integer == integer)
    }

    @Test(arguments: [0.5, -0.0, 1e300, .leastNonzeroMagnitude, 1.7976931348623157e308, 0.1, -1e-7, 3.0])
    func `numbers are read back to the last bit`(_ number: Double) throws {
        let bytes = try JSONValue.number(number).serialized()
        let foundation = try JSONDecoder().decode([Double].self, from: Data([0x5B] + bytes + [0x5D]))
        #expect(foundation[0].bitPattern == number.bitPattern)
        guard case .number(let read) = try JSONValue(parsing: bytes) else {
            Issue.record("no number")
            return
        }
        #expect(read.bitPattern == number.bitPattern)
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity, .signalingNaN])
    func `a number that JSON cannot say is refused`(_ number: Double) {
        #expect(throws: JOSEError(.invalidClaim)) { try JSONValue.array([.number(number)]).serialized() }
    }

    @Test func `members keep their order and values`() throws {
        let value: JSONValue = [
            "z": [1, 2.5, "x", true, false, ["k": []]], "a": ["deep": ["er": [:]]], "m": "line\n\"quote\"\\", "": 0,
        ]
        let expected = #"{"z":[1,2.5,"x",true,false,{"k":[]}],"a":{"deep":{"er":{}}},"m":"line\n\"quote\"\\","":0}"#
        #expect(String(decoding: try value.serialized(), as: UTF8.self) == expected)
        #expect(try JSONValue(parsing: value.serialized()).serialized() == value.serialized())
    }

    @Test func `S2 an object keeps two names that are only canonically equal, and replaces an equal one`() {
        var object: JSONObject = ["\u{E9}": 1, "e\u{301}": 2, "K": 3, "\u{212A}": 4]
        #expect(object.members.count == 4)
        object["K"] = 5
        #expect(object.members.map { $0.value.integer } == [1, 2, 5, 4])
        object["e\u{301}"] = nil
        #expect(object.members.map { $0.value.integer } == [1, 5, 4])
        #expect(object["é"]?.integer == 1)
    }

    @Test func `random values survive being written and read`() throws {
        var random = Seeded(state: 2024)
        for _ in 0..<500 {
            let value = Self.value(&random, depth: 0)
            let bytes = try value.serialized()
            let limits = JSONLimits(members: 10_000, allowsNUL: true)
            #expect(try JSONValue(parsing: bytes, limits: limits).serialized() == bytes)
            #expect(try JSONValue(parsing: Array(value.pretty().utf8), limits: limits).serialized() == bytes)
        }
    }

    @Test func `the form for reading has a member a line`() {
        let value: JSONValue = ["a": 1, "b": [true, []], "c": [:]]
        #expect(value.pretty() == "{\n  \"a\": 1,\n  \"b\": [\n    true,\n    []\n  ],\n  \"c\": {}\n}")
        #expect(JSONValue.string("\u{1B}[31m\r\n").pretty() == #""\u001b[31m\r\n""#)
    }

    private static func value(_ random: inout Seeded, depth: Int) -> JSONValue {
        switch Int.random(in: 0..<(depth < 5 ? 7 : 5), using: &random) {
        case 0: return .null
        case 1: return .bool(.random(using: &random))
        case 2: return .integer(.random(in: .min ... .max, using: &random))
        case 3: return .number(.random(in: -1e6...1e6, using: &random))
        case 4: return .string(text(&random))
        case 5: return .array((0..<Int.random(in: 0..<5, using: &random)).map { _ in value(&random, depth: depth + 1) })
        default:
            var object = JSONObject()
            for _ in 0..<Int.random(in: 0..<5, using: &random) {
                object[text(&random)] = value(&random, depth: depth + 1)
            }
            return .object(object)
        }
    }

    private static func text(_ random: inout Seeded) -> String {
        let scalars = (0..<Int.random(in: 0..<12, using: &random)).compactMap { _ in
            Unicode.Scalar(
                UInt32.random(in: 0...0x11_FFFF, using: &random) >> UInt32.random(in: 0..<16, using: &random))
        }
        var text = ""
        text.unicodeScalars.append(contentsOf: scalars)
        return text
    }
}

/// SplitMix64: the same cases in every run.
struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
