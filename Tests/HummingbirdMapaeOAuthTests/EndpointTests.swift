import HTTPTypes
import HummingbirdMapaeOAuth
import HummingbirdTesting
import MapaeJOSE
import NIOCore
import Testing

@Suite("Endpoints and documents over HTTP")
struct EndpointTests {
    private static let open = [
        "/oauth/token", "/oauth/revoke", "/oauth/par", "/oauth/device", "/oauth/userinfo",
        "/.well-known/openid-configuration", "/.well-known/oauth-authorization-server", "/.well-known/jwks.json",
    ]
    private static let closed = [
        "/oauth/authorize", "/oauth/authorize/resume", "/oauth/authorize/login", "/oauth/authorize/decision", "/device",
        "/device/login", "/device/decision", "/oauth/consents", "/oauth/consents/login",
        "/oauth/end-session", "/oauth/end-session/decision", "/oauth/introspect",
        // Here everybody may register: a page that a user looks at must not do it in that user's place.
        "/oauth/register",
    ]

    @Test(
        "O53: programs of other sites may call what looks at no cookies, and nothing that users visit",
        arguments: open + closed)
    func crossOrigin(_ path: String) async throws {
        try await TestSite().test { visitor in
            for origin in ["https://app.example", "null", "https://login.example.com"] {
                let preflight = try await visitor.send(
                    .options, path,
                    [.origin: origin, .accessControlRequestMethod: "POST", .accessControlRequestHeaders: "dpop"])
                for response in [
                    preflight, try await visitor.send(.get, path, [.origin: origin]),
                    try await visitor.send(.post, path, [.origin: origin], body: ""),
                ] where response.status != .methodNotAllowed {
                    let value = response.headers[.accessControlAllowOrigin]
                    #expect(value == (Self.open.contains(path) ? "*" : nil), "\(path)")
                    #expect(response.headers[.accessControlAllowCredentials] == nil)
                }
                #expect(preflight.status == (Self.open.contains(path) ? .noContent : .methodNotAllowed))
            }
        }
    }

    @Test("O53: a registration that asks for a token may be called from other sites")
    func protectedRegistration() async throws {
        try await TestSite { $0.registrationAccess = .protected([ClientSecret.random().digest]) }.test { visitor in
            let preflight = try await visitor.send(.options, "/oauth/register", [.origin: "https://app.example"])
            #expect(preflight.headers[.accessControlAllowOrigin] == "*")
            let refused = try await visitor.send(.post, "/oauth/register", body: "{}")
            #expect(refused.status == .unauthorized)
        }
    }

    @Test(
        "O55: another method is 405, and says which there are",
        arguments: [
            ("/oauth/token", "POST, OPTIONS"), ("/oauth/introspect", "POST"), ("/oauth/authorize", "GET, POST"),
            ("/oauth/authorize/decision", "POST"), ("/.well-known/jwks.json", "GET, HEAD, OPTIONS"),
            ("/oauth/userinfo", "GET, POST, OPTIONS"),
        ])
    func methods(_ path: String, _ allowed: String) async throws {
        try await TestSite().test { visitor in
            for method in [HTTPRequest.Method.get, .head, .post, .put, .patch, .delete, .options]
            where !allowed.split(separator: ", ").contains(Substring(method.rawValue)) {
                let response = try await visitor.send(method, path)
                #expect(response.status == .methodNotAllowed && response.headers[.allow] == allowed, "\(method)")
            }
        }
    }

    @Test("O52: metadata and pages are made of the settings, whatever the request says of hosts")
    func hosts() async throws {
        try await TestSite().test { visitor in
            let forwarded = try #require(HTTPField.Name("X-Forwarded-Host"))
            let headers: HTTPFields = [forwarded: "evil.example", .origin: "https://evil.example"]
            for path in Self.open + Self.closed {
                let response = try await visitor.send(.get, path, headers)
                #expect(!response.text.contains("evil") && !"\(response.headers)".contains("evil"), "\(path)")
            }
            let metadata = try await visitor.send(.get, "/.well-known/openid-configuration")
            #expect(metadata.member("issuer")?.string == TestSite.issuer)
            #expect(metadata.headers[.cacheControl] == "public, max-age=300" && metadata.headers[.eTag] != nil)
            #expect(metadata.member("ui_locales_supported")?.array?.compactMap(\.string) == ["en", "ko"])
            let known = try await visitor.send(
                .get, "/.well-known/openid-configuration", [.ifNoneMatch: try #require(metadata.headers[.eTag])])
            #expect(known.status == .notModified && known.body.readableBytes == 0)
        }
    }

    @Test("Every address in the metadata is answered")
    func addresses() async throws {
        let site = try TestSite()
        try await site.test { visitor in
            for member in site.server.metadata().members {
                guard let address = member.value.string, address.hasPrefix("\(TestSite.issuer)/") else { continue }
                let response = try await visitor.send(.get, String(address.dropFirst(TestSite.issuer.count)))
                #expect(response.status != .notFound, "\(member.name)")
            }
        }
    }

    @Test("Where registration is off there is no such route")
    func withoutRegistration() async throws {
        try await TestSite { $0.registrationAccess = .off }.test { visitor in
            let response = try await visitor.send(
                .post, "/oauth/register", [.contentType: "application/json"], body: "{}")
            #expect(response.status == .notFound)
        }
    }

    @Test("O54: answers with tokens are kept by nobody, errors neither")
    func caching() async throws {
        try await TestSite().test { visitor in
            let client = try await visitor.register()
            let answer = try await visitor.authorize(client)
            let tokens = try await visitor.redeem(client, try #require(answer.parameter("code")))
            let again = try await visitor.redeem(client, try #require(answer.parameter("code")))
            #expect(again.status == .badRequest && again.member("error")?.string == "invalid_grant")
            for response in [answer, tokens, again] { #expect(response.headers[.cacheControl] == "no-store") }
        }
    }
}
