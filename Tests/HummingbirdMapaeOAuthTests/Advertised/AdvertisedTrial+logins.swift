import HTTPTypes
import HummingbirdTesting
import MapaeJOSE
import MapaeOAuth
import Testing

/// What clients are told of users and their logins.
extension AdvertisedTrial {
    // MARK: ID tokens

    func idTokenAlgorithm(_ name: String) async throws {
        let client = try await visitor.register(#""id_token_signed_response_alg":"\#(name)""#)
        #expect(try await idToken(of: tokens(client)).algorithm.description == name)
    }

    func refusesIDTokenAlgorithm(_ name: String) async throws {
        let error = try await registrationError(#""id_token_signed_response_alg":"\#(name)""#)
        #expect(error == "invalid_client_metadata", "\(name)")
    }

    /// Of two clients each learns the same name of a user.
    func subjectType(_ name: String) async throws {
        #expect(name == "public")
        let one = try await idToken(of: tokens(visitor.register())).claims()
        let two = try await idToken(of: tokens(visitor.register())).claims()
        #expect(one.subject == "u1" && two.subject == one.subject && two.audience != one.audience)
    }

    func refusesSubjectType(_ name: String) async throws {
        let error = try await registrationError(#""subject_type":"\#(name)""#)
        #expect(error == "invalid_client_metadata", "\(name)")
    }

    // MARK: Claims

    func claim(_ name: String) async throws {
        site.logins.answer(.user(subject: "u1", epoch: 0, acr: Self.acrValues.first))
        let scope = try texts("scopes_supported").joined(separator: " ")
        let granted = try await tokens(visitor.register(), scope: scope)
        let claims = try await idToken(of: granted).claims()
        let user = try await userInfo(of: granted)
        #expect(claims[name] != nil || user.member(name) != nil, "\(name)")
    }

    /// OpenID Connect Core §5.6: what is told is told here, and not said to be elsewhere.
    func claimType(_ name: String) async throws {
        #expect(name == "normal")
        let user = try await userInfo(of: tokens(visitor.register()))
        #expect(user.status == .ok && user.member("preferred_username")?.string == "ada")
        #expect(user.member("_claim_names") == nil && user.member("_claim_sources") == nil)
    }

    /// No scope brings an address of mail into the ID token.
    func bringsSingleClaims() async throws {
        let client = try await visitor.register()
        let without = try await idToken(of: tokens(client, scope: "openid email")).claims()
        #expect(without["email"] == nil)
        let wish = [("claims", #"{"id_token":{"email":null}}"#)]
        let with = try await idToken(of: tokens(client, scope: "openid", wish)).claims()
        #expect(with["email"]?.string == "ada@example.com")
    }

    // MARK: Logins

    func strength(_ name: String) async throws {
        site.logins.answer(.user(subject: "u1", epoch: 0, acr: name))
        let client = try await visitor.register()
        let claims = try await idToken(of: tokens(client, [Self.demanding(name)])).claims()
        #expect(claims["acr"]?.string == name)
    }

    func refusesStrength(_ name: String) async throws {
        #expect(try await error([Self.demanding(name)]) == "unmet_authentication_requirements", "\(name)")
    }

    private static func demanding(_ acr: String) -> (String, String) {
        ("claims", #"{"id_token":{"acr":{"essential":true,"value":"\#(acr)"}}}"#)
    }

    func locale(_ name: String) async throws {
        let page = try await visit(visitor.register(), [("ui_locales", name)])
        #expect(page.status == .ok && page.text.contains("<html lang=\"\(name)\">"), "\(name)")
    }

    func refusesLocale(_ name: String) async throws {
        let page = try await visit(visitor.register(), [("ui_locales", name)])
        #expect(page.status == .ok && page.text.contains("<html lang=\"en\">"), "\(name)")
    }

    // MARK: Logouts

    func tellsOfLogout() async throws {
        let (told, _) = try await logout()
        let claims = try told.claims()
        #expect(claims.subject == "u1" && claims.issuer == TestSite.issuer)
        #expect(claims["events"]?.object?["http://schemas.openid.net/event/backchannel-logout"] != nil)
    }

    func tellsOfSession() async throws {
        let (told, idToken) = try await logout()
        let sessionID = try #require(try idToken.claims().sessionID)
        #expect(try told.claims().sessionID == sessionID)
    }

    /// A user logs out, of which the client is told.
    /// - Returns: The logout token, and the ID token of the login.
    private func logout() async throws -> (told: VerifiedJWS, idToken: VerifiedJWS) {
        let address = "https://client.example.com/logout"
        let client = try await visitor.register(#""backchannel_logout_uri":"\#(address)""#)
        let granted = try await tokens(client)
        let hint = [("id_token_hint", try #require(granted.member("id_token")?.string))]
        _ = try await visitor.send(.get, "\(path("end_session_endpoint"))?\(FormWriter.text(hint))")
        let sender = try #require(LogoutSender(site.server))
        let watching = Task { await sender.watch() }
        var iterator = posts.makeAsyncIterator()
        let next = await iterator.next()
        sender.stop()
        await watching.value
        let post = try #require(next)
        #expect(post.address == address)
        let told = try await verified(String(post.form.dropFirst("logout_token=".count)), .logoutToken)
        #expect(try told.claims().isFor(client.id))
        return (told, try await idToken(of: granted))
    }
}
