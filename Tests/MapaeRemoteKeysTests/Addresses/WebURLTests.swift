#if RemoteKeys
import MapaeRemoteKeys
import Testing

@Suite("URLs that may be asked")
struct WebURLTests {
    @Test(arguments: [
        ("https://login.example.com", "https://login.example.com/"),
        ("HTTPS://Login.EXAMPLE.com/Keys", "https://login.example.com/Keys"),
        ("https://login.example.com:443/keys", "https://login.example.com/keys"),
        ("https://login.example.com:8443/keys?a=b%20c", "https://login.example.com:8443/keys?a=b%20c"),
        ("https://login.example.com?a=b", "https://login.example.com/?a=b"),
        ("https://keycloak/realms/one", "https://keycloak/realms/one"),
        ("https://a_b.xn--pypal-4ve.com/", "https://a_b.xn--pypal-4ve.com/"),
        ("https://192.0.2.1/", "https://192.0.2.1/"),
        ("https://[2001:DB8::1]:8443/", "https://[2001:db8:0:0:0:0:0:1]:8443/"),
        ("http://localhost/keys", "http://localhost/keys"),
        ("http://LOCALHOST:80/keys", "http://localhost/keys"),
        ("http://127.0.0.1:8080/keys", "http://127.0.0.1:8080/keys"),
        ("http://127.255.255.254/", "http://127.255.255.254/"),
        ("http://[::1]:8080/", "http://[0:0:0:0:0:0:0:1]:8080/"),
    ])
    func `a URL is handed on as it was understood`(_ text: String, _ understood: String) throws {
        let url = try WebURL(text)
        #expect(url.text == understood)
        #expect(try WebURL(url.text) == url)
    }

    @Test(arguments: [
        "http://login.example.com/", "http://localhost.example.com/", "http://127.0.0.1.example.com/",
        "http://10.0.0.1/", "http://169.254.169.254/latest/meta-data/", "http://[::ffff:127.0.0.1]/", "http://0.0.0.0/",
        "http://[::]/", "http://128.0.0.1/", "http://app.localhost/", "http://[fe80::1]/",
    ])
    func `J25 http leads to this machine only`(_ text: String) {
        #expect(throws: RemoteKeysError(.insecureURL)) { try WebURL(text) }
    }

    @Test(arguments: [
        "", "https://", "https:///keys", "https:/login.example.com", "login.example.com", "//login.example.com",
        "file:///etc/passwd", "ftp://login.example.com/", "javascript:alert(1)", "http+unix://%2Frun%2Fx/", "https",
        "https://user@login.example.com/", "https://user:pass@login.example.com/", "https://@login.example.com/",
        "https://login.example.com#keys", "https://login.example.com/a#b", "https://login.example.com\\@evil.example/",
        "https://login.example.com/a b", "https://login.example.com/\r\nX: y", "https://login.example.com/\0",
        "https://login.example.com/한국", "https://한국.example/", "https://ｌogin.example.com/",
        "https://login.example.com./", "https://.example.com/", "https://a..b/", "https://login.example.com:/",
        "https://login.example.com:0/", "https://login.example.com:65536/", "https://login.example.com:+1/",
        "https://login.example.com:123456/", "https://login.example.com:8o/", "https://login.example.com%2e/",
        "https://login.example.com/%", "https://login.example.com/%2", "https://login.example.com/%zz",
        "https://[::1/", "https://[]/", "https://[127.0.0.1]/", "https://[::1%25eth0]/", "https://[::1]x/",
        "https://[fe80::1%eth0]/", "https://127.1/", "https://0x7f.0.0.1/", "https://0x7f000001/",
        "https://2130706433/", "https://0177.0.0.1/", "https://1.2.3.4.5/", "https://256.0.0.1/", "https://1.2.3/",
        "https://evil.0x1/", " https://login.example.com/", "https://login.example.com/ ",
    ])
    func `what can be read in two ways is no URL`(_ text: String) {
        #expect(throws: RemoteKeysError(.invalidURL)) { try WebURL(text) }
    }

    @Test func `a URL of more than 2048 bytes, a name of more than 253 and a label of more than 63 are refused`() throws
    {
        let start = "https://a.example/"
        _ = try WebURL(start + String(repeating: "a", count: 2048 - start.utf8.count))
        let label = String(repeating: "a", count: 63)
        _ = try WebURL("https://\(label).\(label).\(label).\(label.dropLast(2))/")
        for text in [
            start + String(repeating: "a", count: 2049 - start.utf8.count), "https://\(label)a.example/",
            "https://\(label).\(label).\(label).\(label.dropLast(1))/",
        ] {
            #expect(throws: RemoteKeysError(.invalidURL)) { try WebURL(text) }
        }
    }

    @Test(arguments: [
        ("/x?y=z", "https://login.example.com:8443/x?y=z"), ("/x#y", "https://login.example.com:8443/x"),
        ("//other.example/x", "https://other.example/x"), ("https://other.example/x#y", "https://other.example/x"),
    ])
    func `a redirect is a URL or a path`(_ location: String, _ target: String) throws {
        let url = try WebURL("https://login.example.com:8443/keys?a=b")
        #expect(try url.following(location).text == target)
    }

    @Test(arguments: [
        "", "#", "x", "../x", "?x", "file:///etc/passwd", "/a b", "//user@other.example/", "///x",
        "http://other.example/", "HTTP://169.254.169.254/", "https:other.example",
    ])
    func `a redirect to anything else is refused`(_ location: String) throws {
        let url = try WebURL("https://login.example.com/keys")
        #expect(throws: RemoteKeysError.self) { try url.following(location) }
    }

    @Test(arguments: [
        ("https://a.example/x", "https://a.example:443/y", true), ("https://a.example/", "https://A.example/", true),
        ("https://a.example/", "https://a.example:444/", false), ("https://a.example/", "https://b.example/", false),
        ("https://localhost/", "http://localhost:443/", false), ("http://localhost/", "http://127.0.0.1/", false),
    ])
    func `an origin is scheme, host and port`(_ left: String, _ right: String, _ same: Bool) throws {
        #expect(try WebURL(left).hasSameOrigin(as: WebURL(right)) == same)
    }
}
#endif
