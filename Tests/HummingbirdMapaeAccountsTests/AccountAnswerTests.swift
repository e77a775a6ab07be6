import HTTPTypes
import HummingbirdMapaeAccounts
import Mapae
import MapaeAccounts
import Testing

@Suite("Errors of accounts over HTTP")
struct AccountAnswerTests {
    static let answers: [(AccountError.Code, HTTPResponse.Status, String)] = [
        (.invalidCredentials, .unauthorized, "invalid_credentials"), (.usernameTaken, .conflict, "username_taken"),
        (.unknownUser, .notFound, "not_found"), (.invalidUsername, .badRequest, "invalid_username"),
        (.invalidEmail, .badRequest, "invalid_email"), (.invalidRole, .badRequest, "invalid_role"),
        (.passwordTooShort, .badRequest, "password_too_short"), (.passwordTooLong, .badRequest, "password_too_long"),
        (.passwordContainsNUL, .badRequest, "password_contains_nul"),
        (.passwordEqualsUsername, .badRequest, "password_equals_username"),
        (.passwordTooCommon, .badRequest, "password_too_common"),
        (.overloaded, .serviceUnavailable, "temporarily_unavailable"),
        (.shutDown, .serviceUnavailable, "temporarily_unavailable"),
        (.malformedHash, .serviceUnavailable, "temporarily_unavailable"),
        (.unknownHash, .serviceUnavailable, "temporarily_unavailable"),
        (.hashingFailed, .serviceUnavailable, "temporarily_unavailable"),
        (.invalidConfiguration, .serviceUnavailable, "temporarily_unavailable"),
    ]

    @Test("Each has its status and its stable code, and never tells what only the log should know", arguments: answers)
    func answer(_ code: AccountError.Code, _ status: HTTPResponse.Status, _ error: String) {
        let failure = AccountError(code, "which row it was")
        let rendered = failure.rendered
        #expect(failure.status == status && rendered.status == status)
        let body = String(decoding: rendered.body, as: UTF8.self)
        #expect(body.hasPrefix(#"{"error":"\#(error)""#) && !body.contains("which row"))
        #expect(rendered.headers[.cacheControl] == "no-store")
        #expect((rendered.headers[.retryAfter] != nil) == (status == .serviceUnavailable))
        #expect((rendered.headers[.wwwAuthenticate] != nil) == (status == .unauthorized))
    }
}
