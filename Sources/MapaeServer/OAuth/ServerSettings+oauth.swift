#if Server
import MapaeJOSE
import MapaeOAuth

extension ServerSettings {
    /// Whether users and clients are on this machine too: nothing stands before the server that others could reach.
    var isAlone: Bool { isLoopback && trustedProxies.isEmpty && oauth.issuer == nil }

    /// The issuer: the one that was set, or on a server for this machine only its own address.
    /// - Returns: `nil` where there is no authorization server, and where nobody can know the address: with others to serve, or with a
    ///   port that the system chooses.
    /// - Throws: ``ServerError`` `invalid_setting`.
    func issuer() throws(ServerError) -> Issuer? {
        guard oauth.isOn else { return nil }
        guard let text = oauth.issuer else {
            guard isAlone, port != 0 else { return nil }
            let own = "\(tls == nil ? "http" : "https")://\(LoopbackHost.inAddress(host)):\(port)"
            // Of the loopback addresses only these are taken: RFC 8252 §7.3 and browsers know no others.
            do { return try Issuer(own) } catch { throw Self.noIssuer }
        }
        do { return try Issuer(text) } catch {
            throw ServerError(.invalidSetting, "The setting 'issuer' cannot be used. \(error.detail)")
        }
    }

    /// Looks at what must be right before the server touches its data: a new release migrates it, and the one before does not take it
    /// then.
    /// - Throws: ``ServerError`` `invalid_setting`.
    public func checkServing() throws(ServerError) {
        guard !oauth.isOn || oauth.issuer != nil || isAlone else { throw Self.noIssuer }
        _ = try issuer()
        _ = try scopes()
        _ = try opaqueResources()
    }

    // Made from a request's Host it would be whatever a stranger says.
    private static let noIssuer = ServerError(
        .invalidSetting,
        "Set 'issuer' to the address at which users and clients reach this server, such as https://login.example.com"
            + " (--issuer or MAPAE_ISSUER). Without OAuth, set 'oauth' to 'off' (MAPAE_OAUTH=off).")

    /// Who may register clients.
    var registration: OAuthSetting.Registration { oauth.registration ?? (isAlone ? .open : .token) }

    /// Whether a `client_id` may be the address of a client's metadata document. Where it may, strangers decide whom this server asks.
    var takesClientDocuments: Bool { oauth.clientDocuments ?? isAlone }

    /// What is offered to clients.
    /// - Throws: ``ServerError`` `invalid_setting`.
    func oauthSettings(_ master: MasterKey) throws(ServerError) -> OAuthSettings {
        let scopes = try scopes()
        // No longer than those of the server's own sessions, by which the keys are kept.
        let access = Duration.seconds(accessTokenLifetime)
        var lifetimes = OAuthLifetimes(
            accessToken: access, grant: .seconds(sessionLifetime), refreshToken: .seconds(refreshTokenLifetime),
            idToken: min(.seconds(300), access))
        lifetimes.login = max(.seconds(60), min(lifetimes.login, .seconds(sessionLifetime)))
        var settings = OAuthSettings(
            scopes: scopes, resources: try resources(),
            registration: RegistrationPolicy(
                // OpenID Connect's own registration knows no scopes, and its clients ask for these.
                scopes: scopes, defaultScopes: .openIDConnect,
                grantTypes: [.authorizationCode, .refreshToken, .deviceCode], idTokenAlgorithms: [.rs256, .es256]),
            lifetimes: lifetimes, dpopNonceSecret: master.derived("mapae DPoP nonces"))
        settings.opaqueResources = try opaqueResources()
        settings.acrValues = LoginStrength.all
        settings.operatorGrantTypes = [.clientCredentials]
        settings.registration.allowsLoopback = try allowsLoopback()
        settings.interactionSecret = master.derived("mapae interactions")
        switch registration {
        case .open: settings.registrationAccess = .open
        case .token:
            settings.registrationAccess = .protected([master.registrationToken()?.digest].compactMap(\.self))
        case .off: settings.registrationAccess = .off
        }
        return settings
    }

    /// Whether what clients have at addresses of their own may be on this machine: where the issuer is, and nobody else can reach the
    /// server. What listens on other addresses too would ask this machine for whoever comes.
    /// - Throws: ``ServerError`` `invalid_setting`.
    func allowsLoopback() throws(ServerError) -> Bool { isLoopback ? try issuer()?.isLoopback ?? false : false }

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
        try Self.resources(oauth.resources, .resources)
    }

    /// Those of the resources whose tokens are opaque.
    /// - Throws: ``ServerError`` `invalid_setting`, also where the resources themselves are not as they should be.
    private func opaqueResources() throws(ServerError) -> Set<ResourceIndicator> {
        let all = try resources()
        let opaque = Set(try Self.resources(oauth.opaqueResources, .opaqueResources))
        guard opaque.isSubset(of: all) else {
            throw ServerError(
                .invalidSetting,
                "The setting 'opaqueResources' has one that is none of 'resources': both name it, byte by byte the same."
            )
        }
        return opaque
    }

    private static func resources(_ text: String, _ name: SettingName) throws(ServerError) -> [ResourceIndicator] {
        do {
            return try text.utf8.split(separator: UInt8(ascii: " ")).map {
                part throws(OAuthError) in try ResourceIndicator(String(Substring(part)))
            }
        } catch {
            throw ServerError(
                .invalidSetting,
                "The setting '\(name.rawValue)' must be absolute URIs without fragment, with spaces between.")
        }
    }
}
#endif
