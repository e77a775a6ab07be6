import Mapae
import MapaeJOSE
import MapaeTesting
import Testing

@Suite("A verifier for each tenant")
struct TenantVerifierTests {
    private static let secrets = [
        "blue": "b7rk3Vd0ZsX9mTn2bLwY5uHc8JfGa1Ee", "red": "r7rk3Vd0ZsX9mTn2bLwY5uHc8JfGa1Ee",
    ]

    struct Down: Error {}

    private static func authority(_ tenant: String) throws -> TokenAuthority? {
        guard let secret = secrets[tenant] else { return nil }
        return try TokenAuthority(
            signingKey: .hs256(secret: secret, keyID: tenant), policy: TokenPolicy(issuer: tenant),
            clock: ManualClock(at: Issuer.start).clock)
    }

    private static let tenants = TenantVerifier(realm: "shops") { token in
        guard let name = try token.unverifiedHeader()["kid"]?.string else { return nil }
        if name == "down" { throw Down() }
        return try authority(name)
    }

    private static func refusal(_ token: String) async -> TokenError.Code? {
        do {
            _ = try await tenants.verify(token[...], .access)
            return nil
        } catch { return error.code }
    }

    @Test(arguments: ["blue", "red"])
    func `each tenant's tokens are checked by its own keys`(_ tenant: String) async throws {
        let token = try #require(try Self.authority(tenant)).accessToken(for: "ada").accessToken
        let verified = try await Self.tenants.verify(token[...], .access)
        #expect(verified.subject == "ada" && verified.claims.issuer == tenant && verified.keyID == tenant)
    }

    @Test func `J20 one tenant's key signs nothing for another`() async throws {
        let secret = try #require(Self.secrets["red"])
        let forged = try TokenAuthority(
            signingKey: .hs256(secret: secret, keyID: "blue"), policy: TokenPolicy(issuer: "blue"),
            clock: ManualClock(at: Issuer.start).clock)
        #expect(await Self.refusal(try forged.accessToken(for: "eve").accessToken) == .invalidToken)
    }

    @Test func `an unknown tenant is an invalid token, and one that cannot be looked up is a moment's trouble`()
        async throws
    {
        for (name, code) in [("green", TokenError.Code.invalidToken), ("down", .temporarilyUnavailable)] {
            let stranger = try TokenAuthority(signingKey: .hs256(secret: Issuer.secret, keyID: name))
            #expect(await Self.refusal(try stranger.accessToken(for: "eve").accessToken) == code)
        }
        let nameless = try TokenAuthority(signingKey: .hs256(secret: Issuer.secret))
        #expect(await Self.refusal(try nameless.accessToken(for: "eve").accessToken) == .invalidToken)
    }

    @Test func `J45 what is too large, or no token, asks for no tenant`() async {
        let never = TenantVerifier(limits: TokenLimits(bytes: 100)) { _ in
            Issue.record("asked about what is no token")
            return nil
        }
        for text in ["", "x", "a.b.c", String(repeating: "e30.", count: 50)] {
            await #expect(throws: TokenError(.invalidToken)) { try await never.verify(text[...], .access) }
        }
    }
}
