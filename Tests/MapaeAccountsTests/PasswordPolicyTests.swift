import MapaeAccounts
import Testing

struct PasswordPolicyTests {
    @Test(
        "Length counts, composition does not",
        arguments: [
            "12345678", "aaaaaaaa", "        ", "correct horse battery staple", "비밀번호비밀번호", "👩‍👩‍👧‍👦👍🏽",
            "\u{1}\u{2}\u{3}\u{4}\u{5}\u{6}\u{7}\r\n", "alice\u{212A}xx", "alice1234", "xalice123",
            .repeated("a", 1024), .repeated("\u{AC00}", 341),
        ] as [Sample])
    func accepted(password: Sample) throws {
        try PasswordPolicy().check(password.text, for: Username("alice123"))
    }

    @Test(
        "Short, long, NUL and the name itself are told apart",
        arguments: [
            ("", .passwordTooShort), ("1234567", .passwordTooShort), ("마패마패마패마", .passwordTooShort),
            ("👍🏽👍🏽👍🏽", .passwordTooShort),
            (.repeated("a", 1025), .passwordTooLong),
            (.repeated("\u{AC00}", 342), .passwordTooLong),
            (.repeated("a", 1_000_000), .passwordTooLong),
            ("1234567\0", .passwordContainsNUL), ("\012345678", .passwordContainsNUL),
            ("alice123", .passwordEqualsUsername), ("Alice123", .passwordEqualsUsername),
            ("ALICE123", .passwordEqualsUsername),
        ] as [(Sample, AccountError.Code)])
    func refused(password: Sample, code: AccountError.Code) throws {
        let username = try Username("Alice123")
        #expect(throws: AccountError(code)) { try PasswordPolicy().check(password.text, for: username) }
    }

    @Test("A longer minimum can be set, a shorter or absurd one cannot", arguments: [Int.min, -1, 0, 7, 65, Int.max])
    func minimum(outside: Int) throws {
        #expect(throws: AccountError(.invalidConfiguration)) { try PasswordPolicy(minimumCharacters: outside) }
        let policy = try PasswordPolicy(minimumCharacters: 15)
        let username = try Username("alice")
        #expect(throws: AccountError(.passwordTooShort)) { try policy.check("14 characters!", for: username) }
        try policy.check("15 characters!!", for: username)
    }
}
