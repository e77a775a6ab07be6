import Mapae
import MapaeJOSE
import Testing

/// Every kind of token that one key may sign, at everything here that takes one.
@Suite("Kinds of tokens")
struct TokenKindTests {
    enum Kind: CaseIterable {
        case access, refresh, oauthAccess, idToken, logout, proof, assertion
    }

    private static func token(_ kind: Kind, _ issuer: Issuer) throws -> String {
        let now = Issuer.start
        let claims = RegisteredClaims(
            issuer: "me", subject: "ada", issuedAt: now, expirationTime: now.advanced(by: .seconds(60)))
        func signed(_ type: TokenMediaType, _ custom: JSONObject = [:]) throws -> String {
            try JWTSigner(key: issuer.key, type: type).sign(claims, custom: custom)
        }
        return switch kind {
        case .access: try issuer.authority.accessToken(for: "ada").accessToken
        case .refresh: try issuer.authority.tokenPair(for: "ada").refreshToken ?? ""
        // With all that an access token of ours has, but for the typ.
        case .oauthAccess: try signed(.accessToken, ["type": "access", "fresh": true, "client_id": "c"])
        case .idToken: try signed(.jwt, ["nonce": "n"])
        case .logout: try signed(.logoutToken, ["type": "access", "sid": "s"])
        case .proof: try signed(.dpopProof, ["type": "access", "htm": "GET"])
        case .assertion: try signed(.jwt)
        }
    }

    private static func isTaken(_ token: String, _ issuer: Issuer, _ type: TokenMediaType) -> Bool {
        (try? JWSVerifier(keys: [issuer.key.verificationKey]).verify(
            UnverifiedToken(token), type: type, at: Issuer.start)) != nil
    }

    @Test(arguments: Kind.allCases)
    func `J41 pass where their kind is wanted, and nowhere else`(_ kind: Kind) throws {
        let issuer = try Issuer(TokenPolicy(issuer: "me"))
        let token = try Self.token(kind, issuer)
        #expect((issuer.refusal(token) == nil) == (kind == .access))
        #expect((issuer.refusal(token, .refresh) == nil) == (kind == .refresh))
        #expect(Self.isTaken(token, issuer, .accessToken) == (kind == .oauthAccess))
        #expect(Self.isTaken(token, issuer, .logoutToken) == (kind == .logout))
        #expect(Self.isTaken(token, issuer, .dpopProof) == (kind == .proof))
        // `JWT` says little: what has it is told apart by its claims (RFC 8725 §3.11).
        #expect(
            Self.isTaken(token, issuer, .jwt) == [.access, .refresh, .idToken, .assertion].contains(kind))
    }
}
