import Mapae
import MapaeJOSE
import MapaeTesting
import Testing

@Suite("What a token must say")
struct PolicyClaimTests {
    @Test(arguments: [
        Judgement("right", #"{"sub":"ada","exp":1700000900,"type":"access"}"#, nil),
        Judgement("J35 no exp", #"{"sub":"ada","type":"access"}"#, .missingClaim),
        Judgement("J35 exp null", #"{"sub":"ada","exp":null,"type":"access"}"#, .invalidToken),
        Judgement("J34 exp text", #"{"sub":"ada","exp":"1700000900","type":"access"}"#, .invalidToken),
        Judgement("J34 exp 1e300", #"{"sub":"ada","exp":1e300,"type":"access"}"#, .invalidToken),
        Judgement("J34 exp max", #"{"sub":"ada","exp":9223372036854775807,"type":"access"}"#, .invalidToken),
        Judgement("J34 exp negative", #"{"sub":"ada","exp":-1,"type":"access"}"#, .invalidToken),
        Judgement("J34 nbf true", #"{"sub":"ada","exp":1700000900,"nbf":true,"type":"access"}"#, .invalidToken),
        Judgement("J34 iat array", #"{"sub":"ada","exp":1700000900,"iat":[],"type":"access"}"#, .invalidToken),
        Judgement("J40 no sub", #"{"exp":1700000900,"type":"access"}"#, .missingClaim),
        Judgement("J40 sub empty", #"{"sub":"","exp":1700000900,"type":"access"}"#, .missingClaim),
        Judgement("J40 sub null", #"{"sub":null,"exp":1700000900,"type":"access"}"#, .invalidToken),
        Judgement("J40 sub number", #"{"sub":1,"exp":1700000900,"type":"access"}"#, .invalidToken),
        Judgement("J40 sub array", #"{"sub":["ada"],"exp":1700000900,"type":"access"}"#, .invalidToken),
        Judgement("J30 sub twice", #"{"sub":"ada","sub":"eve","exp":1700000900,"type":"access"}"#, .invalidToken),
        Judgement("J32 no JSON", "sub=ada", .invalidToken), Judgement("J32 array", "[]", .invalidToken),
        Judgement("J32 nothing", "", .invalidToken), Judgement("J32 null", "null", .invalidToken),
        Judgement("J41 no type", #"{"sub":"ada","exp":1700000900}"#, .wrongTokenType(expected: .access)),
        Judgement(
            "J41 refresh", #"{"sub":"ada","exp":1700000900,"type":"refresh"}"#, .wrongTokenType(expected: .access)),
        Judgement(
            "J41 type case", #"{"sub":"ada","exp":1700000900,"type":"Access"}"#, .wrongTokenType(expected: .access)),
        Judgement(
            "J41 type list", #"{"sub":"ada","exp":1700000900,"type":["access"]}"#, .wrongTokenType(expected: .access)),
        Judgement("J41 type null", #"{"sub":"ada","exp":1700000900,"type":null}"#, .wrongTokenType(expected: .access)),
        Judgement(
            "J38 aud, none configured", #"{"sub":"ada","exp":1700000900,"type":"access","aud":"api"}"#, .wrongAudience),
        Judgement("J38 aud empty text", #"{"sub":"ada","exp":1700000900,"type":"access","aud":""}"#, .wrongAudience),
        Judgement("J38 aud empty list", #"{"sub":"ada","exp":1700000900,"type":"access","aud":[]}"#, .wrongAudience),
        Judgement("iss, none configured", #"{"sub":"ada","exp":1700000900,"type":"access","iss":"https://a"}"#, nil),
        Judgement("J34 jti number", #"{"sub":"ada","exp":1700000900,"type":"access","jti":1}"#, .invalidToken),
    ])
    func `what is absent or of another type never counts as right`(_ judgement: Judgement) throws {
        let issuer = try Issuer()
        #expect(issuer.refusal(issuer.token(judgement.text)) == judgement.code)
    }

    @Test(arguments: [
        Judgement("J38", #""aud":"https://api.example""#, nil),
        Judgement("J38", #""aud":["https://api.example"]"#, nil),
        Judgement("J38", #""aud":["other","https://api.example","third"]"#, nil),
        Judgement("J38", #""aud":["https:\/\/api.exampl\u0065"]"#, nil), Judgement("J38 absent", "", .wrongAudience),
        Judgement("J38", #""aud":"other""#, .wrongAudience), Judgement("J38", #""aud":[]"#, .wrongAudience),
        Judgement("J38", #""aud":"""#, .wrongAudience), Judgement("J38", #""aud":["other"]"#, .wrongAudience),
        Judgement("J38 slash", #""aud":"https://api.example/""#, .wrongAudience),
        Judgement("J38 beginning", #""aud":"https://api.exampl""#, .wrongAudience),
        Judgement("J38 longer", #""aud":"https://api.example.evil""#, .wrongAudience),
        Judgement("J38 case", #""aud":"https://API.example""#, .wrongAudience),
        Judgement("J38 joined", #""aud":"other https://api.example""#, .wrongAudience),
        Judgement("J38 nested", #""aud":[["https://api.example"]]"#, .invalidToken),
        Judgement("J38 mixed", #""aud":["https://api.example",1]"#, .invalidToken),
        Judgement("J38 number", #""aud":1"#, .invalidToken), Judgement("J38 null", #""aud":null"#, .invalidToken),
        Judgement("J38 object", #""aud":{"https://api.example":true}"#, .invalidToken),
    ])
    func `J38 the audience is one of the token's, byte by byte`(_ judgement: Judgement) throws {
        let issuer = try Issuer(TokenPolicy(audience: "https://api.example"))
        #expect(issuer.refusal(issuer.token(with: judgement.text)) == judgement.code)
    }

    @Test(arguments: [
        Judgement("J39", #""iss":"https://login.example""#, nil),
        Judgement("J39", #""iss":"https:\/\/login.exampl\u0065""#, nil),
        Judgement("J39 absent", "", .wrongIssuer), Judgement("J39 empty", #""iss":"""#, .wrongIssuer),
        Judgement("J39 beginning", #""iss":"https://login.exampl""#, .wrongIssuer),
        Judgement("J39 inside", #""iss":"login""#, .wrongIssuer),
        Judgement("J39 slash", #""iss":"https://login.example/""#, .wrongIssuer),
        Judgement("J39 case", #""iss":"HTTPS://login.example""#, .wrongIssuer),
        Judgement("J39 mark", #""iss":"https://login.example\u0301""#, .wrongIssuer),
        Judgement("J39 space", #""iss":" https://login.example""#, .wrongIssuer),
        Judgement("J39 array", #""iss":["https://login.example"]"#, .invalidToken),
        Judgement("J39 number", #""iss":1"#, .invalidToken), Judgement("J39 null", #""iss":null"#, .invalidToken),
        Judgement("J39 twice", #""iss":"https://login.example","iss":"https://evil""#, .invalidToken),
    ])
    func `J39 the issuer is exactly one text`(_ judgement: Judgement) throws {
        let issuer = try Issuer(TokenPolicy(issuer: "https://login.example"))
        #expect(issuer.refusal(issuer.token(with: judgement.text)) == judgement.code)
    }

    @Test func `S1 J39 issuers and audiences that are canonically equal are others`() throws {
        let composed = try Issuer(TokenPolicy(issuer: "caf\u{E9}", audience: "K"))
        #expect(composed.refusal(composed.token(with: #""iss":"caf\u00e9","aud":"K""#)) == nil)
        #expect(composed.refusal(composed.token(with: #""iss":"cafe\u0301","aud":"K""#)) == .wrongIssuer)
        #expect(composed.refusal(composed.token(with: #""iss":"caf\u00e9","aud":"\u212A""#)) == .wrongAudience)
    }

    @Test(arguments: [
        ("JWT", true), ("jwt", true), ("Jwt", true), ("application/jwt", true), ("APPLICATION/JWT", true),
        ("at+jwt", false), ("application/at+jwt", false), ("dpop+jwt", false), ("logout+jwt", false), ("JOSE", false),
        ("", false), ("JWT ", false), ("jw", false), ("jwtx", false), ("text/jwt", false), ("application/", false),
        ("application/application/jwt", false), ("J\u{212A}T", false), ("\u{FF2A}WT", false),
    ])
    func `J42 typ is compared without regard to case and application, and nothing else`(
        _ type: String, _ accepted: Bool
    ) throws {
        let issuer = try Issuer()
        let token = issuer.token(#"{"sub":"ada","exp":1700000900,"type":"access"}"#, type: type)
        #expect(issuer.refusal(token) == (accepted ? nil : .wrongMediaType))
    }

    @Test func `J41 every kind of token is taken where it belongs and nowhere else`() throws {
        let issuer = try Issuer()
        let pair = try issuer.authority.tokenPair(for: "ada", fresh: true)
        let refresh = try #require(pair.refreshToken)
        #expect(issuer.refusal(pair.accessToken) == nil)
        #expect(issuer.refusal(pair.accessToken, .fresh) == nil)
        #expect(issuer.refusal(pair.accessToken, .refresh) == .wrongTokenType(expected: .refresh))
        #expect(issuer.refusal(refresh, .refresh) == nil)
        #expect(issuer.refusal(refresh) == .wrongTokenType(expected: .access))
        #expect(issuer.refusal(refresh, .fresh) == .wrongTokenType(expected: .access))
    }

    @Test func `a believed token says what its claims say`() throws {
        let issuer = try Issuer(TokenPolicy(issuer: "me", audience: "you"), keyID: "k1")
        let text = try issuer.authority.accessToken(
            for: "ada 🐴", fresh: true, scopes: ["read", "write:own"], claims: ["role": "admin"]
        ).accessToken
        let token = try issuer.authority.verify(text)
        #expect(token.subject == "ada 🐴")
        #expect(token.type == .access && token.isFresh && token.keyID == "k1")
        #expect(token.scopes == ["read", "write:own"])
        #expect(token.expirationTime == NumericDate(seconds: 1_700_000_900))
        #expect(token.claims.issuer == "me" && token.claims.audience == ["you"])
        struct Role: Decodable { let role: String }
        #expect(try token.claims(as: Role.self).role == "admin")
    }

    @Test func `a token that another key signed is refused, whatever it says`() throws {
        let issuer = try Issuer()
        let other = try TokenAuthority(signingKey: .generateHS256().key, clock: issuer.time.clock)
        let token = try other.accessToken(for: "ada").accessToken
        #expect(throws: TokenError(.invalidToken)) { try issuer.authority.verify(token) }
    }

    @Test func `one of several issuers and one of several audiences will do`() throws {
        let policy = TokenPolicy(
            issuer: "new", acceptedIssuers: ["old"], audience: "write", acceptedAudience: ["svc-b", "svc-c"])
        let issuer = try Issuer(policy)
        for (claims, code): (String, TokenError.Code?) in [
            (#""iss":"new","aud":"svc-b""#, nil), (#""iss":"old","aud":["x","svc-c"]"#, nil),
            (#""iss":"older","aud":"svc-b""#, .wrongIssuer), (#""aud":"svc-b""#, .wrongIssuer),
            (#""iss":["new"],"aud":"svc-b""#, .invalidToken), (#""iss":"new","aud":"write""#, .wrongAudience),
            (#""iss":"new","aud":[]"#, .wrongAudience), (#""iss":"new""#, .wrongAudience),
        ] {
            #expect(issuer.refusal(issuer.token(with: claims)) == code, "\(claims)")
        }
    }

    @Test func `the subject stands where the policy says, and nowhere else`() throws {
        let issuer = try Issuer(TokenPolicy(subjectClaim: "user_id"))
        for (claims, code): (String, TokenError.Code?) in [
            (#""user_id":"ada""#, nil), (#""user_id":"""#, .missingClaim), (#""user_id":5"#, .missingClaim),
            (#""user_id":null"#, .missingClaim), (#""x":1"#, .missingClaim),
        ] {
            #expect(issuer.refusal(issuer.token(with: claims)) == code, "\(claims)")
        }
        #expect(throws: PolicyError(.reservedName)) { try Issuer(TokenPolicy(subjectClaim: "jti")) }
        #expect(throws: PolicyError(.emptyName)) { try Issuer(TokenPolicy(subjectClaim: "")) }
    }

    @Test func `any kind of token is one of the two that there are`() throws {
        let issuer = try Issuer()
        for (type, code): (String, TokenError.Code?) in [
            (#""access""#, nil), (#""refresh""#, nil), (#""app""#, .wrongTokenType(expected: .access)),
            (#""Refresh""#, .wrongTokenType(expected: .access)), ("5", .wrongTokenType(expected: .access)),
        ] {
            let token = issuer.token(#"{"sub":"ada","exp":1700000900,"type":\#(type)}"#)
            #expect(issuer.refusal(token, .anyType) == code, "\(type)")
        }
        #expect(issuer.refusal(issuer.token(#"{"sub":"ada","exp":1700000900}"#), .anyType) != nil)
    }
}
