import HTTPTypes
import HummingbirdTesting
import MapaeJOSE
import MapaeOAuth
import MapaeStore
import MapaeTesting
import Testing

/// What authorization requests and grants can be.
extension AdvertisedTrial {
    // MARK: Grants

    func grantType(_ name: String) async throws {
        let answer: TestResponse
        switch name {
        case "authorization_code": answer = try await tokens(visitor.register())
        case "refresh_token": answer = try await refreshed(name)
        case "client_credentials":
            answer = try await visitor.token(operatorClient(name), [("grant_type", name), ("scope", "read")])
        case "urn:ietf:params:oauth:grant-type:device_code": answer = try await polled(name)
        default:
            Issue.record("Nobody knows how to use the grant \(name).")
            return
        }
        #expect(answer.status == .ok && answer.member("access_token")?.string != nil, "\(name) \(answer.text)")
    }

    func refusesGrantType(_ name: String) async throws {
        let client = try await visitor.register()
        let fields = [("grant_type", name), ("username", "ada"), ("password", "correct horse")]
        let answer = try await visitor.token(client, fields)
        #expect(answer.status == .badRequest && answer.member("error")?.string == "unsupported_grant_type", "\(name)")
    }

    private func refreshed(_ grant: String) async throws -> TestResponse {
        let client = try await visitor.register()
        let refresh = try #require(try await tokens(client).member("refresh_token")?.string)
        return try await visitor.token(client, [("grant_type", grant), ("refresh_token", refresh)])
    }

    /// Clients for themselves are those of who runs the server.
    private func operatorClient(_ grant: String) async throws -> TestClient {
        let settings = site.server.settings
        var policy = settings.registration
        policy.grantTypes += settings.operatorGrantTypes
        let json = #"{"grant_types":["\#(grant)"],"token_endpoint_auth_method":"client_secret_post"}"#
        let secret = ClientSecret.random()
        let client = Client(
            id: .random(), metadata: try ClientMetadata(parsing: Array(json.utf8), policy: policy),
            secrets: [secret.digest])
        let record = try client.record(createdAt: site.time.now.seconds)
        let isNew = try await site.store.insertIfAbsent(record, recording: [])
        #expect(isNew)
        return TestClient(id: client.id.text, secret: secret.text)
    }

    private func polled(_ grant: String) async throws -> TestResponse {
        let client = try await visitor.register()
        let begun = try await visitor.post(
            path("device_authorization_endpoint"), client.credentials + [("scope", "openid read")])
        let code = try #require(begun.member("user_code")?.string)
        let entry = try await visitor.logIn(try await visitor.visit("/device?user_code=\(code)"))
        let confirm = try await visitor.submit(entry, [("user_code", code)])
        _ = try await visitor.submit(confirm, [("decision", "yes")])
        let deviceCode = try #require(begun.member("device_code")?.string)
        return try await visitor.token(client, [("grant_type", grant), ("device_code", deviceCode)])
    }

    // MARK: Answers

    func responseType(_ name: String) async throws {
        let client = try await visitor.register()
        let answer = try await visitor.authorize(client, [("response_type", name)])
        #expect(answer.parameter(name)?.isEmpty == false, "\(name)")
        for further in ["code", "access_token", "id_token"] where further != name {
            #expect(answer.parameter(further) == nil, "\(name)")
        }
    }

    func refusesResponseType(_ name: String) async throws {
        #expect(try await error([("response_type", name)]) == "unsupported_response_type", "\(name)")
    }

    func responseMode(_ name: String) async throws {
        let client = try await visitor.register()
        _ = try await code(client)
        let answer = try await visit(client, [("response_mode", name)])
        let given: String?
        switch name {
        case "query":
            #expect(answer.headers[.location]?.hasPrefix(TestSite.address + "?") == true)
            given = answer.parameter("code")
        case "form_post":
            #expect(answer.status == .ok && answer.forms.map(\.action) == [TestSite.address])
            given = answer.forms.first?.hidden.first { $0.0 == "code" }?.1
        default:
            Issue.record("Nobody knows how to read the answer of the mode \(name).")
            return
        }
        #expect(try await visitor.redeem(client, try #require(given)).status == .ok, "\(name)")
    }

    func refusesResponseMode(_ name: String) async throws {
        #expect(try await error([("response_mode", name)]) == "invalid_request", "\(name)")
    }

    func answersNameIssuer() async throws {
        let client = try await visitor.register()
        let refused = try await visit(client, [("prompt", "none")])
        #expect(refused.parameter("error") == "login_required" && refused.parameter("iss") == TestSite.issuer)
        let answer = try await visitor.authorize(client)
        #expect(answer.parameter("code") != nil && answer.parameter("iss") == TestSite.issuer)
    }

    // MARK: What is asked for

    func challengeMethod(_ name: String) async throws {
        let client = try await visitor.register()
        let method = [("code_challenge_method", name)]
        #expect(try await visitor.redeem(client, code(client, method)).status == .ok, "\(name)")
        let wrong = try await visitor.redeem(
            client, code(client, method), verifier: String(TestSite.verifier.reversed()))
        #expect(wrong.status == .badRequest && wrong.member("error")?.string == "invalid_grant", "\(name)")
    }

    func refusesChallengeMethod(_ name: String) async throws {
        let fields = [("code_challenge", TestSite.verifier), ("code_challenge_method", name)]
        #expect(try await error(fields) == "invalid_request", "\(name)")
    }

    func scope(_ name: String) async throws {
        // To be away one has to be known.
        let wanted = name == "offline_access" ? "openid \(name)" : name
        let granted = try await tokens(visitor.register(), scope: wanted).member("scope")?.string
        #expect(granted?.split(separator: " ").sorted() == wanted.split(separator: " ").sorted(), "\(name)")
    }

    func refusesScope(_ name: String) async throws {
        #expect(try await error(scope: "openid \(name)", []) == "invalid_scope", "\(name)")
    }

    func prompt(_ name: String) async throws {
        let client = try await visitor.register()
        if name == "none" {
            #expect(try await visit(client, [("prompt", name)]).parameter("error") == "login_required")
        }
        // From here on the user is logged in and has agreed: without a prompt there would be no page.
        _ = try await code(client)
        #expect(try await visit(client).parameter("code") != nil)
        let page = try await visit(client, [("prompt", name)])
        let end: TestResponse
        switch name {
        case "none": end = page
        case "login", "select_account":
            #expect(page.status == .ok && page.text.contains("name=\"password\""), "\(name)")
            end = try await visitor.logIn(page)
        case "consent":
            #expect(page.status == .ok && page.title?.hasPrefix("Allow ") == true, "\(name)")
            end = try await visitor.submit(page, [("decision", "yes")])
        default:
            Issue.record("Nobody knows what the prompt \(name) shows.")
            return
        }
        #expect(end.parameter("code") != nil, "\(name)")
    }

    func refusesPrompt(_ name: String) async throws {
        #expect(try await error([("prompt", name)]) == "invalid_request", "\(name)")
    }

    // MARK: How it is sent

    func pushesOnlyWhereTold() async throws {
        _ = try await code(visitor.register())
        try await TestSite { $0.requiresPushedRequests = true }.test { visitor in
            let metadata = try await visitor.send(.get, "/.well-known/oauth-authorization-server")
            #expect(metadata.member("require_pushed_authorization_requests")?.bool == true)
            let client = try await visitor.register()
            let direct = try await visitor.visit("/oauth/authorize?\(client.query([("prompt", "none")]))")
            #expect(direct.parameter("error") == "invalid_request" && direct.parameter("code") == nil)
            let pushed = try await visitor.send(
                .post, "/oauth/par", [.contentType: "application/x-www-form-urlencoded"],
                body: client.query() + "&" + FormWriter.text(client.credentials.dropFirst().map { $0 }))
            let uri = try #require(pushed.member("request_uri")?.string, "\(pushed.text)")
            let fields = [("client_id", client.id), ("request_uri", uri)]
            let login = try await visitor.visit("/oauth/authorize?\(FormWriter.text(fields))")
            let answer = try await visitor.submit(try await visitor.logIn(login), [("decision", "yes")])
            let code = try #require(answer.parameter("code"))
            #expect(try await visitor.redeem(client, code).status == .ok)
        }
    }

    func takesNoRequestObject() async throws {
        #expect(try await error([("request", "e30.e30.")]) == "request_not_supported")
    }

    func fetchesNoRequestObject() async throws {
        let address = "https://client.example.com/request.jwt"
        #expect(try await error([("request_uri", address)]) == "request_uri_not_supported")
    }
}
