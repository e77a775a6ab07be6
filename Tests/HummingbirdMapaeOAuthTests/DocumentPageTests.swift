import HTTPTypes
import HummingbirdMapaeOAuth
import HummingbirdTesting
import MapaeOAuth
import Testing

@Suite("Pages for clients that are known by their metadata document")
struct DocumentPageTests {
    private static let id = "https://app.example.com/client.json"

    private static func site(name: String) throws -> TestSite {
        try TestSite(documents: { request in
            let json = """
                {"client_id":"\(id)","client_name":"\(name)","token_endpoint_auth_method":"none",
                "redirect_uris":["https://app.example.com/cb","http://127.0.0.1/cb"]}
                """
            guard request.address == id else { throw OAuthError(.invalidClient) }
            return try request.read(Array(json.utf8))
        })
    }

    private static let client = TestClient(id: id, secret: nil)

    @Test(
        "The host of the document comes before the name that the client has given itself, in each language",
        arguments: ["en", "ko"])
    func host(_ language: String) async throws {
        try await Self.site(name: "Your Bank").test { visitor in
            let query = Self.client.query(
                scope: "openid", address: "https://app.example.com/cb", [("ui_locales", language)])
            let login = try await visitor.visit("/oauth/authorize?\(query)")
            #expect(login.status == .ok)
            #expect(login.title?.contains("app.example.com (Your Bank)") == true, "\(login.text)")
            let consent = try await visitor.logIn(login)
            #expect(consent.title?.contains("app.example.com (Your Bank)") == true, "\(consent.text)")
            #expect(consent.text.matches(of: /app\.example\.com/).count > 2)
            #expect(!consent.text.contains("class=\"alert\""))
            let answer = try await visitor.submit(consent, [("decision", "yes")])
            #expect(answer.headers[.location]?.hasPrefix("https://app.example.com/cb?") == true)
        }
    }

    @Test("A page warns where the answer goes to a program on the user's device")
    func device() async throws {
        try await Self.site(name: "Tool").test { visitor in
            let query = Self.client.query(scope: "openid", address: "http://127.0.0.1:5000/cb")
            let consent = try await visitor.logIn(try await visitor.visit("/oauth/authorize?\(query)"))
            #expect(consent.text.contains("only if you have just started that program"), "\(consent.text)")
        }
    }

    @Test("A document that cannot be had is told on a page, and no browser is led anywhere (O7)")
    func unknown() async throws {
        try await Self.site(name: "Tool").test { visitor in
            let other = TestClient(id: "https://evil.example/c", secret: nil)
            let page = try await visitor.visit("/oauth/authorize?\(other.query(address: "https://evil.example/cb"))")
            #expect(page.headers[.location] == nil && page.status != .ok, "\(page.status)")
            PageTests.check(page, "unknown")
        }
    }
}
