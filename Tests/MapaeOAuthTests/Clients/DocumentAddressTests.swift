import MapaeOAuth
import Testing

@testable import MapaeOAuth

@Suite("A client_id that is the address of a metadata document")
struct DocumentAddressTests {
    @Test(
        "It is https with a path, in one spelling",
        arguments: [
            ("https://app.example.com/client.json", "app.example.com"),
            ("https://app.example.com/a/b/", "app.example.com"),
            ("https://app.example.com:8443/c", "app.example.com:8443"),
            ("https://app.example.com/%41;x", "app.example.com"),
        ])
    func taken(_ text: String, _ host: String) throws {
        let id = try #require(ClientID(text))
        let address = try #require(DocumentAddress(id, allowsLoopback: false))
        #expect(address.text == text && address.host == host)
    }

    private static let refused = [
        "https://app.example.com", "https://app.example.com/", "https://app.example.com?a",
        "https://app.example.com/c?a=b",
        "https://app.example.com/c?", "https://app.example.com/c#", "https://app.example.com/c#d",
        "https://user@app.example.com/c", "https://user:pw@app.example.com/c", "https://app.example.com/./c",
        "https://app.example.com/a/../c", "https://app.example.com/%2e%2E/c", "https://app.example.com/c/..",
        "HTTPS://app.example.com/c", "https://APP.example.com/c", "http://app.example.com/c", "ftp://app.example.com/c",
        "https:/app.example.com/c", "https:app.example.com/c", "//app.example.com/c", "app.example.com/c", "s6BhdRkqt3",
        "https:///c", "https://app.example.com:0/c", "https://app.example.com:99999/c", "https://app..example.com/c",
        "https://app.example.com\\@evil.example/c", "https://app.example.com /c", "javascript:https://a.example/c",
        "http://127.0.0.1.evil.example/c", "http://localhost.evil.example/c", "http://127.1/c", "http://0.0.0.0/c",
    ]

    @Test("Nothing else is", arguments: refused, [false, true])
    func refusedText(_ text: String, allowsLoopback: Bool) {
        #expect(ClientID(text).flatMap { DocumentAddress($0, allowsLoopback: allowsLoopback) } == nil)
    }

    @Test(
        "One of this machine is one only where that is allowed, then also with http",
        arguments: [
            "http://localhost:9000/c", "http://127.0.0.1:9000/c", "http://[::1]:9000/c", "https://localhost/c",
            "https://127.0.0.1/c", "https://[::1]/c",
        ])
    func loopback(_ text: String) throws {
        let id = try #require(ClientID(text))
        #expect(DocumentAddress(id, allowsLoopback: false) == nil)
        #expect(DocumentAddress(id, allowsLoopback: true)?.text == text)
    }

    @Test(
        "Whether another address is at the same host is decided by all of the host, in any case",
        arguments: [
            ("https://app.example.com/cb", true), ("https://APP.Example.com:444/", true),
            ("https://example.com/", false),
            ("https://app.example.com.evil.example/", false), ("https://evilapp.example.com/", false),
            ("com.example.app:/cb", false), ("http://localhost/", false),
        ])
    func host(_ other: String, _ isSame: Bool) throws {
        let id = try #require(ClientID("https://app.example.com/client.json"))
        #expect(DocumentAddress(id, allowsLoopback: false)?.isAtSameHost(other) == isSame)
    }
}
