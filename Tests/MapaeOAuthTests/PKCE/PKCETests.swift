import MapaeOAuth
import Testing

struct PKCETests {
    /// RFC 7636 appendix B.
    private static let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    private static let challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"

    @Test("The example of RFC 7636 appendix B matches (O18)")
    func example() throws {
        let challenge = try CodeChallenge(Self.challenge, method: "S256")
        try CodeChallenge.check(challenge, against: CodeVerifier(Self.verifier))
    }

    @Test("O17: a verifier has 43 to 128 characters", arguments: [0, 1, 42, 43, 44, 127, 128, 129, 100_000])
    func lengths(count: Int) {
        let text = String(repeating: "a", count: count)
        #expect(((try? CodeVerifier(text)) != nil) == (43...128).contains(count))
    }

    @Test("O17: a verifier has unreserved characters, each byte tried at each end and in the middle")
    func characters() {
        let allowed = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~".utf8)
        for value in 0...255 {
            let scalar = String(Unicode.Scalar(UInt8(value)))
            for place in [0, 25, 50] {
                let text = String(repeating: "a", count: place) + scalar + String(repeating: "a", count: 50 - place)
                let isAllowed = allowed.contains(UInt8(value)) && scalar.utf8.count == 1
                #expect(((try? CodeVerifier(text)) != nil) == isAllowed, "\(value)")
            }
        }
        #expect(throws: OAuthError(.invalidRequest)) { try CodeVerifier(String(repeating: "\u{212A}", count: 43)) }
        #expect(throws: OAuthError(.invalidRequest)) { try CodeVerifier(String(repeating: "a\u{301}", count: 20)) }
    }

    @Test(
        "O16: only S256 is a method, and a challenge is 32 bytes",
        arguments: [
            (challenge, nil), (challenge, "plain"), (challenge, "s256"), (challenge, "S256 "), (challenge, ""),
            (challenge, "S512"),
            (challenge, "\u{17F}256"), ("", "S256"), (verifier + "A", "S256"), (String(challenge.dropLast()), "S256"),
            (challenge + "=", "S256"),
            (String(challenge.dropLast()) + "N", "S256"), (String(challenge.dropLast()) + "+", "S256"),
            (challenge + challenge, "S256"),
            (String(repeating: "\u{E9}", count: 43), "S256"), (challenge + "\n", "S256"),
        ] as [(String, String?)])
    func challenges(text: String, method: String?) {
        #expect(throws: OAuthError(.invalidRequest)) { try CodeChallenge(text, method: method) }
    }

    @Test("O16: what was sent and what is shown go together, in all three by four cases")
    func matrix() throws {
        let challenges: [CodeChallenge?] = [
            nil, try CodeChallenge(Self.challenge, method: "S256"),
            try CodeChallenge(String(repeating: "A", count: 43), method: "S256"),
        ]
        let verifiers: [CodeVerifier?] = [
            nil, try CodeVerifier(Self.verifier), try CodeVerifier(Self.challenge),
            try CodeVerifier(String(repeating: "a", count: 43)),
        ]
        for (row, challenge) in challenges.enumerated() {
            for (column, verifier) in verifiers.enumerated() {
                if (row, column) == (0, 0) || (row, column) == (1, 1) {
                    try CodeChallenge.check(challenge, against: verifier)
                } else {
                    #expect(throws: OAuthError(.invalidGrant), "\(row) \(column)") {
                        try CodeChallenge.check(challenge, against: verifier)
                    }
                }
            }
        }
    }

    @Test("O18: a verifier that differs in any one character does not match")
    func oneCharacter() throws {
        let challenge = try CodeChallenge(Self.challenge, method: "S256")
        for place in Self.verifier.utf8.indices {
            var text = Array(Self.verifier.utf8)
            let offset = Self.verifier.utf8.distance(from: Self.verifier.utf8.startIndex, to: place)
            text[offset] = text[offset] == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A")
            let other = try CodeVerifier(String(decoding: text, as: UTF8.self))
            #expect(throws: OAuthError(.invalidGrant)) { try CodeChallenge.check(challenge, against: other) }
        }
    }

    @Test("What is printed or dumped of a verifier holds none of it")
    func hidden() throws {
        let verifier = try CodeVerifier(Self.verifier)
        var dumped = ""
        dump(verifier, to: &dumped)
        #expect(!"\(verifier)\(dumped)".contains(Self.verifier))
    }
}
