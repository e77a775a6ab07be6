import MapaeOAuth
import MapaeTesting
import Testing

struct ParametersTests {
    @Test(
        "A form is read as bytes: + is a space, escapes are decoded once (S4, S12)",
        arguments: [
            ("a=1", "1"), ("a=x+y", "x y"), ("a=x%20y", "x y"), ("a=%2B", "+"), ("a=%2b", "+"), ("a=%252B", "%2B"),
            ("a=b=c", "b=c"), ("a=%26%3D", "&="), ("&&a=1&&", "1"), ("%61=1", "1"), ("a=%EA%B0%80", "가"), ("a=가", "가"),
            ("a=%CC%81v", "\u{301}v"), ("b=2&a=\u{301}1", "\u{301}1"), ("a=%0D%0A", "\r\n"), ("a=x y", "x y"),
        ] as [(Sample, Sample)])
    func read(text: Sample, value: Sample) throws {
        let read = try #require(try Parameters(text.text)["a"])
        #expect(read.utf8.elementsEqual(value.text.utf8))
    }

    @Test(
        "What is no form is refused (S10, S12)",
        arguments: [
            "a=%", "a=%4", "a=%4g", "a=%G4", "a=%+1", "a=%u0041", "%=1", "a=%ff", "a=%c0%AF", "a=%ED%A0%80", "a=%00",
            "a%00b=1", "a=1\n", "a=1\r\n", "a=\t", "a=\u{7F}", "a\0=1", "b=1&a=%F8%88%80%80%80",
        ] as [Sample])
    func refused(text: Sample) {
        #expect(throws: OAuthError(.invalidRequest)) { try Parameters(text.text) }
    }

    @Test(
        "An empty parameter counts as absent, and is there all the same (RFC 6749 section 3.1)",
        arguments: ["a=", "a", "a&b=1"])
    func empty(text: String) throws {
        let parameters = try Parameters(text)
        #expect(parameters["a"] == nil)
        #expect(parameters.contains("a"))
        #expect(!parameters.contains("c"))
    }

    @Test(
        "A repeated parameter is refused and has no value, known or not (O5)",
        arguments: [
            "a=1&a=2", "a=1&a=1", "a=&a=1", "a&a", "a=1&%61=2", "x=1&a=1&y=2&a=2", "a=1&b=1&b=2", "a=1&=&=",
        ])
    func repeated(text: String) throws {
        let parameters = try Parameters(text)
        #expect(throws: OAuthError(.invalidRequest)) { try parameters.checkUnique() }
        if parameters.isRepeated("a") { #expect(parameters["a"] == nil) }
    }

    @Test("Only what the caller names may be repeated, and keeps its order (O5, O41)")
    func repeatable() throws {
        let parameters = try Parameters("resource=b&resource=a&resource=&x=1")
        try parameters.checkUnique()
        #expect(parameters.values(of: "resource") == ["b", "a"])
        #expect(parameters["resource"] == nil)
        let strict = try Parameters(parsing: "resource=b&resource=a".utf8)
        #expect(throws: OAuthError(.invalidRequest)) { try strict.checkUnique() }
    }

    @Test("Names are compared as bytes: look-alikes are two parameters (S1, S2)")
    func names() throws {
        let parameters = try Parameters("K=1&\u{212A}=2&%c3%A9=3&e%CC%81=4")
        try parameters.checkUnique()
        #expect(parameters["K"] == "1")
        #expect(parameters["\u{E9}"] == "3")
        #expect(parameters["e\u{301}"] == "4")
    }

    @Test("Limits hold before anything is decoded (O51)")
    func limits() throws {
        let limits = ParameterLimits(bytes: 20, count: 2, nameBytes: 3, valueBytes: 6)
        func read(_ text: String) throws -> Parameters { try Parameters(parsing: text.utf8, limits: limits) }
        for text in ["abc=123456&b=2", "a=%41%42", "a&b", "a=1&&&&b=2"] { _ = try read(text) }
        for text in ["a=1&b=2&c=3", "abcd=1", "%61%62=1", "a=1234567", "a=%41%42%", "abc=123456&abd=123456"] {
            #expect(throws: OAuthError(.invalidRequest), "\(text)") { try read(text) }
        }
    }

    @Test("A megabyte is refused before it is looked at (O51)")
    func large() {
        let text = String(repeating: "a=1&", count: 262_144)
        #expect(throws: OAuthError(.invalidRequest)) { try Parameters(text) }
    }

    @Test("What is printed or dumped of parameters holds none of them")
    func hidden() throws {
        let parameters = try Parameters("client_secret=hunter2")
        var dumped = ""
        dump(parameters, to: &dumped)
        #expect(!"\(parameters)\(dumped)".contains("hunter2"))
    }

    @Test("Random bytes never trap, and what is read is what was written (S6)")
    func random() {
        var random = Seeded(state: 6)
        for _ in 0..<20_000 {
            let bytes = random.bytes("a=&%+41fF;resource", upTo: 60)
            guard let parameters = try? Parameters(parsing: bytes, repeatable: ["resource"]) else { continue }
            for name in ["a", "", "resource", "f"] {
                _ = parameters[name]
                #expect(parameters.values(of: name).allSatisfy { !$0.isEmpty && !$0.utf8.contains(0) })
                if parameters.isRepeated(name) { #expect(parameters[name] == nil) }
            }
        }
    }
}
