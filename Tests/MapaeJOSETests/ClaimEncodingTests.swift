import Foundation
import MapaeJOSE
import Testing

@Suite("Claims that a type encodes")
struct ClaimEncodingTests {
    static func text(_ value: some Encodable) throws -> String {
        String(decoding: try JSONValue.object(JSONObject(encoding: value)).serialized(), as: UTF8.self)
    }

    static func code(_ value: some Encodable) -> JOSEError.Code? {
        do {
            _ = try JSONObject(encoding: value)
            return nil
        } catch {
            return (error as? JOSEError)?.code
        }
    }

    /// Writes claims as a token holds them and reads them back.
    static func roundTrip<Value: Codable>(_ value: Value) throws -> Value {
        try ClaimSet(json: JSONValue.object(JSONObject(encoding: value)).serialized()).decode(as: Value.self)
    }

    struct Box<Value: Codable & Sendable>: Codable, Sendable {
        let v: Value
        init(_ value: Value) { v = value }
    }

    struct Everything: Codable, Equatable {
        enum Level: String, Codable { case low, high }
        enum Shape: Codable, Equatable {
            case circle(radius: Double)
            case point
        }
        struct Inner: Codable, Equatable {
            let list: [Int?]
            let none: String?
            let some: String?
        }
        let z: String
        let a: Bool
        let inner: Inner
        let level: Level
        let shapes: [Shape]
        let since: Date
        let born: Date
        let key: Data
        let bytes: [UInt8]
        let home: URL
        let price: Decimal
        let ratio: Float
        let map: [String: [Int]]
        let numbered: [Int: String]
        let tags: Set<String>
        let when: NumericDate
    }

    static let everything = Everything(
        z: "마패 \"\u{1}", a: true, inner: .init(list: [1, nil, -3], none: nil, some: "x"), level: .high,
        shapes: [.circle(radius: 1.5), .point], since: Date(timeIntervalSince1970: 1_700_000_000),
        born: Date(timeIntervalSince1970: -86_400), key: Data([0xFB, 0xFF, 0]), bytes: [1, 255],
        home: URL(filePath: "/home/ada", relativeTo: nil), price: Decimal(string: "19.99") ?? 0, ratio: 0.1,
        map: ["b": [2], "a": [1], "": []], numbered: [10: "x", 9: "y"], tags: ["c", "a", "b"],
        when: NumericDate(seconds: 5, nanoseconds: 500_000_000))

    @Test func `stand in the order in which the type encodes them, without white space`() throws {
        #expect(
            try Self.text(Self.everything)
                == #"{"z":"마패 \"\u0001","a":true,"inner":{"list":[1,null,-3],"some":"x"},"level":"high","#
                + #""shapes":[{"circle":{"radius":1.5}},{"point":{}}],"since":1700000000,"born":-86400,"key":"-_8A","#
                + #""bytes":[1,255],"home":"file:///home/ada","price":19.99,"ratio":0.1,"#
                + #""map":{"":[],"a":[1],"b":[2]},"numbered":{"10":"x","9":"y"},"tags":["a","b","c"],"when":5.5}"#)
    }

    @Test func `come back as they were`() throws {
        #expect(try Self.roundTrip(Self.everything) == Self.everything)
    }

    @Test func `are the same text each time, whatever order a dictionary or a set has today`() throws {
        let names = (0..<100).map { "name \($0)" }
        struct Pair: Encodable, Hashable { let a: Int }
        for _ in 0..<20 {
            let shuffled = names.shuffled()
            let map = Dictionary(uniqueKeysWithValues: shuffled.map { ($0, $0.utf8.count) })
            let text = try Self.text(map)
            #expect(text == "{" + names.sorted().map { "\"\($0)\":\($0.utf8.count)" }.joined(separator: ",") + "}")
            #expect(try Self.text(["s": Set([3, 1, 2].shuffled())]) == #"{"s":[1,2,3]}"#)
            let pairs = Dictionary(uniqueKeysWithValues: [3, 1, 2].shuffled().map { (Pair(a: $0), $0 * 10) })
            #expect(try Self.text(["p": pairs]) == #"{"p":[{"a":1},10,{"a":2},20,{"a":3},30]}"#)
        }
    }

    @Test func `are put in order by bytes, not by Unicode`() throws {
        #expect(try Self.text(["é": 1, "z": 2, "Z": 3]) == #"{"Z":3,"z":2,"é":1}"#)
    }

    struct Number: Sendable, CustomTestStringConvertible {
        let value: any Encodable & Sendable
        /// `nil` when it is refused.
        let text: String?
        /// Not the value itself: Foundation ends the process when it describes an infinite `Date`.
        var testDescription: String { "\(type(of: value)) as \(text ?? "nothing")" }
        init(_ value: any Encodable & Sendable, _ text: String?) {
            self.value = value
            self.text = text
        }
    }

    static let numbers = [
        Number(Int64.min, "-9223372036854775808"), Number(Int64.max, "9223372036854775807"),
        Number(UInt64(Int64.max), "9223372036854775807"), Number(UInt64(Int64.max) + 1, nil), Number(UInt64.max, nil),
        Number(Int8.min, "-128"), Number(UInt8.max, "255"), Number(UInt32.max, "4294967295"), Number(Int16(-3), "-3"),
        Number(Int128(5), "5"), Number(Int128(Int64.max) + 1, nil), Number(UInt128.max, nil),
        Number(0.0, "0"), Number(-0.0, "-0.0"), Number(5.0, "5"), Number(0.1, "0.1"), Number(1e300, "1e+300"),
        Number(9_007_199_254_740_992.0, "9007199254740992"), Number(1e16, "1e+16"),
        Number(Double.nan, nil), Number(Double.infinity, nil), Number(-Double.infinity, nil), Number(Float.nan, nil),
        Number(Float(0.1), "0.1"), Number(Float(16_777_216), "16777216"), Number(Float.infinity, nil),
        Number(Decimal(string: "0.1"), "0.1"), Number(Decimal(5), "5"), Number(Decimal(string: "-12.50"), "-12.5"),
        Number(Decimal(string: "9223372036854775807"), "9223372036854775807"), Number(Decimal.nan, nil),
        Number(Decimal(string: "0.12345678901234567890123"), nil), Number(Decimal(string: "9223372036854775809"), nil),
        Number(Date(timeIntervalSince1970: 1.5), "1.5"), Number(Date(timeIntervalSince1970: 1e12), "1000000000000"),
        Number(Date(timeIntervalSince1970: .infinity), nil), Number(Date(timeIntervalSince1970: .nan), nil),
        Number(NumericDate(seconds: 1_700_000_000), "1700000000"),
    ]

    @Test(arguments: numbers)
    func `say a number exactly, or not at all`(_ number: Number) throws {
        struct Claims: Encodable {
            let n: any Encodable
            enum CodingKeys: CodingKey { case n }
            func encode(to encoder: any Encoder) throws {
                var container = encoder.container(keyedBy: CodingKeys.self)
                try container.encode(n, forKey: .n)
            }
        }
        if let text = number.text {
            #expect(try Self.text(Claims(n: number.value)) == "{\"n\":\(text)}")
        } else {
            #expect(Self.code(Claims(n: number.value)) == .invalidClaim)
        }
    }

    @Test func `are refused at the top when they are no object`() {
        for value: any Encodable in [1, "x", [1], true, Optional<Int>.none, Date(), Set([1]), Data()] {
            #expect(Self.code(value) == .jsonNotAnObject, "\(value)")
        }
    }

    @Test func `of a type without members are an empty object`() throws {
        struct Empty: Encodable {}
        struct Silent: Encodable { func encode(to encoder: any Encoder) {} }
        #expect(try Self.text(Empty()) == "{}")
        #expect(try Self.text(Silent()) == "{}")
        #expect(try Self.text(["x": Silent()]) == #"{"x":{}}"#)
    }

    class Animal: Encodable {
        var legs = 4
    }

    final class Horse: Animal {
        var name = "mapae"
        enum CodingKeys: CodingKey { case name, legs }
        override func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(name, forKey: .name)
            try super.encode(to: container.superEncoder())
            try super.encode(to: container.superEncoder(forKey: .legs))
        }
    }

    @Test func `of a class stand where its superEncoder puts them`() throws {
        #expect(try Self.text(Horse()) == #"{"name":"mapae","super":{"legs":4},"legs":{"legs":4}}"#)
    }

    struct Custom: Encodable {
        let body: @Sendable (any Encoder) throws -> Void
        func encode(to encoder: any Encoder) throws { try body(encoder) }
    }

    enum Key: String, CodingKey { case a, b, c }

    @Test func `come together from nested containers, in the order in which those were begun`() throws {
        let value = Custom { encoder in
            var outer = encoder.container(keyedBy: Key.self)
            var first = outer.nestedContainer(keyedBy: Key.self, forKey: .a)
            var list = outer.nestedUnkeyedContainer(forKey: .b)
            try outer.encodeNil(forKey: .c)
            try list.encode(1)
            try list.encodeNil()
            var inner = list.nestedUnkeyedContainer()
            try inner.encode("x")
            var object = list.nestedContainer(keyedBy: Key.self)
            try object.encode(true, forKey: .c)
            try Box(7).encode(to: list.superEncoder())
            #expect(list.count == 5)
            try first.encode(1, forKey: .a)
            // Asked for again, it is the same.
            var again = outer.nestedContainer(keyedBy: Key.self, forKey: .a)
            try again.encode(2, forKey: .b)
            #expect(again.codingPath.map(\.stringValue) == ["a"])
        }
        #expect(try Self.text(value) == #"{"a":{"a":1,"b":2},"b":[1,null,["x"],{"c":true},{"v":7}],"c":null}"#)
    }

    @Test func `may be written in two goes, as a class and its parent do`() throws {
        let value = Custom { encoder in
            var first = encoder.container(keyedBy: Key.self)
            try first.encode(1, forKey: .b)
            var second = encoder.container(keyedBy: Key.self)
            try second.encode(2, forKey: .a)
        }
        #expect(try Self.text(value) == #"{"b":1,"a":2}"#)
    }

    static let contradictions: [(String, JOSEError.Code, Custom)] = [
        (
            "a key twice", .duplicateMember,
            Custom { encoder in
                var container = encoder.container(keyedBy: Key.self)
                try container.encode(1, forKey: .a)
                try container.encode(1, forKey: .a)
            }
        ),
        (
            "an object and a list", .invalidClaim,
            Custom { encoder in
                _ = encoder.container(keyedBy: Key.self)
                _ = encoder.unkeyedContainer()
            }
        ),
        (
            "a value over an object", .invalidClaim,
            Custom { encoder in
                _ = encoder.container(keyedBy: Key.self)
                var single = encoder.singleValueContainer()
                try single.encode(1)
            }
        ),
        (
            "an object over a value", .invalidClaim,
            Custom { encoder in
                var container = encoder.container(keyedBy: Key.self)
                try container.encode(1, forKey: .a)
                _ = container.nestedContainer(keyedBy: Key.self, forKey: .a)
            }
        ),
        (
            "two values", .invalidClaim,
            Custom { encoder in
                var single = encoder.singleValueContainer()
                try single.encode(1)
                try single.encode(2)
            }
        ),
    ]

    @Test(arguments: contradictions.indices)
    func `that contradict themselves are refused, and end nothing`(_ index: Int) {
        let (name, code, value) = Self.contradictions[index]
        #expect(Self.code(value) == code, "\(name)")
    }

    final class Ring: Encodable {
        var next: Ring?
    }

    struct Self0: Encodable {
        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            try container.encode(self)
        }
    }

    @Test func `S6 that hold themselves are refused before the stack ends`() {
        let ring = Ring()
        ring.next = ring
        defer { ring.next = nil }
        #expect(Self.code(ring) == .jsonTooDeep)
        #expect(Self.code(Self0()) == .jsonTooDeep)
    }

    @Test func `pass on what a type throws itself`() {
        struct Mine: Error {}
        #expect(throws: Mine.self) { try JSONObject(encoding: Custom { _ in throw Mine() }) }
    }

    @Test func `with a Date are read from seconds since 1970, Foundation's own count notwithstanding`() throws {
        let json = Array(#"{"v":1700000000.25}"#.utf8)
        #expect(try ClaimSet(json: json).decode(as: Box<Date>.self).v == Date(timeIntervalSince1970: 1_700_000_000.25))
        struct Registered: Decodable { let exp: Date, iat: NumericDate }
        let claims = try ClaimSet(json: Array(#"{"iat":1700000000,"exp":1700000900}"#.utf8))
        let read = try claims.decode(as: Registered.self)
        #expect(read.exp.timeIntervalSince1970 == 1_700_000_900 && read.iat == NumericDate(seconds: 1_700_000_000))
    }

    @Test(arguments: [("-_8", [0xFB, 0xFF]), ("-_8A", [0xFB, 0xFF, 0]), ("", [])] as [(String, [UInt8])])
    func `with Data are read from base64url`(_ text: String, _ bytes: [UInt8]) throws {
        let claims = try ClaimSet(json: Array("{\"v\":\"\(text)\"}".utf8))
        #expect(try claims.decode(as: Box<Data>.self).v == Data(bytes))
    }

    @Test(arguments: [#""+/8""#, #""-_8=""#, #""-_9""#, #""-""#, #""- _8""#, "5", "[251,255]"])
    func `J43 with Data in any other spelling are refused`(_ text: String) throws {
        let claims = try ClaimSet(json: Array(#"{"v":\#(text)}"#.utf8))
        #expect(throws: DecodingError.self) { try claims.decode(as: Box<Data>.self) }
    }

    @Test(arguments: ["-1", "253402300800", "1e300", "\"5\"", "null", "true"])
    func `S5 with a NumericDate out of range or of another type are refused`(_ text: String) throws {
        let claims = try ClaimSet(json: Array(#"{"v":\#(text)}"#.utf8))
        #expect(throws: DecodingError.self) { try claims.decode(as: Box<NumericDate>.self) }
    }
}
