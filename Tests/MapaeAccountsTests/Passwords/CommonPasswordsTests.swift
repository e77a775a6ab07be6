import Testing

@testable import MapaeAccounts

struct CommonPasswordsTests {
    /// The longest and some of each of zxcvbn's lists: passwords, words, names, films.
    static let listed = [
        "password", "12345678", "baseball", "qwertyuiop", "1qaz2wsx", "q1w2e3r4t5", "maverick", "liverpoo", "11111111",
        "government", "university", "elizabeth", "christopher", "rodriguez",
    ]

    @Test("What is on the lists is known", arguments: listed)
    func known(password: String) {
        #expect(CommonPasswords.isListed(Array(password.utf8)))
        #expect(CommonPasswords.contains(Array(password.unicodeScalars)))
    }

    @Test("Of 100,000 other texts at most ten are taken for one of the lists")
    func falsePositives() {
        let taken = (0..<100_000).count { CommonPasswords.isListed(Array("not on the lists \($0)".utf8)) }
        #expect(taken <= 10)
    }

    @Test(
        "Rows are common, what only begins as one is not",
        arguments: [
            ("aaaaaaaa", true), ("abcdefgh", true), ("87654321", true), ("aaaaaaab", false), ("abcdefgi", false),
            ("acegikmo", false),
        ])
    func rows(text: String, expected: Bool) {
        #expect(CommonPasswords.contains(Array(text.unicodeScalars)) == expected)
    }
}
