import MapaeJOSE
import Testing

@Suite("The typ of a token")
struct TokenMediaTypeTests {
    static let now = NumericDate(seconds: 1_700_000_000)

    static func refusal(_ token: String, _ type: TokenMediaType) -> JOSEError.Code? {
        do {
            _ = try JWSVerifier(keys: [Forge.key()]).verify(UnverifiedToken(token), type: type, at: now)
            return nil
        } catch {
            return (error as? JOSEError)?.code
        }
    }

    private static func token(typ: String?) -> String {
        Forge.token(header: #"{"alg":"HS256"\#(typ.map { #","typ":\#($0)"# } ?? "")}"#)
    }

    struct Spelling: Sendable, CustomTestStringConvertible {
        /// The header's `typ` as JSON, or `nil` for none.
        let typ: String?
        let code: JOSEError.Code?
        var testDescription: String { typ ?? "no typ" }
        init(_ typ: String?, _ code: JOSEError.Code? = nil) {
            self.typ = typ
            self.code = code
        }
    }

    static let spellings = [
        Spelling(#""at+jwt""#), Spelling(#""AT+JWT""#), Spelling(#""At+Jwt""#), Spelling(#""application/at+jwt""#),
        Spelling(#""APPLICATION/AT+jwt""#), Spelling(#""application\/at+jwt""#), Spelling(#""at\u002bjwt""#),
        Spelling(#""\u0061t+jwt""#),
        Spelling(nil, .wrongType), Spelling(#""""#, .wrongType), Spelling(#""JWT""#, .wrongType),
        Spelling(#""at+jwt ""#, .wrongType), Spelling(#"" at+jwt""#, .wrongType), Spelling(#""at jwt""#, .wrongType),
        Spelling(#""at+jwt;v=1""#, .wrongType), Spelling(#""text/at+jwt""#, .wrongType),
        Spelling(#""application/application/at+jwt""#, .wrongType), Spelling(#""/at+jwt""#, .wrongType),
        Spelling(#""application/""#, .wrongType), Spelling(#""aat+jwt""#, .wrongType),
        Spelling(#""at+jwtt""#, .wrongType),
        // S11: Unicode would fold a long s to s, and a Kelvin sign to k.
        Spelling(#""at+ȷwt""#, .wrongType), Spelling(#""at+jwt\u0301""#, .wrongType), Spelling(#""at+jw\u0054""#),
        Spelling("5", .invalidHeader), Spelling("null", .invalidHeader), Spelling(#"["at+jwt"]"#, .invalidHeader),
    ]

    @Test(arguments: spellings)
    func `J42 case does not matter, application may be left out, and missing is refused`(_ spelling: Spelling) {
        #expect(Self.refusal(Self.token(typ: spelling.typ), .accessToken) == spelling.code)
    }

    static var kinds: [TokenMediaType] {
        get throws {
            [
                .jwt, .accessToken, .dpopProof, .logoutToken, try TokenMediaType("secevent+jwt"),
                try TokenMediaType("JOSE"),
            ]
        }
    }

    @Test func `J41 a token of each kind passes where that kind is wanted, and nowhere else`() throws {
        let key = try SigningKey.hs256(secret: Forge.secret)
        let kinds = try Self.kinds
        for signed in kinds {
            let token = try JWTSigner(key: key, type: signed).sign(RegisteredClaims(issuer: "a", subject: "b"))
            for wanted in kinds {
                let expected: JOSEError.Code? = signed == wanted ? nil : .wrongType
                #expect(Self.refusal(token, wanted) == expected, "\(signed) where \(wanted) is wanted")
            }
        }
    }

    @Test func `J41 a wrong signature is told before the type: nothing is said of what nobody signed`() {
        let token = Forge.token(header: #"{"alg":"HS256","typ":"JWT"}"#, secret: "another " + Forge.secret)
        #expect(Self.refusal(token, .accessToken) == .invalidSignature)
    }

    @Test func `can be left for later, under a name that says so`() throws {
        let verifier = try JWSVerifier(keys: [Forge.key()])
        let jws = try verifier.verifySignatureOnly(UnverifiedToken(Self.token(typ: nil)), at: Self.now)
        #expect(jws.type == nil && !jws.hasType(.jwt))
        #expect(throws: JOSEError(.wrongType)) { try jws.require(type: .jwt) }
        let named = try verifier.verifySignatureOnly(UnverifiedToken(Self.token(typ: #""jwt""#)), at: Self.now)
        #expect(try named.require(type: .jwt).hasType(.jwt))
    }

    @Test func `is written into the header as it is named`() throws {
        let key = try SigningKey.hs256(secret: Forge.secret)
        for (type, text) in zip(try Self.kinds, ["JWT", "at+jwt", "dpop+jwt", "logout+jwt", "secevent+jwt", "JOSE"]) {
            #expect("\(type)" == text)
            let token = try JWTSigner(key: key, type: type).sign(RegisteredClaims())
            #expect(try UnverifiedToken(token).unverifiedHeader()["typ"]?.string == text)
        }
    }

    @Test func `is equal in any case and without application`() throws {
        #expect(try TokenMediaType("Application/AT+JWT") == .accessToken)
        #expect(try Set([TokenMediaType("jwt"), .jwt, TokenMediaType("application/JWT")]).count == 1)
        #expect(try TokenMediaType("text/x") != TokenMediaType("x"))
        #expect(try "\(TokenMediaType("application/x-y"))" == "x-y")
        #expect(try "\(TokenMediaType("text/x-y"))" == "text/x-y")
    }

    @Test func `of another tree than application is compared with its slash`() throws {
        let type = try TokenMediaType("text/x")
        #expect(Self.refusal(Self.token(typ: #""TEXT/X""#), type) == nil)
        #expect(Self.refusal(Self.token(typ: #""x""#), type) == .wrongType)
        #expect(Self.refusal(Self.token(typ: #""application/text/x""#), type) == .wrongType)
    }

    @Test(arguments: [
        "", " ", "a b", "a/b/c", "/a", "a/", "application/", "application/a/b", "é", "a\n", "\"", "a;b", "+jwt", ".a",
        "a\u{301}",
        "\u{212A}", String(repeating: "a", count: 128),
    ])
    func `is refused when it is no media type name`(_ name: String) {
        #expect(throws: JOSEError(.invalidHeader)) { try TokenMediaType(name) }
    }
}
