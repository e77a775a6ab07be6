import HTTPTypes
import HummingbirdTesting
import MapaeJOSE
import Testing

/// A client that has registered itself, as tests play it.
struct TestClient: Sendable {
    let id: String
    let secret: String?

    /// The query with which it sends the browser.
    func query(
        scope: String = "openid profile", address: String = TestSite.address, _ further: [(String, String)] = []
    ) -> String {
        let fields = [
            ("response_type", "code"), ("client_id", id), ("redirect_uri", address), ("scope", scope), ("state", "s-1"),
            ("nonce", "n-1"), ("code_challenge", TestSite.challenge), ("code_challenge_method", "S256"),
        ]
        return FormWriter.text(fields.filter { pair in !further.contains { $0.0 == pair.0 } } + further)
    }

    var credentials: [(String, String)] { [("client_id", id)] + (secret.map { [("client_secret", $0)] } ?? []) }
}

extension Visitor {
    /// Asks for the registration of a client.
    func registration(_ members: String = "", method: String = "client_secret_post") async throws -> TestResponse {
        let json = """
            {"redirect_uris":["\(TestSite.address)","com.example.app:/cb"],"token_endpoint_auth_method":"\(method)",
            "grant_types":["authorization_code","refresh_token","urn:ietf:params:oauth:grant-type:device_code"]
            ,"post_logout_redirect_uris":["https://client.example.com/bye"]\(members.isEmpty ? "" : ",\(members)")}
            """
        return try await send(.post, "/oauth/register", [.contentType: "application/json"], body: json)
    }

    /// Registers a client.
    func register(_ members: String = "", method: String = "client_secret_post") async throws -> TestClient {
        let response = try await registration(members, method: method)
        #expect(response.status == .created, "\(response.text)")
        return TestClient(
            id: try #require(response.member("client_id")?.string), secret: response.member("client_secret")?.string)
    }

    /// Logs in and agrees.
    /// - Returns: The answer that leads to the client.
    func authorize(
        _ client: TestClient, scope: String = "openid profile", _ further: [(String, String)] = []
    ) async throws -> TestResponse {
        var page = try await visit("/oauth/authorize?\(client.query(scope: scope, further))")
        if page.text.contains("name=\"password\"") { page = try await logIn(page) }
        if page.status == .ok { page = try await submit(page, [("decision", "yes")]) }
        return page
    }

    /// Asks the token endpoint.
    func token(_ client: TestClient, _ fields: [(String, String)]) async throws -> TestResponse {
        try await post("/oauth/token", fields + client.credentials)
    }

    func redeem(
        _ client: TestClient, _ code: String, verifier: String = TestSite.verifier
    ) async throws -> TestResponse {
        try await token(client, Self.redemption(of: code, verifier: verifier))
    }

    /// The fields that exchange a code.
    static func redemption(of code: String, verifier: String = TestSite.verifier) -> [(String, String)] {
        [
            ("grant_type", "authorization_code"), ("code", code), ("code_verifier", verifier),
            ("redirect_uri", TestSite.address),
        ]
    }
}
