#if Server
import MapaeOAuth
import Testing

@testable import MapaeServer

@Suite("The settings of the authorization server")
struct OAuthSettingsTests {
    private static func settings(_ change: (inout ServerSettings) -> Void) -> ServerSettings {
        var settings = ServerSettings(dataDirectory: "/nowhere")
        change(&settings)
        return settings
    }

    @Test(
        "On a server for this machine only the issuer is its own address, unless told (O49)",
        arguments: [
            ("127.0.0.1", 8080, nil, "http://127.0.0.1:8080"), ("localhost", 9000, nil, "http://localhost:9000"),
            ("::1", 1, nil, "http://[::1]:1"), ("127.0.0.1", 0, nil, nil), ("0.0.0.0", 8080, nil, nil),
            ("127.0.0.1", 8080, "https://login.example.com/auth", "https://login.example.com/auth"),
            ("0.0.0.0", 0, "https://login.example.com", "https://login.example.com"),
        ] as [(String, Int, String?, String?)])
    func issuer(host: String, port: Int, set: String?, wanted: String?) throws {
        let settings = Self.settings {
            $0.host = host
            $0.port = port
            $0.oauth.issuer = set
        }
        #expect(try settings.issuer()?.text == wanted)
    }

    @Test("Where others are served it has to be set, as no request says it")
    func required() throws {
        let open = Self.settings { $0.host = "0.0.0.0" }
        #expect(throws: ServerError(.invalidSetting, "")) { try open.checkServing() }
        let without = Self.settings {
            $0.host = "0.0.0.0"
            $0.oauth.isOn = false
        }
        try without.checkServing()
        #expect(try without.issuer() == nil)
        // A proxy stands before it, and who knows which address it answers at.
        let proxied = Self.settings { $0.trustedProxies = TrustedProxies("127.0.0.1") ?? $0.trustedProxies }
        #expect(throws: ServerError(.invalidSetting, "")) { try proxied.checkServing() }
        #expect(try proxied.issuer() == nil)
        #expect(throws: ServerError(.invalidSetting, "")) { try Self.settings { $0.host = "127.0.0.2" }.checkServing() }
        try Self.settings {
            $0.host = "0.0.0.0"
            $0.oauth.issuer = "https://login.example.com"
        }.checkServing()
    }

    @Test(
        "What cannot be an issuer, a scope or a resource is refused at the start",
        arguments: [
            { $0.oauth.issuer = "" }, { $0.oauth.issuer = "login.example.com" },
            { $0.oauth.issuer = "http://login.example.com" }, { $0.oauth.issuer = "https://login.example.com?a" },
            { $0.oauth.issuer = "https://login.example.com#a" }, { $0.oauth.issuer = "https://a@login.example.com" },
            { $0.oauth.scopes = "a  b" }, { $0.oauth.scopes = "a\"b" }, { $0.oauth.scopes = " a" },
            { $0.oauth.resources = "orders" }, { $0.oauth.resources = "https://a.example/#b" },
            { $0.oauth.opaqueResources = "orders" }, { $0.oauth.opaqueResources = "https://a.example" },
            {
                $0.oauth.resources = "https://a.example"
                $0.oauth.opaqueResources = "https://a.example/"
            },
        ] as [@Sendable (inout ServerSettings) -> Void])
    func refused(change: @Sendable (inout ServerSettings) -> Void) {
        #expect(throws: ServerError(.invalidSetting, "")) { try Self.settings(change).checkServing() }
    }

    @Test("Some of the resources have opaque tokens, or all; none unless told")
    func opaqueResources() throws {
        let cases: [(String, [String])] = [
            ("", []), ("urn:b", ["urn:b"]), ("urn:b urn:a", ["urn:a", "urn:b"]),
        ]
        for (set, wanted) in cases {
            let settings = Self.settings {
                $0.oauth.resources = "urn:a urn:b"
                $0.oauth.opaqueResources = set
            }
            try settings.checkServing()
            #expect(try settings.oauthSettings(.random()).opaqueResources.map(\.text).sorted() == wanted)
        }
    }

    @Test("Clients register themselves where only this machine reaches the server; elsewhere with a token, unless told")
    func registration() throws {
        func access(_ host: String, _ set: OAuthSetting.Registration?) throws -> String {
            let access = try Self.settings {
                $0.host = host
                $0.oauth.registration = set
            }.oauthSettings(.random()).registrationAccess
            return switch access {
            case .open: "open"
            case .protected(let digests): "protected by \(digests.count)"
            case .off: "off"
            }
        }
        #expect(try access("127.0.0.1", nil) == "open")
        let published = Self.settings { $0.oauth.issuer = "https://login.example.com" }
        #expect(published.registration == .token)
        #expect(try access("0.0.0.0", nil) == "protected by 1")
        #expect(try access("127.0.0.1", .off) == "off")
        #expect(try access("0.0.0.0", .open) == "open")
        #expect(try access("127.0.0.1", .token) == "protected by 1")
    }

    @Test(
        "Metadata documents are taken where only this machine reaches the server, unless told",
        arguments: [
            ("127.0.0.1", nil, nil, true), ("0.0.0.0", nil, nil, false),
            ("127.0.0.1", "https://login.example.com", nil, false),
            ("0.0.0.0", "https://login.example.com", true, true), ("127.0.0.1", nil, false, false),
        ] as [(String, String?, Bool?, Bool)])
    func documents(_ host: String, _ issuer: String?, _ set: Bool?, _ wanted: Bool) {
        let settings = Self.settings {
            $0.host = host
            $0.oauth.issuer = issuer
            $0.oauth.clientDocuments = set
        }
        #expect(settings.takesClientDocuments == wanted)
    }

    @Test(
        "This machine is asked for clients only by a server that only it can reach (O49)",
        arguments: [
            ("127.0.0.1", nil, true), ("localhost", nil, true), ("::1", nil, true),
            ("127.0.0.1", "http://localhost:9000", true), ("0.0.0.0", "http://127.0.0.1:8080", false),
            ("127.0.0.1", "https://login.example.com", false), ("0.0.0.0", "https://login.example.com", false),
        ] as [(String, String?, Bool)])
    func loopback(_ host: String, _ issuer: String?, _ isAllowed: Bool) throws {
        let settings = Self.settings {
            $0.host = host
            $0.oauth.issuer = issuer
        }
        #expect(try settings.oauthSettings(.random()).registration.allowsLoopback == isAllowed)
    }

    @Test("What is made of the master key is the same for each process that has it, and tells nothing of it")
    func derived() throws {
        let master = MasterKey.random()
        let token = try #require(master.registrationToken())
        #expect(token.text == master.registrationToken()?.text)
        #expect(token.text != MasterKey.random().registrationToken()?.text)
        #expect(master.derived("mapae DPoP nonces") != master.derived("mapae interactions"))
        #expect(master.derived("mapae interactions") != master.deviceKey())
    }
}
#endif
