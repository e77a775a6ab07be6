import HTTPTypes
import MapaeJOSE
import MapaeOAuth
import MapaeTesting
import Testing

@testable import MapaeOAuth

@Suite("A resource may want opaque tokens, whatever the client's are")
struct OpaqueResourceTests {
    private let bench: OAuthBench
    private let api = QueryWriter.escaped(OAuthBench.api)
    private let contacts = QueryWriter.escaped(OAuthBench.contacts)

    init() throws {
        let opaque = try ResourceIndicator(OAuthBench.api)
        bench = try OAuthBench(settings: { $0.opaqueResources = [opaque] })
    }

    private static func isOpaque(_ reply: Reply) throws -> Bool { try reply.accessToken.hasPrefix("mapae_at_") }

    @Test("A code and a refresh bring such tokens for it, also with another beside it, and JWTs for others")
    func codes() async throws {
        let client = try await bench.client("c1")
        for (query, isOpaque) in [
            ("&resource=\(api)", true), ("&resource=\(contacts)&resource=\(api)", true),
            ("&resource=\(contacts)", false), ("", false),
        ] {
            let first = try await bench.grant(client, scope: "openid read", query)
            #expect(try Self.isOpaque(first) == isOpaque, "\(query)")
            let second = try await bench.refresh(client, first.refreshToken)
            #expect(try Self.isOpaque(second) == isOpaque, "\(query)")
            for token in [try first.accessToken, try second.accessToken] {
                #expect(try await bench.introspect(client, token)["active"]?.bool == true)
                #expect(try await bench.userInfo(token).status == 200)
            }
        }
    }

    @Test("What a refresh makes of fewer resources is as those want it")
    func narrowed() async throws {
        let client = try await bench.client("c1")
        let both = try await bench.grant(client, scope: "read", "&resource=\(api)&resource=\(contacts)")
        #expect(try Self.isOpaque(both))
        let one = try await bench.refresh(client, both.refreshToken, [("resource", OAuthBench.contacts)])
        #expect(try one.claims()["aud"]?.string == OAuthBench.contacts)
        let other = try await bench.refresh(client, one.refreshToken, [("resource", OAuthBench.api)])
        #expect(try Self.isOpaque(other))
    }

    @Test("So are the tokens that a client gets for itself; a client whose tokens are all opaque has no others")
    func clientCredentials() async throws {
        let client = try await bench.client("c1")
        let opaque = try await bench.client("c2") { $0.tokenFormat = .opaque }
        for (asking, resource, isOpaque) in [
            (client, OAuthBench.api, true), (client, OAuthBench.contacts, false), (opaque, OAuthBench.api, true),
            (opaque, OAuthBench.contacts, true),
        ] {
            let reply = try await bench.token(
                asking, [("grant_type", "client_credentials"), ("scope", "read"), ("resource", resource)])
            #expect(try Self.isOpaque(reply) == isOpaque, "\(asking.id) \(resource)")
        }
    }

    @Test("So are those of a device", arguments: [(OAuthBench.api, true), (OAuthBench.contacts, false)])
    func device(_ resource: String, _ isOpaque: Bool) async throws {
        let client = try await bench.client("tv", method: "none")
        let pairs = [("scope", "openid read"), ("resource", resource)]
        let begun = try Reply(
            await bench.server.authorizeDevice(
                headers: OAuthBench.headers(client), body: OAuthBench.form(OAuthBench.authenticated(client, pairs))))
        let login = try await bench.login()
        // The user looks at it first, and so it is this user's.
        _ = await bench.server.verifyDevice(try begun.text("user_code"), login: login)
        let decided = await bench.server.decideDevice(try begun.text("user_code"), login: login, isAllowed: true)
        guard case .decided(isAllowed: true) = decided else {
            Issue.record("\(decided)")
            return
        }
        bench.time.advance(by: .seconds(5))
        let reply = try await bench.token(
            client, [("grant_type", GrantType.deviceCode.rawValue), ("device_code", try begun.text("device_code"))])
        #expect(try Self.isOpaque(reply) == isOpaque)
    }

    @Test("The resource asks about them, and is told as soon as one was revoked")
    func asked() async throws {
        let client = try await bench.client("c1")
        let own = try ResourceIndicator(OAuthBench.api)
        let resource = try await bench.client("api") { $0.resources = [own] }
        let token = try await bench.grant(client, scope: "read", "&resource=\(api)").accessToken
        let told = try await bench.introspect(resource, token)
        #expect(told["active"]?.bool == true && told["aud"]?.string == OAuthBench.api)
        #expect(await bench.revoke(client, token).status.code == 200)
        #expect(try await bench.introspect(resource, token).body == #"{"active":false}"#)
    }

    @Test("It is one of the resources or the default audience; another is refused at start-up")
    func settings() async throws {
        for text in ["https://other.example.com/", String(OAuthBench.api.dropLast()), OAuthBench.issuer] {
            let other = try ResourceIndicator(text)
            #expect(throws: OAuthSettingsError(.unknownResource), "\(text)") {
                try OAuthBench(settings: { $0.opaqueResources = [other] })
            }
        }
        let audience = try ResourceIndicator("https://other.example.com/")
        let bench = try OAuthBench(settings: {
            $0.defaultAudience = audience
            $0.opaqueResources = [audience]
        })
        let reply = try await bench.grant(try await bench.client("c1"), scope: "read")
        #expect(try Self.isOpaque(reply))
    }
}
