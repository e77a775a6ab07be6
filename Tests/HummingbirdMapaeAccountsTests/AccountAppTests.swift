#if Server
import HTTPTypes
import HummingbirdMapaeAccounts
import HummingbirdTesting
import Testing

@Suite("Accounts in anyone's app", .timeLimit(.minutes(2)))
struct AccountAppTests {
    @Test("Somebody signs up, logs in, and is known by the id")
    func story() async throws {
        try await AccountApp().test { client in
            let made = try await client.post("/users", "Ada", AccountApp.password)
            #expect(made.status == .created)
            let login = try await client.post("/login", "ADA", AccountApp.password)
            #expect(login.status == .ok && login.headers[.cacheControl] == "no-store")
            let token = try #require(login.member("access_token"))
            let me = try await client.execute(uri: "/me", method: .get, headers: [.authorization: "Bearer \(token)"])
            #expect(me.member("id") == made.member("id") && me.member("id")?.isEmpty == false)
        }
    }

    @Test("A wrong password and a name that nobody has get one answer, byte for byte (L1)")
    func oneAnswer() async throws {
        try await AccountApp().test { client in
            _ = try await client.post("/users", "ada", AccountApp.password)
            let known = try await client.post("/login", "ada", "another password")
            #expect(known.status == .unauthorized && known.member("error") == "invalid_credentials")
            #expect(known.headers[.wwwAuthenticate]?.hasPrefix("Bearer realm=") == true)
            for name in ["grace", "", "no name!", "ad\u{430}"] {
                let unknown = try await client.post("/login", name, AccountApp.password)
                #expect(unknown.status == known.status && unknown.text == known.text, "\(name)")
                #expect(unknown.headers == known.headers, "\(name)")
            }
        }
    }

    @Test("Guesses and sign-ups are limited: 429, and in how many seconds to come again (L3)")
    func limits() async throws {
        var limits = ThrottleLimits()
        (limits.freeGuesses, limits.signUpCapacity) = (2, 2)
        try await AccountApp(limits: limits).test { client in
            _ = try await client.post("/users", "ada", AccountApp.password)
            for _ in 0..<2 { #expect(try await client.post("/login", "ada", "wrong").status == .unauthorized) }
            let guess = try await client.post("/login", "ada", AccountApp.password)
            // A name that is taken counts, and a password that is refused does not.
            #expect(try await client.post("/users", "grace", "short").status == .badRequest)
            #expect(try await client.post("/users", "ada", AccountApp.password).status == .conflict)
            let signUp = try await client.post("/users", "grace", AccountApp.password)
            for answer in [guess, signUp] {
                #expect(answer.status == .tooManyRequests && answer.member("error") == "too_many_attempts")
                #expect(answer.headers[.retryAfter].flatMap { Int($0) }.map { $0 >= 1 } == true)
            }
        }
    }

    @Test("Over a connection the network is that of who connected; without one it is nobody's (L5)")
    func network() async throws {
        let app = try AccountApp()
        try await app.test(.live) { client in
            let answer = try await client.execute(uri: "/network", method: .get)
            #expect(answer.text == "127.0.0.1" || answer.text == "::/64", "\(answer.text)")
        }
        try await app.test(.router) { client in
            let answer = try await client.execute(uri: "/network", method: .get)
            #expect(answer.text == "0.0.0.0")
        }
    }
}
#endif
