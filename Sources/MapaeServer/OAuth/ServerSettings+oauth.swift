#if Server
import MapaeOAuth

extension ServerSettings {
    /// The issuer: the one that was set, or on a server for this machine only its own address.
    /// - Returns: `nil` where there is no authorization server, and where nobody can know the address: off this machine, or with a port
    ///   that the system chooses.
    /// - Throws: ``ServerError`` `invalid_setting`.
    func issuer() throws(ServerError) -> Issuer? {
        guard oauth.isOn else { return nil }
        guard let text = oauth.issuer else {
            guard isLoopback, port != 0 else { return nil }
            return try? Issuer("\(tls == nil ? "http" : "https")://\(LoopbackHost.inAddress(host)):\(port)")
        }
        do { return try Issuer(text) } catch {
            throw ServerError(.invalidSetting, "The setting 'issuer' cannot be used. \(error.detail)")
        }
    }

    /// What must be set before others than this machine are served.
    /// - Throws: ``ServerError`` `invalid_setting`.
    func requireIssuer() throws(ServerError) {
        guard oauth.isOn, oauth.issuer == nil, !isLoopback else { return }
        // Made from a request's Host it would be whatever a stranger says.
        throw ServerError(
            .invalidSetting,
            "Set 'issuer' to the address at which users and clients reach this server, such as https://login.example.com"
                + " (--issuer or MAPAE_ISSUER). Without OAuth, set 'oauth' to 'off' (MAPAE_OAUTH=off).")
    }

    /// What is offered to clients.
    /// - Throws: ``ServerError`` `invalid_setting`.
    func oauthSettings(_ master: MasterKey) throws(ServerError) -> OAuthSettings {
        let scopes = try scopes()
        // No longer than those of the server's own sessions, by which the keys are kept.
        let access = Duration.seconds(accessTokenLifetime)
        let lifetimes = OAuthLifetimes(
            accessToken: access, grant: .seconds(sessionLifetime), refreshToken: .seconds(refreshTokenLifetime),
            idToken: min(.seconds(300), access))
        var settings = OAuthSettings(
            scopes: scopes, resources: try resources(),
            registration: RegistrationPolicy(
                // OpenID Connect's own registration knows no scopes, and its clients ask for these.
                scopes: scopes, defaultScopes: .openIDConnect,
                grantTypes: [.authorizationCode, .refreshToken, .deviceCode]),
            lifetimes: lifetimes, dpopNonceSecret: master.derived("mapae DPoP nonces"))
        settings.interactionSecret = master.derived("mapae interactions")
        switch oauth.registration ?? (isLoopback ? .open : .token) {
        case .open: settings.registrationAccess = .open
        case .token:
            settings.registrationAccess = .protected([master.registrationToken()?.digest].compactMap(\.self))
        case .off: settings.registrationAccess = .off
        }
        return settings
    }

    /// - Throws: ``ServerError`` `invalid_setting`.
    func checkOAuth() throws(ServerError) {
        _ = try issuer()
        _ = try scopes()
        _ = try resources()
    }

    /// The scopes that there are: those of OpenID Connect, and the operator's.
    /// - Throws: ``ServerError`` `invalid_setting`.
    func scopes() throws(ServerError) -> ScopeList {
        do {
            let own = oauth.scopes.isEmpty ? .none : try ScopeList(parsing: oauth.scopes)
            return try ScopeList(ScopeList.openIDConnect.values + own.values)
        } catch {
            throw ServerError(.invalidSetting, "The setting 'scopes' cannot be used. \(error.explanation)")
        }
    }

    private func resources() throws(ServerError) -> [ResourceIndicator] {
        do {
            return try oauth.resources.utf8.split(separator: UInt8(ascii: " ")).map {
                text throws(OAuthError) in try ResourceIndicator(String(Substring(text)))
            }
        } catch {
            throw ServerError(
                .invalidSetting, "The setting 'resources' must be absolute URIs without fragment, with spaces between.")
        }
    }
}
#endif
