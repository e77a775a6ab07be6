import MapaeAccounts
import Testing

struct AccountErrorTests {
    static let codes: [AccountError.Code] = [
        .invalidCredentials, .usernameTaken, .unknownUser, .invalidUsername, .invalidEmail, .invalidRole,
        .passwordTooShort, .passwordTooLong, .passwordContainsNUL, .passwordEqualsUsername, .passwordTooCommon,
        .overloaded, .shutDown, .malformedHash, .unknownHash, .hashingFailed,
        .invalidConfiguration,
    ]

    @Test("Errors are equal by code alone", arguments: codes)
    func equality(code: AccountError.Code) {
        #expect(AccountError(code, "one") == AccountError(code, "other"))
        #expect(AccountError(code, "one").hashValue == AccountError(code).hashValue)
        #expect(Self.codes.filter { AccountError($0) == AccountError(code) }.count == 1)
    }

    @Test("Each code has a text of its own; the detail is for debugging only", arguments: codes)
    func texts(code: AccountError.Code) {
        let error = AccountError(code, "the detail")
        #expect(error.message.hasSuffix("."))
        #expect(error.description == "account: \(code): \(error.message)")
        #expect(error.debugDescription == "\(error.description) (the detail)")
        #expect(AccountError(code).debugDescription == error.description)
        #expect(Set(Self.codes.map { AccountError($0).message }).count == Self.codes.count)
    }
}
