#if RemoteKeys
import MapaeRemoteKeys
import Testing

@Suite("Discovery documents (OpenID Connect Discovery §4, RFC 8414 §3)")
struct DiscoveryDocumentTests {
    static let issuer = "https://login.example.com"

    @Test(arguments: [
        (
            "https://login.example.com",
            "https://login.example.com/.well-known/openid-configuration",
            "https://login.example.com/.well-known/oauth-authorization-server"
        ),
        (
            "https://login.example.com/",
            "https://login.example.com/.well-known/openid-configuration",
            "https://login.example.com/.well-known/oauth-authorization-server"
        ),
        (
            "https://login.example.com/realms/one",
            "https://login.example.com/realms/one/.well-known/openid-configuration",
            "https://login.example.com/.well-known/oauth-authorization-server/realms/one"
        ),
        (
            "https://login.example.com:8443/one/",
            "https://login.example.com:8443/one/.well-known/openid-configuration",
            "https://login.example.com:8443/.well-known/oauth-authorization-server/one"
        ),
    ])
    func `it is looked for in these places`(_ issuer: String, _ first: String, _ second: String) throws {
        #expect(DiscoveryDocument.locations(of: try WebURL(issuer)).map(\.text) == [first, second])
    }

    @Test func `it says where the keys are`() throws {
        let json = #"{"issuer":"https://login.example.com","x":[1,{"y":null}],"jwks_uri":"https://keys.example.com/k"}"#
        #expect(
            try DiscoveryDocument(Array(json.utf8), issuer: Self.issuer).keySetURL.text == "https://keys.example.com/k")
    }

    @Test(
        arguments: [
            ("J39", #"{"issuer":"https://login.example.com/","jwks_uri":"https://k.example/"}"#, .issuerMismatch),
            ("J39", #"{"issuer":"https://LOGIN.example.com","jwks_uri":"https://k.example/"}"#, .issuerMismatch),
            (
                "J39", #"{"issuer":"https://login.example.com.evil.example","jwks_uri":"https://k.example/"}"#,
                .issuerMismatch
            ),
            ("J39", #"{"issuer":"https://login.example","jwks_uri":"https://k.example/"}"#, .issuerMismatch),
            ("J39", #"{"issuer":["https://login.example.com"],"jwks_uri":"https://k.example/"}"#, .invalidDiscovery),
            ("no issuer", #"{"jwks_uri":"https://k.example/"}"#, .invalidDiscovery),
            ("no keys", #"{"issuer":"https://login.example.com"}"#, .invalidDiscovery),
            ("null", #"{"issuer":"https://login.example.com","jwks_uri":null}"#, .invalidDiscovery),
            (
                "J30",
                #"{"issuer":"https://login.example.com","issuer":"https://login.example.com","jwks_uri":"https://k.example/"}"#,
                .invalidDiscovery
            ),
            ("http", #"{"issuer":"https://login.example.com","jwks_uri":"http://login.example.com/"}"#, .insecureURL),
            ("file", #"{"issuer":"https://login.example.com","jwks_uri":"file:///etc/passwd"}"#, .invalidURL),
            ("relative", #"{"issuer":"https://login.example.com","jwks_uri":"/keys"}"#, .invalidURL),
            ("user", #"{"issuer":"https://login.example.com","jwks_uri":"https://a:b@k.example/"}"#, .invalidURL),
            ("array", "[]", .invalidDiscovery), ("html", "<html></html>", .invalidDiscovery),
            ("empty", "", .invalidDiscovery),
            ("truncated", #"{"issuer":"https://login.example.com","jwks_uri":"https://k.exam"#, .invalidDiscovery),
        ] as [(String, String, RemoteKeysError.Code)])
    func `another document is refused`(_ id: String, _ json: String, _ code: RemoteKeysError.Code) {
        #expect(throws: RemoteKeysError(code)) { try DiscoveryDocument(Array(json.utf8), issuer: Self.issuer) }
    }
}
#endif
