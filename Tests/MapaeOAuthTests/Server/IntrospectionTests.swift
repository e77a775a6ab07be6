import HTTPTypes
import Mapae
import MapaeJOSE
import MapaeOAuth
import MapaeStore
import MapaeTesting
import Testing

@testable import MapaeOAuth

@Suite("A resource server asks about a token (RFC 7662)")
struct IntrospectionTests {
    private static let inactive = #"{"active":false}"#
    private let bench: OAuthBench

    init() throws { bench = try OAuthBench() }

    /// A client that is the resource server of the API.
    private func resourceServer() async throws -> Client {
        let api = try ResourceIndicator(OAuthBench.api)
        return try await bench.client("api") { $0.resources = [api] }
    }

    private func apiToken(_ client: Client, scope: String = "read") async throws -> Reply {
        try await bench.grant(client, scope: scope, "&resource=\(QueryWriterText.escaped(OAuthBench.api))")
    }

    @Test("It is told what the token says, be it a JWT or opaque", arguments: AccessTokenFormat.allCases)
    func active(format: AccessTokenFormat) async throws {
        let client = try await bench.client("c1") { $0.tokenFormat = format }
        let server = try await resourceServer()
        let reply = try await apiToken(client)
        for asker in [server, client] {
            let facts = try await bench.introspect(asker, reply.accessToken)
            #expect(facts.status == 200 && facts["active"]?.bool == true)
            #expect(facts["sub"]?.string == "u1" && facts["client_id"]?.string == "c1")
            #expect(facts["scope"]?.string == "read" && facts["aud"]?.string == OAuthBench.api)
            #expect(facts["iss"]?.string == OAuthBench.issuer && facts["token_type"]?.string == "Bearer")
            #expect(facts["exp"]?.integer == bench.time.now.seconds + 900)
            #expect(facts["iat"]?.integer == bench.time.now.seconds)
            #expect(facts["acr"]?.string == "urn:example:pwd" && facts["sid"] != nil)
            #expect((facts["jti"] != nil) == (format == .jwt))
        }
        bench.time.advance(by: .seconds(900))
        #expect(try await bench.introspect(server, reply.accessToken).body == Self.inactive)
    }

    @Test("O47: only confidential clients ask, with their own method")
    func authentication() async throws {
        let client = try await bench.client("c1")
        let token = try await bench.grant(client).accessToken
        let open = try await bench.client("open", method: "none")
        let refused = try await bench.introspect(open, token)
        #expect(refused.status == 401 && refused.error == "invalid_client")
        let nobody = try Reply(
            await bench.server.introspect(
                headers: [.contentType: "application/x-www-form-urlencoded"], body: Array("token=\(token)".utf8)))
        #expect(nobody.status == 401 && nobody.headers[.wwwAuthenticate] != nil)
    }

    @Test("O47: of a token that is for others and was given to others a client learns nothing")
    func foreign() async throws {
        let (client, other) = (try await bench.client("c1"), try await bench.client("c2"))
        let server = try await resourceServer()
        let api = try await apiToken(client)
        let contacts = try await bench.grant(
            client, scope: "read", "&resource=\(QueryWriterText.escaped(OAuthBench.contacts))")
        for (asker, token) in [
            (other, try api.accessToken), (server, try contacts.accessToken), (other, try api.refreshToken),
            (server, try api.refreshToken),
        ] { #expect(try await bench.introspect(asker, token).body == Self.inactive) }
    }

    @Test("O47: what is unknown, malformed, of another kind or another issuer is not active, and no error")
    func unknown() async throws {
        let client = try await bench.client("c1")
        let reply = try await bench.grant(client)
        let session = try await bench.sessions.begin(for: "u1")
        let other = try OAuthBench()
        let stranger = try await other.grant(try await other.client("c1")).accessToken
        var changed = try reply.accessToken
        changed.removeLast(4)
        for token in [
            "x", "mapae_at_", "mapae_at_" + String(repeating: "A", count: 43), "a.b.c", changed, stranger,
            try reply.text("id_token"), session.accessToken, try #require(session.refreshToken),
            RefreshTokenText.forged(grantID: try #require(try await bench.grantRecord()).id),
            String(repeating: "x", count: 20_000), "\u{0}", "é.é.é",
        ] {
            let answer = try await bench.introspect(client, token)
            if token == "\u{0}" {
                #expect(answer.status == 400)
            } else {
                #expect(answer.status == 200 && answer.body == Self.inactive, "\(token.prefix(40))")
            }
        }
        #expect(try await bench.introspect(client, "").error == "invalid_request")
    }

    @Test("Of refresh tokens the present one is active, the one before it is not")
    func refresh() async throws {
        let client = try await bench.client("c1")
        let first = try await bench.grant(client, scope: "openid read")
        let facts = try await bench.introspect(client, first.refreshToken)
        #expect(facts["active"]?.bool == true && facts["scope"]?.string == "openid read")
        #expect(facts["token_type"] == nil && facts["exp"]?.integer == bench.time.now.seconds + 30 * 86_400)
        let second = try await bench.refresh(client, first.refreshToken)
        #expect(try await bench.introspect(client, first.refreshToken).body == Self.inactive)
        #expect(try await bench.introspect(client, second.refreshToken)["active"]?.bool == true)
        bench.time.advance(by: .seconds(30 * 86_400))
        #expect(try await bench.introspect(client, second.refreshToken).body == Self.inactive)
    }

    @Test("R11: what another process has ended, or whose login is over, is not active from then on")
    func endedElsewhere() async throws {
        let client = try await bench.client("c1")
        let login = try await bench.login()
        for format in AccessTokenFormat.allCases {
            let client = try await bench.client("c-\(format.rawValue)") { $0.tokenFormat = format }
            let token = try await bench.grant(client, login: login).accessToken
            #expect(try await bench.introspect(client, token)["active"]?.bool == true)
            let elsewhere = try OAuthBench(store: bench.store)
            let grants = try await bench.store.sessions(of: "u1")
            let grant = try #require(grants.first { $0.clientID == client.id.text })
            #expect(try await elsewhere.server.end(grant: grant.id, of: client.id.text, .grantEnded))
            #expect(try await bench.introspect(client, token).body == Self.inactive)
        }
        let token = try await bench.grant(client, login: login).accessToken
        _ = try await bench.sessions.end(session: try #require(login.sessionID), of: "u1")
        #expect(try await bench.introspect(client, token).body == Self.inactive)
    }
}
