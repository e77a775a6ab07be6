import HTTPTypes
import Mapae
import MapaeJOSE
import Testing

@Suite("Errors as the client gets them")
struct TokenErrorTests {
    struct Rendering: Sendable, CustomStringConvertible {
        let error: TokenError
        let status: Int
        let challenge: String?
        let body: String

        init(_ code: TokenError.Code, _ status: Int, _ challenge: String?, _ body: String) {
            self.error = TokenError(code)
            self.status = status
            self.challenge = challenge
            self.body = body
        }

        var description: String { "\(error)" }
    }

    static let invalidChallenge =
        #"Bearer realm="api", error="invalid_token", error_description="The token is not valid here.""#
    static let invalidBody = #"{"error":"invalid_token","error_description":"The token is not valid here."}"#

    static let renderings: [Rendering] = [
        Rendering(
            .missingToken, 401, #"Bearer realm="api""#,
            #"{"error":"missing_token","error_description":"This needs a token: send the header 'Authorization: Bearer <token>'."}"#
        ),
        Rendering(
            .malformedRequest, 400, nil,
            #"{"error":"invalid_request","error_description":"The request must carry exactly one token, once and in a form that can be read in one way."}"#
        ),
        Rendering(.invalidToken, 401, invalidChallenge, invalidBody),
        Rendering(.wrongMediaType, 401, invalidChallenge, invalidBody),
        Rendering(.missingClaim, 401, invalidChallenge, invalidBody),
        Rendering(.wrongIssuer, 401, invalidChallenge, invalidBody),
        Rendering(.wrongAudience, 401, invalidChallenge, invalidBody),
        Rendering(.notYetValid, 401, invalidChallenge, invalidBody),
        Rendering(
            .expired, 401,
            #"Bearer realm="api", error="invalid_token", error_description="The token has expired: refresh it or log in again.""#,
            #"{"error":"token_expired","error_description":"The token has expired: refresh it or log in again."}"#),
        Rendering(
            .wrongTokenType(expected: .access), 401,
            #"Bearer realm="api", error="invalid_token", error_description="This route takes an access token only.""#,
            #"{"error":"wrong_token_type","error_description":"This route takes an access token only."}"#),
        Rendering(
            .wrongTokenType(expected: .refresh), 401,
            #"Bearer realm="api", error="invalid_token", error_description="This route takes a refresh token only.""#,
            #"{"error":"wrong_token_type","error_description":"This route takes a refresh token only."}"#),
        Rendering(
            .notFresh, 401,
            #"Bearer realm="api", error="insufficient_user_authentication", error_description="This route takes a token from a login only: log in again.""#,
            #"{"error":"token_not_fresh","error_description":"This route takes a token from a login only: log in again."}"#
        ),
        Rendering(
            .insufficientScope(required: ["a", "b"]), 403,
            #"Bearer realm="api", error="insufficient_scope", error_description="The token does not allow this; it needs the scope 'a b'.", scope="a b""#,
            #"{"error":"insufficient_scope","error_description":"The token does not allow this; it needs the scope 'a b'."}"#
        ),
        Rendering(
            .insufficientRole(required: ["admin"]), 403,
            #"Bearer realm="api", error="insufficient_scope", error_description="The token does not allow this: its user lacks a role.""#,
            #"{"error":"insufficient_role","error_description":"The token does not allow this: its user lacks a role."}"#
        ),
        Rendering(
            .insufficientAuthentication(acr: ["gold", "silver"], maximumAge: .seconds(300)), 401,
            #"Bearer realm="api", error="insufficient_user_authentication", error_description="A stronger or more recent login is needed: log in again.", acr_values="gold silver", max_age="300""#,
            #"{"error":"insufficient_user_authentication","error_description":"A stronger or more recent login is needed: log in again."}"#
        ),
        Rendering(
            .invalidProof, 401,
            #"Bearer realm="api", error="invalid_dpop_proof", error_description="The DPoP proof is missing or wrong: make a new one for this request and this token.""#,
            #"{"error":"invalid_dpop_proof","error_description":"The DPoP proof is missing or wrong: make a new one for this request and this token."}"#
        ),
        Rendering(
            .missingNonce, 401,
            #"Bearer realm="api", error="use_dpop_nonce", error_description="Make a DPoP proof with the nonce of the DPoP-Nonce header.""#,
            #"{"error":"use_dpop_nonce","error_description":"Make a DPoP proof with the nonce of the DPoP-Nonce header."}"#
        ),
        Rendering(
            .proofRequired, 401,
            #"Bearer realm="api", error="invalid_token", error_description="The token must come with a DPoP proof: send the header 'Authorization: DPoP <token>'.""#,
            #"{"error":"dpop_proof_required","error_description":"The token must come with a DPoP proof: send the header 'Authorization: DPoP <token>'."}"#
        ),
        Rendering(
            .notBound, 401,
            #"Bearer realm="api", error="invalid_token", error_description="The token is bound to no key, so no DPoP proof can go with it: get one that is.""#,
            #"{"error":"token_not_bound","error_description":"The token is bound to no key, so no DPoP proof can go with it: get one that is."}"#
        ),
        Rendering(
            .revoked, 401,
            #"Bearer realm="api", error="invalid_token", error_description="The token has been revoked: log in again.""#,
            #"{"error":"token_revoked","error_description":"The token has been revoked: log in again."}"#),
        Rendering(
            .rejected, 401,
            #"Bearer realm="api", error="invalid_token", error_description="The token is not accepted here.""#,
            #"{"error":"token_rejected","error_description":"The token is not accepted here."}"#),
        Rendering(.unknownUser, 401, invalidChallenge, invalidBody),
        Rendering(
            .sessionEnded, 401,
            #"Bearer realm="api", error="invalid_token", error_description="The session has ended: log in again.""#,
            #"{"error":"session_ended","error_description":"The session has ended: log in again."}"#),
        Rendering(
            .refreshTokenReused, 401,
            #"Bearer realm="api", error="invalid_token", error_description="The session has ended: log in again.""#,
            #"{"error":"session_ended","error_description":"The session has ended: log in again."}"#),
        Rendering(
            .csrfMissing, 403, nil,
            #"{"error":"csrf_token_missing","error_description":"A cookie carries the token: repeat its CSRF value in the header field for it."}"#
        ),
        Rendering(
            .csrfMismatch, 403, nil,
            #"{"error":"csrf_token_mismatch","error_description":"The CSRF value is not the token's: take the one that came with it."}"#
        ),
        Rendering(
            .crossSiteRequest, 403, nil,
            #"{"error":"cross_site_request","error_description":"This cannot be asked for from the page of another site."}"#
        ),
        Rendering(
            .invalidCredentials, 401, #"Bearer realm="api""#,
            #"{"error":"invalid_credentials","error_description":"Bad username or password"}"#),
        Rendering(
            .temporarilyUnavailable, 503, nil,
            #"{"error":"temporarily_unavailable","error_description":"Tokens cannot be checked at the moment: try again later with the same token."}"#
        ),
    ]

    @Test(arguments: renderings)
    func `each code has its status, challenge and body`(_ rendering: Rendering) {
        let rendered = rendering.error.rendered
        #expect(rendered.status.code == rendering.status)
        #expect(rendered.headers[.wwwAuthenticate] == rendering.challenge)
        #expect(String(decoding: rendered.body, as: UTF8.self) == rendering.body)
        #expect(rendered.headers[.contentType] == "application/json; charset=utf-8")
        #expect(rendered.headers[.cacheControl] == "no-store")
    }

    @Test(arguments: renderings)
    func `each challenge can be put in a header: printable ASCII, quotes in pairs`(_ rendering: Rendering) {
        let challenge = rendering.error.rendered.headers[.wwwAuthenticate] ?? ""
        #expect(challenge.utf8.allSatisfy { (0x20..<0x7F).contains($0) })
        #expect(challenge.utf8.count { $0 == UInt8(ascii: "\"") } % 2 == 0)
    }

    @Test func `the stable codes are these`() {
        let codes = Self.renderings.map { "\($0.error.code)" }
        #expect(
            codes == [
                "missing_token", "invalid_request", "invalid_token", "wrong_media_type", "missing_claim",
                "wrong_issuer",
                "wrong_audience", "token_not_yet_valid", "token_expired", "wrong_token_type", "wrong_token_type",
                "token_not_fresh", "insufficient_scope", "insufficient_role",
                "insufficient_user_authentication", "invalid_dpop_proof", "use_dpop_nonce", "dpop_proof_required",
                "token_not_bound",
                "token_revoked", "token_rejected", "unknown_user", "session_ended", "refresh_token_reused",
                "csrf_token_missing", "csrf_token_mismatch", "cross_site_request", "invalid_credentials",
                "temporarily_unavailable",
            ])
    }

    @Test(arguments: [
        (nil, "1"), (Duration.zero, "1"), (.seconds(-5), "1"), (.milliseconds(1), "1"), (.seconds(30), "30"),
        (.milliseconds(29_001), "30"), (.seconds(Int64.max), "9223372036854775807"),
    ])
    func `a 503 says in whole seconds when to come back, never too early, and asks for no other token`(
        _ wait: Duration?, _ seconds: String
    ) {
        let headers = TokenError(.temporarilyUnavailable, retryAfter: wait).rendered.headers
        #expect(headers[.retryAfter] == seconds)
        #expect(headers[.wwwAuthenticate] == nil)
    }

    @Test(arguments: renderings)
    func `only a 503 says when to come back`(_ rendering: Rendering) {
        #expect((rendering.error.rendered.headers[.retryAfter] != nil) == (rendering.status == 503))
    }

    @Test(arguments: [
        "", ".", "..", "a.b.c", "e30.e30.", "null", String(repeating: "a", count: 20_000), "e30.e30.e30.e30.e30",
        "eyJhbGciOiJub25lIn0.e30.", "eyJhbGciOiJIUzI1NiJ9.e30.AAAA", "eyJhbGciOiJIUzI1NiIsImtpZCI6Im4ifQ.e30.AAAA",
        "eyJhbGciOiJSUzI1NiJ9.e30.AAAA", "eyJhbGciOiJIUzI1NiIsImNyaXQiOltdfQ.e30.AAAA",
    ])
    func `J53 whatever fails before or at the signature is one answer`(_ token: String) throws {
        let issuer = try Issuer()
        let error = try #require(throws: TokenError.self) { try issuer.authority.verify(token) }
        #expect(error.code == .invalidToken)
        #expect(error.cause != nil)
        #expect(error.rendered.status == .unauthorized)
        #expect(error.rendered.headers[.wwwAuthenticate] == Self.invalidChallenge)
        #expect(String(decoding: error.rendered.body, as: UTF8.self) == Self.invalidBody)
        #expect("\(error)" == "invalid_token (\(error.cause.map { "\($0.code)" } ?? "?"))")
    }

    @Test func `G1 nothing of a token stands in any text of its error`() throws {
        let issuer = try Issuer(TokenPolicy(issuer: "me"))
        let good = issuer.token(with: #""iss":"SECRETISSUER","note":"SECRETNOTE","fresh":false"#)
        let tampered = String(good.dropLast()) + (good.hasSuffix("A") ? "B" : "A")
        let noJSON = issuer.token("SECRETNOTE")
        for token in [
            good, tampered, noJSON, good + ".SECRETNOTE", "SECRETNOTE", issuer.token(#"{"exp":"SECRETNOTE"}"#),
        ] {
            let error = try #require(throws: TokenError.self) { try issuer.authority.verify(token) }
            var texts = "\(error) \(String(reflecting: error)) \(error.rendered.headers)"
            texts += String(decoding: error.rendered.body, as: UTF8.self)
            dump(error, to: &texts)
            #expect(!texts.contains("SECRET"))
            for part in token.split(separator: ".") { #expect(!texts.contains(part.prefix(12))) }
        }
    }

    @Test func `the realm of the policy stands in the answer to a failed login, and its text in msg`() throws {
        let issuer = try Issuer(TokenPolicy(realm: "my api"))
        let error = issuer.authority.invalidCredentials("Wrong \"name\" or password\r\nX: y")
        #expect(error == TokenError(.invalidCredentials))
        #expect(error.rendered.status == .unauthorized)
        #expect(error.rendered.headers[.wwwAuthenticate] == #"Bearer realm="my api""#)
        #expect(
            String(decoding: error.rendered.body, as: UTF8.self)
                == #"{"error":"invalid_credentials","error_description":"Wrong \"name\" or password\r\nX: y","msg":"Wrong \"name\" or password\r\nX: y"}"#
        )
    }

    @Test func `errors are equal when their codes are`() {
        #expect(TokenError(.invalidToken, cause: JOSEError(.invalidJSON)) == TokenError(.invalidToken))
        #expect(TokenError(.wrongTokenType(expected: .access)) != TokenError(.wrongTokenType(expected: .refresh)))
        #expect(TokenError(.insufficientScope(required: ["a"])) != TokenError(.insufficientScope(required: ["b"])))
    }
}
