import Mapae
import MapaeJOSE
import MapaeTesting
import Testing

@Suite("Issued tokens")
struct IssuingTests {
    private static func claims(_ token: String) throws -> JSONObject { try UnverifiedToken(token).unverifiedClaims() }

    private static func names(_ token: String) throws -> [String] { try claims(token).members.map(\.name) }

    @Test func `the claims stand in one order, those of the program last`() throws {
        let policy = TokenPolicy(issuer: "me", audience: "you")
        let issuer = try Issuer(policy, keyID: "k1")
        let pair = try issuer.authority.tokenPair(
            for: "ada", fresh: true, scopes: ["read", "write"], claims: ["z": 1, "a": [true, .null]])
        let access = try Self.claims(pair.accessToken)
        #expect(
            access.members.map(\.name) == [
                "iss", "sub", "aud", "iat", "exp", "jti", "type", "fresh", "scope", "z", "a",
            ])
        #expect(access["iss"]?.string == "me" && access["sub"]?.string == "ada" && access["aud"]?.string == "you")
        #expect(access["iat"]?.integer == 1_700_000_000 && access["exp"]?.integer == 1_700_000_900)
        #expect(access["type"]?.string == "access" && access["fresh"]?.bool == true)
        #expect(access["scope"]?.string == "read write" && access["z"]?.integer == 1)
        let refresh = try #require(pair.refreshToken)
        #expect(try Self.names(refresh) == ["iss", "sub", "aud", "iat", "exp", "jti", "type", "z", "a"])
        #expect(try Self.claims(refresh)["exp"]?.integer == 1_702_592_000)
        #expect(try Self.claims(refresh)["type"]?.string == "refresh")
        let header = try UnverifiedToken(pair.accessToken).unverifiedHeader()
        #expect(header.members.map(\.name) == ["alg", "typ", "kid"])
        #expect(header["alg"]?.string == "HS256" && header["typ"]?.string == "JWT" && header["kid"]?.string == "k1")
    }

    @Test func `without anything said there is nothing more than needed`() throws {
        let issuer = try Issuer()
        let response = try issuer.authority.accessToken(for: "ada")
        #expect(try Self.names(response.accessToken) == ["sub", "iat", "exp", "jti", "type", "fresh"])
        #expect(try Self.claims(response.accessToken)["fresh"]?.bool == false)
        #expect(response.refreshToken == nil && response.scopes.isEmpty && response.expiresIn == 900)
        #expect(try UnverifiedToken(response.accessToken).unverifiedHeader().members.map(\.name) == ["alg", "typ"])
    }

    @Test(arguments: ["iss", "sub", "aud", "exp", "nbf", "iat", "jti", "type", "fresh", "scope"])
    func `a claim of the program may not have the name of one that is set here`(_ name: String) throws {
        let issuer = try Issuer()
        for value: JSONValue in ["x", 1, .null] {
            #expect(throws: JOSEError(.reservedClaim)) {
                try issuer.authority.accessToken(for: "ada", claims: ["ok": 1, name: value])
            }
            #expect(throws: JOSEError(.reservedClaim)) {
                try issuer.authority.tokenPair(for: "ada", claims: [name: value])
            }
        }
        let near: JSONObject = [name.uppercased(): 1, name + " ": 2, name + "\u{301}": 3]
        let token = try issuer.authority.accessToken(for: "ada", claims: near).accessToken
        #expect(issuer.refusal(token) == nil)
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity])
    func `a number that JSON cannot say is refused`(_ number: Double) throws {
        let issuer = try Issuer()
        #expect(throws: JOSEError(.invalidClaim)) {
            try issuer.authority.accessToken(for: "ada", claims: ["n": [.number(number)]])
        }
    }

    @Test func `a policy whose limits are too small for any token says so when it issues`() throws {
        let issuer = try Issuer(TokenPolicy(limits: TokenLimits(json: JSONLimits(members: 4))))
        #expect(throws: JOSEError(.jsonTooManyMembers)) { try issuer.authority.accessToken(for: "ada") }
    }

    @Test func `an empty subject is refused`() throws {
        let issuer = try Issuer()
        #expect(throws: JOSEError(.invalidSubject)) { try issuer.authority.accessToken(for: "") }
        #expect(throws: JOSEError(.invalidSubject)) { try issuer.authority.accessToken(for: "a\0b") }
        #expect(throws: JOSEError(.invalidSubject)) { try issuer.authority.tokenPair(for: "") }
    }

    @Test(arguments: ["", " ", "a b", "a\"", "a\\", "é", "a\n", "\u{7F}", "\u{0}"])
    func `a scope outside the grammar of RFC 6749 is refused`(_ scope: String) throws {
        let issuer = try Issuer()
        #expect(throws: JOSEError(.invalidScope)) {
            try issuer.authority.accessToken(for: "ada", scopes: ["ok", scope])
        }
    }

    @Test(arguments: [
        "ada", "에이다", "\"\\\n\t\u{1}\u{1F}", "'; DROP TABLE users; --", "e\u{301}", "\u{E9}", "\u{212A}",
        "👩‍👩‍👧‍👦", "\u{202E}ada", " ", String(repeating: "x", count: 8000),
    ])
    func `any other subject comes back as the same bytes`(_ subject: String) throws {
        let issuer = try Issuer()
        let token = try issuer.authority.accessToken(for: subject).accessToken
        #expect(Array(try issuer.authority.verify(token).subject.utf8) == Array(subject.utf8))
    }

    @Test func `the ids of ten thousand tokens are all different`() throws {
        let issuer = try Issuer()
        var ids: Set<String> = []
        for _ in 0..<5000 {
            let pair = try issuer.authority.tokenPair(for: "ada")
            for token in [pair.accessToken, pair.refreshToken ?? ""] {
                let id = try #require(try Self.claims(token)["jti"]?.string)
                #expect(Base64URL.decode(id)?.count == 16)
                ids.insert(id)
            }
        }
        #expect(ids.count == 10_000)
    }

    @Test(arguments: [
        (Duration.seconds(1), Int64(1)), (.milliseconds(1999), 1), (.seconds(3600), 3600),
        (.seconds(315_360_000), 315_360_000),
    ])
    func `expires_in is the access token's whole seconds, as far apart as iat and exp`(
        _ lifetime: Duration, _ seconds: Int64
    ) throws {
        let issuer = try Issuer(TokenPolicy(accessTokenLifetime: lifetime))
        let response = try issuer.authority.tokenPair(for: "ada")
        #expect(response.expiresIn == seconds)
        let claims = try Self.claims(response.accessToken)
        let span = try #require(claims["exp"]?.integer) - #require(claims["iat"]?.integer)
        #expect(span == seconds)
    }

    @Test func `the answer is as RFC 6749 section 5_1 has it`() throws {
        let full = TokenResponse(accessToken: "a.b.c", refreshToken: "d.e.f", expiresIn: 900, scopes: ["x", "y"])
        #expect(
            String(decoding: full.json, as: UTF8.self)
                == #"{"access_token":"a.b.c","refresh_token":"d.e.f","token_type":"Bearer","expires_in":900,"scope":"x y"}"#
        )
        let least = TokenResponse(accessToken: "a.b.c", expiresIn: 1)
        #expect(
            String(decoding: least.json, as: UTF8.self)
                == #"{"access_token":"a.b.c","token_type":"Bearer","expires_in":1}"#)
    }

    @Test func `G1 no text of an answer or of an authority holds a token or the secret`() throws {
        let issuer = try Issuer()
        let response = try issuer.authority.tokenPair(for: "ada", fresh: true)
        var texts =
            "\(response) \(String(reflecting: response)) \(issuer.authority) \(String(reflecting: issuer.authority))"
        dump(response, to: &texts)
        dump([response], to: &texts)
        dump(issuer.authority, to: &texts)
        for token in [response.accessToken, response.refreshToken ?? "none"] {
            let parts = token.split(separator: ".")
            #expect(!texts.contains(parts[1].prefix(12)) && !texts.contains(parts[2].prefix(12)))
        }
        #expect(!texts.contains(Issuer.secret.prefix(8)))
        #expect("\(response)" == "TokenResponse(expires in 900 s)")
    }

    @Test func `a token may say more in its header, but nothing that a verifier goes by`() throws {
        let issuer = try Issuer(keyID: "k1")
        let auth = issuer.authority
        let token = try auth.accessToken(for: "ada", headers: ["x-app": "shop", "n": 1]).accessToken
        let header = try UnverifiedToken(token).unverifiedHeader()
        #expect(header.members.map(\.name) == ["alg", "typ", "kid", "x-app", "n"])
        #expect(try auth.verify(token).header["x-app"]?.string == "shop")
        for name in ["alg", "typ", "kid", "crit", "b64", "zip", "enc", "cty", "jwk", "jku", "x5c", "x5u", "x5t"] {
            #expect(throws: JOSEError(.reservedHeader)) {
                try auth.accessToken(for: "ada", headers: ["a": 1, name: "x"].object)
            }
        }
        let pair = try auth.tokenPair(for: "ada", headers: ["x-app": "shop"])
        #expect(try auth.verify(try #require(pair.refreshToken), .refresh).header["x-app"]?.string == "shop")
    }

    @Test func `a token may have a life of its own, within what any may have`() throws {
        let auth = try Issuer().authority
        let response = try auth.accessToken(for: "ada", lifetime: .seconds(42))
        #expect(response.expiresIn == 42)
        #expect(try Self.claims(response.accessToken)["exp"]?.integer == 1_700_000_042)
        let refresh = try auth.refreshToken(for: "ada", lifetime: .seconds(60))
        #expect(try Self.claims(refresh)["exp"]?.integer == 1_700_000_060)
        #expect(try Self.claims(refresh)["type"]?.string == "refresh")
        for lifetime: Duration in [.zero, .seconds(-5), .milliseconds(999), .seconds(400_000_000)] {
            #expect(throws: PolicyError(.lifetimeOutOfRange)) { try auth.accessToken(for: "ada", lifetime: lifetime) }
        }
    }

    @Test func `freshness may end before the token does`() throws {
        let issuer = try Issuer()
        let token = try issuer.authority.accessToken(for: "ada", fresh: .during(.seconds(300))).accessToken
        #expect(try Self.claims(token)["fresh"]?.integer == 1_700_000_300)
        issuer.time.advance(by: .seconds(299))
        #expect(try issuer.authority.verify(token, .fresh).isFresh)
        issuer.time.advance(by: .seconds(1))
        #expect(throws: TokenError(.notFresh)) { try issuer.authority.verify(token, .fresh) }
        #expect(try !issuer.authority.verify(token).isFresh)
        for duration: Duration in [.zero, .seconds(-10)] {
            let stale = try issuer.authority.accessToken(for: "ada", fresh: .during(duration)).accessToken
            #expect(throws: TokenError(.notFresh)) { try issuer.authority.verify(stale, .fresh) }
        }
    }

    @Test func `a policy may want several audiences, an nbf and another subject claim`() throws {
        let policy = TokenPolicy(audience: ["a", "b"], subjectClaim: "user_id", writesNotBefore: true)
        let auth = try Issuer(policy).authority
        let token = try auth.accessToken(for: "ada", claims: ["x": 1]).accessToken
        let claims = try Self.claims(token)
        #expect(claims.members.map(\.name) == ["user_id", "aud", "iat", "nbf", "exp", "jti", "type", "fresh", "x"])
        #expect(claims["aud"]?.array?.compactMap(\.string) == ["a", "b"] && claims["nbf"]?.integer == 1_700_000_000)
        #expect(try auth.verify(token).subject == "ada")
        for name in ["user_id", "sub", "sid", "csrf"] {
            #expect(throws: JOSEError(.reservedClaim)) { try auth.accessToken(for: "ada", claims: [name: "x"].object) }
        }
    }
}

extension Dictionary<String, JSONValue> {
    fileprivate var object: JSONObject { reduce(into: JSONObject()) { $0[$1.key] = $1.value } }
}
