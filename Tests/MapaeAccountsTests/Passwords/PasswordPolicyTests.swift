import MapaeAccounts
import Testing

struct PasswordPolicyTests {
    @Test(
        "Length counts, composition does not",
        arguments: [
            "7f3kq0zp", "zzzzzzzy", "correct horse battery staple", "비밀번호비밀번호", "👩‍👩‍👧‍👦👍🏽",
            "\u{1}\u{2}\u{3}\u{9}\u{5}\u{6}\u{7}\r\n", "alice\u{212A}xx", "alice1234", "xalice123", "        !",
            "\u{E9}\u{E9}\u{E9}\u{E9}\u{E9}\u{E9}\u{E9}1", Sample("ab" + String(repeating: "x", count: 1022)),
            Sample("나" + String(repeating: "가", count: 1023)),
            Sample("z" + String(repeating: "\u{1F40E}", count: 1023)),
        ] as [Sample])
    func accepted(password: Sample) throws {
        try PasswordPolicy().check(
            password.text, for: Username("alice123"), email: EmailAddress("ada.lovelace@example.com"))
    }

    @Test(
        "Short, long, NUL, the name itself and what is common are told apart (L7)",
        arguments: [
            ("", .passwordTooShort), ("1234567", .passwordTooShort), ("마패마패마패마", .passwordTooShort),
            ("👍🏽👍🏽👍🏽", .passwordTooShort),
            // Eight typed characters that are four.
            ("e\u{301}e\u{301}e\u{301}e\u{301}", .passwordTooShort),
            (Sample("ab" + String(repeating: "x", count: 1023)), .passwordTooLong),
            (.repeated("\u{AC00}", 1025), .passwordTooLong), (.repeated("a", 4097), .passwordTooLong),
            (.repeated("\u{1D160}", 1024), .passwordTooLong), (.repeated("a", 1_000_000), .passwordTooLong),
            ("1234567\0", .passwordContainsNUL), ("\012345678", .passwordContainsNUL),
            ("alice123", .passwordEqualsUsername), ("Alice123", .passwordEqualsUsername),
            ("ALICE123", .passwordEqualsUsername), ("\u{FF21}lice123", .passwordEqualsUsername),
            ("Ada.Lovelace@Example.com", .passwordEqualsUsername), ("ADA.lovelace", .passwordEqualsUsername),
            ("password", .passwordTooCommon), ("PassWord", .passwordTooCommon), ("12345678", .passwordTooCommon),
            ("trustno1", .passwordTooCommon), ("passw0rd", .passwordTooCommon), ("government", .passwordTooCommon),
            ("\u{FF50}assword", .passwordTooCommon), ("        ", .passwordTooCommon),
            ("aaaaaaaaaaaa", .passwordTooCommon),
            ("abcdefgh", .passwordTooCommon), ("zyxwvuts", .passwordTooCommon), ("가각갂갃간갅갆갇", .passwordTooCommon),
            (.repeated("z", 200), .passwordTooCommon),
        ] as [(Sample, AccountError.Code)])
    func refused(password: Sample, code: AccountError.Code) throws {
        let username = try Username("Alice123")
        let email = try EmailAddress("ada.lovelace@example.com")
        #expect(throws: AccountError(code)) { try PasswordPolicy().check(password.text, for: username, email: email) }
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
