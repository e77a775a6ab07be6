#if Server
import HTTPTypes
import Mapae
import MapaeOAuth
import MapaeRemoteKeys
import NIOHTTP1
import MapaeTesting
import MapaeJOSE
import Testing

@testable import MapaeServer

@Suite("An API that takes this server's tokens, opaque or not, as another issuer's")
struct OpaqueTokenTests {
    private static let issuer = "http://127.0.0.1:8080"
    private static let api = "https://api.example.com"

    /// Brings requests to a server without a network between.
    private struct Messenger: HTTPTransport {
        let client: Client

        func send(
            _ url: WebURL, at address: IPAddress, headers: HTTPHeaders, body: [UInt8]?, maximumBytes: Int
        ) async throws(RemoteKeysError) -> HTTPAnswer {
            var fields: HTTPFields = [:]
            for (name, value) in headers {
                guard let name = HTTPField.Name(name) else { throw RemoteKeysError(.brokenAnswer) }
                fields[name] = value
            }
            let answer: Answer
            do { answer = try await client.send(body == nil ? .get : .post, url.target, fields, body: body) } catch {
                throw RemoteKeysError(.unreachable)
            }
            let answered = HTTPHeaders(answer.headers.map { ($0.name.rawName, $0.value) })
            return HTTPAnswer(status: answer.status, headers: answered, body: answer.body)
        }
    }

    /// Runs a server with an API that is one of its resources.
    private static func with(
        when occasion: Introspection.Occasion, changing: @Sendable (inout ServerSettings) -> Void = { _ in },
        _ body: @Sendable (Fixture, Client, RemoteIssuer) async throws -> Void
    ) async throws {
        try await Fixture.routes(changing: { settings in
            settings.oauth.issuer = issuer
            settings.oauth.resources = api
            changing(&settings)
        }) { fixture, client in
            var new = NewClient()
            new.grantTypes = [.clientCredentials]
            new.resources = [api]
            let (added, secret) = try await Administration(server: fixture.server).add(new)
            let network = Network(
                transport: Messenger(client: client), resolver: NameResolver { _ in [] }, clock: .system)
            let remote = try await RemoteIssuer(
                issuer, audience: "https://api.example.com",
                introspection: .client(
                    id: added.client.id.text, secret: try #require(secret).text, when: occasion,
                    limits: .init(lifetime: .zero, refusalLifetime: .zero)),
                clock: fixture.clock.clock, network: network)
            try await body(fixture, client, remote)
        }
    }

    /// A token of a client's own for the API, and what its client is.
    private static func token(
        _ fixture: Fixture, _ client: Client, _ format: AccessTokenFormat, resource: String? = api
    ) async throws -> (text: String, id: String, secret: String) {
        var new = NewClient()
        new.grantTypes = [.clientCredentials]
        new.authenticationMethod = .secretPost
        new.tokenFormat = format
        let (added, secret) = try await Administration(server: fixture.server).add(new)
        let (id, text) = (added.client.id.text, try #require(secret).text)
        let form =
            "grant_type=client_credentials&client_id=\(id)&client_secret=\(text)"
            + (resource.map { "&resource=\(FormText.encoded($0))" } ?? "")
        let answer = try await client.post(
            "/oauth/token", Array(form.utf8), type: "application/x-www-form-urlencoded")
        #expect(answer.status == 200, "\(answer.text)")
        return (try answer.member("access_token"), id, text)
    }

    private static func refusal(_ remote: RemoteIssuer, _ token: String) async -> TokenError.Code? {
        do {
            _ = try await remote.verify(token)
            return nil
        } catch {
            return error.code
        }
    }

    @Test(
        "Both are believed, with the client as their subject; a token for others, a login's and an unknown one are not",
        arguments: [Introspection.Occasion.byForm, .always])
    func believed(_ occasion: Introspection.Occasion) async throws {
        try await Self.with(when: occasion) { fixture, client, remote in
            for format in AccessTokenFormat.allCases {
                let token = try await Self.token(fixture, client, format)
                let verified = try await remote.verify(token.text)
                #expect(verified.subject == token.id)
                #expect(verified.claims.audience == [Self.api])
                let other = try await Self.token(fixture, client, format, resource: nil)
                #expect(await Self.refusal(remote, other.text) != nil)
            }
            let login = try await client.tokens()
            for token in [login.access, login.refresh, "unknown", "mapae_at_" + String(repeating: "A", count: 43)] {
                #expect(await Self.refusal(remote, token) != nil)
            }
            #expect(remote.lastFailure == nil)
        }
    }

    @Test("A revoked opaque token is refused, and a revoked JWT where all are asked about (R11)")
    func revoked() async throws {
        for (occasion, format) in [
            (Introspection.Occasion.byForm, AccessTokenFormat.opaque), (.always, .opaque), (.always, .jwt),
        ] {
            try await Self.with(when: occasion) { fixture, client, remote in
                let token = try await Self.token(fixture, client, format)
                #expect(await Self.refusal(remote, token.text) == nil)
                let form = "token=\(token.text)&client_id=\(token.id)&client_secret=\(token.secret)"
                let answer = try await client.post(
                    "/oauth/revoke", Array(form.utf8), type: "application/x-www-form-urlencoded")
                #expect(answer.status == 200)
                #expect(await Self.refusal(remote, token.text) == .invalidToken)
            }
        }
    }

    @Test("A resource for which the operator wants opaque tokens gets them of clients whose others are JWTs")
    func opaqueResource() async throws {
        let other = "https://other.example.com"
        try await Self.with(
            when: .byForm,
            changing: {
                $0.oauth.resources += " \(other)"
                $0.oauth.opaqueResources = Self.api
            }
        ) { fixture, client, remote in
            let opaque = try await Self.token(fixture, client, .jwt)
            #expect(opaque.text.hasPrefix("mapae_at_"))
            #expect(try await remote.verify(opaque.text).subject == opaque.id)
            let plain = try await Self.token(fixture, client, .jwt, resource: other)
            #expect(!plain.text.hasPrefix("mapae_at_"))
        }
    }

    @Test("A client that the server does not know learns nothing, and the API answers 503")
    func unknownClient() async throws {
        try await Fixture.routes(changing: { $0.oauth.issuer = Self.issuer }) { fixture, client in
            let network = Network(
                transport: Messenger(client: client), resolver: NameResolver { _ in [] }, clock: .system)
            let remote = try await RemoteIssuer(
                Self.issuer, audience: "https://api.example.com",
                introspection: .client(id: "nobody", secret: "secret"), clock: fixture.clock.clock, network: network)
            #expect(await Self.refusal(remote, "token") == .temporarilyUnavailable)
            #expect(remote.lastFailure == RemoteKeysError(.rejectedClient))
        }
    }
}
#endif
