import HTTPTypes
import Testing

@testable import Mapae

@Suite("The Cookie header")
struct CookieHeaderTests {
    struct Case: Sendable, CustomStringConvertible {
        let id: String
        let header: String
        let value: String?

        init(_ id: String, _ header: String, _ value: String?) {
            self.id = id
            self.header = header
            self.value = value
        }

        var description: String { "\(id): \(header)" }
    }

    @Test(arguments: [
        Case("alone", "t=abc", "abc"),
        Case("among others", "x=1; t=abc; y=2", "abc"),
        Case("without space", "x=1;t=abc;y=2", "abc"),
        Case("with tabs and spaces", "x=1;\t t=abc \t; y", "abc"),
        Case("with an equals sign in the value", "t=a=b", "a=b"),
        Case("empty", "t=", ""),
        Case("another case of the name", "T=abc", nil),
        Case("no value at all", "t", nil),
        Case("a longer name", "tt=abc; xt=abc", nil),
        Case("a space before the equals sign", "t =abc", nil),
        Case("nothing", "", nil),
        Case("C4 quotes stay", #"t="abc""#, #""abc""#),
        Case("C4 a quoted sandwich swallows nothing", #"x="a; t=abc; y=b""#, "abc"),
        Case("C4 $Version is a name like any other", "$Version=1; t=abc; $Path=/", "abc"),
        Case("C4 a comma separates nothing", "x=1, t=abc", nil),
        Case("S4 a mark on the semicolon", "x=1;\u{301} t=abc; t=right", "right"),
        Case("S4 a mark on the equals sign", "t=\u{301}abc", "\u{301}abc"),
        Case("S1 a look-alike of the name", "\u{37E}t=abc", nil),
    ])
    func `a cookie's value is what stands between its equals sign and the next semicolon`(_ example: Case) throws {
        let headers: HTTPFields = example.header.isEmpty ? [:] : [.cookie: example.header]
        #expect(try CookieHeader.value(of: "t", in: headers).map(String.init) == example.value)
    }

    @Test(arguments: [["t=a; t=b"], ["t=a; t=a"], ["t=a", "t=b"], ["x=1", "t=; t=a"]])
    func `C2 C4 a second cookie of the name is refused: another host may have set it`(_ lines: [String]) {
        var headers = HTTPFields()
        for line in lines { headers.append(HTTPField(name: .cookie, value: line)) }
        #expect(throws: TokenError(.malformedRequest)) { try CookieHeader.value(of: "t", in: headers) }
    }

    @Test func `cookies may come in several fields, as HTTP 2 sends them`() throws {
        let headers = HTTPFields([HTTPField(name: .cookie, value: "x=1"), HTTPField(name: .cookie, value: "t=abc")])
        #expect(try CookieHeader.value(of: "t", in: headers) == "abc")
    }

    @Test func `C4 thousands of cookies are read, and more than 64 KiB are refused`() throws {
        let many = (0..<1000).map { "c\($0)=\($0)" }.joined(separator: "; ") + "; t=abc"
        #expect(try CookieHeader.value(of: "t", in: [.cookie: many]) == "abc")
        let endless = String(repeating: "x", count: 65_537)
        #expect(throws: TokenError(.malformedRequest)) { try CookieHeader.value(of: "t", in: [.cookie: endless]) }
    }
}
