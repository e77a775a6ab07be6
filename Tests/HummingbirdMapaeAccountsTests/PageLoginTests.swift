#if Server
import HummingbirdMapaeAccounts
import MapaeOAuth
import Testing

@Suite("Accounts on the pages of an authorization server")
struct PageLoginTests {
    private static func attempt(_ username: String, _ password: String) -> LoginAttempt {
        LoginAttempt(username: username, password: password, origin: SessionOrigin(network: "192.0.2.1"))
    }

    @Test("A right password is the user, with the epoch; a wrong one is refused; too many are told to wait (L3)")
    func outcomes() async throws {
        var limits = ThrottleLimits()
        limits.freeGuesses = 1
        let app = try AccountApp(limits: limits)
        let ada = try await app.accounts.signUp(username: "ada", password: AccountApp.password, from: "192.0.2.1")
        try await app.sessions.endAll(of: ada.id)
        let epoch = try await app.sessions.epoch(of: ada.id)
        #expect(epoch > 0)
        let right = try await app.accounts.logIn(Self.attempt("Ada", AccountApp.password))
        #expect(right == .user(subject: ada.id, epoch: epoch))
        let wrong = try await app.accounts.logIn(Self.attempt("ada", "another password"))
        #expect(wrong == .refused)
        let third = try await app.accounts.logIn(Self.attempt("ada", AccountApp.password))
        guard case .tooMany(let seconds) = third else {
            Issue.record("It was looked at: \(third)")
            return
        }
        #expect(seconds >= 1)
    }

    @Test("Where nobody can say whether the password is right, the page is told so")
    func fault() async throws {
        let pool = try HashingPool(workers: 1)
        let accounts = ThrottledAccounts(Accounts(store: MemoryStore(), pool: pool), throttle: try LoginThrottle())
        await pool.shutdown()
        await #expect(throws: AccountError(.shutDown)) { try await accounts.logIn(Self.attempt("ada", "a password")) }
    }
}
#endif
