#if RemoteKeys
import Mapae
import MapaeJOSE
import MapaeRemoteKeys
import MapaeTesting
import Testing

@Suite("Tokens of another issuer: which are believed")
struct ForeignTokenTests {
    struct Case: Sendable, CustomStringConvertible {
        let id: String
        let members: String
        let without: Set<String>
        let code: TokenError.Code?

        init(_ id: String, _ members: String = "", without: Set<String> = [], _ code: TokenError.Code?) {
            self.id = id
            self.members = members
            self.without = without
            self.code = code
        }

        var description: String { "\(id) \(members)" }
    }

    @Test(arguments: [
        Case("right", "", nil), Case("more claims", #""scope":"a b","nonce":"n","type":"x""#, nil),
        Case("J38 no aud", without: ["aud"], .wrongAudience),
        Case("J38 other", #""aud":"https://other.example.com""#, without: ["aud"], .wrongAudience),
        Case("J38 among others", #""aud":["x","https://api.example.com"]"#, without: ["aud"], nil),
        Case("J38 prefix", #""aud":"https://api.example.com/""#, without: ["aud"], .wrongAudience),
        Case("J38 case", #""aud":"https://API.example.com""#, without: ["aud"], .wrongAudience),
        Case("J38 empty list", #""aud":[]"#, without: ["aud"], .wrongAudience),
        Case("J38 nested", #""aud":[["https://api.example.com"]]"#, without: ["aud"], .invalidToken),
        Case("J38 number", #""aud":1"#, without: ["aud"], .invalidToken),
        Case("J39 no iss", without: ["iss"], .wrongIssuer),
        Case("J39 other", #""iss":"https://login.example.com""#, without: ["iss"], .wrongIssuer),
        Case("J39 list", #""iss":["https://login.example.com"]"#, without: ["iss"], .invalidToken),
        Case("J35 no exp", without: ["exp"], .missingClaim),
        Case("J34 text", #""exp":"1700000900""#, without: ["exp"], .invalidToken),
        Case("J34 huge", #""exp":1e400"#, without: ["exp"], .invalidToken),
        Case("J36 leeway", #""exp":1699999971"#, without: ["exp"], nil),
        Case("J36 expired", #""exp":1699999970"#, without: ["exp"], .expired),
        Case("J36 nbf", #""nbf":1700000030"#, nil), Case("J36 nbf", #""nbf":1700000031"#, .notYetValid),
        Case("J36 iat", #""iat":1700000031"#, without: ["iat"], .notYetValid), Case("no iat", without: ["iat"], nil),
        Case("J40 no sub", without: ["sub"], .missingClaim),
        Case("J40 empty", #""sub":"""#, without: ["sub"], .missingClaim),
        Case("J40 number", #""sub":1"#, without: ["sub"], .invalidToken),
        Case("J30 twice", #""sub":"eve""#, .invalidToken),
        Case("O43 bound to a key", #""cnf":{"jkt":"x"}"#, .rejected), Case("O43 bound", #""cnf":null"#, .rejected),
    ])
    func `claims decide`(_ example: Case) async throws {
        try await ForeignIssuer.with { issuer in
            let token = issuer.token(with: example.members, without: example.without)
            let remote = try issuer.remote()
            #expect(await remote.refusal(token) == example.code)
        }
    }

    @Test(arguments: ["prefix", "slash", "case"])
    func `J39 an issuer that is nearly the right one is another`(_ id: String) async throws {
        try await ForeignIssuer.with { issuer in
            let name = [
                "prefix": issuer.issuer + "0", "slash": issuer.issuer + "/", "case": "H" + issuer.issuer.dropFirst(),
            ]
            let token = issuer.token(with: #""iss":"\#(name[id] ?? "")""#, without: ["iss"])
            let remote = try issuer.remote()
            #expect(await remote.refusal(token) == .wrongIssuer)
        }
    }

    @Test(arguments: [
        ("at+jwt", true, true), ("AT+JWT", true, true), ("application/at+jwt", true, true), ("JWT", false, true),
        ("jwt", false, true), ("application/jwt", false, true), ("", false, false), ("dpop+jwt", false, false),
        ("logout+jwt", false, false), ("at+jwt ", false, false), ("secevent+jwt", false, false), ("JOSE", false, false),
        ("at+jwt;x=y", false, false), ("token-introspection+jwt", false, false),
    ])
    func `J42 typ must be at+jwt; an option takes JWT too`(_ type: String, _ strict: Bool, _ loose: Bool) async throws {
        try await ForeignIssuer.with { issuer in
            let token = issuer.token(type: type)
            let remote = try issuer.remote()
            #expect(await remote.refusal(token) == (strict ? nil : .wrongMediaType))
            let looser = try issuer.remote(policy: .init(form: .plainJWTToo))
            #expect(await looser.refusal(token) == (loose ? nil : .wrongMediaType))
        }
    }

    @Test(arguments: [RemoteTokenPolicy.Form.accessTokenOnly, .plainJWTToo])
    func `J42 a token without typ is refused`(_ form: RemoteTokenPolicy.Form) async throws {
        try await ForeignIssuer.with { issuer in
            let key = ForeignIssuer.ec
            let header = #"{"alg":"ES256","kid":"\#(key.keyID ?? "")"}"#
            let right = issuer.token().split(separator: ".")[1]
            let input = Base64URL.encode(Array(header.utf8)) + "." + right
            let signature = try Self.signature(of: input, by: key)
            let remote = try issuer.remote(policy: .init(form: form))
            #expect(await remote.refusal(input + "." + signature) == .wrongMediaType)
        }
    }

    @Test(arguments: [
        Case("J41 ID token", #""nonce":"n","auth_time":1700000000"#, .wrongMediaType),
        Case("J41 ID token", #""at_hash":"x""#, .wrongMediaType),
        Case("J41 ID token", #""c_hash":"x""#, .wrongMediaType),
        Case("J41 ID token", #""s_hash":"x""#, .wrongMediaType),
        Case("J41 ID token for its client", #""aud":"app""#, without: ["aud"], .wrongAudience),
        Case(
            "J41 logout token", #""events":{"http://schemas.openid.net/event/backchannel-logout":{}}"#, .wrongMediaType),
        Case("J41 Cognito", #""token_use":"id""#, .wrongMediaType), Case("J41 Cognito", #""token_use":"access""#, nil),
        Case("J41 Cognito", #""token_use":null"#, .wrongMediaType),
        Case("J41 Keycloak", #""typ":"ID""#, .wrongMediaType),
        Case("J41 Keycloak", #""typ":"Refresh""#, .wrongMediaType),
        Case("J41 Keycloak", #""typ":"Bearer""#, nil), Case("J41 Keycloak", #""typ":"bearer""#, .wrongMediaType),
        Case("J41 Mapae", #""type":"refresh""#, .wrongMediaType), Case("J41 Mapae", #""type":"access""#, nil),
        Case("a type of their own", #""type":"customer""#, nil), Case("J46 odd number", #""x":1e400"#, .invalidToken),
    ])
    func `J41 where JWT is taken too, the marks of other kinds of tokens are looked for`(_ example: Case) async throws {
        try await ForeignIssuer.with { issuer in
            let token = issuer.token(with: example.members, without: example.without, type: "JWT")
            let loose = try issuer.remote(policy: .init(form: .plainJWTToo))
            #expect(await loose.refusal(token) == example.code)
            let strict = try issuer.remote()
            #expect(await strict.refusal(token) == (example.code == .invalidToken ? .invalidToken : .wrongMediaType))
        }
    }

    @Test func `another issuer's token is no refresh token, never fresh, and has its scopes`() async throws {
        try await ForeignIssuer.with { issuer in
            let remote = try issuer.remote()
            let token = issuer.token(with: #""type":"refresh","fresh":true,"scope":"read write""#)
            #expect(await remote.refusal(token, .refresh) == .wrongTokenType(expected: .refresh))
            #expect(await remote.refusal(token, .fresh) == .notFresh)
            #expect(await remote.refusal(token, .scope("read")) == nil)
            #expect(
                await remote.refusal(token, .scope("read", "admin")) == .insufficientScope(required: ["read", "admin"]))
            // What is not signed learns nothing of the route.
            #expect(await remote.refusal(token + "A", .refresh) == .invalidToken)
        }
    }

    @Test func `several audiences may be named, or, loudly, none`() async throws {
        try await ForeignIssuer.with { issuer in
            let other = issuer.token(with: #""aud":"b""#, without: ["aud"])
            let none = issuer.token(without: ["aud"])
            let either = try issuer.remote(audience: .named("a", "b"))
            #expect(await either.refusal(other) == nil)
            #expect(await either.refusal(issuer.token()) == .wrongAudience)
            #expect(await either.refusal(none) == .wrongAudience)
            let any = try issuer.remote(audience: .insecureAny)
            for token in [other, none, issuer.token()] { #expect(await any.refusal(token) == nil) }
        }
    }

    @Test(arguments: [
        RemoteTokenPolicy(algorithms: []), RemoteTokenPolicy(algorithms: [.rs256, .hs256]),
        RemoteTokenPolicy(leeway: .seconds(61)), RemoteTokenPolicy(leeway: .seconds(-1)),
        RemoteTokenPolicy(realm: "a\"b"),
    ])
    func `a policy that protects nothing is refused at the start`(_ policy: RemoteTokenPolicy) {
        #expect(throws: RemoteKeysError(.invalidPolicy)) {
            try RemoteIssuer(issuer: "x", jwksURL: "https://x.example/", audience: "x", policy: policy)
        }
    }

    @Test(arguments: [RequiredAudience.named(), "", .named("x", "")])
    func `an audience that is nobody is refused at the start`(_ audience: RequiredAudience) {
        #expect(throws: RemoteKeysError(.invalidPolicy)) {
            try RemoteIssuer(issuer: "x", jwksURL: "https://x.example/", audience: audience)
        }
    }

    @Test(arguments: [
        KeyRefreshPolicy(minimumFreshness: .zero), KeyRefreshPolicy(minimumFreshness: .seconds(601)),
        KeyRefreshPolicy(defaultFreshness: .seconds(3601)), KeyRefreshPolicy(hardLimit: .seconds(3599)),
        KeyRefreshPolicy(hardLimit: .seconds(8 * 24 * 3600)), KeyRefreshPolicy(cooldown: .zero),
        KeyRefreshPolicy(cooldown: .seconds(24 * 3600 + 1)), KeyRefreshPolicy(timeLimit: .zero),
        KeyRefreshPolicy(timeLimit: .seconds(61)), KeyRefreshPolicy(maximumBytes: 0),
        KeyRefreshPolicy(maximumBytes: 512 * 1024 + 1),
    ])
    func `limits that ask all the time or believe for ever are refused at the start`(_ policy: KeyRefreshPolicy) {
        #expect(throws: RemoteKeysError(.invalidPolicy)) {
            try RemoteIssuer(issuer: "x", jwksURL: "https://x.example/", audience: "x", refreshing: policy)
        }
    }

    /// The signature of any input: a key signs a payload under its own header only, so it is asked through swift-crypto.
    static func signature(of input: String, by key: SigningKey) throws -> String {
        try RawSignature.es256(input, key)
    }
}
#endif
