#if Server
import Mapae
import MapaeJOSE
import MapaeTesting
import Testing

@testable import MapaeServer

@Suite("The report on a token")
struct TokenReportTests {
    private static let now = NumericDate(seconds: 1_700_000_000)
    private static let good = #""sub": "ada", "exp": 1700000060, "type": "access""#

    @Test("of a good token shows all that it says, and that nothing speaks against it")
    func good() throws {
        let report = try TokenReport(
            try token(
                #"{"sub": "ada", "iat": 1699999940, "nbf": 1700000000, "exp": 1700086400, "type": "access", "role": "é"}"#
            ),
            now: Self.now)
        #expect(report.refusals.isEmpty)
        let text = try report.text
        for part in [
            "Header\n", "\"alg\": \"HS256\"", "\"typ\": \"JWT\"", "Claims\n", "\"sub\": \"ada\"", "\"role\": \"é\"",
            "Times\n",
            "  issued     2023-11-14 22:12:20Z, 1 minute ago", "  not before 2023-11-14 22:13:20Z, just now",
            "  expires    2023-11-15 22:13:20Z, in 1 day", "not checked",
            "Nothing that can be seen without the key speaks against it.",
        ] {
            #expect(text.contains(part), "\(part) in \(text)")
        }
    }

    @Test("says whether the signature is right once there is a key")
    func signature() throws {
        let key = try SigningKey.hs256(secret: Array(1...32))
        let signed = try JWSSigner(key: key).sign(Array("{\(Self.good)}".utf8))
        let right = try TokenReport(
            signed, now: Self.now, keys: InspectionKeys(try JWSVerifier(keys: [key.verificationKey])))
        #expect(right.refusals.isEmpty)
        #expect(try right.text.contains("  right\n\nIt would be accepted as an access token."))
        let other = try SigningKey.hs256(secret: Array(2...33))
        let wrong = try TokenReport(
            signed, now: Self.now, keys: InspectionKeys(try JWSVerifier(keys: [other.verificationKey])))
        #expect(wrong.refusals == [JOSEError(.invalidSignature).description])
        #expect(try wrong.text.contains("not right: "))
        #expect(try wrong.text.contains("It would be refused:\n  - "))
    }

    struct Row: Sendable, CustomTestStringConvertible {
        let claims: String
        let refusals: [String]
        var testDescription: String { claims }

        init(_ claims: String, _ refusals: String...) {
            self.claims = claims
            self.refusals = refusals
        }
    }

    private static let noEnd = "It does not say when it ends: there is no \"exp\", or it is no time in range."
    private static let noType = #"Its "type" is neither "access" nor "refresh"."#
    private static let notForUs =
        #"It is for somebody else: it has an "aud", which only a verifier of that name takes."#
    private static let nobody = "It does not say whom it is about: there is no \"sub\" text."

    static let rows: [Row] = [
        Row("{\(good)}"),
        Row("{}", noEnd, nobody),
        Row(#"{"sub": "", "exp": 1700000060}"#, nobody),
        Row(#"{"sub": 1, "exp": 1700000060}"#, nobody),
        Row(#"{"sub": null, "exp": 1700000060}"#, nobody),
        Row(#"{"sub": "ada"}"#, noEnd),
        Row(#"{"sub": "ada", "exp": "1700000060"}"#, noEnd),
        Row(#"{"sub": "ada", "exp": null}"#, noEnd),
        Row(#"{"sub": "ada", "exp": true}"#, noEnd),
        Row(#"{"sub": "ada", "exp": 1e300}"#, noEnd),
        Row(#"{"sub": "ada", "exp": -1}"#, noEnd),
        Row(#"{"sub": "ada", "exp": 9223372036854775807}"#, noEnd),
        Row(#"{"sub": "ada", "exp": -9223372036854775808}"#, noEnd),
        Row(#"{"sub": "ada", "exp": 1700000000}"#, "It expired just now."),
        Row(#"{"sub": "ada", "exp": 1699999999}"#, "It expired 1 second ago."),
        Row(#"{"sub": "ada", "exp": 1700000000.5, "type": "refresh"}"#),
        Row(#"{"sub": "ada", "exp": 1700000060}"#, noType),
        Row(#"{"sub": "ada", "exp": 1700000060, "type": "id"}"#, noType),
        Row("{\(good), \"aud\": \"x\"}", notForUs),
        Row("{\(good), \"aud\": []}", notForUs),
        Row("{\(good), \"aud\": null}", JOSEError(.invalidClaim).description),
        Row("{\(good), \"iss\": 5}", JOSEError(.invalidClaim).description),
        Row("{\(good), \"jti\": 5}", JOSEError(.invalidClaim).description),
        Row("{\(good), \"x\": 1e400}", JOSEError(.invalidJSON).description),
        Row(#"{"sub": "ada", "exp": 0}"#, "It expired 19676 days ago."),
        Row("{\(good), \"nbf\": 1700000001}", "Its \"nbf\" is in 1 second."),
        Row("{\(good), \"iat\": 1700003600}", "Its \"iat\" is in 1 hour."),
        Row(
            "{\(good), \"nbf\": \"soon\", \"iat\": {}}", "Its \"nbf\" is no time in range.",
            "Its \"iat\" is no time in range."),
    ]

    @Test("lists what speaks against it, each once (S5)", arguments: rows)
    func refusals(_ row: Row) throws {
        let report = try TokenReport(try token(row.claims), now: Self.now)
        #expect(report.refusals == row.refusals)
        #expect(try report.text.contains(row.refusals.isEmpty ? "Nothing that can be seen" : "It would be refused:"))
    }

    @Test(
        "agrees with the authority on every token: what it calls good is let in, what it refuses is not",
        arguments: rows)
    func agreement(_ row: Row) throws {
        let key = try SigningKey.hs256(secret: Array(1...32))
        let text = try JWSSigner(key: key).sign(Array(row.claims.utf8))
        let report = try TokenReport(
            text, now: Self.now, keys: InspectionKeys(try JWSVerifier(keys: [key.verificationKey])))
        let authority = try TokenAuthority(signingKey: key, clock: TokenClock { Self.now })
        let isAccepted = [TokenRequirement.access, .refresh].contains { requirement in
            (try? authority.verify(text, requirement)) != nil
        }
        #expect(report.refusals.isEmpty == isAccepted, "\(report.refusals)")
    }

    @Test(
        "refuses a header without the typ of our tokens",
        arguments: [
            ("", "Its header has no \"typ\": \"JWT\""), (#", "typ": "x""#, "Its header has no \"typ\": \"JWT\""),
            (#", "typ": "at+jwt""#, "a RemoteIssuer take such a token"),
        ])
    func mediaType(_ type: String, _ text: String) throws {
        let header = Base64URL.encode(Array(#"{"alg": "HS256"\#(type)}"#.utf8))
        let report = try TokenReport(
            header + "." + Base64URL.encode(Array("{\(Self.good)}".utf8)) + ".AA", now: Self.now)
        #expect(report.refusals.count == 1)
        #expect(report.refusals.first?.contains(text) == true)
    }

    @Test(
        "says why a header would be refused, and still shows the claims",
        arguments: [
            (#"{"alg": "none"}"#, JOSEError.Code.unsupportedAlgorithm), (#"{"alg": "RS1"}"#, .unsupportedAlgorithm),
            (#"{"alg": "HS256", "crit": ["x"]}"#, .criticalHeader),
            (#"{"alg": "HS256", "zip": "DEF"}"#, .unsupportedHeader),
            (#"{"typ": "JWT"}"#, .missingAlgorithm),
        ])
    func header(_ header: String, _ code: JOSEError.Code) throws {
        let text =
            Base64URL.encode(Array(header.utf8)) + "." + Base64URL.encode(Array("{\(Self.good)}".utf8)) + ".AA"
        let report = try TokenReport(text, now: Self.now)
        #expect(report.refusals == [JOSEError(code).description])
        #expect(try report.text.contains("\"sub\": \"ada\""))
        #expect(try report.text.contains("not looked at"))
    }

    @Test(
        "is none for what is no token",
        arguments: [
            "", "x", "a.b", "a.b.c.d", "...", "a.b.c.d.e", "e30", "e30.e30", "{}", "Bearer a.b.c",
            "ey.ey.ey",
            String(repeating: "a", count: 100_000), "\u{301}.\u{301}.\u{301}",
        ])
    func noToken(_ text: String) {
        #expect(throws: JOSEError.self) { try TokenReport(text, now: Self.now) }
    }

    @Test(
        "of a token whose claims are no object says so", arguments: ["[]", "1", "", "{", #"{"a": 1, "a": 2}"#])
    func claims(_ claims: String) throws {
        let report = try TokenReport(try token(claims), now: Self.now)
        #expect(report.refusals.count == 1)
        #expect(try report.text.contains("(no JSON object)"))
    }

    @Test("writes control bytes of a claim as JSON does, so that none reaches the terminal (G2)")
    func controlBytes() throws {
        let report = try TokenReport(
            try token(
                #"{"sub": "a\u001b[31mred\r\n\u0007\u009b\u007f\u202e\u2028\ud800\udc00\udb40\udc01", "exp": 1700000060, "\u001b]0;x": 1}"#
            ), now: Self.now)
        let text = try report.text
        #expect(!text.utf8.contains { ($0 < 0x20 && $0 != 0x0A) || $0 == 0x7F }, "\(text.debugDescription)")
        #expect(!text.unicodeScalars.contains { ("\u{80}"..."\u{9F}").contains($0) }, "\(text.debugDescription)")
        #expect(
            text.contains(#"\u001b[31mred\r\n\u0007\u009b\u007f\u202e\u2028𐀀\udb40\udc01"#), "\(text.debugDescription)")
    }

    private func token(_ claims: String) throws -> String {
        try JWSSigner(key: .hs256(secret: Array(1...32))).sign(Array(claims.utf8))
    }
}
#endif
