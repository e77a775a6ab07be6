import Mapae
import MapaeJOSE
import MapaeStore

extension AuthorizationServer {
    /// The end session endpoint (OpenID Connect RP-Initiated Logout §2): what comes next for a user whom a client wants to log out.
    ///
    /// With an ID token of the login that is to end, expired or not, it ends at once; else the user is asked, as anybody could have led
    /// the browser here (§6). With the login end the grants that were given in it, but not those with `offline_access`.
    /// - Parameters:
    ///   - text: The query of a GET, or the body of a POST that is a form.
    ///   - login: The user's login.
    /// - Returns: What comes next, whatever the request is. It fails never.
    public func endSession(_ text: some Collection<UInt8>, login: UserLogin?) async -> LogoutStep {
        do { return try await endSession(try Parameters(parsing: text), login) } catch { return .refused(error) }
    }

    /// Seals a request without looking at it any closer, so that the browser can come with it again by itself: with a POST from another
    /// site it brings no cookies.
    /// - Parameter text: The body of a POST that is a form.
    /// - Returns: The request in progress, for ``proceedEndSession(_:login:)``.
    /// - Throws: ``OAuthError`` that must be told on a page.
    public func logoutTicket(for text: some Collection<UInt8>) throws(OAuthError) -> String {
        try seal.seal(Interaction(try Parameters(parsing: text), startedAt: now.seconds).json, for: .logout)
    }

    /// Goes on with a logout in progress, as with the request itself.
    /// - Parameters:
    ///   - ticket: The request in progress.
    ///   - login: The user's login.
    public func proceedEndSession(_ ticket: String, login: UserLogin?) async -> LogoutStep {
        do {
            return try await endSession(try opened(ticket, for: .logout).parameters, login)
        } catch { return .refused(error) }
    }

    private func endSession(_ parameters: Parameters, _ login: UserLogin?) async throws(OAuthError) -> LogoutStep {
        let request = try await logoutRequest(parameters)
        guard let login else {
            // There is nothing to end. Only a client that has shown a token of this server gets the user back (§3).
            return .done(location: request.hint == nil ? nil : request.location)
        }
        if request.names(login) {
            try await end(login)
            return .done(location: request.location)
        }
        let interaction = Interaction(parameters, startedAt: now.seconds)
        return .confirm(
            LogoutPrompt(
                ticket: try seal.seal(interaction.json, for: .logout), clientID: request.client?.id,
                documentHost: request.client?.documentHost,
                display: request.client?.metadata.display ?? ClientDisplay(), target: request.target,
                locales: request.locales))
    }

    /// What becomes of a logout that the user has decided about. Whoever calls it has made sure that the user means it: it is a POST,
    /// from a page of this server, in this login.
    /// - Parameters:
    ///   - ticket: The request in progress.
    ///   - login: The user's login.
    ///   - isWanted: Whether the user wants to be logged out.
    public func confirmEndSession(_ ticket: String, login: UserLogin?, isWanted: Bool) async -> LogoutStep {
        do {
            let request = try await logoutRequest(try opened(ticket, for: .logout).parameters)
            guard isWanted else { return .declined }
            if let login { try await end(login) }
            return .done(location: request.location)
        } catch { return .refused(error) }
    }

    private func logoutRequest(_ parameters: Parameters) async throws(OAuthError) -> LogoutRequest {
        try parameters.checkUnique()
        try AuthorizationRules.checkState(parameters)
        let hint = try parameters["id_token_hint"].map { text throws(OAuthError) in try hinted(text) }
        let client = try await logoutClient(parameters, hint)
        return LogoutRequest(
            client: client, hint: hint, target: try Self.target(parameters, client), state: parameters["state"],
            locales: AuthorizationRules.locales(parameters))
    }

    /// §2: the client is named by the token, by the `client_id`, or by both alike.
    private func logoutClient(
        _ parameters: Parameters, _ hint: IDTokenHint?
    ) async throws(OAuthError) -> Client? {
        let named = parameters["client_id"]
        if let named, let hint, !hint.audience.contains(where: { GrantRules.same($0, named) }) {
            throw OAuthError(.invalidRequest, "The id_token_hint is of another client than the client_id.")
        }
        guard let text = named ?? hint?.audience.first else { return nil }
        guard let id = ClientID(text), let client = try await storedClient(id) else {
            // One that was removed may still have sent an old token: then there is only no address to go to.
            guard named == nil, parameters["post_logout_redirect_uri"] == nil else {
                throw AuthorizationRequest.unknownClient.error
            }
            return nil
        }
        return client
    }

    /// §3: exactly an address that the client has registered for this; the browser goes nowhere else.
    private static func target(_ parameters: Parameters, _ client: Client?) throws(OAuthError) -> RedirectURI? {
        guard let text = parameters["post_logout_redirect_uri"] else { return nil }
        let registered = client?.metadata.postLogoutRedirectURIs ?? []
        guard let target = registered.first(where: { $0.text.utf8.elementsEqual(text.utf8) }) else {
            throw OAuthError(.invalidRequest, "The post_logout_redirect_uri is not one that a client has registered.")
        }
        return target
    }

    /// Ends a login, and before it the grants that end with it: where that fails the login is there to try again.
    func end(_ login: UserLogin) async throws(OAuthError) {
        guard let id = login.sessionID else { return }
        try await endGrants(ofLogin: id, of: login.subject)
        do { try await sessions.end(session: id, of: login.subject) } catch {
            throw OAuthError(.temporarilyUnavailable)
        }
    }
}
