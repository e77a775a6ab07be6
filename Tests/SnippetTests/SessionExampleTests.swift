import HTTPTypes
import Hummingbird
import HummingbirdMapae
import HummingbirdTesting
import MapaeTesting
import Testing

@testable import SnippetExamples

/// `blocklist_database.py`, the refresh pattern and the logouts of the documentation, with sessions.
@Suite("Examples of sessions")
struct SessionExampleTests {
    private let time = ManualClock(at: TokenClock.system.now())

    private func auth(accept: [TokenCarrier] = [.header]) throws -> TokenAuthority {
        try TokenAuthority(signingKey: .hs256(secret: Bench.secret), accept: accept, clock: time.clock)
    }

    @Test func `one logout ends both tokens, and none of the session comes back`() async throws {
        try await withClient(of: sessionRoutes(sessionsInMemory(auth()))) { client async throws in
            let login = try await client.login()
            let (access, refresh) = (login.member("access_token"), login.member("refresh_token"))
            #expect(try await client.get("/protected", .bearer(access)).text == #"{"hello":"world"}"#)
            let other = try await client.login().member("access_token")

            #expect(try await client.delete("/logout", .bearer(refresh)).status == .noContent)
            let refused = try await client.get("/protected", .bearer(access))
            #expect(refused.status == .unauthorized && refused.error == "token_revoked")
            #expect(try await client.post("/refresh", .bearer(refresh)).error == "token_revoked")
            #expect(try await client.get("/protected", .bearer(other)).status == .ok)
        }
    }

    @Test func `a refresh token is used once; an answer that got lost comes again; theft ends the session`()
        async throws
    {
        let time = time
        try await withClient(of: sessionRoutes(sessionsInMemory(auth()))) { client async throws in
            let old = try await client.login().member("refresh_token")
            let next = try await client.post("/refresh", .bearer(old))
            let again = try await client.post("/refresh", .bearer(old))
            #expect(next.status == .ok && next.member("refresh_token") == again.member("refresh_token"))
            #expect(try await client.get("/protected", .bearer(next.member("access_token"))).status == .ok)

            time.advance(by: .seconds(11))
            #expect(try await client.post("/refresh", .bearer(old)).error == "session_ended")
            #expect(try await client.post("/refresh", .bearer(next.member("refresh_token"))).status == .unauthorized)
            #expect(try await client.get("/protected", .bearer(next.member("access_token"))).error == "token_revoked")
        }
    }

    @Test func `logout everywhere: by the user, and by an administrator alone`() async throws {
        let sessions = sessionsInMemory(try auth())
        let administrator = try await sessions.begin(for: "root", claims: ["roles": ["admin"]]).accessToken
        try await withClient(of: sessionRoutes(sessions)) { client async throws in
            let (here, there) = (try await client.login(), try await client.login())
            let access = here.member("access_token")
            #expect(try await client.delete("/logout/everywhere", .bearer(access)).status == .noContent)
            #expect(try await client.get("/protected", .bearer(there.member("access_token"))).error == "token_revoked")

            let third = try await client.login().member("access_token")
            #expect(try await client.delete("/users/test/sessions", .bearer(third)).status == .forbidden)
            #expect(try await client.delete("/users/test/sessions", .bearer(administrator)).status == .noContent)
            #expect(try await client.get("/protected", .bearer(third)).error == "token_revoked")
            #expect(try await client.get("/protected", .bearer(administrator)).status == .ok)
        }
    }

    @Test func `devices: a user ends one of their own, and nobody else's`() async throws {
        let sessions = sessionsInMemory(try auth())
        let other = try await sessions.begin(for: "ada")
        let foreign = try #require(try await sessions.sessions(of: "ada").first?.id)
        try await withClient(of: sessionRoutes(sessions)) { client async throws in
            let (here, there) = (try await client.login(), try await client.login())
            let access = here.member("access_token")
            let listed = try await client.get("/devices", .bearer(access)).text
            let lost = try #require(
                try UnverifiedToken(there.member("access_token") ?? "").unverifiedClaims()["sid"]?.string)
            #expect(listed.contains(lost))
            _ = try await client.delete("/devices/\(lost)", .bearer(access))
            #expect(try await client.get("/protected", .bearer(there.member("access_token"))).error == "token_revoked")
            #expect(try await client.get("/protected", .bearer(access)).status == .ok)
            #expect(try await client.delete("/devices/\(foreign)", .bearer(access)).status == .noContent)
            #expect(try await client.get("/protected", .bearer(other.accessToken)).status == .ok)
        }
    }

    @Test func `revoke: a dead token ends its session, and nonsense is no error`() async throws {
        let time = time
        try await withClient(of: sessionRoutes(sessionsInMemory(auth()))) { client async throws in
            let login = try await client.login()
            let access = try #require(login.member("access_token"))
            time.advance(by: .seconds(901))
            for _ in 0..<2 {
                #expect(try await client.post("/revoke", json: #"{"token":"\#(access)"}"#).status == .ok)
            }
            #expect(try await client.post("/refresh", .bearer(login.member("refresh_token"))).error == "token_revoked")
            #expect(try await client.post("/revoke", json: #"{"token":"nonsense"}"#).status == .ok)
        }
    }

    @Test func `renewing: a user who is gone refreshes nothing, and what is new of one is in the next token`()
        async throws
    {
        let users = SomeUsers()
        let sessions = try sessionsOfUsers(auth(), users: users)
        let (ada, grace) = (try await sessions.begin(for: "ada"), try await sessions.begin(for: "grace"))
        await users.remove(id: 2)
        try await withClient(of: sessionRoutes(sessions)) { client async throws in
            let next = try await client.post("/refresh", .bearer(ada.refreshToken)).member("access_token")
            #expect(try UnverifiedToken(next ?? "").unverifiedClaims()["full_name"]?.string == "Ada Lovelace")
            #expect(try await client.post("/refresh", .bearer(grace.refreshToken)).status == .unauthorized)
            #expect(try await client.get("/protected", .bearer(grace.accessToken)).error == "token_revoked")
        }
    }

    @Test func `in cookies: a refresh hands the choice on, and a logout that comes late ends the session`() async throws
    {
        let auth = try auth(accept: [.cookie()])
        let time = time
        let (access, refresh) = ("__Host-access_token", "__Host-refresh_token")
        let sessions = sessionsInMemory(auth)
        try await withClient(of: cookieSessions(sessions)) { client async throws in
            let body = #"{"username":"test","password":"test","remember":false}"#
            let login = try await client.post("/login", json: body)
            #expect(login.setCookie(access)?.contains("Max-Age") == false)
            let kept = HTTPFields.cookies(login.cookies)
            let refreshing = kept.with("X-CSRF-Token", login.cookies["csrf_refresh_token"])
            let next = try await client.post("/refresh", refreshing)
            #expect(next.status == .ok && next.setCookie(refresh)?.contains("Max-Age") == false)
            #expect(next.cookies[refresh] != login.cookies[refresh])

            time.advance(by: .seconds(901))
            let cookies = HTTPFields.cookies(next.cookies)
            #expect(try await client.get("/account", cookies).error == "token_expired")
            #expect(try await client.post("/logout", cookies).error == "csrf_token_missing")
            let leaving = cookies.with("X-CSRF-Token", next.cookies["csrf_access_token"])
            let logout = try await client.post("/logout", leaving)
            #expect(logout.status == .ok && logout.cookies[refresh] == "")
            #expect(try await sessions.sessions(of: "test").isEmpty)
        }
    }
}
