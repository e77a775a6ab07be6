import MapaeOAuth
import MapaeTesting
import Testing

struct RedirectURITests {
    @Test(
        "What can be registered (RFC 8252 section 7, RFC 6749 section 3.1.2)",
        arguments: [
            ("https://client.example.org/cb", .https), ("https://client.example.com/cb?app=1", .https),
            ("https://client.example.com", .https), ("https://client.example.com:8443/cb", .https),
            ("https://127.0.0.1/cb", .https), ("https://a.example/cb?", .https),
            ("https://a.example/%E3%81%82", .https),
            ("http://127.0.0.1:51004/oauth2redirect/example-provider", .loopback), ("http://127.0.0.1/", .loopback),
            ("http://[::1]:61023/oauth2redirect/example-provider", .loopback), ("http://127.0.0.1", .loopback),
            ("http://localhost:3000/callback", .localhost), ("http://localhost/", .localhost),
            ("com.example.app:/oauth2redirect/example-provider", .privateUse),
            ("edu.kit.data.oidc-agent:/redirect", .privateUse),
            ("com.example.app://callback", .privateUse), ("com.example.app:/", .privateUse),
        ] as [(String, RedirectURI.Kind)])
    func registered(text: String, kind: RedirectURI.Kind) throws {
        let address = try RedirectURI(registering: text)
        #expect(address.kind == kind)
        #expect(address.text == text)
        #expect(address.matches(text))
    }

    @Test(
        "O2: schemes that belong to nobody, or that browsers run, cannot be registered",
        arguments: [
            "javascript:alert(1)", "JavaScript:alert(1)", "javascript://a.example/%0Aalert(1)", "data:text/html,x",
            "data:,", "file:///etc/passwd",
            "vbscript:x", "about:blank", "blob:https://a.example/1", "ftp://a.example/", "ws://a.example/", "myapp:/cb",
            "myapp://cb",
            "urn:ietf:wg:oauth:2.0:oob", "mailto:a@b.example", "tel:1", "com.example.app:callback", "com.example.app:",
            "view-source:https://a.example/",
            "intent://a.example/#Intent;end", "http://a.example/cb", "http://192.168.0.1/cb", "http://10.0.0.1/cb",
        ] as [Sample])
    func schemes(text: Sample) {
        #expect(throws: OAuthError(.invalidRedirectURI)) { try RedirectURI(registering: text.text) }
    }

    @Test(
        "O3: a pattern cannot be registered, and a point is a point",
        arguments: [
            "https://a.example/*", "https://*.example/cb", "https://*", "*", ".*", "https://a.example/.*",
            "http://127.0.0.1:*/",
        ])
    func patterns(text: String) throws {
        #expect(throws: OAuthError(.invalidRedirectURI)) { try RedirectURI(registering: text) }
        #expect(!(try RedirectURI(registering: "https://a.example/cb").matches("https://axexample/cb")))
        #expect(!(try RedirectURI(registering: "https://a.example/(a)+").matches("https://a.example/aa")))
    }

    @Test(
        "O1: what has a fragment, a user, dots to resolve or an answer's parameter cannot be registered",
        arguments: [
            "", "/cb", "//a.example/cb", "https://a.example/cb#", "https://a.example/cb#x", "https://a.example/#/cb",
            "https:/cb", "https:cb",
            "https://user@a.example/", "https://a.example/../cb", "https://a.example/a/%2e%2e/cb",
            "https://a.example\\@evil.example/",
            "https://a.example/cb?code=1", "https://a.example/cb?x=1&%73tate=1", "https://a.example/cb?iss",
            "https://a.example/cb?error=",
            "https://a.example/cb?error_description=x", "https://a.example/cb?error_uri=x",
            "https://a.example/cb?x=%00", "https://a.example/cb?x=%ff",
            "https://a.example/c b", "https://a.example/cb\r\nX: y", "https://\u{24D0}.example/",
            "com.example.app://user@cb",
            .repeated("https://a.example/", 120),
        ] as [Sample])
    func malformed(text: Sample) {
        #expect(throws: OAuthError(.invalidRedirectURI)) { try RedirectURI(registering: text.text) }
    }

    @Test(
        "O1: an address matches byte by byte",
        arguments: [
            "https://client.example.org/c", "https://client.example.org/cb/", "https://client.example.org/cbx",
            "https://client.example.org/cb?",
            "https://client.example.org/cb?x=1", "https://client.example.org/cb#", "https://client.example.org/cb#x",
            "https://client.example.org/CB",
            "https://CLIENT.example.org/cb", "HTTPS://client.example.org/cb", "http://client.example.org/cb",
            "https://client.example.org:443/cb",
            "https://client.example.org//cb", "https://client.example.org/x/../cb", "https://client.example.org/./cb",
            "https://client.example.org/%63b",
            "https://client.example.org/cb%00", "https://client.example.org/cb\0", "https://client.example.org/cb ",
            " https://client.example.org/cb",
            "https://evil.client.example.org/cb", "https://client.example.org.evil.example/cb",
            "https://client.example.org@evil.example/cb",
            "https://evil.example/https://client.example.org/cb", "https://evil.example\\@client.example.org/cb",
            "https://client.example.org\\.evil.example/cb",
            "https://client.example.org;/cb", "//client.example.org/cb", "client.example.org/cb",
            "https:client.example.org/cb", "https://client\u{3002}example.org/cb",
            "https://client.example.org/cb\u{301}", "https://client.e\u{301}xample.org/cb", "", "*",
            "https://client.example.org/cb\r\n", "javascript:alert(1)//https://client.example.org/cb",
        ] as [Sample])
    func mismatch(requested: Sample) throws {
        let address = try RedirectURI(registering: "https://client.example.org/cb")
        #expect(address.matches("https://client.example.org/cb"))
        #expect(!address.matches(requested.text))
    }

    @Test("O1: a query is part of the address (oidcc-redirect-uri-query-OK, -query-mismatch, -query-added)")
    func query() throws {
        let address = try RedirectURI(registering: "https://a.example/cb?foo=bar")
        #expect(address.matches("https://a.example/cb?foo=bar"))
        for other in ["https://a.example/cb", "https://a.example/cb?foo=baz", "https://a.example/cb?foo=bar&x=1"] {
            #expect(!address.matches(other))
        }
    }

    @Test(
        "O4: the two loopback addresses take any port, and nothing else about them is free",
        arguments: [
            ("http://127.0.0.1/cb", "http://127.0.0.1:51004/cb", true),
            ("http://127.0.0.1:1/cb", "http://127.0.0.1:65535/cb", true),
            ("http://127.0.0.1:80/cb", "http://127.0.0.1/cb", true), ("http://[::1]:1/cb", "http://[::1]:2/cb", true),
            ("http://[::1]/cb", "http://[::1]:61023/cb", true), ("http://127.0.0.1", "http://127.0.0.1:3", true),
            ("http://127.0.0.1?x=1", "http://127.0.0.1:3?x=1", true),
            ("http://localhost/cb", "http://localhost:3000/cb", false),
            ("http://localhost:3000/cb", "http://localhost/cb", false),
            ("http://localhost:3000/cb", "http://localhost:3001/cb", false),
            ("http://localhost:3000/cb", "http://127.0.0.1:3000/cb", false),
            ("http://127.0.0.1:3000/cb", "http://localhost:3000/cb", false),
            ("http://127.0.0.1:1/cb", "http://[::1]:1/cb", false),
            ("http://127.0.0.1/cb", "https://127.0.0.1:1/cb", false),
            ("https://127.0.0.1/cb", "https://127.0.0.1:1/cb", false),
            ("https://a.example/cb", "https://a.example:444/cb", false),
            ("http://127.0.0.1/cb", "http://127.1:1/cb", false),
            ("http://127.0.0.1/cb", "http://127.0.0.2:1/cb", false),
            ("http://127.0.0.1/cb", "http://127.000.0.1:1/cb", false),
            ("http://127.0.0.1/cb", "http://0x7f.0.0.1:1/cb", false),
            ("http://127.0.0.1/cb", "http://2130706433:1/cb", false),
            ("http://127.0.0.1/cb", "http://0.0.0.0:1/cb", false),
            ("http://[::1]/cb", "http://[0:0:0:0:0:0:0:1]:1/cb", false),
            ("http://[::1]/cb", "http://[::ffff:127.0.0.1]:1/cb", false),
            ("http://127.0.0.1/cb", "http://127.0.0.1.:1/cb", false),
            ("http://127.0.0.1/cb", "http://127.0.0.1:0/cb", false),
            ("http://127.0.0.1/cb", "http://127.0.0.1:65536/cb", false),
            ("http://127.0.0.1/cb", "http://127.0.0.1:080/cb", false),
            ("http://127.0.0.1/cb", "http://127.0.0.1:/cb", false),
            ("http://127.0.0.1/cb", "http://127.0.0.1:+1/cb", false),
            ("http://127.0.0.1/cb", "http://127.0.0.1:1x/cb", false),
            ("http://127.0.0.1/cb", "http://127.0.0.1:1@evil.example/cb", false),
            ("http://127.0.0.1/cb", "http://127.0.0.1@evil.example/cb", false),
            ("http://127.0.0.1/cb", "http://127.0.0.1.evil.example/cb", false),
            ("http://127.0.0.1", "http://127.0.0.1:1.evil.example", false),
            ("http://127.0.0.1/cb", "http://127.0.0.1:1/cb/", false),
            ("http://127.0.0.1/cb", "http://127.0.0.1:1/cb?x", false),
            ("http://127.0.0.1/cb", "http://127.0.0.1:1/cb#x", false),
            ("http://127.0.0.1/cb", "HTTP://127.0.0.1:1/cb", false),
            ("http://127.0.0.1/cb", "http://127.0.0.1:\u{661}/cb", false),
        ])
    func loopback(registered: String, requested: String, matches: Bool) throws {
        #expect(try RedirectURI(registering: registered).matches(requested) == matches)
    }

    @Test("O1: random changes of an address never match, and never trap (S6)")
    func random() throws {
        var random = Seeded(state: 1)
        let texts = ["https://a.example/cb", "http://127.0.0.1:80/cb", "com.example.app:/cb"]
        let addresses = try texts.map { try RedirectURI(registering: $0) }
        for _ in 0..<20_000 {
            let index = Int.random(in: 0..<3, using: &random)
            var bytes = Array(texts[index].utf8)
            let place = Int.random(in: 0..<bytes.count, using: &random)
            bytes.replaceSubrange(
                place..<min(place + Int.random(in: 0...2, using: &random), bytes.count),
                with: random.bytes("@:/.#?%\\0", upTo: 3))
            let text = String(decoding: bytes, as: UTF8.self)
            _ = try? RedirectURI(registering: text)
            guard addresses[index].matches(text) else { continue }
            // Only another port may still match.
            let isPort =
                index == 1 && text.hasPrefix("http://127.0.0.1") && text.hasSuffix("/cb")
                && !text.utf8.contains(UInt8(ascii: "@"))
            #expect(text.utf8.elementsEqual(texts[index].utf8) || isPort, "\(text)")
        }
    }
}
