#if Server
import MapaeAccounts
import MapaeJOSE
import MapaeOAuth
import MapaeStore
import Testing

@testable import MapaeServer

@Suite("What clients have of users, as an operator works with it")
struct ConsentAdministrationTests {
    /// Two clients, of which one has a consent and two grants of a user, and the other a grant that is over and one that goes on.
    private static func with(_ body: (Administration, _ user: String) async throws -> Void) async throws {
        try await Fixture.with { fixture in
            let administration = Administration(server: fixture.server)
            let store = fixture.server.store
            let user = try #require(try await fixture.server.accounts.user(named: Fixture.username)).id
            for id in ["notes", "own"] {
                var new = NewClient()
                new.id = id
                new.redirectURIs = ["https://a.example/callback"]
                _ = try await administration.add(new)
            }
            try await store.change(consentOf: user, for: "notes", recording: []) { _ in
                ConsentRecord(
                    subject: user, clientID: "notes", createdAt: 5, changedAt: 9, scope: "openid email",
                    resources: "https://api.example/")
            }
            for (id, client, scope, end) in [
                ("g1", "notes", "openid profile", Int64(1) << 40), ("g2", "notes", "openid", 1 << 40),
                ("g3", "own", "profile", 1), ("g4", "own", "email", 1 << 40),
            ] {
                let grant = SessionRecord(
                    id: id, subject: user, createdAt: 7, endsAt: end, isPersistent: nil, usedAt: 0, aliveUntil: end,
                    current: [], scope: scope, claims: Array("{}".utf8), clientID: client)
                _ = try await store.change(session: id) { _ in SessionChange(.put(grant), outcome: true) }
            }
            try await body(administration, user)
        }
    }

    private static func list(
        _ administration: Administration, user: String? = nil, client: String? = nil
    ) async throws -> [String] {
        var lines: [String] = []
        try await administration.eachAccess(ofUserNamed: user, forClient: client) { access in
            lines.append("\(access.username) \(access.clientID) \(access.since) \(access.grants) \(access.scope)")
        }
        return lines
    }

    @Test("The list has what is remembered and the grants that go on, and those alone that were asked for")
    func listed() async throws {
        try await Self.with { administration, _ in
            let notes = "\(Fixture.username) notes 5 2 openid email profile"
            let own = "\(Fixture.username) own 7 1 email"
            #expect(try await Self.list(administration) == [notes, own])
            #expect(try await Self.list(administration, user: Fixture.username, client: "own") == [own])
            #expect(try await Self.list(administration, client: "notes") == [notes])
            var views: [JSONObject] = []
            try await administration.eachAccess(forClient: "notes") { views.append($0.json) }
            #expect(views.first?["resources"]?.array?.first?.string == "https://api.example/")
            #expect(views.first?["grants"]?.integer == 2 && views.first?["created_at"]?.integer == 5)
            await #expect(throws: ServerError(.noUser, "")) {
                try await Self.list(administration, user: "nobody")
            }
            await #expect(throws: ServerError(.noClient, "")) {
                try await Self.list(administration, client: "nothing")
            }
        }
    }

    @Test("To take it back ends the grants too, leaves what is another client's, and is recorded as the operator's")
    func withdrawn() async throws {
        try await Self.with { administration, user in
            let store = administration.server.store
            #expect(try await administration.withdraw(userNamed: Fixture.username, clientID: "notes") == 2)
            #expect(try await store.consents(of: user).isEmpty)
            #expect(try await store.sessions(of: user).map(\.id).sorted() == ["g3", "g4"])
            let records = try await administration.audit(AuditFilter(kind: "consent_withdrawn"), limit: 9)
            let record = try #require(records.first?.record)
            #expect(records.count == 1 && record.actor == "operator" && record.subject == user)
            await #expect(throws: ServerError(.noConsent, "")) {
                try await administration.withdraw(userNamed: Fixture.username, clientID: "notes")
            }
            await #expect(throws: ServerError(.noClient, "")) {
                try await administration.withdraw(userNamed: Fixture.username, clientID: "nothing")
            }
            await #expect(throws: ServerError(.noUser, "")) {
                try await administration.withdraw(userNamed: "nobody", clientID: "own")
            }
        }
    }
}
#endif
