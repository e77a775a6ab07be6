import Testing

@testable import MapaeFlask

@Suite("A list of texts as Python writes it")
struct PythonListTests {
    static let lists: [(String, [String])] = [
        ("[]", []), ("()", []), ("[ ]", []), ("['a']", ["a"]), ("[\"a\"]", ["a"]), ("('a',)", ["a"]),
        ("('a', \"b\")", ["a", "b"]),
        ("['a','b',]", ["a", "b"]), (" [ 'a' , 'b' ] ", ["a", "b"]),
        ("['a\\'b', \"c'd\", 'e\\\\']", ["a'b", "c'd", "e\\"]),
        ("['']", [""]), ("['마패']", ["마패"]), ("['a, b']", ["a, b"]), ("[\n'a',\n'b'\n]", ["a", "b"]),
    ]

    @Test("is read", arguments: lists)
    func read(text: String, texts: [String]) {
        #expect(PythonList.texts(text) == texts)
    }

    @Test(
        "is nothing else",
        arguments: [
            "", "a", "'a'", "[", "]", "[']", "['a'", "['a'", "['a' 'b']", "['a',,'b']", "[,]", "(,)", "[,'a']", "('a')",
            "['a')",
            "('a']", "[a]", "[1]", "[None]", "[['a']]", "[b'a']", "[f'a']", "['a'] x", "['a'],", "['\\n']", "['\\x41']",
            "['a\"]",
            "{'a'}", "['a\\", "['a'\u{301}]",
        ])
    func refused(text: String) {
        #expect(PythonList.texts(text) == nil)
    }
}
