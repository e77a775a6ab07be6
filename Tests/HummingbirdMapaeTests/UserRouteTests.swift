import HTTPTypes
import Hummingbird
import HummingbirdMapae
import HummingbirdTesting
import Synchronization
import Testing

@Suite("Routes that load users")
struct UserRouteTests {
    struct User: TokenUser {
        let name: String

        static func user(of token: VerifiedToken) async throws -> User? {
            try await Users.shared.find(token.subject)
        }
    }

    struct Down: Error {}

    /// Who is known, and how often anybody was looked up.
    final class Users: Sendable {
        static let shared = Users()
        private let lookups = Mutex<[String: Int]>([:])

        func find(_ id: String) async throws -> User? {
            lookups.withLock { $0[id, default: 0] += 1 }
            if id == "down" { throw Down() }
            return id.hasPrefix("ghost") ? nil : User(name: id.uppercased())
        }

        func count(_ id: String) -> Int { lookups.withLock { $0[id] ?? 0 } }
    }

    private static func app(_ users: Users) throws -> TestApp {
        let app = try TestApp()
        let (router, auth) = (app.router, app.auth)
        // `context.user` is not optional in these: that they compile is part of the test.
        router.protected("static", by: auth, loading: User.self).get { _, context in
            "\(context.user.name) \(context.token.subject)"
        }
        router.protected("closure", by: auth, .fresh, loading: { try await users.find($0.subject) })
            .get { _, context in context.user.name }
        router.protected("optional", by: auth, .optional, loading: { try await users.find($0.subject) })
            .get { _, context in context.user?.name ?? "stranger" }
        router.protected("unused", by: auth).get { _, context in context.token.subject }
        router.protected("outer", by: auth, loading: { try await users.find($0.subject) })
            .get("inner") { _, context in context.user.name }
        return app
    }

    private static func get(
        _ path: String, as subject: String?, fresh: Bool = true, _ users: Users = Users()
    ) async throws -> TestResponse {
        let app = try app(users)
        let headers: HTTPFields =
            try subject.map { .bearer(try app.auth.accessToken(for: $0, fresh: Freshness(fresh)).accessToken) } ?? [:]
        return try await app.application.test(.router) { client in
            try await client.execute(uri: path, method: .get, headers: headers)
        }
    }

    @Test(arguments: [("/static", "ADA ada"), ("/closure", "ADA"), ("/optional", "ADA"), ("/outer/inner", "ADA")])
    func `a handler has its user`(_ path: String, _ text: String) async throws {
        let answer = try await Self.get(path, as: "ada")
        #expect(answer.status == .ok && answer.text == text)
    }

    @Test(arguments: ["/static", "/closure", "/optional", "/outer/inner"])
    func `L12 a user that there is not any more gets the answer of a bad token`(_ path: String) async throws {
        let answer = try await Self.get(path, as: "ghost")
        #expect(answer.status == .unauthorized && answer.error == "invalid_token" && answer.isErrorOfOurForm)
        #expect(!answer.text.contains("ghost"))
    }

    @Test func `a user is looked up once for each request, only where a route asks, and after everything else`()
        async throws
    {
        let users = Users()
        _ = try await Self.get("/closure", as: "ada", users)
        #expect(users.count("ada") == 1)
        _ = try await Self.get("/unused", as: "ada", users)
        #expect(users.count("ada") == 1)
        let stale = try await Self.get("/closure", as: "ada", fresh: false, users)
        #expect(stale.error == "token_not_fresh" && users.count("ada") == 1)
        let stranger = try await Self.get("/optional", as: nil, users)
        #expect(stranger.text == "stranger")
    }

    @Test func `a look-up that fails is the server's fault, and lets nobody in`() async throws {
        let answer = try await Self.get("/closure", as: "down")
        #expect(answer.status == .internalServerError && !answer.text.contains("Down"))
    }

    @Test func `two requests at once never see each other's user`() async throws {
        let users = Users()
        let app = try Self.app(users)
        let auth = app.auth
        try await app.application.test(.router) { client in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for index in 0..<64 {
                    let token = try auth.accessToken(for: "user\(index)", fresh: true).accessToken
                    group.addTask {
                        for _ in 0..<8 {
                            let answer = try await client.execute(
                                uri: "/closure", method: .get, headers: .bearer(token))
                            #expect(answer.text == "USER\(index)")
                        }
                    }
                }
                try await group.waitForAll()
            }
        }
    }
}
