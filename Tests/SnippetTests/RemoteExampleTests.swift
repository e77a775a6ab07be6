#if RemoteKeys
import HTTPTypes
import Hummingbird
import HummingbirdMapae
import HummingbirdTesting
import Testing

@testable import SnippetExamples

/// `oidc.py` against a provider on this machine.
@Suite("The example of another issuer")
struct RemoteExampleTests {
    /// A provider with its discovery document and its keys.
    private static func provider(_ key: SigningKey) throws -> Router<BasicRequestContext> {
        let router = Router(context: BasicRequestContext.self)
        router.get(".well-known/openid-configuration") { request, _ in
            let address = "http://\(request.head.authority ?? "")"
            return ["issuer": address, "jwks_uri": "\(address)/.well-known/jwks.json"]
        }
        router.addKeySet(of: try TokenAuthority(signingKey: key))
        return router
    }

    private static func token(
        of issuer: String, for audience: String = "https://api.example.com", _ type: TokenMediaType = .accessToken,
        groups: JSONValue? = ["riders"], by key: SigningKey
    ) throws -> String {
        let now = TokenClock.system.now()
        let claims = RegisteredClaims(
            issuer: issuer, subject: "42", audience: [audience], issuedAt: now,
            expirationTime: now.advanced(by: .seconds(60)))
        var further: JSONObject = ["email": "ada@example.com"]
        if let groups { further["groups"] = groups }
        return try JWTSigner(key: key, type: type).sign(claims, custom: further)
    }

    @Test func `a member of the group passes; an ID token, another audience, another key and another group do not`()
        async throws
    {
        let (key, other) = (try SigningKey.generate(.rs256), try SigningKey.generate(.rs256))
        let application = Application(
            router: try Self.provider(key), configuration: .init(address: .hostname("127.0.0.1", port: 0)))
        try await application.test(.live) { provider in
            let address = "http://localhost:\(try #require(provider.port))"
            try await withClient(of: try await openIDConnect(address)) { client in
                let good = try Self.token(of: address, by: key)
                let known = try await client.get("/protected", .bearer(good))
                #expect(known.status == .ok && known.member("email") == "ada@example.com")

                let refused = [
                    try Self.token(of: address, .jwt, by: key),
                    try Self.token(of: address, for: "https://other.example.com", by: key),
                    try Self.token(of: "https://evil.example.com", by: key),
                    try Self.token(of: address, by: other),
                ]
                for token in refused {
                    #expect(try await client.get("/protected", .bearer(token)).error == "invalid_token")
                }
                for groups in [["grooms"], "riders", nil] as [JSONValue?] {
                    let token = try Self.token(of: address, groups: groups, by: key)
                    #expect(try await client.get("/protected", .bearer(token)).error == "token_rejected")
                }
            }
        }
    }
}
#endif
