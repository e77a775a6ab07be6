public import Mapae
public import MapaeJOSE
public import MapaeStore

/// An authorization server (RFC 6749) and OpenID provider: who other applications ask for tokens.
///
/// It knows no HTTP server: its endpoints take fields and bytes, and return an ``OAuthAnswer``.
///
/// What is over it remembers until an ``AuthorizationSweeper`` forgets it.
///
/// A grant that a user has given a client is a session with a client's id: it ends as all sessions of the user do, and its access
/// tokens are refused wherever those of the sessions are.
public struct AuthorizationServer: Sendable {
    /// Finds the keys behind a client's `jwks_uri`, an `https` address that a stranger may have registered: it must reach no
    /// address inside, follow no redirect, and have limits of time and size. It throws ``OAuthError`` `temporarily_unavailable` where
    /// another attempt may succeed soon.
    public typealias RemoteKeys = @Sendable (_ request: ClientKeyRequest) async throws -> JWKSet
    /// Fetches the metadata document behind a `client_id`, with the same care. A stranger can make up any number of addresses: it
    /// must be bounded how many are asked, and how often one is. It throws ``OAuthError`` `temporarily_unavailable` where another
    /// attempt may succeed soon.
    public typealias ClientDocuments = @Sendable (_ request: ClientDocumentRequest) async throws -> ClientMetadata

    /// Posts a form (`application/x-www-form-urlencoded`) to a client's `backchannel_logout_uri`, and returns the status of the answer,
    /// whose body is of no interest. A stranger may have registered the address: it must reach no address inside, follow no redirect,
    /// have limits of time and size, and stop when its task is cancelled. What it throws counts as no answer; ``OAuthError``
    /// `temporarily_unavailable` says that nothing was sent, and counts as no attempt.
    ///
    /// `isKnown` says whether the client is one that somebody has added here. Others, which are known by a document or have registered
    /// themselves where everybody may, must not use up what those need.
    public typealias LogoutPost =
        @Sendable (_ address: String, _ form: [UInt8], _ isKnown: Bool) async throws -> Int

    /// The server's identifier.
    public let issuer: Issuer
    /// What it offers.
    public let settings: OAuthSettings
    /// What it offers to requests.
    public let policy: AuthorizationPolicy
    /// Keys, clock and what is revoked.
    let sessions: Sessions
    let store: any OAuthStore
    let keys: OAuthKeys
    let users: any OAuthUsers
    let remoteKeys: RemoteKeys?
    let documents: ClientDocuments?
    let postLogout: LogoutPost?
    private(set) var report: @Sendable (OAuthEvent) -> Void
    private(set) var recording: @Sendable (OAuthEvent) -> AuditRecord?
    /// Where the request comes from that it answers.
    private(set) var network: String?
    let proofs: OAuthProofs
    let refusals = ClientRefusals()
    /// Those of clients that nobody has added, which can be as many as anybody likes: they hide nothing of the others.
    let strangersRefusals = ClientRefusals()
    let clients = ClientCache()
    let signed: SignedClaims
    let seal: TicketSeal
    let guesses = UserCodeGuesses()

    /// Creates a server.
    /// - Parameters:
    ///   - issuer: The server's identifier.
    ///   - sessions: Its users' sessions, whose clock, keys and revocations it shares. They must have the same store.
    ///   - store: What it remembers.
    ///   - users: Who the users are.
    ///   - keys: What it signs with; the key of the sessions' authority alone unless told.
    ///   - settings: What it offers.
    ///   - remoteKeys: Finds the keys behind a client's `jwks_uri`. Without, no client authenticates with those.
    ///   - documents: Fetches clients' metadata documents (draft-ietf-oauth-client-id-metadata-document). Without, no `client_id` is
    ///     an address.
    ///   - postLogout: Tells clients of logouts (OpenID Connect Back-Channel Logout), when a ``LogoutSender`` runs. Without, it is not
    ///     offered.
    ///   - events: Gets each event, to log it.
    ///   - recording: Makes of an event what the audit log remembers, in the same step as what has happened; `nil` for what it does not
    ///     remember. It must be quick and have no effects of its own.
    /// - Throws: ``OAuthSettingsError``.
    public init(
        issuer: Issuer, sessions: Sessions, store: any OAuthStore, users: any OAuthUsers, keys: OAuthKeys? = nil,
        settings: OAuthSettings = OAuthSettings(), remoteKeys: RemoteKeys? = nil,
        documents: ClientDocuments? = nil, postLogout: LogoutPost? = nil,
        events: @escaping @Sendable (OAuthEvent) -> Void = { _ in },
        recording: @escaping @Sendable (OAuthEvent) -> AuditRecord? = { $0.auditRecord }
    ) throws(OAuthSettingsError) {
        try settings.check()
        let keys = keys ?? OAuthKeys(sessions.authority)
        // Whoever could check such a token could make one (RFC 9068 §2.1, §5).
        guard !keys.accessTokens.algorithm.isSymmetric else {
            throw OAuthSettingsError(
                .unusableKey, "The authority signs with a shared secret; give it an asymmetric key, such as ES256.")
        }
        self.issuer = issuer
        self.settings = settings
        var policy = AuthorizationPolicy(
            issuer: issuer.text, scopes: settings.scopes, defaultScopes: settings.defaultScopes,
            resources: settings.resources)
        policy.requiresPushedRequests = settings.requiresPushedRequests
        self.policy = policy
        self.sessions = sessions
        signed = SignedClaims(sessions.authority, type: .accessToken)
        self.store = store
        self.keys = keys
        self.users = users
        self.remoteKeys = remoteKeys
        self.documents = documents
        self.postLogout = postLogout
        self.report = events
        self.recording = recording
        self.proofs = OAuthProofs(settings)
        self.seal = TicketSeal(secret: settings.interactionSecret ?? RandomBytes.make(32))
    }

    /// The same server, for a request from somewhere: what is logged and recorded of it says so.
    /// - Parameter network: The part of the request's address that tells its network; `nil` where that is not known.
    public func answering(from network: String?) -> AuthorizationServer {
        guard let network else { return self }
        var server = self
        server.network = network
        server.report = { [report] event in report(event.from(network)) }
        server.recording = { [recording] event in recording(event.from(network)) }
        return server
    }

    /// The present.
    var now: NumericDate { sessions.authority.clock.now() }
    /// The address of the token endpoint.
    var tokenEndpoint: String { issuer.url(settings.endpoints.token) }

    /// What the audit log gets of an event.
    func records(_ event: OAuthEvent) -> [AuditRecord] { recording(event).map { [$0] } ?? [] }
}
