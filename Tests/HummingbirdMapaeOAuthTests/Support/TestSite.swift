import HTTPTypes
import Hummingbird
import HummingbirdMapaeOAuth
import HummingbirdTesting
import Mapae
import MapaeJOSE
import MapaeOAuth
import MapaeStore
import MapaeTesting
import Synchronization

/// An application that serves authorization, with two users and a clock that stands still.
struct TestSite: Sendable {
    let time = ManualClock()
    let store = MemoryStore()
    let logins = TestLogins()
    let sessions: Sessions
    let server: AuthorizationServer

    static let issuer = "https://login.example.com"
    static let address = "https://client.example.com/cb"
    static let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    static let challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"

    private static let rsaKey = Result { try SigningKey.generate(.rs256, keyID: "rsa") }

    init(
        issuer: String = issuer, _ change: (inout OAuthSettings) -> Void = { _ in },
        documents: AuthorizationServer.ClientDocuments? = nil, postLogout: AuthorizationServer.LogoutPost? = nil
    ) throws {
        let rsa = try Self.rsaKey.get()
        let authority = try TokenAuthority(signingKey: .generate(.es256, keyID: "ec"), clock: time.clock)
        sessions = Sessions(authority, store: store, events: { _ in })
        let scopes = try ScopeList(parsing: "openid profile email offline_access read write")
        var settings = OAuthSettings(
            scopes: scopes, resources: [try ResourceIndicator("https://api.example.com/")],
            registration: RegistrationPolicy(
                scopes: scopes, defaultScopes: scopes,
                grantTypes: [.authorizationCode, .refreshToken, .clientCredentials, .deviceCode]))
        settings.registrationAccess = .open
        change(&settings)
        server = try AuthorizationServer(
            issuer: Issuer(issuer), sessions: sessions, store: store, users: TestUsers(),
            keys: OAuthKeys(authority) { $0 == .rs256 ? rsa : nil }, settings: settings, documents: documents,
            postLogout: postLogout)
    }

    /// Serves, and visits.
    /// - Parameter isSwept: Whether what is over is forgotten meanwhile.
    func test(isSwept: Bool = false, _ body: @Sendable @escaping (Visitor) async throws -> Void) async throws {
        let router = Router(context: BasicRequestContext.self, options: .autoGenerateHeadEndpoints)
        let texts = [ScopeText("read", "Read <your> notes"), ScopeText("read", "메모 읽기", .korean)]
        router.add(
            authorizationServer: server, pages: OAuthPages(login: logins, scopeTexts: texts),
            network: { _, _ in "192.0.2.0/24" })
        let application = Application(
            router: router, services: isSwept ? [sessions, AuthorizationSweeper(server)] : [])
        try await application.test(.router) { client in
            try await body(Visitor(client: client, issuer: server.issuer.text))
        }
    }
}

/// Who the users are.
struct TestUsers: OAuthUsers {
    func claims(of subject: String) async throws -> JSONObject? {
        guard let name = ["u1": "ada", "u2": "eva"][subject] else { return nil }
        return [
            "preferred_username": .string(name), "name": "Ada <Lovelace>", "email": .string("\(name)@example.com"),
            "email_verified": true,
        ]
    }
}

/// Passwords that a test knows.
final class TestLogins: LoginProvider {
    private let answer = Mutex<LoginOutcome?>(nil)
    private let isAway = Mutex(false)
    private let attempts = Mutex<[LoginAttempt]>([])

    /// What is answered from now on, whatever is typed.
    func answer(_ outcome: LoginOutcome?) { answer.withLock { $0 = outcome } }
    func setAway(_ isAway: Bool) { self.isAway.withLock { $0 = isAway } }
    var last: LoginAttempt? { attempts.withLock { $0.last } }
    var count: Int { attempts.withLock { $0.count } }

    func logIn(_ attempt: LoginAttempt) async throws -> LoginOutcome {
        attempts.withLock { $0.append(attempt) }
        if isAway.withLock({ $0 }) { throw StoreError(.failed, "away") }
        if let outcome = answer.withLock({ $0 }) { return outcome }
        switch (attempt.username, attempt.password) {
        case ("ada", "correct horse"): return .user(subject: "u1", epoch: 0)
        case ("eva", "battery staple"): return .user(subject: "u2", epoch: 0)
        default: return .refused
        }
    }
}
