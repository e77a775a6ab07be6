import Mapae
import MapaeJOSE
import MapaeStore
import MapaeTesting
import Testing

@Suite("Access tokens of an authorization server (RFC 9068)")
struct TokenProfileTests {
    private let time = ManualClock(at: Issuer.start)
    private let key: SigningKey
    private let verifier: KeyVerifier

    private static let issuer = "https://login.example.com"
    private static let audience = "https://api.example.com"

    init() throws {
        key = try SigningKey.generate(.es256, keyID: "k1")
        verifier = try KeyVerifier(
            keys: [key.verificationKey],
            policy: TokenPolicy(issuer: Self.issuer, audience: Audience(Self.audience), profile: .oauth),
            clock: time.clock)
    }

    /// A token as an authorization server makes it, with one thing changed.
    private func token(
        type: TokenMediaType = .accessToken, _ change: (inout RegisteredClaims, inout JSONObject) -> Void = { _, _ in }
    ) throws -> String {
        var registered = RegisteredClaims(
            issuer: Self.issuer, subject: "u1", audience: [Self.audience], issuedAt: time.now,
            expirationTime: time.now.advanced(by: .seconds(60)))
        var custom: JSONObject = ["client_id": "c1", "scope": "read", "sid": "g1"]
        change(&registered, &custom)
        return try JWTSigner(key: key, type: type).sign(registered, custom: custom)
    }

    private func refusal(_ token: String) -> TokenError.Code? {
        do {
            _ = try verifier.verify(token)
            return nil
        } catch { return error.code }
    }

    @Test func `such a token is taken, once and again, until it dies`() throws {
        let token = try token()
        for _ in 0..<2 {
            let verified = try verifier.verify(token, .scope("read"))
            #expect(verified.subject == "u1" && verified.sessionID == "g1" && !verified.isFresh)
        }
        #expect(throws: TokenError(.insufficientScope(required: ["write"]))) {
            try verifier.verify(token, .scope("write"))
        }
        #expect(throws: TokenError(.notFresh)) { try verifier.verify(token, .fresh) }
        #expect(throws: TokenError(.wrongTokenType(expected: .refresh))) { try verifier.verify(token, .refresh) }
        time.advance(by: .seconds(60))
        #expect(refusal(token) == .expired)
    }

    @Test func `J41: the kinds do not pass for each other, though one key signs them`() throws {
        for type in [TokenMediaType.jwt, .dpopProof, .logoutToken] {
            #expect(refusal(try token(type: type)) == .wrongMediaType, "\(type)")
        }
        let own = try TokenAuthority(
            signingKey: key, policy: TokenPolicy(issuer: Self.issuer, audience: Audience(Self.audience)),
            clock: time.clock)
        let session = try own.accessToken(for: "u1", claims: ["client_id": "c1"]).accessToken
        #expect(refusal(session) == .wrongMediaType)
        // And the other way round, also where it says of itself what those of sessions say.
        let marked = try token { $1["type"] = "access" }
        for token in [try token(), marked] {
            #expect(throws: TokenError(.wrongMediaType)) { try own.verify(token) }
        }
        #expect(refusal(marked) == nil)
        #expect(refusal(try token { $1["type"] = "refresh" }) == .wrongTokenType(expected: .access))
    }

    @Test func `J35 J38 J40: what is absent or of others does not count as right`() throws {
        #expect(refusal(try token { registered, _ in registered.audience = [] }) == .wrongAudience)
        #expect(
            refusal(try token { registered, _ in registered.audience = ["https://api.example.co"] }) == .wrongAudience)
        #expect(refusal(try token { registered, _ in registered.audience = ["x", Self.audience] }) == nil)
        #expect(refusal(try token { registered, _ in registered.issuer = Self.issuer + "/" }) == .wrongIssuer)
        #expect(refusal(try token { registered, _ in registered.issuer = nil }) == .wrongIssuer)
        #expect(refusal(try token { registered, _ in registered.expirationTime = nil }) == .missingClaim)
        #expect(refusal(try token { registered, _ in registered.issuedAt = nil }) == .missingClaim)
        #expect(refusal(try token { registered, _ in registered.tokenID = .none }) == .missingClaim)
        #expect(refusal(try token { registered, _ in registered.subject = nil }) == .missingClaim)
        for client: JSONValue? in [nil, .null, 1, ""] {
            #expect(refusal(try token { $1["client_id"] = client }) == .missingClaim)
        }
    }

    @Test func `O43: a token that is bound to a key is none to be shown alone`() throws {
        for confirmation: JSONValue in [["jkt": "x"], ["x5t#S256": "x"], [:], .null] {
            #expect(refusal(try token { $1["cnf"] = confirmation }) == .rejected)
        }
    }

    @Test func `a policy of these names an issuer and an audience, and issues nothing`() throws {
        for policy in [
            TokenPolicy(profile: .oauth), TokenPolicy(issuer: Self.issuer, profile: .oauth),
            TokenPolicy(audience: "a", profile: .oauth),
            TokenPolicy(issuer: Self.issuer, audience: "a", profile: .oauth, subjectClaim: "uid"),
        ] {
            #expect(throws: PolicyError(.incompleteProfile)) {
                try KeyVerifier(keys: [key.verificationKey], policy: policy)
            }
        }
        let authority = try TokenAuthority(
            signingKey: key,
            policy: TokenPolicy(issuer: Self.issuer, audience: Audience(Self.audience), profile: .oauth),
            clock: time.clock)
        #expect(throws: PolicyError(.onlyChecks)) { try authority.accessToken(for: "u1") }
        #expect(throws: PolicyError(.onlyChecks)) { try authority.refreshToken(for: "u1") }
        #expect(try authority.verify(try token()).subject == "u1")
    }

    @Test func `R11: sessions of such a policy refuse the tokens of a grant that was revoked`() async throws {
        let authority = try TokenAuthority(
            signingKey: key,
            policy: TokenPolicy(issuer: Self.issuer, audience: Audience(Self.audience), profile: .oauth),
            clock: time.clock)
        let store = MemoryStore()
        let sessions = Sessions(authority, store: store)
        let token = try token()
        #expect(try await sessions.verify(token[...], .access).subject == "u1")
        try await store.revoke(Revocation(id: "g1", endsAt: time.now.seconds + 60))
        try await sessions.start()
        await #expect(throws: TokenError(.revoked)) { try await sessions.verify(token[...], .access) }
    }
}
