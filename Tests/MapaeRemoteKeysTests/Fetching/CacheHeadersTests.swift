#if RemoteKeys
import MapaeRemoteKeys
import NIOHTTP1
import Testing

@Suite("What an answer says about keeping it (RFC 9111)")
struct CacheHeadersTests {
    struct Case: Sendable, CustomStringConvertible {
        let control: [String]
        let age: [String]
        let freshness: Duration?
        let isStored: Bool

        init(_ control: [String], age: [String] = [], _ seconds: Int64?, isStored: Bool = true) {
            self.control = control
            self.age = age
            self.freshness = seconds.map { .seconds($0) }
            self.isStored = isStored
        }

        var description: String { "\(control) \(age)" }
    }

    @Test(arguments: [
        Case([], nil), Case([""], nil), Case(["public"], nil), Case(["max-age=600"], 600), Case(["max-age=0"], 0),
        Case(["Max-Age=600"], 600), Case(["public, max-age=600 , must-revalidate"], 600),
        Case([#"max-age="600""#], 600),
        Case(["max-age=600, max-age=60"], 60), Case(["max-age=60", "max-age=600"], 60),
        Case(["s-maxage=600"], nil), Case(["x-max-age=600"], nil), Case(["stale-if-error=600"], nil),
        Case(["max-age"], 0), Case(["max-age="], 0), Case(["max-age=-1"], 0), Case(["max-age=+1"], 0),
        Case(["max-age=1.5"], 0), Case(["max-age=1e9"], 0), Case(["max-age=0x10"], 0), Case(["max-age=\""], 0),
        Case(["max-age=99999999999999999999999"], 1 << 31), Case(["max-age=9223372036854775807"], 1 << 31),
        Case(["no-cache"], 0), Case(["no-cache, max-age=600"], 0), Case(["max-age=600", "NO-CACHE"], 0),
        Case([#"no-cache="set-cookie""#], 0), Case(["no-store"], 0, isStored: false),
        Case(["max-age=600, no-store"], 0, isStored: false),
        Case(["max-age=600"], age: ["100"], 500), Case(["max-age=600"], age: ["600"], 0),
        Case(["max-age=600"], age: ["9999999999999999999999"], 0), Case(["max-age=600"], age: ["-100"], 600),
        Case(["max-age=600"], age: ["100", "200"], 600), Case(["max-age=600"], age: ["x"], 600),
        Case([], age: ["100"], nil),
    ])
    func `Cache-Control and Age are read so`(_ example: Case) {
        var headers = HTTPHeaders()
        for value in example.control { headers.add(name: "Cache-Control", value: value) }
        for value in example.age { headers.add(name: "Age", value: value) }
        #expect(CacheHeaders(headers) == CacheHeaders(freshness: example.freshness, isStored: example.isStored))
    }

    @Test(arguments: [
        (#""abc""#, true), (#"W/"abc""#, true), (#""""#, true), ("abc", false), (#""abc"#, false), (#"""#, false),
        (#"w/"abc""#, false), (#""a"b""#, false), (#""a b""#, false), ("\"a\u{80}\"", false), ("", false),
        ("\"" + String(repeating: "a", count: 254) + "\"", true),
        ("\"" + String(repeating: "a", count: 255) + "\"", false),
    ])
    func `an entity tag of another form is not sent back`(_ tag: String, _ isTaken: Bool) throws {
        let url = try WebURL("https://login.example.com/keys")
        #expect((Validator(["ETag": tag], of: url) != nil) == isTaken)
    }
}
#endif
