import Mapae
import MapaeJOSE
import MapaeStore

extension AuthorizationServer {
    /// The authorization endpoint (RFC 6749 §3.1, OpenID Connect Core §3.1.2.1): what comes next for the user of a request.
    /// - Parameters:
    ///   - text: The query of a GET, or the body of a POST that is a form.
    ///   - login: The user's login, as it is in the store now; `nil` for who is not logged in.
    /// - Returns: What comes next, whatever the request is. It fails never.
    public func authorize(_ text: some Collection<UInt8>, login: UserLogin?) async -> AuthorizationStep {
        do {
            return await step(try await interaction(text), login: login)
        } catch { return .refused(error) }
    }

    /// Seals a request without looking at it any closer, so that the browser can come with it again by itself: with a POST from another
    /// site it brings no cookies.
    /// - Parameter text: The body of a POST that is a form.
    /// - Returns: The request in progress, for ``proceed(_:login:)``.
    /// - Throws: ``OAuthError`` that must be told on a page.
    public func ticket(for text: some Collection<UInt8>) async throws(OAuthError) -> String {
        try seal.seal(try await interaction(text).json, for: .authorization)
    }

    /// Goes on with a request in progress: after a login, or where a page is looked at again. It changes nothing but that it may
    /// answer the client, as the same request would.
    /// - Parameters:
    ///   - ticket: The request in progress.
    ///   - login: The user's login.
    public func proceed(_ ticket: String, login: UserLogin?) async -> AuthorizationStep {
        do {
            return await step(try opened(ticket, for: .authorization), login: login)
        } catch { return .refused(error) }
    }

    /// Makes sure that a request in progress still can be gone on with: call it before a password is looked at, so that nobody logs in
    /// for what is over.
    /// - Parameter ticket: The request in progress.
    /// - Throws: ``OAuthError`` `invalid_request` for a ticket that is none, or too old.
    public func checkTicket(_ ticket: String) throws(OAuthError) { _ = try opened(ticket, for: .authorization) }

    /// The same request in progress, for which its user has logged in: that is asked for once, and counts for one answer.
    /// - Parameters:
    ///   - ticket: The request in progress.
    ///   - login: The login that was made for it.
    /// - Throws: ``OAuthError`` `invalid_request` for a ticket that is none, or too old.
    public func ticket(_ ticket: String, after login: UserLogin) throws(OAuthError) -> String {
        var interaction = try opened(ticket, for: .authorization)
        interaction.note(login)
        return try seal.seal(interaction.json, for: .authorization)
    }

    /// What becomes of a request that its user has decided about. Whoever calls it has made sure that the user means it: it is a POST,
    /// from a page of this server, in this login.
    /// - Parameters:
    ///   - ticket: The request in progress.
    ///   - login: The user's login.
    ///   - isAllowed: Whether the user agrees.
    public func decide(_ ticket: String, login: UserLogin?, isAllowed: Bool) async -> AuthorizationStep {
        let interaction: Interaction
        let client: Client
        let request: AuthorizationRequest
        do { interaction = try opened(ticket, for: .authorization) } catch { return .refused(error) }
        do { (client, request) = try await checked(interaction) } catch { return Self.step(error) }
        do throws(OAuthError) {
            guard isAllowed else { throw OAuthError(.accessDenied) }
            if let prompt = try loginPrompt(interaction, client, request, login) { return .login(prompt) }
            guard let login else { throw OAuthError(.serverError) }
            if let prompt = try await spend(interaction, client, request, login) { return .login(prompt) }
            guard try await keepDocument(of: client), try await remember(request, of: login) else {
                return Self.step(AuthorizationRequest.unknownClient)
            }
            return .answered(try await issueCode(for: request, to: login))
        } catch { return Self.step(AuthorizationError(error, to: request.address)) }
    }

    private func step(_ interaction: Interaction, login: UserLogin?) async -> AuthorizationStep {
        let client: Client
        let request: AuthorizationRequest
        do { (client, request) = try await checked(interaction) } catch {
            do {
                return try await loginPrompt(before: error, interaction, login).map { .login($0) } ?? Self.step(error)
            } catch {
                return .refused(error)
            }
        }
        do throws(OAuthError) {
            if let prompt = try loginPrompt(interaction, client, request, login) { return .login(prompt) }
            guard let login else { throw OAuthError(.serverError) }
            let remembered = try await asking {
                try await store.consent(of: login.subject, for: client.id.text)
            }
            guard ConsentRules.isNeeded(request, client, remembered: remembered) else {
                if let prompt = try await spend(interaction, client, request, login) { return .login(prompt) }
                guard try await keepDocument(of: client) else { return Self.step(AuthorizationRequest.unknownClient) }
                return .answered(try await issueCode(for: request, to: login))
            }
            guard !request.prompts.contains(.none) else { throw OAuthError(.consentRequired) }
            return .consent(
                ConsentPrompt(
                    ticket: try seal.seal(interaction.json, for: .authorization), clientID: client.id,
                    documentHost: client.documentHost, display: client.metadata.display, target: request.address.target,
                    login: login,
                    scopes: request.scopes, claims: knownClaims(beyond: request),
                    resources: request.resources, locales: request.locales, wantsAddress: interaction.wasPushed))
        } catch { return await step(error, interaction, client, request, login) }
    }

    private func loginPrompt(
        _ interaction: Interaction, _ client: Client, _ request: AuthorizationRequest, _ login: UserLogin?,
        isForRequest: Bool? = nil
    ) throws(OAuthError) -> LoginPrompt? {
        let rules = LoginRules(
            request: request, login: login, isForRequest: isForRequest ?? interaction.isFor(login),
            hintedSubject: try request.idTokenHint.map { hint throws(OAuthError) in
                try hinted(hint, to: client).subject
            }, acrValues: settings.acrValues, now: now)
        guard let reason = try rules.need() else { return nil }
        return LoginPrompt(
            reason: reason, ticket: try seal.seal(interaction.json, for: .authorization), clientID: client.id,
            documentHost: client.documentHost, display: client.metadata.display, target: request.address.target,
            hint: request.loginHint,
            acrValues: request.acrValues, locales: request.locales, wantsAddress: interaction.wasPushed)
    }

    /// The same before an error of a request that is not even one, whose client has yet to be found.
    private func loginPrompt(
        before error: AuthorizationError, _ interaction: Interaction, _ login: UserLogin?
    ) async throws(OAuthError) -> LoginPrompt? {
        guard case .client = error.place, login == nil, !interaction.isSilent,
            let id = interaction.parameters["client_id"].flatMap({ ClientID($0) }), let client = try await client(id)
        else { return nil }
        return try loginPrompt(before: error, interaction, client, login)
    }

    /// Whoever can register a client could send users from this server's address to any other, by a request that is wrong on purpose, or
    /// asks for what cannot be had: so nobody is led away before there is a login, but where the client asks whether there is one without
    /// a page (RFC 9700 §4.11.2).
    /// - Returns: What the login page has to say; `nil` where the error can be told now.
    private func loginPrompt(
        before error: AuthorizationError, _ interaction: Interaction, _ client: Client, _ login: UserLogin?
    ) throws(OAuthError) -> LoginPrompt? {
        guard case .client(let address) = error.place, login == nil, !interaction.isSilent else { return nil }
        return LoginPrompt(
            reason: .notLoggedIn, ticket: try seal.seal(interaction.json, for: .authorization), clientID: client.id,
            documentHost: client.documentHost, display: client.metadata.display, target: address.target, hint: nil,
            acrValues: [], locales: [],
            wantsAddress: interaction.wasPushed)
    }

    /// Uses up a login that was made for a request which no older one does for (`prompt`, `max_age`). Else whoever comes to the browser
    /// after the user, and goes back in its history, would have the client told of a login that nobody has made now.
    /// - Returns: What to ask, where it was used up before.
    private func spend(
        _ interaction: Interaction, _ client: Client, _ request: AuthorizationRequest, _ login: UserLogin
    ) async throws(OAuthError) -> LoginPrompt? {
        guard let prompt = try loginPrompt(interaction, client, request, login, isForRequest: false) else { return nil }
        let end = NumericDate(seconds: interaction.startedAt).advanced(by: settings.lifetimes.interaction).roundedUp
        let digest = TokenDigest.of("mapae login for \(interaction.id)")
        let isFirst = try await asking { try await store.useOnce(digest, rememberingUntil: end) }
        return isFirst ? nil : prompt
    }

    /// The single claims that a user can be asked about: of others there is nothing to tell, and a client could write anything there.
    private func knownClaims(beyond request: AuthorizationRequest) -> [String] {
        UserClaims.beyond(request.scopes, request.claims).filter { name in
            settings.userClaims.contains { $0.utf8.elementsEqual(name.utf8) }
        }
    }

    /// Where an error goes that nobody has looked at a page for. To a client of a document only where its user has let it in before:
    /// with a document of one's own anybody could have this server lead users anywhere (RFC 9700 §4.11.2). To another client after a login.
    private func step(
        _ error: OAuthError, _ interaction: Interaction, _ client: Client, _ request: AuthorizationRequest,
        _ login: UserLogin?
    ) async -> AuthorizationStep {
        if client.isOfDocument {
            guard let login, (try? await store.consent(of: login.subject, for: client.id.text)) != nil else {
                return .refused(error)
            }
        }
        let told = AuthorizationError(error, to: request.address)
        do {
            return try loginPrompt(before: told, interaction, client, login).map { .login($0) } ?? Self.step(told)
        } catch { return .refused(error) }
    }

    private static func step(_ error: AuthorizationError) -> AuthorizationStep {
        error.response.map { .answered($0) } ?? .refused(error.error)
    }

    /// Keeps what a user has allowed, so that the same need not be asked again.
    /// - Returns: `false` where there is no such client any more.
    private func remember(_ request: AuthorizationRequest, of login: UserLogin) async throws(OAuthError) -> Bool {
        let now = now
        let clientID = request.clientID.text
        let event = OAuthEvent(.consentGiven, at: now, clientID: clientID, subject: login.subject)
        let kept = try await asking {
            try await store.change(consentOf: login.subject, for: clientID, recording: records(event)) {
                ConsentRules.adding(
                    request.scopes, request.resources, to: $0, subject: login.subject, clientID: clientID,
                    at: now.seconds)
            }
        }
        if kept != nil { report(event) }
        return kept != nil
    }
}

extension Interaction {
    /// Whether the client wants no page to be shown, as far as can be read of what it wants.
    var isSilent: Bool {
        (parameters["prompt"] ?? "").utf8.split(separator: UInt8(ascii: " ")).contains { $0.elementsEqual("none".utf8) }
    }

    /// Whether a login was made for this very request.
    func isFor(_ login: UserLogin?) -> Bool {
        guard let login else { return false }
        // Where a login is no session there is only its time to go by.
        guard let sessionID = login.sessionID else { return login.authTime > startedAt }
        return GrantRules.same(loginID, sessionID)
    }
}
