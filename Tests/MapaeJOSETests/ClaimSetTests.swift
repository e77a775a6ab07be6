import Testing

@testable import MapaeJOSE

@Suite("Claims")
struct ClaimSetTests {
    private static func claims(_ json: String) throws -> ClaimSet { try ClaimSet(json: Array(json.utf8)) }

    @Test(arguments: [
        "[]", "null", "1", #""text""#, #"[{"sub":"ada"}]"#,
    ])
    func `claims are one object`(_ json: String) {
        #expect(throws: JOSEError(.jsonNotAnObject)) { try Self.claims(json) }
    }

    @Test(arguments: [
        Refusal("J34 exp text", #"{"exp":"1700000000"}"#, .invalidClaim),
        Refusal("J34 exp true", #"{"exp":true}"#, .invalidClaim),
        Refusal("J34 exp null", #"{"exp":null}"#, .invalidClaim),
        Refusal("J34 exp array", #"{"exp":[1]}"#, .invalidClaim),
        Refusal("J34 exp object", #"{"exp":{}}"#, .invalidClaim),
        Refusal("J34 exp negative", #"{"exp":-1}"#, .invalidClaim),
        Refusal("J34 exp 1e300", #"{"exp":1e300}"#, .invalidClaim),
        Refusal("J34 exp 1e400", #"{"exp":1e400}"#, .invalidJSON),
        Refusal("J34 exp max", #"{"exp":9223372036854775807}"#, .invalidClaim),
        Refusal("J34 exp min", #"{"exp":-9223372036854775808}"#, .invalidClaim),
        Refusal("J34 nbf", #"{"nbf":"1"}"#, .invalidClaim), Refusal("J34 nbf 1e300", #"{"nbf":1e300}"#, .invalidClaim),
        Refusal("J34 iat", #"{"iat":false}"#, .invalidClaim),
        Refusal("J34 iat 1e300", #"{"iat":1e300}"#, .invalidClaim),
        Refusal("J38 aud number", #"{"aud":1}"#, .invalidClaim),
        Refusal("J38 aud null", #"{"aud":null}"#, .invalidClaim),
        Refusal("J38 aud object", #"{"aud":{"a":1}}"#, .invalidClaim),
        Refusal("J38 aud nested", #"{"aud":[["api"]]}"#, .invalidClaim),
        Refusal("J38 aud mixed", #"{"aud":["api",1]}"#, .invalidClaim),
        Refusal("J38 aud null in it", #"{"aud":[null]}"#, .invalidClaim),
        Refusal("J39 iss array", #"{"iss":["https://a"]}"#, .invalidClaim),
        Refusal("J39 iss null", #"{"iss":null}"#, .invalidClaim),
        Refusal("J39 iss number", #"{"iss":7}"#, .invalidClaim),
        Refusal("J40 sub number", #"{"sub":1}"#, .invalidClaim),
        Refusal("J40 sub null", #"{"sub":null}"#, .invalidClaim),
        Refusal("J40 sub array", #"{"sub":["a"]}"#, .invalidClaim),
        Refusal("jti number", #"{"jti":1}"#, .invalidClaim),
        Refusal("escaped name", #"{"\u0065xp":"1"}"#, .invalidClaim),
        Refusal("J30 exp twice", #"{"exp":1,"exp":2}"#, .duplicateMember),
        Refusal("J31", #"{"exp":1,"e\u0078p":2}"#, .duplicateMember),
        Refusal("J32 comma", #"{"exp":1,}"#, .invalidJSON), Refusal("J32 rest", #"{"exp":1} x"#, .invalidJSON),
        Refusal("J33 NUL", #"{"sub":"a\u0000"}"#, .invalidUTF8),
    ])
    func `a registered claim of another type refuses the whole token`(_ refusal: Refusal) {
        #expect(throws: JOSEError(refusal.code)) { try Self.claims(refusal.text) }
    }

    @Test func `registered claims are read wherever they stand and however they are spelled`() throws {
        let claims = try Self.claims(
            #"""
            { "x": {"sub": "no", "exp": 1}, "\u0073ub" : "ad\u0061 \ud83d\udc34", "iss":"https:\/\/a", "jti":"",
              "exp":1700000000.25, "nbf" :1e9, "iat": 0, "type":"access", "scope":"a b", "aud":["\u0061pi", "é"] }
            """#)
        #expect(claims.subject == "ada 🐴")
        #expect(claims.issuer == "https://a")
        #expect(claims.tokenID?.isEmpty == true)
        #expect(claims.expirationTime == NumericDate(seconds: 1_700_000_000, nanoseconds: 250_000_000))
        #expect(claims.notBefore == NumericDate(seconds: 1_000_000_000))
        #expect(claims.issuedAt == NumericDate(seconds: 0))
        #expect(claims.tokenType == "access")
        #expect(claims.scope == "a b")
        #expect(claims.audience == ["api", "é"])
        #expect(claims["x"]?.object?["sub"]?.string == "no")
        #expect(claims["absent"] == nil)
    }

    @Test func `what is absent is nil`() throws {
        let claims = try Self.claims("{}")
        #expect(claims.subject == nil && claims.issuer == nil && claims.tokenID == nil)
        #expect(claims.expirationTime == nil && claims.notBefore == nil && claims.issuedAt == nil)
        #expect(claims.tokenType == nil && claims.scope == nil && claims.audience.isEmpty && !claims.hasAudience)
        #expect(!claims.isFor("") && !claims.hasTokenType("") && !claims.isFresh(at: NumericDate(seconds: 0)))
    }

    @Test(arguments: [
        (#""api""#, true), (#"["api"]"#, true), (#"["a","api"]"#, true), (#"["api","a"]"#, true),
        (#"[ "\u0061pi" ]"#, true),
        (#""\u0061pi""#, true), ("[]", false), (#""""#, false), (#"[""]"#, false), (#""API""#, false),
        (#""api ""#, false),
        (#""apis""#, false), (#""ap""#, false), (#"["ap","i"]"#, false), (#""api\u0301""#, false),
        (#""api,other""#, false),
    ])
    func `J38 an audience is met by exactly its own name`(_ json: String, _ expected: Bool) throws {
        let claims = try Self.claims(#"{"aud":\#(json)}"#)
        #expect(claims.isFor("api") == expected)
        #expect(claims.hasAudience)
    }

    @Test func `S1 audiences that are canonically equal are two`() throws {
        #expect(try !Self.claims(#"{"aud":"\u212A"}"#).isFor("K"))
        #expect(try !Self.claims(#"{"aud":["e\u0301"]}"#).isFor("\u{E9}"))
    }

    @Test(arguments: [
        ("true", true), ("1700000001", true), ("1700000000.000000001", true), ("17e8", false), ("1700000000", false),
        ("1", false), ("false", false), ("null", false), (#""true""#, false), (#""1700000001""#, false),
        ("[true]", false),
        ("{}", false), ("-1", false), ("1e300", false), (#""""#, false),
    ])
    func `fresh is true, or a moment to come, and nothing else`(_ json: String, _ expected: Bool) throws {
        let claims = try Self.claims(#"{"fresh":\#(json)}"#)
        #expect(claims.isFresh(at: NumericDate(seconds: 1_700_000_000)) == expected)
    }

    @Test(arguments: [
        (#""access""#, true), (#""acces\u0073""#, true), (#""refresh""#, false), (#""Access""#, false),
        (#""access ""#, false),
        (#""""#, false), ("1", false), ("null", false), (#"["access"]"#, false), ("true", false),
    ])
    func `J41 the kind of a token is compared as bytes, and another type is no kind`(
        _ json: String, _ expected: Bool
    ) throws {
        #expect(try Self.claims(#"{"type":\#(json)}"#).hasTokenType("access") == expected)
    }

    @Test func `all claims decode into a type`() throws {
        struct Role: Decodable, Equatable {
            let role: String
            let exp: Double
            let tags: [String]?
        }
        let role = try Self.claims(#"{"role":"f\u00fcrst","exp":1.5,"sub":"x"}"#).decode(as: Role.self)
        #expect(role == Role(role: "fürst", exp: 1.5, tags: nil))
        #expect(throws: DecodingError.self) { try Self.claims(#"{"role":1,"exp":1}"#).decode(as: Role.self) }
    }

    @Test(arguments: ["iss", "sub", "aud", "exp", "nbf", "iat", "jti", "type", "fresh", "scope", "sid", "csrf"])
    func `the names that an issuer sets are reserved`(_ name: String) {
        #expect(ReservedClaims.contains(name))
        #expect(!ReservedClaims.contains(name.uppercased()) && !ReservedClaims.contains(name + " "))
    }
}
