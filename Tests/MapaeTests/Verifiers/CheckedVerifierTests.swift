import HTTPTypes
import Mapae
import MapaeJOSE
import MapaeTesting
import Testing

@Suite("Verifiers with checks of the program's own")
struct CheckedVerifierTests {
    struct Broken: Error {}

    private let issuer: Issuer

    init() throws { issuer = try Issuer() }

    private func token(tenant: String = "blue") throws -> String {
        try issuer.authority.accessToken(for: "ada", claims: ["tenant": .string(tenant)]).accessToken
    }

    /// The code with which a verifier refuses a token, presented by itself and by a request; both must agree.
    private func refusal(
        _ token: String, by verifier: some TokenVerifier, _ requirements: TokenRequirement...
    ) async -> TokenError.Code? {
        let requirements = TokenRequirements(requirements)
        var codes: [TokenError.Code?] = []
        do {
            _ = try await verifier.verify(token[...], requirements)
            codes.append(nil)
        } catch { codes.append(error.code) }
        var request = TestRequest(.get, "/", [.authorization: "Bearer \(token)"])
        do {
            _ = try await verifier.verify(&request, requirements)
            codes.append(nil)
        } catch { codes.append((error as? TokenError)?.code) }
        #expect(codes[0] == codes[1])
        return codes[0]
    }

    @Test func `a blocklist refuses what has been revoked, unless a route takes it all the same`() async throws {
        let token = try token()
        let id = try #require(try issuer.authority.verify(token).tokenID)
        let auth = issuer.authority.withBlocklist { $0.tokenID?.utf8.elementsEqual(id.utf8) ?? true }
        #expect(await refusal(token, by: auth) == .revoked)
        #expect(await refusal(token, by: auth, .insecureIgnoringRevocation) == nil)
        #expect(await refusal(try self.token(), by: auth) == nil)
        // Ignoring the revocation ignores nothing else.
        #expect(await refusal(token, by: auth, .insecureIgnoringRevocation, .fresh) == .notFresh)
        #expect(await refusal(token + "x", by: auth, .insecureIgnoringRevocation) == .invalidToken)
    }

    @Test func `a check refuses what the program does not want`() async throws {
        let auth = issuer.authority.withCheck { $0.claims["tenant"]?.string == "blue" }
        #expect(await refusal(try token(), by: auth) == nil)
        #expect(await refusal(try token(tenant: "red"), by: auth) == .rejected)
        #expect(await refusal(try token(tenant: "red"), by: auth, .insecureIgnoringRevocation) == .rejected)
    }

    @Test func `R6 a check that fails refuses the request, and says so to the log alone`() async throws {
        for auth in [
            issuer.authority.withCheck { _ in throw Broken() }, issuer.authority.withBlocklist { _ in throw Broken() },
        ] {
            #expect(await refusal(try token(), by: auth) == .temporarilyUnavailable)
            do {
                _ = try await auth.verify(try token()[...], .access)
            } catch let error as TokenError {
                #expect(error.underlying is Broken)
                #expect(!String(decoding: error.rendered.body, as: UTF8.self).contains("Broken"))
            }
        }
        let scopes = issuer.authority.withCheck { _ in throw TokenError(.insufficientScope(required: ["x"])) }
        #expect(await refusal(try token(), by: scopes) == .insufficientScope(required: ["x"]))
    }

    @Test func `checks stand one behind the other, and none is asked for a bad token`() async throws {
        let auth = issuer.authority.withBlocklist { _ in true }.withCheck { _ in
            Issue.record("asked in spite of the blocklist")
            return true
        }
        #expect(await refusal(try token(), by: auth) == .revoked)
        let never = issuer.authority.withCheck { _ in
            Issue.record("asked about a token that nobody has signed")
            return true
        }
        #expect(await refusal("a.b.c", by: never) == .invalidToken)
    }

    @Test func `what the base says of itself stays true`() throws {
        let policy = TokenPolicy(realm: "shop", errorFormat: .problemDetails)
        let base = try TokenAuthority(signingKey: .hs256(secret: Issuer.secret), policy: policy, accept: [.cookie()])
        let checked = base.withCheck { _ in true }
        #expect(checked.realm == "shop" && checked.errorFormat == .problemDetails && checked.carriers == base.carriers)
        #expect(checked.cookie == base.cookie)
        let rendered = checked.prepared(TokenError(.rejected)).rendered
        #expect(rendered.headers[.contentType] == "application/problem+json")
        #expect(rendered.headers[.wwwAuthenticate]?.hasPrefix(#"Bearer realm="shop""#) == true)
    }

    @Test func `an optional route without a token asks nobody`() async throws {
        let auth = issuer.authority.withCheck { _ in
            Issue.record("asked about no token")
            return false
        }
        var request = TestRequest()
        #expect(try await auth.verify(&request, TokenRequirements.access.optional) == nil)
    }

    @Test func `the program may write a refusal itself, and leaves the others as they are`() async throws {
        let auth = issuer.authority.withCheck { _ in false }.withAnswer { error in
            guard error.code == .expired else { return nil }
            #expect(error.rendered.status == .unauthorized)
            return RenderedError(.gone, error: "session_over", description: "Log in again.")
        }
        let expired = auth.prepared(TokenError(.expired)).rendered
        #expect(expired.status == .gone)
        #expect(String(decoding: expired.body, as: UTF8.self).contains("session_over"))
        #expect(auth.prepared(TokenError(.notFresh)).rendered.status == .unauthorized)
        #expect(await refusal(try token(), by: auth) == .rejected)
        #expect(auth.realm == "api" && auth.carriers == issuer.authority.carriers && auth.errorFormat == .oauth)
    }
}
