import Logging
import MapaeJOSE
public import MapaeStore

/// Tokens that can be renewed and revoked: an authority with a store.
///
/// ```swift
/// let sessions = Sessions(auth, store: .memory)
/// router.post("login") { … return try await sessions.begin(for: user.id) }
/// router.protected("refresh", by: sessions, .refresh).post { _, context in try await sessions.rotate(context.token) }
/// router.protected("logout", by: sessions).delete { _, context in try await sessions.end(context.token) }
/// ```
///
/// Each login is a session, whose id is the `sid` of all its tokens. A refresh token can be used once. The same one again
/// within a few seconds gets the same successor, as its answer may have got lost; later it is theft, and ends the session
/// (RFC 9700 §4.14.2).
///
/// A protected route asks no store: what is revoked is in memory until the last access token that it could stop is dead. Refresh
/// tokens live longer, and of these the store is asked. What this process revokes counts at once. What others on the same store revoke counts after ``SessionPolicy/pollInterval``, while
/// ``watch()`` runs. With Hummingbird, sessions are a service: `Application(router: router, services: [sessions])`.
public struct Sessions: TokenVerifier {
    /// Who issues and checks the tokens. A route that it protects itself, in the place of the sessions, takes what was revoked
    /// until it expires.
    public let authority: TokenAuthority
    /// How long sessions last.
    public let policy: SessionPolicy
    let store: any SessionStore
    let renewing: (@Sendable (Session) async throws -> SessionGrant?)?
    let report: @Sendable (SessionEvent) -> Void
    let recording: @Sendable (SessionEvent) -> AuditRecord?
    let revocations = RevocationSet()
    let housekeeping = Housekeeping()

    /// Creates sessions.
    /// - Parameters:
    ///   - authority: Who issues and checks the tokens.
    ///   - store: Where they are remembered; `.memory` forgets when the process ends.
    ///   - policy: How long they last.
    ///   - events: Gets each event, for an audit log. Unless told, they are logged.
    ///   - recording: Makes of an event what the store's audit log remembers, in the same step as what has happened; `nil` for what
    ///     it does not remember. It must be quick and have no effects of its own. What changes nothing is never asked for.
    ///   - renewing: Called at each refresh, before anything is issued. It returns what the next tokens say, or `nil` when
    ///     the user may not go on: then the session ends. What it throws is thrown by ``rotate(_:scopes:)``.
    public init<Store: SessionStore>(
        _ authority: TokenAuthority, store: Store, policy: SessionPolicy = .standard,
        events: (@Sendable (SessionEvent) -> Void)? = nil,
        recording: @escaping @Sendable (SessionEvent) -> AuditRecord? = { _ in nil },
        renewing: (@Sendable (Session) async throws -> SessionGrant?)? = nil
    ) {
        self.authority = authority
        self.policy = policy
        self.store = store
        self.renewing = renewing
        self.recording = recording
        if let events {
            self.report = events
        } else {
            let logger = Logger(label: "mapae.sessions")
            self.report = { $0.log(to: logger) }
        }
    }

    /// The authority's.
    public var realm: String { authority.realm }
    /// The authority's.
    public var authorizationServers: [String] { authority.authorizationServers }
    /// The authority's.
    public var carriers: [TokenCarrier] { authority.carriers }
    /// The authority's.
    public var errorFormat: ErrorFormat { authority.errorFormat }

    /// Checks a token, and that neither it nor its session was revoked. Of an access token no store is asked, but the first time,
    /// when ``start()`` was not called; of a refresh token that belongs to a session it is, whether there is that session.
    /// - Parameters:
    ///   - token: The token as the request carried it.
    ///   - requirements: What the route demands.
    /// - Throws: ``TokenError`` with the code of what was wrong; `token_revoked`; `session_ended` for a refresh token whose session
    ///   the store does not have, or has as a grant to a client, which refreshes elsewhere; `temporarily_unavailable` as long as it is
    ///   not known what was revoked before the process began, and where the store fails that is to be asked of a refresh token.
    public func verify(
        _ token: Substring, _ requirements: TokenRequirements
    ) async throws(TokenError) -> VerifiedToken {
        let verified = try await verifyInMemory(token, requirements)
        if !requirements.ignoresRevocation, let sessionID = verified.refreshedSessionID {
            try await requireSession(sessionID, of: verified.subject)
        }
        return verified
    }

    /// Checks a token by what is in memory. Of a refresh token that is not all: whoever exchanges it asks the store in any case.
    func verifyInMemory(
        _ token: Substring, _ requirements: TokenRequirements
    ) async throws(TokenError) -> VerifiedToken {
        let verified = try authority.verify(token, requirements)
        if requirements.ignoresRevocation { return verified }
        var allowed = revocations.allows(verified)
        if allowed == nil {
            try await start()
            allowed = revocations.allows(verified)
        }
        guard allowed == true else { throw TokenError(.revoked) }
        return verified
    }

    /// What is revoked is remembered only as long as access tokens live, so that a refresh token may outlive it: the session itself
    /// says then.
    private func requireSession(_ id: String, of subject: String) async throws(TokenError) {
        let session: SessionRecord?
        do { session = try await store.session(id: id) } catch {
            if !(error is CancellationError) { fail(error) }
            throw unavailable(error)
        }
        guard let session else {
            report(SessionEvent(.unknown, at: now, sessionID: id, subject: subject))
            throw TokenError(.sessionEnded)
        }
        guard session.isLogin(of: subject) else { throw TokenError(.sessionEnded) }
    }

    /// All sessions of a user, logins and grants to clients (``Session/clientID``), the oldest first.
    /// - Parameter subject: Whose.
    /// - Throws: ``TokenError`` `temporarily_unavailable` when the store fails; `CancellationError`.
    public func sessions(of subject: String) async throws -> [Session] {
        try await asking {
            let now = now.seconds
            return try await store.sessions(of: subject).filter { now < min($0.aliveUntil, $0.endsAt) }
                .map { try Session($0, limits: authority.policy.limits.json) }
        }
    }

    var now: NumericDate { authority.clock.now() }

    /// Asks the store. Where it fails nothing is issued and nothing counts as done: the client is told to try again.
    /// - Throws: ``TokenError`` `temporarily_unavailable`; `CancellationError`.
    func asking<Value>(_ body: () async throws -> Value) async throws -> Value {
        do {
            return try await body()
        } catch let error as CancellationError {
            throw error
        } catch {
            fail(error)
            throw unavailable(error)
        }
    }

    func unavailable(_ error: any Error) -> TokenError {
        prepared(TokenError(.temporarilyUnavailable, retryAfter: .seconds(1), underlying: error))
    }

    /// What is the same at each use of a refresh token.
    var rules: RefreshRotation.Rules {
        RefreshRotation.Rules(
            window: policy.replayWindow, lag: authority.policy.accessTokenLifetime + authority.policy.leeway)
    }

    /// Reports a store that fails.
    package func fail(_ error: any Error) {
        // The text of an error of another store's may hold anything.
        report(
            SessionEvent(
                .storeFailed, at: now, error: error as? StoreError ?? StoreError(.failed, "\(type(of: error))")))
    }
}
