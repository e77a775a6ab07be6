import MapaeJOSE
import MapaeStore

extension AuthorizationServer {
    /// What comes next for a user who has typed the code of a device (RFC 8628 §3.3).
    ///
    /// The request becomes this user's: whoever types the same code later is told that there is none.
    /// - Parameters:
    ///   - text: What was typed.
    ///   - login: The user's login.
    ///   - network: From where, so that guesses from there are counted too.
    public func verifyDevice(_ text: String, login: UserLogin?, network: String? = nil) async -> DeviceStep {
        guard let login else { return .login }
        do {
            guard let found = try await find(text, login, network) else { return .unknownCode }
            switch found {
            case .later(let seconds): return .tooMany(retryAfter: seconds)
            case .request(let code, let digest): return try await claim(digest, code, for: login)
            }
        } catch { return .failed(error) }
    }

    /// What becomes of a device's request that its user has decided about. Whoever calls it has made sure that the user means it: it
    /// is a POST, from a page of this server, in this login.
    /// - Parameters:
    ///   - text: The code, as the page shows it.
    ///   - login: The user's login.
    ///   - network: From where.
    ///   - isAllowed: Whether the device is let in.
    public func decideDevice(
        _ text: String, login: UserLogin?, network: String? = nil, isAllowed: Bool
    ) async -> DeviceStep {
        guard let login else { return .login }
        do {
            guard let found = try await find(text, login, network) else { return .unknownCode }
            switch found {
            case .later(let seconds): return .tooMany(retryAfter: seconds)
            case .request(_, let digest): return try await decide(digest, login, isAllowed: isAllowed)
            }
        } catch { return .failed(error) }
    }

    private enum Found {
        case later(seconds: Int64)
        case request(UserCode, digest: [UInt8])
    }

    /// Finds a request by its user code. A wrong one counts.
    private func find(_ text: String, _ login: UserLogin, _ network: String?) async throws(OAuthError) -> Found? {
        // What no code looks like helps nobody to guess one.
        guard let code = UserCode(typed: text) else { return nil }
        let now = now
        if let seconds = guesses.take(subject: login.subject, network: network, at: now) {
            return .later(seconds: seconds)
        }
        let record = try await asking { try await store.deviceCode(userCodeDigest: code.digest) }
        guard let record, now.seconds < record.endsAt else { return nil }
        // That of somebody else is no better than a wrong one: else a guesser would learn which there are.
        guard record.subject == nil || GrantRules.same(record.subject, login.subject) else { return nil }
        guesses.forgive(subject: login.subject, network: network)
        return .request(code, digest: record.digest)
    }

    private func claim(
        _ digest: [UInt8], _ code: UserCode, for login: UserLogin
    ) async throws(OAuthError) -> DeviceStep {
        let rules = DeviceDeciding(login: login, now: now)
        let change = try await asking { try await store.change(deviceCode: digest) { rules.claim($0) } }
        guard let record = change.outcome, let id = ClientID(record.clientID),
            let client = try await storedClient(id)
        else { return .unknownCode }
        let details = try await asking { try DeviceRequestDetails(record.details) }
        return .confirm(
            DevicePrompt(
                userCode: code.text, clientID: id, display: client.metadata.display, login: login,
                scopes: details.scopes, resources: details.resources))
    }

    private func decide(
        _ digest: [UInt8], _ login: UserLogin, isAllowed: Bool
    ) async throws(OAuthError) -> DeviceStep {
        let rules = DeviceDeciding(login: login, now: now)
        let kind = isAllowed ? OAuthEvent.Kind.deviceApproved : .deviceDenied
        let recording = recording
        let change = try await asking {
            try await store.change(deviceCode: digest) { found in
                rules.decide(found, isAllowed: isAllowed) { clientID in
                    recording(OAuthEvent(kind, at: rules.now, clientID: clientID, subject: login.subject))
                }
            }
        }
        guard let record = change.outcome else { return .unknownCode }
        report(OAuthEvent(kind, at: rules.now, clientID: record.clientID, subject: login.subject))
        return .decided(isAllowed: isAllowed)
    }
}
