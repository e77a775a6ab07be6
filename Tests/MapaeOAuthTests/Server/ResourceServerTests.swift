import Mapae
import MapaeJOSE
import MapaeOAuth
import MapaeTesting
import Testing

@Suite("A resource server takes the tokens of the authorization server")
struct ResourceServerTests {
    private let bench: OAuthBench

    init() throws { bench = try OAuthBench() }

    private func policy(_ audience: String) -> TokenPolicy {
        TokenPolicy(issuer: OAuthBench.issuer, audience: Audience(audience), profile: .oauth)
    }

    @Test("With public keys in memory it takes those that are for it, with their scopes, and no others")
    func memory() async throws {
        let client = try await bench.client("c1")
        let api = QueryWriterText.escaped(OAuthBench.api)
        let token = try await bench.grant(client, scope: "read", "&resource=\(api)").accessToken
        let keys = [bench.key.verificationKey]
        let own = try KeyVerifier(keys: keys, policy: policy(OAuthBench.api), clock: bench.time.clock)
        #expect(try own.verify(token, .scope("read")).subject == "u1")
        let other = try KeyVerifier(keys: keys, policy: policy(OAuthBench.contacts), clock: bench.time.clock)
        #expect(throws: TokenError(.wrongAudience)) { try other.verify(token) }
    }

    @Test(
        "J41: the sessions take no access token of a grant and no ID token, and a resource server none of a session's")
    func kinds() async throws {
        let client = try await bench.client("c1", #""id_token_signed_response_alg":"ES256""#)
        let reply = try await bench.grant(client)
        let session = try await bench.sessions.begin(for: "u1").accessToken
        let verifier = try KeyVerifier(
            keys: [bench.key.verificationKey], policy: policy(OAuthBench.issuer), clock: bench.time.clock)
        #expect(try verifier.verify(reply.accessToken).subject == "u1")
        #expect(throws: TokenError(.wrongMediaType)) { try verifier.verify(session) }
        #expect(throws: TokenError(.wrongMediaType)) { try verifier.verify(reply.text("id_token")) }
        for token in [try reply.accessToken, try reply.text("id_token"), try reply.refreshToken] {
            await #expect(throws: TokenError.self) { try await bench.sessions.verify(token[...], .access) }
        }
    }

    @Test("R11: where it shares the sessions' store, a token of an ended grant is refused at once")
    func revoked() async throws {
        let client = try await bench.client("c1")
        let reply = try await bench.grant(client)
        let authority = try TokenAuthority(
            signingKey: bench.key, policy: policy(OAuthBench.issuer), clock: bench.time.clock)
        let token = try reply.accessToken
        #expect(try await Sessions(authority, store: bench.store).verify(token[...], .access).subject == "u1")
        _ = await bench.revoke(client, try reply.refreshToken)
        let after = Sessions(authority, store: bench.store)
        await #expect(throws: TokenError(.revoked)) { try await after.verify(token[...], .access) }
    }
}
