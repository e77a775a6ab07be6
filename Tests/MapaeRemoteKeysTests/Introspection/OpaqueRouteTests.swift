#if RemoteKeys
import HTTPTypes
import Hummingbird
import HummingbirdMapae
import HummingbirdTesting
import MapaeRemoteKeys
import Testing

@Suite("Routes that opaque tokens of another issuer open")
struct OpaqueRouteTests {
    @Test func `200, 401, 403 and 503 come as from any verifier`() async throws {
        try await Desk.with { issuer, desk in
            let remote = try await issuer.askingDiscovered(policy: .init(realm: "there"))
            let router = Router(context: BasicTokenRequestContext.self)
            router.protected("me", by: remote).get { _, context in context.token.subject }
            router.protected("write", by: remote, .scope("write")).get { _, context in context.token.subject }
            router.protected("feed", by: remote, .optional).get { _, context in context.token?.subject ?? "stranger" }

            try await Application(router: router).test(.router) { client in
                func get(_ path: String, _ token: String?) async throws -> TestResponse {
                    try await client.execute(
                        uri: path, method: .get, headers: token.map { [.authorization: "Bearer \($0)"] } ?? [:])
                }
                issuer.site[Desk.path] = .answer(500)
                let unavailable = try await get("/me", desk.issue())
                #expect(unavailable.status == .serviceUnavailable)
                #expect(unavailable.headers[.retryAfter] == "5")
                #expect(unavailable.headers[.wwwAuthenticate] == nil)
                issuer.site[Desk.path] = nil

                for token in ["opaque", issuer.token()] {
                    let good = try await get("/me", token)
                    #expect(good.status == .ok)
                    #expect(String(buffer: good.body) == "ada")
                }
                for token in [nil, "unknown", "no token", issuer.token(ForeignIssuer.other)] {
                    let refused = try await get("/me", token)
                    #expect(refused.status == .unauthorized)
                    #expect(refused.headers[.wwwAuthenticate]?.hasPrefix(#"Bearer realm="there""#) == true)
                }
                #expect(try await get("/write", "opaque").status == .forbidden)
                #expect(try await get("/write", desk.issue("w", with: #""scope":"read write""#)).status == .ok)
                #expect(String(buffer: try await get("/feed", nil).body) == "stranger")
                #expect(String(buffer: try await get("/feed", "opaque").body) == "ada")
                #expect(try await get("/feed", "unknown").status == .unauthorized)
            }
        }
    }
}
#endif
