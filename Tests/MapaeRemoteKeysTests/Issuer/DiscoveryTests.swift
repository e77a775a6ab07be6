#if RemoteKeys
import Mapae
import MapaeJOSE
import MapaeRemoteKeys
import Testing

@Suite("An issuer found by its name")
struct DiscoveryTests {
    static let openID = "/.well-known/openid-configuration"
    static let oauth = "/.well-known/oauth-authorization-server"

    @Test func `its document is asked, then its keys, and both only once`() async throws {
        try await ForeignIssuer.with { issuer in
            let remote = try await issuer.discovered()
            #expect(issuer.server.targets == [Self.openID, "/keys"])
            #expect(await remote.refusal(issuer.token()) == nil)
            issuer.time.advance(by: .seconds(30))
            #expect(await remote.refusal(issuer.token(ForeignIssuer.other)) == .invalidToken)
            #expect(issuer.server.targets == [Self.openID, "/keys", "/keys"])
        }
    }

    @Test func `without an OpenID document the one of RFC 8414 is asked`() async throws {
        try await ForeignIssuer.with { issuer in
            let name = issuer.issuer + "/realms/one"
            issuer.site[Self.oauth + "/realms/one"] = issuer.discovery(issuer: name)
            let remote = try await issuer.discovered(name)
            #expect(issuer.server.targets == ["/realms/one" + Self.openID, Self.oauth + "/realms/one", "/keys"])
            let token = issuer.token(with: #""iss":"\#(name)""#, without: ["iss"])
            #expect(await remote.refusal(token) == nil)
            #expect(await remote.refusal(issuer.token()) == .wrongIssuer)
        }
    }

    @Test(
        arguments: [
            ("no document", nil, .unexpectedStatus, [openID, oauth]),
            ("401", .answer(401), .unexpectedStatus, [openID, oauth]),
            ("500", .answer(500), .unexpectedStatus, [openID]),
            ("html", .answer(200, [], "<html>"), .invalidDiscovery, [openID]),
            ("oversize", .answer(200, [], String(repeating: " ", count: 512 * 1024 + 1)), .answerTooLarge, [openID]),
            ("redirect inside", .answer(302, [("Location", "https://169.254.169.254/")]), .forbiddenAddress, [openID]),
        ] as [(String, StubServer.Reply?, RemoteKeysError.Code, [String])])
    func `an issuer without a usable document is told at the start`(
        _ id: String, _ reply: StubServer.Reply?, _ code: RemoteKeysError.Code, _ targets: [String]
    ) async throws {
        try await ForeignIssuer.with { issuer in
            issuer.site[Self.openID] = reply
            await #expect(throws: RemoteKeysError(code)) { try await issuer.discovered() }
            #expect(issuer.server.targets == targets)
        }
    }

    @Test(arguments: [
        ("other", "https://login.example.com"), ("slash", "/"), ("longer", "/x"), ("empty", ""),
    ])
    func `J39 a document of another issuer is refused before a key is asked for`(
        _ id: String, _ other: String
    ) async throws {
        try await ForeignIssuer.with { issuer in
            let name = other.hasPrefix("/") ? issuer.issuer + other : other
            issuer.site[Self.openID] = issuer.discovery(issuer: name)
            await #expect(throws: RemoteKeysError(.issuerMismatch)) { try await issuer.discovered() }
            #expect(issuer.server.targets == [Self.openID])
        }
    }

    @Test(
        arguments: [
            ("http://login.example.com/keys", .insecureURL), ("http://169.254.169.254/keys", .insecureURL),
            ("https://169.254.169.254/keys", .forbiddenAddress), ("https://10.0.0.1/keys", .forbiddenAddress),
            ("https://[::ffff:127.0.0.1]/keys", .forbiddenAddress), ("https://unknown.example/keys", .unreachable),
            ("file:///etc/passwd", .invalidURL), ("https://u:p@127.0.0.1/keys", .invalidURL), ("", .invalidURL),
        ] as [(String, RemoteKeysError.Code)])
    func `J25 a document cannot send us into a private network`(
        _ url: String, _ code: RemoteKeysError.Code
    ) async throws {
        try await ForeignIssuer.with { issuer in
            issuer.site[Self.openID] = issuer.discovery(keysURL: url)
            await #expect(throws: RemoteKeysError(code)) { try await issuer.discovered() }
            #expect(issuer.server.targets == [Self.openID])
        }
    }

    @Test func `an issuer that publishes no usable key is told at the start`() async throws {
        try await ForeignIssuer.with { issuer in
            issuer.site["/keys"] = .answer(200, [], #"{"keys":[{"kty":"AKP","alg":"ML-DSA-65","pub":"AA"}]}"#)
            await #expect(throws: RemoteKeysError(.noUsableKeys)) { try await issuer.discovered() }
            try issuer.site.publish([ForeignIssuer.ec])
            await #expect(throws: RemoteKeysError(.noUsableKeys)) {
                try await issuer.discovered(policy: .init(algorithms: [.edDSA]))
            }
        }
    }

    @Test func `keys that have moved are found again`() async throws {
        try await ForeignIssuer.with { issuer in
            let remote = try await issuer.discovered()
            issuer.site["/keys"] = nil
            try issuer.site.publish([ForeignIssuer.other], at: "/moved")
            issuer.site[Self.openID] = issuer.discovery(keysURL: issuer.server.url + "/moved")
            issuer.time.advance(by: .seconds(30))
            let new = issuer.token(ForeignIssuer.other)
            #expect(await remote.refusal(new) == .temporarilyUnavailable)
            #expect(remote.lastFailure == RemoteKeysError(.unexpectedStatus))
            issuer.time.advance(by: .seconds(30))
            #expect(await remote.refusal(new) == nil)
            #expect(issuer.server.targets == [Self.openID, "/keys", "/keys", Self.openID, "/moved"])
        }
    }

    @Test func `a document is believed for a day`() async throws {
        try await ForeignIssuer.with { issuer in
            let remote = try await issuer.discovered()
            let unknown = issuer.token(ForeignIssuer.other)
            issuer.time.advance(by: .seconds(24 * 3600 - 1))
            #expect(await remote.refusal(unknown) == .invalidToken)
            issuer.time.advance(by: .seconds(30))
            #expect(await remote.refusal(unknown) == .invalidToken)
            #expect(issuer.server.targets == [Self.openID, "/keys", "/keys", Self.openID, "/keys"])
        }
    }

    @Test(
        arguments: [
            ("", .invalidIssuer), ("login.example.com", .invalidURL), ("http://login.example.com", .insecureURL),
            ("https://login.example.com?x=y", .invalidIssuer), ("https://login.example.com#x", .invalidURL),
            ("https://user@login.example.com", .invalidURL), ("accounts.google.com", .invalidURL),
        ] as [(String, RemoteKeysError.Code)])
    func `what is no URL of an issuer is refused before anything is asked`(
        _ name: String, _ code: RemoteKeysError.Code
    ) async {
        await #expect(throws: RemoteKeysError(code)) { try await RemoteIssuer(name, audience: "x") }
    }

    @Test(
        arguments: [
            ("http://login.example.com/keys", .insecureURL), ("file:///keys", .invalidURL), ("", .invalidURL),
        ] as [(String, RemoteKeysError.Code)])
    func `a URL of keys is checked before anything is asked`(_ url: String, _ code: RemoteKeysError.Code) {
        #expect(throws: RemoteKeysError(code)) {
            try RemoteIssuer(issuer: "accounts.google.com", jwksURL: url, audience: "x")
        }
    }

    @Test func `an issuer that is named beside its keys' URL need not be a URL, but something`() throws {
        let remote = try RemoteIssuer(
            issuer: "accounts.google.com", jwksURL: "https://www.googleapis.com/oauth2/v3/certs", audience: "x")
        #expect(remote.issuer == "accounts.google.com")
        #expect(throws: RemoteKeysError(.invalidIssuer)) {
            try RemoteIssuer(issuer: "", jwksURL: "https://www.googleapis.com/oauth2/v3/certs", audience: "x")
        }
    }
}
#endif
