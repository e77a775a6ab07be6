import MapaeStore
import Testing

@testable import MapaeAccounts

@Suite("Signing up within the limit of a network")
struct SignUpLimitTests {
    /// What stops a sign-up, and whether it counts all the same.
    static let endings: [(any Error, Bool)] = [
        (AccountError(.usernameTaken), true), (AccountError(.hashingFailed), true),
        (StoreError(.full), true), (CancellationError(), true),
        (AccountError(.invalidUsername), false), (AccountError(.invalidEmail), false),
        (AccountError(.invalidRole), false), (AccountError(.passwordTooShort), false),
        (AccountError(.passwordTooLong), false), (AccountError(.passwordContainsNUL), false),
        (AccountError(.passwordEqualsUsername), false), (AccountError(.passwordTooCommon), false),
        (AccountError(.overloaded), false), (AccountError(.shutDown), false),
    ]

    private static func throttle() throws -> LoginThrottle {
        var limits = ThrottleLimits()
        limits.signUpCapacity = 1
        return try Ticking(limits).throttle
    }

    @Test("What is refused before a hash does not count, what has cost one does (L3)", arguments: endings)
    func counted(_ error: any Error, _ isCounted: Bool) async throws {
        let throttle = try Self.throttle()
        await #expect(throws: (any Error).self) { try await throttle.signingUp(network: "net") { throw error } }
        let isRefused: Bool
        do {
            try await throttle.signingUp(network: "net") {}
            isRefused = false
        } catch is LoginRefusal {
            isRefused = true
        }
        #expect(isRefused == isCounted)
    }

    @Test("An account that was created counts, and beyond the limit nothing is even tried (L3)")
    func refused() async throws {
        let throttle = try Self.throttle()
        #expect(try await throttle.signingUp(network: "net") { "ada" } == "ada")
        await #expect(throws: LoginRefusal(.signUp, wait: 180_000)) {
            try await throttle.signingUp(network: "net") { Issue.record("It was tried.") }
        }
        #expect(try await throttle.signingUp(network: "another net") { "ada" } == "ada")
    }
}
