import Mapae
import MapaeTesting
import Testing

struct URITextTests {
    @Test(
        "A URI is taken apart, and nothing of it changed (S9)",
        arguments: [
            ("https://a.example/cb?x=1", "https", "a.example", nil, "/cb", "x=1"),
            ("HTTPS://A.example:8443", "HTTPS", "A.example", "8443", "", nil),
            ("http://[::1]:80/", "http", "[::1]", "80", "/", nil),
            ("com.example.app:/cb", "com.example.app", nil, nil, "/cb", nil),
            ("https://a.example?x", "https", "a.example", nil, "", "x"),
            ("urn:a:b", "urn", nil, nil, "a:b", nil),
        ] as [(String, String, String?, String?, String, String?)])
    func parts(text: String, scheme: String, host: String?, port: String?, path: String, query: String?) throws {
        let uri = try #require(URIText(text))
        #expect(String(Substring(uri.scheme)) == scheme)
        #expect(uri.authority.map { String(Substring($0.host)) } == host)
        #expect(uri.authority?.port.map { String(Substring($0)) } == port)
        #expect(String(Substring(uri.path)) == path)
        #expect(uri.query.map { String(Substring($0)) } == query)
        #expect(!uri.hasFragment)
    }

    @Test(
        "What browsers would read another way is no URI (O1, S9)",
        arguments: [
            "", "a", "/cb", "//a.example", "https", ":", "1a://b", "https://", "https:///cb",
            "https://a.example\\@evil.example/",
            "https://a.example/\\evil", "https://user@a.example/", "https://user:pw@a.example/", "https://@a.example/",
            "https://a.example@evil.example/", "https://a.example:0443/", "https://a.example:/",
            "https://a.example:65536/",
            "https://a.example:+1/", "https://a.example:1a/", "https://a.example:999999/", "https://a..example/",
            "https://.example/", "https://a.example./",
            "https://a%2eexample/", "https://\u{24D0}.example/", "https://a.example/\u{E9}", "https://a example/",
            " https://a.example/",
            "https://a.example/ ", "https://a.example/\r\nX: y", "https://a.example/\t", "https://a.example/%",
            "https://a.example/%4",
            "https://a.example/%zz", "https://a.example/<b>", "https://a.example/\"", "https://a.example/{x}",
            "https://[::1/", "https://[a]/",
            "https://[::1]x/", "https://[::1%25eth0]/", "ht tps://a/", "https://a.example/\0",
            String(repeating: "https://a.example/", count: 200),
        ])
    func refused(text: String) {
        #expect(URIText(text) == nil)
    }

    @Test(
        "Dots that browsers resolve are found, escaped or not (O1)",
        arguments: [
            ("https://a/b/../c", true), ("https://a/.", true), ("https://a/..", true), ("https://a/%2e%2E/c", true),
            ("https://a/.%2e/c", true), ("https://a/%2E", true), ("https://a/b..c/.d/...", false),
            ("https://a/", false),
            ("https://a/%2ex", false), ("https://a/?..", false),
        ])
    func dots(text: String, hasDots: Bool) throws {
        #expect(try #require(URIText(text)).hasDotSegments == hasDots)
    }

    @Test("Random bytes never trap (S6)")
    func random() {
        var random = Seeded(state: 9)
        for _ in 0..<20_000 {
            let bytes = random.bytes("https://a.[:1]@?#%2e..", upTo: 40)
            let uri = URIText(String(decoding: Array("https:".utf8) + bytes, as: UTF8.self))
            #expect(uri?.authority?.host.isEmpty != true)
            _ = uri?.hasDotSegments
        }
    }
}
