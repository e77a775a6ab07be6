#if Server
import HTTPTypes
import MapaeAccounts
import MapaeJOSE
import MapaeSQL
import MapaeStore
import Testing

@testable import MapaeServer

@Suite("What cannot be recorded")
struct AuditAtomicityTests {
    private static let new = "another good passphrase"

    /// All that a deed could change.
    private struct Contents: Equatable {
        let users: [UserRecord]
        let sessions: [SessionRecord]
        let revocations: [Revocation]
        let keys: [KeyRecord]

        init(_ store: any ServerStore) async throws {
            users = try await store.users(after: nil, limit: 99)
            sessions = try await store.sessions(after: nil, limit: 99)
            revocations = try await store.revocations(after: 0, limit: 99).revocations
            keys = try await store.keys()
        }
    }

    private struct Who: Sendable {
        let tokens: Tokens
        let admin: String
        let id: String
    }

    private typealias Deed = @Sendable (Client, Who) async throws -> Int

    private static func change(_ body: JSONValue) -> Deed {
        { client, who in
            try await client.send(.patch, "/admin/users/\(who.id)", token: who.admin, body).status
        }
    }

    private static let deeds: [(name: String, run: Deed)] = [
        ("a login", { client, _ in try await client.login().status }),
        (
            "a failed login",
            { client, _ in
                let status = try await client.login("ada", "wrong password").status
                return [401: 204, 503: 503][status] ?? 0
            }
        ),
        (
            "a sign-up",
            { client, _ in try await client.post("/users", ["username": "grace", "password": .string(new)]).status }
        ),
        (
            "a new password of one's own",
            { client, who in
                try await client.send(
                    .post, "/password", token: who.tokens.access,
                    ["current_password": .string(Fixture.password), "new_password": .string(new)]
                ).status
            }
        ),
        (
            "a session that an administrator ends",
            { client, who in
                let own = try await client.get("/sessions", token: who.tokens.access).object["sessions"]?.array
                let id = try #require(own?.first?.object?["id"]?.string)
                return try await client.send(.delete, "/admin/sessions/\(id)", token: who.admin).status
            }
        ),
        ("new roles", change(["roles": ["auditor"]])), ("an address", change(["email": "a@example.com"])),
        ("a password of somebody else", change(["password": .string(new)])),
        ("a user who is shut out", change(["disabled": true])),
        ("a logout", { client, who in try await client.logout(who.tokens.access).status }),
        ("a logout everywhere", { client, who in try await client.logout(who.tokens.access, "/logout/all").status }),
        (
            "a user who is deleted",
            { client, who in try await client.send(.delete, "/admin/users/\(who.id)", token: who.admin).status }
        ),
    ]

    @Test("does not happen, and is 503; what has happened is recorded (G6)", arguments: deeds.indices)
    func unrecorded(_ number: Int) async throws {
        let deed = Self.deeds[number]
        try await Fixture.routes { fixture, client in
            let store = fixture.server.store
            _ = try await fixture.server.accounts.create(
                username: "root", password: Fixture.password, roles: ["admin"])
            let admin = try await client.administrator("root")
            let tokens = try await client.tokens()
            let who = Who(tokens: tokens, admin: admin, id: try #require(try await store.user(named: "ada")).id)
            let before = try await Contents(store)
            try await Files.sql("ALTER TABLE audit RENAME TO elsewhere", in: fixture.folder)
            #expect(try await deed.run(client, who) == 503, "\(deed.name)")
            #expect(try await Contents(store) == before, "\(deed.name)")
            #expect(try await client.get("/me", token: tokens.access).status == 200, "\(deed.name)")
            try await Files.sql("ALTER TABLE elsewhere RENAME TO audit", in: fixture.folder)
            let count = try await store.audit(AuditFilter(), before: nil, limit: 99).count
            #expect((200..<300).contains(try await deed.run(client, who)), "\(deed.name)")
            #expect(try await store.audit(AuditFilter(), before: nil, limit: 99).count > count, "\(deed.name)")
        }
    }

    @Test("no key is changed without its record (G6)")
    func keys() async throws {
        try await Fixture.with { fixture in
            let (store, keys) = (fixture.server.store, fixture.server.keys)
            let before = try await store.keys()
            try await Files.sql("ALTER TABLE audit RENAME TO elsewhere", in: fixture.folder)
            let id = try #require(before.first?.id)
            for wish: KeyWish in [.rotate(.es256, atOnce: true), .revoke(id)] {
                await #expect(throws: StoreError.self) { try await keys.change(wish, actor: "operator") }
                #expect(try await store.keys() == before)
            }
            try await Files.sql("ALTER TABLE elsewhere RENAME TO audit", in: fixture.folder)
            _ = try await keys.change(.revoke(id), actor: "operator")
            let kinds = try await store.audit(AuditFilter(), before: nil, limit: 99).map(\.record.kind)
            #expect(kinds.contains("key_revoked"))
        }
    }
}
#endif
