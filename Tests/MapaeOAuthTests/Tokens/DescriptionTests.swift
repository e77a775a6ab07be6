import MapaeJOSE
import MapaeOAuth
import Testing

@testable import MapaeOAuth

struct DescriptionTests {
    private static func dumped(_ value: Any) -> String {
        var text = ""
        dump(value, to: &text)
        return "\(value) \(String(reflecting: value)) \(text)"
    }

    @Test("G1: what holds a token says so, and prints nothing of it")
    func hidden() async throws {
        let bench = try OAuthBench()
        let client = try await bench.client("c1") { $0.tokenFormat = .opaque }
        let code = try await bench.code(client)
        let answer = await bench.server.token(
            headers: OAuthBench.headers(client),
            body: OAuthBench.form([
                ("grant_type", "authorization_code"), ("code", code), ("code_verifier", OAuthBench.verifier),
                ("redirect_uri", OAuthBench.address),
            ]))
        let reply = try Reply(answer)
        let refresh = try reply.refreshToken
        let token = try #require(RefreshToken(parsing: refresh))
        let record = try #require(try await bench.grantRecord())
        let stub = AccessToken(
            subject: "u1", clientID: "c1", scopes: .none, audience: ["a"], issuedAt: 0, expiresAt: 1)
        let access = IssuedAccessToken(
            text: try reply.accessToken, content: stub, row: nil)
        let secret = try #require(refresh.split(separator: ".").last)
        for text in [
            Self.dumped(answer), Self.dumped(token), Self.dumped(record),
            Self.dumped(IssuedTokens(access: access, refresh: refresh)),
        ] {
            #expect(!text.contains(secret), "\(text)")
            #expect(!text.contains(try reply.accessToken.dropFirst(9)), "\(text)")
        }
    }

}
