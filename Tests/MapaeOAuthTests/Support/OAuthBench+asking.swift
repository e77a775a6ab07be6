import Mapae
import MapaeOAuth
import Testing

@testable import MapaeOAuth

extension OAuthBench {
    /// The query of a request for a code that a client sends the browser with.
    static func query(
        _ client: Client, scope: String = "openid profile", address: String? = address, _ further: String = ""
    ) -> String {
        let scope = scope.split(separator: " ").joined(separator: "+")
        return "response_type=code&client_id=\(client.id.text)&state=s-1"
            + (scope.isEmpty ? "" : "&scope=\(scope)")
            + (address.map { "&redirect_uri=\(QueryWriter.escaped($0))" } ?? "")
            + (further.contains("code_challenge") ? "" : "&\(Requests.challenge)") + further
    }

    /// A user comes with a request.
    func authorize(
        _ client: Client, scope: String = "openid profile", _ further: String = "", login: UserLogin?
    ) async -> AuthorizationStep {
        await server.authorize(Self.query(client, scope: scope, further).utf8, login: login)
    }

    /// What the user has agreed to is remembered.
    func agree(
        _ client: Client, scope: String = "openid profile", _ further: String = "", login: UserLogin
    ) async throws {
        let step = await authorize(client, scope: scope, further + "&prompt=consent", login: login)
        let decided = await server.decide(try step.ticket, login: login, isAllowed: true)
        #expect(try decided.value("code").utf8.count == 43)
    }

    /// A login in a browser.
    func browserLogin(_ subject: String = "u1", replacing old: String? = nil) async throws -> BrowserLogin {
        try await server.beginLogin(
            of: subject, epoch: try await sessions.epoch(of: subject), acr: "urn:example:pwd", amr: ["pwd"],
            replacing: old)
    }
}

extension AuthorizationStep {
    var response: AuthorizationResponse? { if case .answered(let response) = self { response } else { nil } }
    var login: LoginPrompt? { if case .login(let prompt) = self { prompt } else { nil } }
    var consent: ConsentPrompt? { if case .consent(let prompt) = self { prompt } else { nil } }
    /// What a page says is wrong.
    var pageError: OAuthError? { if case .refused(let error) = self { error } else { nil } }
    /// What the client is told is wrong.
    var clientError: String? { response?.parameters.first { $0.name == "error" }?.value }

    func value(_ name: String) throws -> String {
        try #require(response?.parameters.first { $0.name == name }?.value, "\(self)")
    }
    var ticket: String { get throws { try #require(login?.ticket ?? consent?.ticket, "\(self)") } }
}
