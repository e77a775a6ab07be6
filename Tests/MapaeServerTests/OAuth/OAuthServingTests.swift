#if Server
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Mapae
import MapaeAccounts
import MapaeJOSE
import MapaeOAuth
import MapaeStore
import Testing

@testable import MapaeServer

@Suite("The authorization server of mapae serve")
struct OAuthServingTests {
    private static let issuer = "http://127.0.0.1:8080"

    private static func with(
        changing: @Sendable (inout ServerSettings) -> Void = { _ in },
        _ body: @Sendable (Fixture, Client) async throws -> Void
    ) async throws {
        try await Fixture.routes(
            changing: { settings in
                settings.oauth.issuer = issuer
                changing(&settings)
            }, body)
    }

    @Test("It says what it is under its issuer, and its keys are those of the server, with RS256 among them (J57)")
    func metadata() async throws {
        try await Self.with { _, client in
            for path in ["/.well-known/openid-configuration", "/.well-known/oauth-authorization-server"] {
                let answer = try await client.get(path)
                #expect(answer.status == 200)
                #expect(try answer.member("issuer") == Self.issuer)
                #expect(try answer.member("token_endpoint") == Self.issuer + "/oauth/token")
            }
            let keys = try JWKSet(parsing: try await client.get("/.well-known/jwks.json").body)
            #expect(Set(keys.keys.map { $0.algorithm.description }) == ["ES256", "RS256"])
        }
    }

    @Test("Without, none of its routes are there, and the keys are")
    func off() async throws {
        try await Self.with(changing: { $0.oauth.isOn = false }) { _, client in
            let paths = ["/.well-known/openid-configuration", "/oauth/authorize", "/.well-known/jwks.json"]
            var statuses: [Int] = []
            for path in paths { statuses.append(try await client.get(path).status) }
            #expect(statuses == [404, 404, 200])
        }
    }

    @Test("A wrong password on its pages is recorded and counted as one at /login is (L5)")
    func throttled() async throws {
        try await Self.with(changing: { $0.throttle.freeGuesses = 2 }) { fixture, _ in
            let logins = PageLogins(logins: fixture.server.logins)
            func attempt(_ password: String) async throws -> LoginOutcome {
                try await logins.logIn(
                    LoginAttempt(
                        username: Fixture.username, password: password, origin: .init(device: nil, network: "192.0.2.1")
                    ))
            }
            let user = try await fixture.server.accounts.user(named: Fixture.username)
            let first = try await attempt(Fixture.password)
            let subject = try #require(user?.id)
            #expect(first == LoginOutcome.user(subject: subject, epoch: 0, acr: LoginStrength.password, amr: ["pwd"]))
            var outcomes: [LoginOutcome] = []
            for _ in 0..<4 { outcomes.append(try await attempt("wrong password")) }
            #expect(outcomes.first == .refused)
            #expect(outcomes.last != .refused, "\(outcomes)")
            let kinds = try await fixture.server.store.audit(AuditFilter(), before: nil, limit: 20).map(\.record.kind)
            #expect(kinds.contains("login_failed") && kinds.contains("login_throttled"))
        }
    }

    @Test("A client's own token opens none of the server's routes, and a login's token none of a client's (J22)")
    func apart() async throws {
        try await Self.with { fixture, client in
            let administration = Administration(server: fixture.server)
            var new = NewClient()
            new.grantTypes = [.clientCredentials]
            new.authenticationMethod = .secretPost
            let (added, secret) = try await administration.add(new)
            let form = "grant_type=client_credentials&client_id=\(added.client.id)&client_secret=\(secret?.text ?? "")"
            let answer = try await client.post(
                "/oauth/token", Array(form.utf8), type: "application/x-www-form-urlencoded")
            #expect(answer.status == 200, "\(answer.text)")
            let token = try answer.member("access_token")
            // There would be one for each token.
            let kinds = try await fixture.server.store.audit(AuditFilter(), before: nil, limit: 20).map(\.record.kind)
            #expect(kinds.contains("client_added") && !kinds.contains("client_token_issued"))
            try await client.get("/me", token: token).expectRefusal(401, "invalid_token")
            try await client.get("/sessions", token: token).expectRefusal(401, "invalid_token")
            let login = try await client.tokens()
            #expect(try await client.get("/oauth/userinfo", token: login.access).status == 401)
            #expect(try await client.get("/me", token: login.access).status == 200)
        }
    }

    @Test("A user sees what was allowed, and takes it back with all that came of it; others' stay")
    func consents() async throws {
        try await Self.with { fixture, client in
            let store = fixture.server.store
            let user = try #require(try await fixture.server.accounts.user(named: Fixture.username)).id
            let administration = Administration(server: fixture.server)
            for id in ["a b/c", "other"] {
                var new = NewClient()
                new.id = id
                new.redirectURIs = ["https://a.example/callback"]
                _ = try await administration.add(new)
                for subject in [user, "somebody"] {
                    try await store.change(consentOf: subject, for: id, recording: []) { _ in
                        ConsentRecord(
                            subject: subject, clientID: id, createdAt: 1, changedAt: 2, scope: "openid email",
                            resources: "https://api.example")
                    }
                }
                let grant = SessionRecord(
                    id: "grant of \(id)", subject: user, createdAt: 0, endsAt: 1 << 40, isPersistent: nil, usedAt: 0,
                    aliveUntil: 1 << 40, current: [], scope: "", claims: Array("{}".utf8), clientID: id)
                _ = try await store.change(session: grant.id) { _ in SessionChange(.put(grant), outcome: true) }
            }
            let token = try await client.tokens().access
            let list = try await client.get("/consents", token: token)
            let first = try #require(try list.object["consents"]?.array?.first?.object)
            #expect(first["client_id"]?.string == "a b/c" && first["scope"]?.string == "openid email")
            #expect(first["resources"]?.array?.first?.string == "https://api.example")
            for _ in 0..<2 {
                #expect(try await client.send(.delete, "/consents?client_id=a%20b%2Fc", token: token).status == 204)
            }
            let left = try await store.consents(of: user).map(\.clientID)
            #expect(left == ["other"])
            #expect(try await store.consents(of: "somebody").count == 2)
            #expect(try await store.session(id: "grant of a b/c") == nil)
            #expect(try await store.session(id: "grant of other") != nil)
            let kinds = try await store.audit(AuditFilter(kind: "consent_withdrawn"), before: nil, limit: 9)
            #expect(kinds.count == 1)
            for path in ["/consents", "/consents?client_id=", "/consents?client_id=a&client_id=b", "/consents?id=a"] {
                try await client.send(.delete, path, token: token).expectRefusal(400, "invalid_request", path)
            }
            try await client.get("/consents").expectRefusal(401, "missing_token")
        }
    }

    @Test("Each of its events has a text for the log, and a name of its own")
    func recorded() {
        for kind in OAuthEvent.Kind.allCases {
            #expect(kind.explanation != "\(kind)", "\(kind) has no explanation")
            #expect(AuditKind(rawValue: "\(kind)") == nil, "\(kind) is also another event")
        }
    }
}
#endif
