import HTTPTypes
import HummingbirdMapaeOAuth
import HummingbirdTesting
import MapaeOAuth
import MapaeStore
import Synchronization
import Testing

@Suite("Pages for clients that are known by their metadata document")
struct DocumentPageTests {
    private static let id = "https://app.example.com/client.json"

    /// Whether the document can be had.
    private final class Presence: Sendable {
        private let state = Mutex(true)

        var isThere: Bool { state.withLock { $0 } }
        func end() { state.withLock { $0 = false } }
    }

    private static func site(name: String, _ presence: Presence = Presence()) throws -> TestSite {
        try TestSite(documents: { request in
            let json = """
                {"client_id":"\(id)","client_name":"\(name)","token_endpoint_auth_method":"none",
                "redirect_uris":["https://app.example.com/cb","http://127.0.0.1/cb"]}
                """
            guard request.address == id, presence.isThere else { throw OAuthError(.invalidClient) }
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

    @Test(
        "A user whose application's document is gone sees all that has access, with the document's host, and takes it back"
    )
    func gone() async throws {
        let presence = Presence()
        let site = try Self.site(name: "Your Bank", presence)
        try await site.test { visitor in
            _ = try await visitor.authorize(try await visitor.register(#""client_name":"Notes""#))
            let query = Self.client.query(scope: "openid", address: "https://app.example.com/cb")
            let consent = try await visitor.visit("/oauth/authorize?\(query)")
            _ = try await visitor.submit(consent, [("decision", "yes")])
            presence.end()
            let page = try await visitor.visit("/oauth/consents")
            #expect(page.status == .ok && page.forms.count == 2 && page.text.contains("<h2>Notes</h2>"))
            #expect(page.text.contains("<h2>app.example.com (Your Bank)</h2>"), "\(page.text)")
            let logout = try await visitor.visit("/oauth/end-session?\(FormWriter.text([("client_id", Self.id)]))")
            #expect(logout.status == .ok && logout.text.contains("app.example.com (Your Bank)"), "\(logout.text)")
            let index = try #require(page.forms.firstIndex { $0.hidden.contains { $0 == ("client_id", Self.id) } })
            let left = try await visitor.submit(page, form: index, [])
            #expect(left.status == .ok && left.forms.count == 1 && !left.text.contains("Your Bank"))
            let consents = try await site.store.consents(of: "u1")
            #expect(consents.count == 1)
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
