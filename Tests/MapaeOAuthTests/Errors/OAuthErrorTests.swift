import HTTPTypes
import Mapae
import MapaeJOSE
import MapaeOAuth
import Testing

struct OAuthErrorTests {
    /// The codes, and the status of their JSON answers, as the standards have them.
    private static let table: [(code: OAuthError.Code, text: String, status: Int)] = [
        // RFC 6749 §4.1.2.1, §5.2
        (.invalidRequest, "invalid_request", 400), (.invalidClient, "invalid_client", 401),
        (.invalidGrant, "invalid_grant", 400), (.unauthorizedClient, "unauthorized_client", 400),
        (.unsupportedGrantType, "unsupported_grant_type", 400), (.invalidScope, "invalid_scope", 400),
        (.unsupportedResponseType, "unsupported_response_type", 400), (.accessDenied, "access_denied", 400),
        (.serverError, "server_error", 500), (.temporarilyUnavailable, "temporarily_unavailable", 503),
        // RFC 7009 §2.2.1, RFC 8707 §2, RFC 8628 §3.5, RFC 9449 §5, §8
        (.unsupportedTokenType, "unsupported_token_type", 400), (.invalidTarget, "invalid_target", 400),
        (.authorizationPending, "authorization_pending", 400), (.slowDown, "slow_down", 400),
        (.expiredToken, "expired_token", 400), (.invalidDPoPProof, "invalid_dpop_proof", 400),
        (.useDPoPNonce, "use_dpop_nonce", 400),
        // RFC 7591 §3.2.2
        (.invalidRedirectURI, "invalid_redirect_uri", 400), (.invalidClientMetadata, "invalid_client_metadata", 400),
        (.invalidSoftwareStatement, "invalid_software_statement", 400),
        (.unapprovedSoftwareStatement, "unapproved_software_statement", 400),
        // OpenID Connect Core §3.1.2.6
        (.interactionRequired, "interaction_required", 400), (.loginRequired, "login_required", 400),
        (.accountSelectionRequired, "account_selection_required", 400), (.consentRequired, "consent_required", 400),
        (.invalidRequestURI, "invalid_request_uri", 400), (.invalidRequestObject, "invalid_request_object", 400),
        (.requestNotSupported, "request_not_supported", 400),
        (.requestURINotSupported, "request_uri_not_supported", 400),
        (.registrationNotSupported, "registration_not_supported", 400),
        // RFC 9470 §3, §5
        (.unmetAuthenticationRequirements, "unmet_authentication_requirements", 400),
        (.insufficientUserAuthentication, "insufficient_user_authentication", 401),
    ]

    @Test("Each code has the text and the status of its standard, and no code is missing here")
    func codes() {
        for row in Self.table {
            #expect(row.code.description == row.text)
            #expect(OAuthError(row.code).status.code == row.status, "\(row.text)")
        }
        #expect(Set(Self.table.map(\.code)) == Set(OAuthError.Code.allCases))
    }

    @Test(
        "Each description has only what RFC 6749 section 5.2 allows, and says something",
        arguments: OAuthError.Code.allCases)
    func descriptions(code: OAuthError.Code) {
        let explanation = OAuthError(code).explanation
        #expect(explanation.utf8.count > 15)
        #expect(!explanation.utf8.contains(UInt8(ascii: "?")))
        #expect(explanation.utf8.allSatisfy(Self.isAllowed))
    }

    @Test(
        "What no description may hold is replaced, and none is long (S3)",
        arguments: [
            "a\"b", "a\\b", "a\r\nSet-Cookie: x=1", "é", "\0", "\u{7F}", "\u{2028}", .repeated("x", 100_000),
            .repeated("가", 10_000),
        ] as [Sample])
    func replaced(text: Sample) {
        let explanation = OAuthError(.invalidRequest, text.text).explanation
        #expect(explanation.utf8.allSatisfy(Self.isAllowed))
        #expect(explanation.utf8.count <= 512)
    }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        (0x20...0x21).contains(byte) || (0x23...0x5B).contains(byte) || (0x5D...0x7E).contains(byte)
    }

    @Test(
        "A JSON answer has the code and the description, and is never cached (O54)", arguments: OAuthError.Code.allCases
    )
    func answer(code: OAuthError.Code) throws {
        let error = OAuthError(code)
        let answer = error.answer(realm: "mapae")
        let body = try #require(try JSONValue(parsing: answer.body).object)
        #expect(body.members.map(\.name) == ["error", "error_description"])
        #expect(body["error"]?.string == code.description)
        #expect(body["error_description"]?.string == error.explanation)
        #expect(answer.headers[.contentType] == "application/json; charset=utf-8")
        #expect(answer.headers[.cacheControl] == "no-store")
        #expect(answer.headers[try #require(HTTPField.Name("Pragma"))] == "no-cache")
        #expect((answer.headers[.wwwAuthenticate] != nil) == (answer.status == .unauthorized))
    }

    @Test(
        "Who has not authenticated is asked to, and a realm cannot add to the challenge (O34, RFC 6749 section 5.2)"
    )
    func challenge() {
        let answer = OAuthError(.invalidClient).answer(realm: "a\", x=\"b")
        #expect(answer.headers[.wwwAuthenticate] == "Basic realm=\"a?, x=?b\", charset=\"UTF-8\"")
        let stepUp = OAuthError(.insufficientUserAuthentication).answer(realm: "r").headers[.wwwAuthenticate]
        #expect(stepUp?.hasPrefix("Bearer realm=\"r\", error=\"insufficient_user_authentication\", ") == true)
    }

    @Test("A page never asks for credentials in a header (O7)", arguments: OAuthError.Code.allCases)
    func page(code: OAuthError.Code) {
        #expect([400, 500, 503].contains(OAuthError(code).pageStatus.code))
    }

    @Test("Two errors are equal when their codes are")
    func equality() {
        #expect(OAuthError(.invalidRequest, "a") == OAuthError(.invalidRequest, "b"))
        #expect(OAuthError(.invalidRequest) != OAuthError(.invalidGrant))
        #expect(Set([OAuthError(.invalidRequest, "a"), OAuthError(.invalidRequest, "b")]).count == 1)
        #expect("\(OAuthError(.invalidGrant, "why"))" == "invalid_grant: why")
    }
}
