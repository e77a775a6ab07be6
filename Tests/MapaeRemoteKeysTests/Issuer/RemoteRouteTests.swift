#if RemoteKeys
import HTTPTypes
import Hummingbird
import HummingbirdMapae
import HummingbirdTesting
import MapaeRemoteKeys
import Testing

@Suite("Routes that tokens of another issuer open")
struct RemoteRouteTests {
    @Test func `200, 401, 403 and 503 come as from any verifier`() async throws {
        try await ForeignIssuer.with { issuer in
            let remote = try issuer.remote(policy: .init(realm: "there"))
            let router = Router(context: BasicTokenRequestContext.self)
            router.protected("me", by: remote).get { _, context in context.token.subject }
            router.protected("write", by: remote, .scope("write")).get { _, context in context.token.subject }
            router.protected("feed", by: remote, .optional).get { _, context in context.token?.subject ?? "stranger" }

            try await Application(router: router).test(.router) { client in
                func get(_ path: String, _ token: String?) async throws -> TestResponse {
                    try await client.execute(
                        uri: path, method: .get, headers: token.map { [.authorization: "Bearer \($0)"] } ?? [:])
                }
                issuer.site["/keys"] = .answer(500)
                let unavailable = try await get("/me", issuer.token())
                #expect(unavailable.status == .serviceUnavailable)
                #expect(unavailable.headers[.retryAfter] == "30")
                #expect(unavailable.headers[.wwwAuthenticate] == nil)
                try issuer.site.publish([ForeignIssuer.ec])
                issuer.time.advance(by: .seconds(30))

                let good = try await get("/me", issuer.token())
                #expect(good.status == .ok)
                #expect(String(buffer: good.body) == "ada")
                for token in [nil, issuer.token(type: "JWT"), issuer.token(ForeignIssuer.other), "x"] {
                    let refused = try await get("/me", token)
                    #expect(refused.status == .unauthorized)
                    #expect(refused.headers[.wwwAuthenticate]?.hasPrefix(#"Bearer realm="there""#) == true)
                }
                #expect(try await get("/write", issuer.token()).status == .forbidden)
                #expect(try await get("/write", issuer.token(with: #""scope":"read write""#)).status == .ok)
                #expect(String(buffer: try await get("/feed", nil).body) == "stranger")
                #expect(String(buffer: try await get("/feed", issuer.token()).body) == "ada")
                #expect(try await get("/feed", "x").status == .unauthorized)
            }
        }
    }
}
#endif
