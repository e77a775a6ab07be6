#if Server
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Mapae
import MapaeJOSE
import MapaeOAuth
import NIOCore
import Synchronization
import MapaeStore
import MapaeAccounts
import MapaeTesting
import Testing

@testable import MapaeServer

@Suite("Clients of mapae serve that have documents and keys at addresses of their own")
struct ClientDocumentServingTests {
    /// A client's own web server, on a free port of this machine.
    final class ClientSite: Sendable {
        let key: SigningKey
        private let log = Mutex<[String]>([])

        init() throws { key = try SigningKey.generate(.es256, keyID: "k1") }

        var targets: [String] { log.withLock { $0 } }

        private func document(_ id: String, _ root: String) -> String {
            """
            {"client_id":"\(id)","client_name":"Tool","redirect_uris":["http://127.0.0.1/cb"],"jwks_uri":"\(root)/jwks",
            "token_endpoint_auth_method":"private_key_jwt","grant_types":["authorization_code","refresh_token"]}
            """
        }

        private func answer(_ request: Request) throws -> Response {
            log.withLock { $0.append(request.uri.path) }
            let root = "http://" + (request.head.authority ?? "")
            let id = root + request.uri.path
            let json: HTTPFields = [.contentType: "application/json"]
            func response(_ text: String, _ headers: HTTPFields, _ status: HTTPResponse.Status = .ok) -> Response {
                Response(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
            }
            return switch request.uri.path {
            case "/client.json": response(document(id, root), json)
            case "/jwks":
                response(String(decoding: try JWKSet([key.verificationKey]).serialized(), as: UTF8.self), json)
            case "/moved.json": response("", [.location: root + "/client.json"], .found)
            case "/inside.json": response("", [.location: "http://169.254.169.254/latest/meta-data/"], .found)
            case "/text.json": response(document(id, root), [.contentType: "text/plain"])
            case "/page.json": response(document(id, root), [.contentType: "text/html"])
            case "/packed.json":
                response(document(id, root), [.contentType: "application/json", .contentEncoding: "gzip"])
            case "/large.json":
                response(document(id, root) + String(repeating: " ", count: ClientMetadata.maximumDocumentBytes), json)
            case "/other.json": response(document(root + "/client.json", root), json)
            default: response("", [:], .notFound)
            }
        }

        /// Serves for the length of a closure, which gets the address.
        func test(_ body: @Sendable @escaping (String) async throws -> Void) async throws {
            let router = Router(context: BasicRequestContext.self)
            router.get("**") { request, _ in try self.answer(request) }
            try await Application(router: router).test(.live) { client in
                try await body("http://localhost:\(try #require(client.port))")
            }
        }
    }

    private static func with(
        _ site: ClientSite, issuer: String = "http://127.0.0.1:8080",
        _ body: @Sendable @escaping (Fixture, Client, _ root: String) async throws -> Void
    ) async throws {
        try await site.test { root in
            try await Fixture.routes(
                changing: { settings in
                    settings.oauth.issuer = issuer
                    settings.oauth.clientDocuments = true
                    settings.oauth.registration = .open
                }
            ) { fixture, client in try await body(fixture, client, root) }
        }
    }

    private static func query(_ id: String) -> String {
        let fields = [
            ("response_type", "code"), ("client_id", id), ("redirect_uri", "http://127.0.0.1:7777/cb"),
            ("scope", "openid"),
            ("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"), ("code_challenge_method", "S256"),
        ]
        return form(fields)
    }

    private static func form(_ fields: [(String, String)]) -> String {
        fields.map { name, value in
            name + "="
                + value.utf8.map { byte in
                    switch byte {
                    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: String(UnicodeScalar(byte))
                    default: "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
                    }
                }.joined()
        }.joined(separator: "&")
    }

    @Test("A user lets one in by its document, and it gets tokens with a key behind its jwks_uri; each is fetched once")
    func story() async throws {
        let site = try ClientSite()
        try await Self.with(site) { fixture, client, root in
            let server = try #require(fixture.server.authorization)
            // As the routes do: of RS256 the key is made after the start.
            try await fixture.server.keys.complete(log: Fixture.silent)
            let id = root + "/client.json"
            let user = try #require(try await fixture.server.accounts.user(named: Fixture.username)).id
            let login = try await server.beginLogin(of: user, epoch: 0, amr: ["pwd"]).login
            let step = await server.authorize(Self.query(id).utf8, login: login)
            guard case .consent(let prompt) = step else {
                Issue.record("\(step)")
                return
            }
            #expect(prompt.documentHost == String(root.dropFirst("http://".utf8.count)))
            #expect(try await fixture.server.store.client(id: id) == nil)
            let decided = await server.decide(prompt.ticket, login: login, isAllowed: true)
            guard case .answered(let response) = decided else {
                Issue.record("\(decided)")
                return
            }
            let code = try #require(response.parameters.first { $0.name == "code" }?.value)
            let now = fixture.clock.now
            let claims = RegisteredClaims(
                issuer: id, subject: id, audience: ["http://127.0.0.1:8080"], issuedAt: now,
                expirationTime: now.advanced(by: .seconds(60)))
            let answer = try await client.post(
                "/oauth/token",
                Array(
                    Self.form([
                        ("grant_type", "authorization_code"), ("code", code),
                        ("redirect_uri", "http://127.0.0.1:7777/cb"),
                        ("code_verifier", "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"),
                        ("client_assertion", try JWTSigner(key: site.key, type: .jwt).sign(claims)),
                        ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
                    ]).utf8), type: "application/x-www-form-urlencoded")
            #expect(answer.status == 200, "\(answer.text)")
            #expect(site.targets == ["/client.json", "/jwks"])
            let administration = Administration(server: fixture.server)
            let view = try await administration.client(id).json()
            #expect(view["metadata_document"]?.bool == true && view["client_name"]?.string == "Tool")
            // An edit would be without effect: the document decides.
            await #expect(throws: ServerError(.client, "")) {
                try await administration.edit(client: id, ClientEdit())
            }
            let edits = try await administration.audit(AuditFilter(kind: "client_changed"), limit: 9)
            #expect(edits.isEmpty)
            let metadata = try await client.get("/.well-known/oauth-authorization-server").object
            #expect(metadata["client_id_metadata_document_supported"]?.bool == true)
        }
    }

    @Test(
        "O49: what is no document of this client is refused, and no redirect is followed",
        arguments: ["moved", "inside", "text", "page", "packed", "large", "other", "missing"])
    func refused(_ name: String) async throws {
        let site = try ClientSite()
        try await Self.with(site) { fixture, client, root in
            let server = try #require(fixture.server.authorization)
            for _ in 0..<5 {
                let step = await server.authorize(Self.query("\(root)/\(name).json").utf8, login: nil)
                guard case .refused(let error) = step else {
                    Issue.record("\(step)")
                    return
                }
                #expect(error.code == .invalidClient)
            }
            // Those behind the first find the pause.
            #expect(site.targets == ["/\(name).json"])
            #expect(try await fixture.server.store.clients(after: nil, limit: 9).isEmpty)
        }
    }

    @Test("O49: a server that others can reach asks nothing on its own machine, whoever names it")
    func published() async throws {
        let site = try ClientSite()
        try await Self.with(site, issuer: "https://login.example.com") { fixture, client, root in
            let server = try #require(fixture.server.authorization)
            let hosts = [root, "https://127.0.0.1", "https://[::1]", "https://localhost", "https://10.0.0.1"]
            for host in hosts + ["https://169.254.169.254", "https://[::ffff:127.0.0.1]", "https://[64:ff9b::7f00:1]"] {
                let step = await server.authorize(Self.query("\(host)/client.json").utf8, login: nil)
                guard case .refused(let error) = step else {
                    Issue.record("\(step)")
                    return
                }
                #expect(error.code == .invalidClient && !error.explanation.contains("forbidden"), "\(error)")
            }
            let keys: JSONValue = [
                "redirect_uris": ["https://a.example/cb"], "token_endpoint_auth_method": "private_key_jwt",
                "jwks_uri": .string(root + "/jwks"),
            ]
            let refused = try await client.post("/oauth/register", keys)
            #expect(try refused.status == 400 && refused.member("error") == "invalid_client_metadata")
            #expect(site.targets.isEmpty)
        }
    }
}
#endif
