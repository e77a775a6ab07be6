#if RemoteKeys
import Mapae
import MapaeJOSE
import MapaeRemoteKeys
import MapaeTesting
import Testing

@Suite("Tokens that were asked about: which are believed")
struct IntrospectedTokenTests {
    typealias Case = ForeignTokenTests.Case

    @Test(arguments: [
        Case("right", "", nil), Case("no iss", without: ["iss"], nil), Case("no iat", without: ["iat"], nil),
        Case("no token_type", without: ["token_type"], nil),
        Case("more claims", #""username":"ada","jti":"1","scope":"a b","type":"x""#, nil),
        Case("J39 other iss", #""iss":"https://login.example.com""#, without: ["iss"], .wrongIssuer),
        Case("J39 empty iss", #""iss":"""#, without: ["iss"], .wrongIssuer),
        Case("J38 no aud", without: ["aud"], .wrongAudience),
        Case("J38 other", #""aud":"https://other.example.com""#, without: ["aud"], .wrongAudience),
        Case("J38 prefix", #""aud":"https://api.example.com/""#, without: ["aud"], .wrongAudience),
        Case("J38 empty", #""aud":[]"#, without: ["aud"], .wrongAudience),
        Case("J38 among others", #""aud":["x","https://api.example.com"]"#, without: ["aud"], nil),
        Case("J38 number", #""aud":1"#, without: ["aud"], .invalidToken),
        Case("J35 no exp", without: ["exp"], .missingClaim),
        Case("J34 text", #""exp":"1700000900""#, without: ["exp"], .invalidToken),
        Case("J36 leeway", #""exp":1699999971"#, without: ["exp"], nil),
        Case("J36 expired", #""exp":1699999970"#, without: ["exp"], .expired),
        Case("J36 nbf", #""nbf":1700000030"#, nil), Case("J36 nbf", #""nbf":1700000031"#, .notYetValid),
        Case("J36 iat", #""iat":1700000031"#, without: ["iat"], .notYetValid),
        Case("J40 no sub", without: ["sub"], .missingClaim),
        Case("J40 empty", #""sub":"""#, without: ["sub"], .missingClaim),
        Case("J40 number", #""sub":1"#, without: ["sub"], .invalidToken),
        Case("not active", #""active":false"#, without: ["active"], .invalidToken),
        Case("token_type", #""token_type":"bearer""#, without: ["token_type"], nil),
        Case("token_type", #""token_type":"BEARER""#, without: ["token_type"], nil),
        Case("J41 token_type", #""token_type":"refresh_token""#, without: ["token_type"], .wrongMediaType),
        Case("J41 token_type", #""token_type":"N_A""#, without: ["token_type"], .wrongMediaType),
        Case("J41 token_type", #""token_type":"mac""#, without: ["token_type"], .wrongMediaType),
        Case("J41 token_type", #""token_type":"Bearer ""#, without: ["token_type"], .wrongMediaType),
        Case("J41 token_type", #""token_type":["Bearer"]"#, without: ["token_type"], .wrongMediaType),
        Case("J41 token_type", #""token_type":null"#, without: ["token_type"], .wrongMediaType),
        Case("O43 DPoP without its key", #""token_type":"DPoP""#, without: ["token_type"], .wrongMediaType),
        Case("O43 bound", #""token_type":"DPoP","cnf":{"jkt":"x"}"#, without: ["token_type"], .rejected),
        Case("O43 bound", #""cnf":{"jkt":"x"}"#, .rejected), Case("O43 bound", #""cnf":{"x5t#S256":"x"}"#, .rejected),
        Case("O43 bound", #""cnf":null"#, .rejected),
        Case("J41 Keycloak", #""typ":"Bearer""#, nil), Case("J41 Keycloak", #""typ":"Refresh""#, .wrongMediaType),
        Case("J41 Keycloak", #""typ":"ID""#, .wrongMediaType),
        Case("J41 Keycloak", #""typ":"Offline""#, .wrongMediaType),
        Case("J41 Hydra", #""token_use":"access_token""#, nil),
        Case("J41 Hydra", #""token_use":"refresh_token""#, .wrongMediaType),
        Case("J41 OpenIddict", #""token_usage":"access_token""#, nil),
        Case("J41 OpenIddict", #""token_usage":"refresh_token""#, .wrongMediaType),
        Case("J41 Mapae", #""type":"refresh""#, .wrongMediaType),
        Case("J41 ID token", #""nonce":"n""#, .wrongMediaType),
        Case("J41 ID token", #""at_hash":"x""#, .wrongMediaType),
        Case("J41 logout token", #""events":{}"#, .wrongMediaType),
    ])
    func `what the issuer says of them decides`(_ example: Case) async throws {
        try await Desk.with { issuer, desk in
            let token = desk.issue(with: example.members, without: example.without)
            let remote = try issuer.asking()
            #expect(await remote.refusal(token) == example.code)
            // The second time what is remembered decides, and decides the same.
            #expect(await remote.refusal(token) == example.code)
            #expect(remote.lastFailure == nil)
        }
    }

    @Test func `a token has its subject, its scopes and its claims, and is no refresh token and never fresh`()
        async throws
    {
        struct Rank: Decodable, Equatable { let rank: String, since: Int }
        try await Desk.with { issuer, desk in
            let remote = try issuer.asking()
            let token = desk.issue(with: #""scope":"read write","rank":"rider","since":7,"fresh":true,"roles":["a"]"#)
            let verified = try await remote.verify(token, .scope("read"), .role("a"))
            #expect(verified.subject == "ada" && verified.type == .access && !verified.isFresh)
            #expect(verified.scopes == ["read", "write"] && verified.keyID == nil && verified.header.members.isEmpty)
            let rank = try verified.claims(as: Rank.self)
            #expect(rank == Rank(rank: "rider", since: 7))
            #expect(verified.claims["client_id"]?.string == "app")
            #expect(await remote.refusal(token, .scope("admin")) == .insufficientScope(required: ["admin"]))
            #expect(await remote.refusal(token, .refresh) == .wrongTokenType(expected: .refresh))
            #expect(await remote.refusal(token, .fresh) == .notFresh)
            #expect(await remote.refusal("unknown", .scope("admin")) == .invalidToken)
            #expect(desk.questions == 2)
        }
    }

    @Test func `several audiences may be named, or, loudly, none`() async throws {
        try await Desk.with { issuer, desk in
            let other = desk.issue("other", with: #""aud":"b""#, without: ["aud"])
            let none = desk.issue("none", without: ["aud"])
            let either = try issuer.asking(audience: .named("a", "b"))
            #expect(await either.refusal(other) == nil)
            #expect(await either.refusal(none) == .wrongAudience)
            let any = try issuer.asking(audience: .insecureAny)
            for token in [other, none] { #expect(await any.refusal(token) == nil) }
        }
    }

    @Test(arguments: [
        "", "=", "==", "a b", "a,b", "a\"", "a\\", "tök", "a\u{301}", "a\r\nb", "a\u{0}", "a:b", "a=b", "=a", "a?b",
        "a#b",
        "a%20b", "a&token=b", "\u{212A}",
    ])
    func `S3 what no header field carries rightly is refused before anybody is asked`(_ text: String) async throws {
        try await Desk.with { issuer, desk in
            desk.issue(text)
            let remote = try issuer.asking()
            #expect(await remote.refusal(text) == .invalidToken)
            #expect(desk.questions == 0)
        }
    }

    @Test(arguments: ["a", "AZaz09-._~+/", "a==", "mapae_at_x", "..", "a.b", "a.b.c", "a.b.c.d.e", "/+/="])
    func `S12 all that RFC 6750 allows is asked about as it is`(_ text: String) async throws {
        try await Desk.with { issuer, desk in
            desk.issue(text)
            let remote = try issuer.asking()
            #expect(await remote.refusal(text) == nil)
            #expect(desk.questions == 1)
        }
    }

    @Test func `J45 a token above the limit is refused before anybody is asked, one of just its size is not`()
        async throws
    {
        try await Desk.with { issuer, desk in
            let remote = try issuer.asking(policy: .init(limits: .init(bytes: 100)))
            let token = desk.issue(String(repeating: "a", count: 100))
            #expect(await remote.refusal(token) == nil)
            #expect(await remote.refusal(token + "a") == .invalidToken)
            #expect(await remote.cause(token + "a") == .tokenTooLarge)
            #expect(desk.questions == 1)
        }
    }

    @Test func `G1 neither the token nor the secret stands in an error or a dump`() async throws {
        try await Desk.with { issuer, desk in
            let remote = try issuer.asking()
            for reply: StubServer.Reply? in [
                nil, .answer(401, [], "SECRETS"), .json(#"{"active":"SECRETS"}"#),
                .json(desk.answer(with: #""sub":"x""#)),
                .answer(302, [("Location", "https://SECRETS.example/")]),
            ] {
                issuer.site[Desk.path] = reply
                issuer.time.advance(by: .seconds(10))
                let error = await #expect(throws: TokenError.self) { try await remote.verify("SECRETS") }
                var texts = "\(remote) \(String(reflecting: remote))"
                dump(remote, to: &texts)
                if let error {
                    texts += "\(error) \(String(reflecting: error))"
                    dump(error, to: &texts)
                }
                if let failure = remote.lastFailure { dump(failure, to: &texts) }
                let introspection = Introspection.client(id: Desk.id, secret: Desk.secret)
                dump(introspection, to: &texts)
                texts += "\(introspection) \(String(reflecting: introspection))"
                for secret in ["SECRETS", "s3cr", Base64.encode(Array("s3cr".utf8)), "Basic"] {
                    #expect(!texts.contains(secret))
                }
            }
        }
    }
}
#endif
