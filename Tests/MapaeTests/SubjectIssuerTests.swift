import Mapae
import MapaeJOSE
import Testing

@Suite("Tokens for values of a type")
struct SubjectIssuerTests {
    struct User: Sendable {
        let id: Int
        let role: String
    }

    struct Down: Error {}

    @Test func `subject, claims and headers are written down once`() async throws {
        let auth = try Issuer().authority
        let issuer = auth.issuer(
            for: User.self, subject: { "\($0.id)" }, claims: { ["role": .string($0.role), "level": 1] },
            headers: { ["x-tenant": .string("t\($0.id)")] })
        let pair = try await issuer.tokenPair(for: User(id: 7, role: "admin"), fresh: true, claims: ["level": 2])
        let token = try auth.verify(pair.accessToken)
        #expect(token.subject == "7" && token.isFresh && token.claims["role"]?.string == "admin")
        #expect(token.claims["level"]?.integer == 2 && token.header["x-tenant"]?.string == "t7")
        let refresh = try auth.verify(try #require(pair.refreshToken), .refresh)
        #expect(refresh.claims["role"]?.string == "admin" && refresh.subject == "7")
        // The next user's token says nothing of this one's.
        let other = try await issuer.accessToken(for: User(id: 8, role: "guest"))
        let next = try auth.verify(other.accessToken)
        #expect(next.claims["role"]?.string == "guest" && next.claims["level"]?.integer == 1 && !next.isFresh)
    }

    @Test func `a closure behind the parentheses is for the claims, not for the header that readers skip`() async throws
    {
        let auth = try Issuer().authority
        let issuer = auth.issuer(for: User.self, subject: { "\($0.id)" }) { ["role": .string($0.role)] }
        let token = try auth.verify(try await issuer.accessToken(for: User(id: 7, role: "admin")).accessToken)
        #expect(token.claims["role"]?.string == "admin" && token.header["role"] == nil)
    }

    @Test func `what the closures throw is thrown on`() async throws {
        let issuer = try Issuer().authority.issuer(for: User.self, subject: { "\($0.id)" }) { _ in throw Down() }
        await #expect(throws: Down.self) { try await issuer.accessToken(for: User(id: 1, role: "")) }
    }
}
