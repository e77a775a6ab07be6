#if Server
import HTTPTypes
import Mapae
import MapaeAccounts
import MapaeJOSE
import MapaeStore
import MapaeTesting
import Testing

@testable import MapaeServer

@Suite("The routes of administrators")
struct AdminRoutesTests {
    private static let paths: [(HTTPRequest.Method, String)] = [
        (.get, "/admin/users"), (.post, "/admin/users"), (.get, "/admin/users/x"), (.patch, "/admin/users/x"),
        (.delete, "/admin/users/x"), (.get, "/admin/sessions"), (.delete, "/admin/sessions?user_id=x"),
        (.delete, "/admin/sessions/x"), (.get, "/admin/audit"),
    ]

    /// A server with the users ada, who is nobody, and root, who administers.
    private static func routes(_ body: @Sendable (Fixture, Client, String) async throws -> Void) async throws {
        try await Fixture.routes { fixture, client in
            _ = try await fixture.server.accounts.create(
                username: "root", password: Fixture.password, roles: ["admin"])
            try await body(fixture, client, try await client.administrator("root"))
        }
    }

    @Test("need a token that says so: no token, no scope, and no role open none of them")
    func scopes() async throws {
        try await Self.routes { _, client, _ in
            let plain = try await client.tokens("root", Fixture.password).access
            for (method, path) in Self.paths {
                try await client.send(method, path).expectRefusal(401, "missing_token", path)
                try await client.send(method, path, token: plain).expectRefusal(403, "insufficient_scope", path)
            }
            for scope in ["admin:users", "admin:users admin:audit", "root", "", " ", "admin:users  admin:audit"] {
                let answer = try await client.post(
                    "/login",
                    [
                        "username": .string(Fixture.username), "password": .string(Fixture.password),
                        "scope": .string(scope),
                    ])
                answer.expectRefusal(400, "invalid_scope", scope)
            }
            let answer = try await client.post(
                "/login",
                ["username": "root", "password": .string(Fixture.password), "scope": "admin:audit"])
            #expect(try answer.member("scope") == "admin:audit")
            let narrow = try answer.member("access_token")
            #expect(try await client.get("/admin/audit", token: narrow).status == 200)
            try await client.get("/admin/users", token: narrow).expectRefusal(403, "insufficient_scope")
        }
    }

    @Test("list, create, change and delete users, and each step is recorded with who did it")
    func users() async throws {
        try await Self.routes { fixture, client, root in
            let created = try await client.send(
                .post, "/admin/users", token: root,
                ["username": "grace", "password": "a good passphrase", "roles": ["auditor"]])
            #expect(created.status == 201)
            let id = try created.member("id")
            #expect(try created.object["roles"]?.array?.compactMap(\.string) == ["auditor"])
            #expect(try created.object["password_hash"] == nil)
            let grace = try await client.tokens("grace", "a good passphrase")

            let path = "/admin/users/\(id)"
            let disabled = try await client.send(.patch, path, token: root, ["disabled": true])
            #expect(try disabled.object["disabled_at"]?.integer == fixture.clock.clock.now().seconds)
            try await client.get("/me", token: grace.access).expectRefusal(401, "token_revoked")
            try await client.login("grace", "a good passphrase").expectRefusal(401, "invalid_credentials")
            let changed = try await client.send(
                .patch, path, token: root,
                ["disabled": false, "roles": [], "email": "g@example.com", "password": "quite another one"])
            #expect(changed.status == 200)
            #expect(try changed.object["disabled_at"]?.integer == nil)
            #expect(try changed.member("email") == "g@example.com")
            #expect(try await client.login("grace", "quite another one").status == 200)
            #expect(try await client.send(.patch, path, token: root, ["email": .null]).object["email"] == nil)

            let names = try await client.get("/admin/users?limit=2", token: root).object["users"]?.array
            #expect(names?.count == 2)
            let found = try await client.get("/admin/users?username=GRACE", token: root).object["users"]?.array
            #expect(found?.first?.object?["id"]?.string == id)

            #expect(try await client.send(.delete, path, token: root).status == 204)
            try await client.send(.delete, path, token: root).expectRefusal(404, "not_found")
            try await client.send(.get, path, token: root).expectRefusal(404, "not_found")
            let log = try await client.get("/admin/audit?user_id=\(id)&limit=100", token: root).object["events"]?.array
            let kinds = try #require(log).compactMap { $0.object?["kind"]?.string }
            for kind in [
                "user_created", "user_disabled", "user_enabled", "user_roles_changed", "user_email_changed",
                "password_changed", "user_deleted",
            ] { #expect(kinds.contains(kind), "\(kind)") }
            let rootID = try #require(try await fixture.server.store.user(named: "root")).id
            #expect(log?.first?.object?["actor"]?.string == rootID)
        }
    }

    @Test("change all of a request or nothing, whichever member is wrong")
    func wholeChange() async throws {
        try await Self.routes { fixture, client, root in
            let ada = try #require(try await fixture.server.store.user(named: "ada"))
            let tokens = try await client.tokens()
            let log = try await fixture.server.store.audit(after: 0, limit: 1000).count
            let good: JSONObject = [
                "email": "new@example.com", "roles": ["groom"], "disabled": true, "password": "a good passphrase",
            ]
            for (name, value, code) in [
                ("email", "no address", "invalid_email"), ("roles", ["a b"], "invalid_role"),
                ("password", "short", "password_too_short"), ("disabled", "yes", "invalid_request"),
                ("password", "new@example.com", "password_equals_username"),
            ] as [(String, JSONValue, String)] {
                var body = good
                body[name] = value
                let answer = try await client.send(.patch, "/admin/users/\(ada.id)", token: root, .object(body))
                answer.expectRefusal(400, code, name)
            }
            #expect(try await fixture.server.store.user(id: ada.id) == ada)
            #expect(try await client.get("/me", token: tokens.access).status == 200)
            #expect(try await fixture.server.store.audit(after: 0, limit: 1000).count == log)
            let nothing = try await client.send(.patch, "/admin/users/\(ada.id)", token: root, [:])
            #expect(nothing.status == 200)
            #expect(try await fixture.server.store.audit(after: 0, limit: 1000).count == log)

            let changed = try await client.send(.patch, "/admin/users/\(ada.id)", token: root, .object(good))
            #expect(changed.status == 200)
            let kinds = try await fixture.server.store.audit(after: 0, limit: 1000).dropFirst(log).map(\.record.kind)
            let expected = ["password_changed", "user_roles_changed", "user_email_changed", "user_disabled"]
            #expect(kinds.filter { $0 != "ended" && !$0.contains("session") } == expected, "\(kinds)")
            try await client.get("/me", token: tokens.access).expectRefusal(401, "token_revoked")
        }
    }

    @Test("let nobody shut itself out, and take no body that they do not understand whole")
    func refusals() async throws {
        try await Self.routes { fixture, client, root in
            let own = "/admin/users/" + (try #require(try await fixture.server.store.user(named: "root"))).id
            let ada = "/admin/users/" + (try #require(try await fixture.server.store.user(named: "ada"))).id
            for change: JSONValue in [["disabled": true], ["roles": []]] {
                try await client.send(.patch, own, token: root, change).expectRefusal(409, "own_account")
            }
            try await client.send(.delete, own, token: root).expectRefusal(409, "own_account")
            for change: JSONValue in [
                ["disable": true], ["disabled": "true"], ["disabled": 1], ["roles": "admin"], ["roles": [1]],
                ["email": 1], ["username": "x"],
            ] {
                try await client.send(.patch, ada, token: root, change).expectRefusal(
                    400, "invalid_request", "\(change)")
            }
            try await client.send(.patch, ada, token: root, ["email": "no address"]).expectRefusal(400, "invalid_email")
            try await client.send(.patch, ada, token: root, ["roles": ["a b"]]).expectRefusal(400, "invalid_role")
            for query in [
                "limit=0", "limit=1001", "limit=x", "limit=+5", "limit=1&limit=2", "size=5", "limit=%GG",
                "username=%ff",
            ] {
                try await client.get("/admin/users?\(query)", token: root).expectRefusal(400, "invalid_request", query)
            }
        }
    }

    @Test("a role that is taken away takes its tokens along (L12)")
    func demotion() async throws {
        try await Self.routes { fixture, client, root in
            let accounts = fixture.server.accounts
            _ = try await accounts.create(username: "other", password: Fixture.password, roles: ["admin"])
            let other = try await client.administrator("other")
            let id = try #require(try await fixture.server.store.user(named: "other")).id
            #expect(try await client.send(.patch, "/admin/users/\(id)", token: root, ["roles": []]).status == 200)
            try await client.get("/admin/users", token: other).expectRefusal(401, "token_revoked")
            let answer = try await client.post(
                "/login", ["username": "other", "password": .string(Fixture.password), "scope": "admin:users"])
            answer.expectRefusal(400, "invalid_scope")
        }
    }

    @Test("list and end sessions, page by page")
    func sessions() async throws {
        try await Self.routes { fixture, client, root in
            let ada = try #require(try await fixture.server.store.user(named: "ada")).id
            var tokens: [Tokens] = []
            for _ in 0..<5 {
                tokens.append(try await client.tokens())
                fixture.clock.advance(by: .seconds(1))
            }
            var ids: [String] = []
            var next: String? = nil
            repeat {
                let query = next.map { "&after=\($0)" } ?? ""
                let page = try await client.get("/admin/sessions?limit=2\(query)", token: root).object
                ids += try #require(page["sessions"]?.array).compactMap { $0.object?["id"]?.string }
                next = page["next"]?.string
            } while next != nil
            #expect(ids.count == 6)
            #expect(Set(ids).count == 6)
            let own = try await client.get("/admin/sessions?user_id=\(ada)", token: root).object["sessions"]?.array
            let first = try #require(own?.first?.object?["id"]?.string)
            #expect(try await client.send(.delete, "/admin/sessions/\(first)", token: root).status == 204)
            try await client.get("/me", token: tokens[0].access).expectRefusal(401, "token_revoked")
            try await client.send(.delete, "/admin/sessions", token: root).expectRefusal(400, "invalid_request")
            #expect(try await client.send(.delete, "/admin/sessions?user_id=\(ada)", token: root).status == 204)
            for token in tokens {
                try await client.get("/me", token: token.access).expectRefusal(401, "token_revoked")
            }
            #expect(try await client.get("/admin/sessions", token: root).status == 200)
        }
    }
}
#endif
