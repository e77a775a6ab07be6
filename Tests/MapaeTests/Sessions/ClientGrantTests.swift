import Mapae
import MapaeJOSE
import MapaeStore
import MapaeTesting
import Testing

@Suite("A session that is a grant to a client")
struct ClientGrantTests {
    @Test("renews nothing at the route for logins, and nothing happens to it (R7)", arguments: Backing.allCases)
    func refusesRefresh(_ backing: Backing) async throws {
        try await backing.with { store in
            let bench = try SessionBench(store)
            let tokens = try await bench.sessions.begin(for: "ada")
            let refresh = try #require(tokens.refreshToken)
            let token = try await bench.verify(refresh, .refresh)
            let id = try #require(token.sessionID)
            let grant = try await Self.makeGrant(of: id, store)
            let refusal = await bench.refusal(refresh, .refresh)
            #expect(refusal == .sessionEnded)
            for _ in 1...2 {
                await #expect(throws: TokenError(.sessionEnded)) { try await bench.sessions.rotate(token) }
                await #expect(throws: TokenError(.sessionEnded)) { try await bench.sessions.rotate(text: refresh[...]) }
            }
            let after = try await store.session(id: id)
            #expect(after == grant)
            // The access token is none of the refreshing: it is believed until the grant ends.
            _ = try await bench.verify(tokens.accessToken, .access)
            try await bench.sessions.end(session: id, of: "ada")
            let ended = await bench.refusal(tokens.accessToken, .access)
            #expect(ended == .revoked)
        }
    }

    @Test("is listed beside the logins with its client, and ends with all", arguments: Backing.allCases)
    func lists(_ backing: Backing) async throws {
        try await backing.with { store in
            let bench = try SessionBench(store, policy: SessionPolicy(maximumSessions: 1))
            let first = try await bench.sessions.begin(for: "ada")
            let id = try #require(try await bench.verify(first.accessToken, .access).sessionID)
            _ = try await Self.makeGrant(of: id, store)
            bench.time.advance(by: .seconds(1))
            // It is no login, so that the limit of one has room for this one.
            _ = try await bench.sessions.begin(for: "ada")
            let listed = try await bench.sessions.sessions(of: "ada")
            #expect(listed.map(\.clientID) == ["app", nil])
            bench.time.advance(by: .seconds(1))
            _ = try await bench.sessions.begin(for: "ada")
            let again = try await bench.sessions.sessions(of: "ada")
            #expect(again.map(\.clientID) == ["app", nil] && again[1].id != listed[1].id)
            let ended = try await bench.sessions.endAll(of: "ada").sessionIDs
            #expect(ended == again.map(\.id))
        }
    }

    @Test("is rotated with its client and its login unchanged")
    func rotates() throws {
        let record = SessionRecord(
            id: "g", subject: "ada", createdAt: 1, endsAt: 1000, isPersistent: nil, usedAt: 1, aliveUntil: 40,
            current: [1], scope: "", claims: [], clientID: "app", loginID: "login")
        let change = RefreshRotation.use(
            [1], of: record, at: NumericDate(seconds: 5), .init(window: .seconds(10), lag: .seconds(1)),
            successor: .init(digest: [2], sealed: [3], aliveUntil: 50, accessUntil: 20, scope: "a", claims: []))
        guard case .put(let next) = change.fate else {
            Issue.record("A grant was not rotated.")
            return
        }
        #expect(next.clientID == "app" && next.loginID == "login" && next.current == [2] && next.scope == "a")
    }

    /// Makes of a login a grant, as only a broken server could.
    private static func makeGrant(of id: String, _ store: any SessionStore) async throws -> SessionRecord {
        let login = try #require(try await store.session(id: id))
        let grant = SessionRecord(
            id: id, subject: login.subject, createdAt: login.createdAt, endsAt: login.endsAt, isPersistent: nil,
            usedAt: login.usedAt, aliveUntil: login.aliveUntil, current: login.current, scope: login.scope,
            claims: login.claims, accessUntil: login.accessUntil, clientID: "app", loginID: "login")
        _ = try await store.change(session: id) { _ in SessionChange(.put(grant), outcome: 0) }
        return grant
    }
}
