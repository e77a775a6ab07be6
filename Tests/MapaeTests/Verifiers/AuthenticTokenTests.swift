import HTTPTypes
import Mapae
import MapaeJOSE
import MapaeTesting
import Testing

@Suite("Tokens that may have expired")
struct AuthenticTokenTests {
    private func issuer() throws -> Issuer { try Issuer(TokenPolicy(issuer: "me", audience: "you")) }

    @Test func `a token is current until it expires, and authentic afterwards`() throws {
        let issuer = try issuer()
        let token = try issuer.authority.accessToken(for: "ada").accessToken
        guard case .current(let current) = try issuer.authority.authenticate(token) else {
            Issue.record("not current")
            return
        }
        issuer.time.advance(by: .seconds(900))
        #expect(throws: TokenError(.expired)) { try issuer.authority.verify(token) }
        guard case .expired(let expired) = try issuer.authority.authenticate(token) else {
            Issue.record("not expired")
            return
        }
        #expect(expired.subject == "ada" && expired.type == .access && expired.claims.tokenID == current.tokenID)
        #expect(expired.expirationTime == current.expirationTime)
        #expect(try issuer.authority.authenticate(token).tokenID == current.tokenID)
    }

    @Test(arguments: [
        Judgement("another issuer", #"{"iss":"x","aud":"you","sub":"ada","exp":1,"type":"access"}"#, .wrongIssuer),
        Judgement("another audience", #"{"iss":"me","aud":"x","sub":"ada","exp":1,"type":"access"}"#, .wrongAudience),
        Judgement("no subject", #"{"iss":"me","aud":"you","exp":1,"type":"access"}"#, .missingClaim),
        Judgement("no end", #"{"iss":"me","aud":"you","sub":"ada","type":"access"}"#, .missingClaim),
        Judgement(
            "a refresh token", #"{"iss":"me","aud":"you","sub":"ada","exp":1,"type":"refresh"}"#,
            .wrongTokenType(expected: .access)),
        Judgement(
            "from the future", #"{"iss":"me","aud":"you","sub":"ada","exp":1,"nbf":1700009999,"type":"access"}"#,
            .notYetValid),
        Judgement("right but for its time", #"{"iss":"me","aud":"you","sub":"ada","exp":1,"type":"access"}"#, nil),
    ])
    func `an expired token must be right in everything else`(_ judgement: Judgement) throws {
        let issuer = try issuer()
        let token = issuer.token(judgement.text)
        if let code = judgement.code {
            #expect(throws: TokenError(code)) { try issuer.authority.authenticate(token) }
        } else {
            #expect(try issuer.authority.authenticate(token).tokenID == nil)
        }
        let (head, tail) = (token.dropLast(4), token.suffix(4) == "AAAA" ? "BBBB" : "AAAA")
        #expect(throws: TokenError(.invalidToken)) { try issuer.authority.authenticate(head + tail) }
        #expect(throws: TokenError(.wrongMediaType)) {
            try issuer.authority.authenticate(issuer.token(judgement.text, type: "at+jwt"))
        }
    }

    @Test func `any kind may be asked for`() throws {
        let issuer = try issuer()
        let refresh = try #require(try issuer.authority.tokenPair(for: "ada").refreshToken)
        issuer.time.advance(by: .seconds(40 * 24 * 3600))
        guard case .expired(let expired) = try issuer.authority.authenticate(refresh, .anyType) else {
            Issue.record("not expired")
            return
        }
        #expect(expired.type == .refresh)
    }

    @Test func `a request's token may have expired, and its cookie still needs the CSRF value`() async throws {
        let time = ManualClock(at: Issuer.start)
        let auth = try TokenAuthority(
            signingKey: .hs256(secret: Issuer.secret), accept: [.header, .cookie()], clock: time.clock)
        let pair = try auth.tokenPair(for: "ada")
        time.advance(by: .seconds(900))
        let csrf = try #require(HTTPField.Name("X-CSRF-Token"))
        let cookie: HTTPFields = [.cookie: "__Host-access_token=\(pair.accessToken)"]
        for (value, code): (String?, TokenError.Code?) in [
            (pair.csrfToken, nil), (nil, .csrfMissing), ("x", .csrfMismatch),
        ] {
            var request = TestRequest(.post, "/", cookie)
            request.head.headerFields[csrf] = value
            if let code {
                await #expect(throws: TokenError(code)) { try await auth.authenticate(&request, .anyType) }
            } else {
                guard case .expired(let token)? = try await auth.authenticate(&request, .anyType) else {
                    Issue.record("not expired")
                    return
                }
                #expect(token.subject == "ada")
            }
        }
        var none = TestRequest()
        #expect(try await auth.authenticate(&none)?.tokenID == nil)
        var garbage = TestRequest(.get, "/", [.authorization: "Bearer a.b.c"])
        await #expect(throws: TokenError(.invalidToken)) { try await auth.authenticate(&garbage) }
    }
}
