import HTTPTypes
import Mapae
import MapaeJOSE
import MapaeOAuth
import MapaeStore
import MapaeTesting
import Synchronization
import Testing

@testable import MapaeOAuth

/// A small authorization server with a user `u1` who is logged in, a clock that stands still, and a store that a test can look into.
struct OAuthBench: Sendable {
    static let issuer = "https://login.example.com"
    static let api = "https://api.example.com/app/"
    static let contacts = "https://contacts.example.com/"
    static let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    static let address = "https://client.example.com/cb"
    /// The secret of all clients that have one.
    static let secret = "a secret of 256 bits, as it were, which is long enough"

    let time = ManualClock()
    let users = KnownUsers()
    let store: any OAuthStore
    let key: SigningKey
    let rsa: SigningKey
    let sessions: Sessions
    let server: AuthorizationServer

    /// RSA keys are slow to find.
    private static let rsaKey = Result { try SigningKey.generate(.rs256, keyID: "rsa") }

    final class Events: Sendable {
        private let list = Mutex<[OAuthEvent]>([])
        func add(_ event: OAuthEvent) { list.withLock { $0.append(event) } }
        var kinds: [String] { list.withLock { $0.map { "\($0.kind)" } } }
    }

    let log = Events()

    init(
        store: any OAuthStore = MemoryStore(), policy: SessionPolicy = .standard,
        remoteKeys: AuthorizationServer.RemoteKeys? = nil, documents: AuthorizationServer.ClientDocuments? = nil,
        postLogout: AuthorizationServer.LogoutPost? = nil,
        settings change: (inout OAuthSettings) -> Void = { _ in }
    ) throws {
        self.store = store
        key = try SigningKey.generate(.es256, keyID: "ec")
        rsa = try Self.rsaKey.get()
        users["u1"] = [
            "name": "Ada", "email": "ada@example.com", "email_verified": true, "phone_number": "1", "iss": "evil",
            "type": "access", "team": "blue", "nickname": .null,
        ]
        let authority = try TokenAuthority(
            keys: KeyRing(signing: key, checking: [KeyRing.Member(rsa.verificationKey)]), clock: time.clock)
        sessions = Sessions(authority, store: store, policy: policy, events: { _ in })
        let scopes = try ScopeList(parsing: "openid profile email offline_access read write")
        var settings = OAuthSettings(
            scopes: scopes, resources: [try ResourceIndicator(Self.api), try ResourceIndicator(Self.contacts)],
            registration: try .sample())
        settings.dpopNonceSecret = Array(repeating: 7, count: 32)
        change(&settings)
        let (rsa, log) = (rsa, log)
        server = try AuthorizationServer(
            issuer: Issuer(Self.issuer), sessions: sessions, store: store, users: users,
            keys: OAuthKeys(authority) { $0 == .rs256 ? rsa : nil }, settings: settings, remoteKeys: remoteKeys,
            documents: documents, postLogout: postLogout, events: { log.add($0) })
    }

    // MARK: Clients

    /// Adds a client. Where the JSON says nothing else, it has one address, all grants that it may, and all scopes.
    @discardableResult
    func client(
        _ id: String, method: String = "client_secret_basic", _ members: String = "",
        _ change: (inout Client) -> Void = { _ in }
    ) async throws -> Client {
        let isPublic = method == "none"
        let grants = GrantType.allCases.filter { !isPublic || $0 != .clientCredentials }
            .map { "\"\($0.rawValue)\"" }.joined(separator: ",")
        let usual = [
            ("redirect_uris", #"["\#(Self.address)"]"#), ("token_endpoint_auth_method", "\"\(method)\""),
            ("grant_types", "[\(grants)]"),
        ]
        let json =
            usual.filter { !members.contains("\"\($0.0)\"") }.map { "\"\($0.0)\":\($0.1)" }
            + (members.isEmpty ? [] : [members])
        var client = Client(
            id: try #require(ClientID(id)),
            metadata: try ClientMetadata(
                parsing: Array("{\(json.joined(separator: ","))}".utf8), policy: .sample()),
            secrets: isPublic ? [] : [try #require(ClientSecretDigest(secret: Self.secret))])
        change(&client)
        let record = try client.record(createdAt: time.now.seconds)
        let isNew = try await store.insertIfAbsent(record, recording: [])
        #expect(isNew)
        return try Client(record)
    }

    // MARK: Users

    /// Logs a user in.
    func login(_ subject: String = "u1") async throws -> UserLogin {
        let epoch = try await sessions.epoch(of: subject)
        let known = try await store.sessions(of: subject).map(\.id)
        _ = try await sessions.begin(for: subject)
        let id = try #require(try await store.sessions(of: subject).map(\.id).first { !known.contains($0) })
        return UserLogin(
            subject: subject, sessionID: id, epoch: epoch, authTime: time.now.seconds, acr: "urn:example:pwd",
            amr: ["pwd"])
    }

    // MARK: Codes

    /// Lets a user agree to a client's request.
    /// - Parameter query: Further parameters, such as `&nonce=n`.
    /// - Returns: The code.
    func code(
        _ client: Client, scope: String = "openid profile", _ query: String = "", login: UserLogin? = nil
    ) async throws -> String {
        let scope = scope.split(separator: " ").joined(separator: "+")
        let parameters = try Parameters(
            "response_type=code&client_id=\(client.id.text)&redirect_uri=https%3A%2F%2Fclient.example.com%2Fcb&scope=\(scope)"
                + (query.contains("code_challenge") ? "" : "&\(Requests.challenge)") + query)
        let request = try AuthorizationRequest(parameters, client: client, policy: server.policy)
        let user: UserLogin
        if let login { user = login } else { user = try await self.login() }
        let response = try await server.issueCode(for: request, to: user)
        return try #require(response.parameters.first { $0.name == "code" }?.value)
    }

    // MARK: Endpoints

    static func form(_ pairs: [(String, String)]) -> [UInt8] {
        var writer = QueryWriter()
        for (name, value) in pairs { writer.append(name, value) }
        return Array(writer.text.utf8)
    }

    /// The fields of a client's request: a form, and who sends it.
    static func headers(_ client: Client, _ further: HTTPFields = [:]) -> HTTPFields {
        var headers: HTTPFields = [.contentType: "application/x-www-form-urlencoded"]
        if client.metadata.authenticationMethod == .secretBasic {
            let pair = "\(QueryWriter.escaped(client.id.text)):\(QueryWriter.escaped(secret))"
            headers[.authorization] = "Basic \(Base64Text.encode(Array(pair.utf8)))"
        }
        for field in further { headers.append(field) }
        return headers
    }

    static func authenticated(_ client: Client, _ pairs: [(String, String)]) -> [(String, String)] {
        switch client.metadata.authenticationMethod {
        case .none: pairs + [("client_id", client.id.text)]
        case .secretPost: pairs + [("client_id", client.id.text), ("client_secret", secret)]
        default: pairs
        }
    }

    /// Asks the token endpoint.
    func token(
        _ client: Client, _ pairs: [(String, String)], headers: HTTPFields = [:]
    ) async throws -> Reply {
        try Reply(
            await server.token(
                headers: Self.headers(client, headers), body: Self.form(Self.authenticated(client, pairs))))
    }

    /// Exchanges a code.
    func redeem(
        _ client: Client, _ code: String, verifier: String? = verifier, address: String? = address,
        _ further: [(String, String)] = [], headers: HTTPFields = [:]
    ) async throws -> Reply {
        var pairs = [("grant_type", "authorization_code"), ("code", code)]
        if let verifier { pairs.append(("code_verifier", verifier)) }
        if let address { pairs.append(("redirect_uri", address)) }
        return try await token(client, pairs + further, headers: headers)
    }

    /// Tokens of a new grant.
    func grant(
        _ client: Client, scope: String = "openid profile", _ query: String = "", login: UserLogin? = nil
    ) async throws -> Reply {
        let reply = try await redeem(client, code(client, scope: scope, query, login: login))
        #expect(reply.status == 200, "\(reply.error ?? "")")
        return reply
    }

    func refresh(
        _ client: Client, _ token: String, _ further: [(String, String)] = [], headers: HTTPFields = [:]
    ) async throws -> Reply {
        try await self.token(
            client, [("grant_type", "refresh_token"), ("refresh_token", token)] + further, headers: headers)
    }

    func introspect(_ client: Client, _ token: String) async throws -> Reply {
        try Reply(
            await server.introspect(
                headers: Self.headers(client), body: Self.form(Self.authenticated(client, [("token", token)]))))
    }

    func revoke(_ client: Client, _ token: String) async -> OAuthAnswer {
        await server.revoke(
            headers: Self.headers(client), body: Self.form(Self.authenticated(client, [("token", token)])))
    }

    func userInfo(_ token: String) async throws -> Reply {
        try Reply(await server.userInfo(headers: [.authorization: "Bearer \(token)"]))
    }

    /// The kinds of all records of the audit log, the oldest first.
    func audit() async throws -> [String] { try await store.audit(after: 0, limit: 1000).map(\.record.kind) }

    /// The one grant of a user to a client.
    func grantRecord(of subject: String = "u1") async throws -> SessionRecord? {
        let grants = try await store.sessions(of: subject).filter { $0.clientID != nil }
        #expect(grants.count <= 1)
        return grants.first
    }
}
