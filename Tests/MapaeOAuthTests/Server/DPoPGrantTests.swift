import HTTPTypes
import Mapae
import MapaeJOSE
import MapaeOAuth
import MapaeStore
import MapaeTesting
import Testing

@testable import MapaeOAuth

@Suite("Tokens are bound to a key (RFC 9449)")
struct DPoPGrantTests {
    private static let endpoint = OAuthBench.issuer + "/oauth/token"
    private static let userInfo = OAuthBench.issuer + "/oauth/userinfo"
    private let bench: OAuthBench
    private let maker: ProofMaker
    private let field: HTTPField.Name
    private let nonceField: HTTPField.Name

    init() throws {
        bench = try OAuthBench()
        maker = try ProofMaker()
        field = try #require(HTTPField.Name("DPoP"))
        nonceField = try #require(HTTPField.Name("DPoP-Nonce"))
    }

    private var nonce: String {
        DPoPNonces(secret: Array(repeating: 7, count: 32), period: .seconds(120)).nonce(at: bench.time.now)
    }

    private func proof(
        _ maker: ProofMaker? = nil, _ method: String = "POST", _ uri: String = endpoint, nonce: String?? = nil,
        token: String? = nil
    ) throws -> HTTPFields {
        let claims = ProofMaker.claims(method, uri, at: bench.time.now, nonce: nonce ?? self.nonce, token: token)
        return [field: try (maker ?? self.maker).proof(claims)]
    }

    private func ask(_ token: String, _ headers: HTTPFields, scheme: String = "DPoP") async throws -> Reply {
        var headers = headers
        headers[.authorization] = "\(scheme) \(token)"
        return try Reply(await bench.server.userInfo(headers: headers))
    }

    @Test("O44: without a nonce of the server, with an old or a foreign one, it tells the one of the present")
    func nonces() async throws {
        let client = try await bench.client("c1")
        let old = nonce
        bench.time.advance(by: .seconds(240))
        let foreign = DPoPNonces(secret: Array(repeating: 9, count: 32), period: .seconds(120)).nonce(
            at: bench.time.now)
        let code = try await bench.code(client)
        for nonce: String? in [nil, old, foreign, "x"] {
            let reply = try await bench.redeem(client, code, headers: proof(nonce: .some(nonce)))
            #expect(reply.status == 400 && reply.error == "use_dpop_nonce")
            #expect(reply.headers[nonceField] == self.nonce)
        }
        let reply = try await bench.redeem(client, code, headers: proof())
        #expect(reply.status == 200 && reply["token_type"]?.string == "DPoP")
        #expect(reply.headers[nonceField] == nonce)
        #expect(try reply.claims()["cnf"]?.object?["jkt"]?.string == maker.thumbprint)
    }

    @Test("O42: a proof is used once, and two of them are one too many")
    func replay() async throws {
        let client = try await bench.client("c1")
        let headers = try proof()
        #expect(try await bench.redeem(client, bench.code(client), headers: headers).status == 200)
        let code = try await bench.code(client)
        #expect(try await bench.redeem(client, code, headers: headers).error == "invalid_dpop_proof")
        var two = try proof()
        for header in try proof() { two.append(header) }
        #expect(try await bench.redeem(client, code, headers: two).error == "invalid_dpop_proof")
        #expect(try await bench.redeem(client, code, headers: [field: "x"]).error == "invalid_dpop_proof")
        // None of that was the code's fault.
        #expect(try await bench.redeem(client, code, headers: proof()).status == 200)
    }

    @Test("O43: at the userinfo endpoint a bound token needs a proof of its key, for it, and goes by no other name")
    func resource() async throws {
        let client = try await bench.client("c1")
        for format in AccessTokenFormat.allCases {
            let client = try await bench.client("c-\(format.rawValue)") { $0.tokenFormat = format }
            let token = try await bench.redeem(client, bench.code(client), headers: proof()).accessToken
            let right = try proof(nil, "GET", Self.userInfo, token: token)
            #expect(try await ask(token, right).status == 200)
            let again = try await ask(token, right)
            #expect(again.status == 401 && again.error == "invalid_dpop_proof")
            let bearer = try await ask(token, proof(nil, "GET", Self.userInfo, token: token), scheme: "Bearer")
            #expect(bearer.status == 401 && bearer.error == "invalid_token")
            let challenges = bearer.headers[values: .wwwAuthenticate]
            #expect(challenges.contains { $0.hasPrefix("DPoP ") && $0.contains("ES256") && !$0.contains("HS256") })
            let other = try await ask(token, proof(try ProofMaker(), "GET", Self.userInfo, token: token))
            #expect(other.status == 401 && other.error == "invalid_token")
            for headers in [
                try proof(nil, "GET", Self.userInfo), try proof(nil, "POST", Self.userInfo, token: token),
                try proof(nil, "GET", Self.endpoint, token: token), try proof(nil, "GET", Self.userInfo, token: "x"),
                [:],
            ] {
                let refused = try await ask(token, headers)
                #expect(refused.status == 401 && refused.error == "invalid_dpop_proof")
            }
            let nonce = try await ask(token, proof(nil, "GET", Self.userInfo, nonce: .some(nil), token: token))
            #expect(nonce.status == 401 && nonce.error == "use_dpop_nonce" && nonce.headers[nonceField] == self.nonce)
        }
        let unbound = try await bench.grant(client).accessToken
        #expect(try await ask(unbound, proof(nil, "GET", Self.userInfo, token: unbound)).status == 401)
    }

    @Test("O43: a resource of another program takes a bound token with a proof for itself, and learns of its login")
    func ownResource() async throws {
        let client = try await bench.client("c1")
        let token = try await bench.redeem(client, bench.code(client), headers: proof()).accessToken
        let verifier = try KeyVerifier(
            keys: [bench.key.verificationKey],
            policy: TokenPolicy(
                issuer: OAuthBench.issuer, audience: Audience(OAuthBench.issuer), profile: .oauth),
            clock: bench.time.clock)
        let resource = try ProtectedResource(
            OAuthBench.issuer, by: verifier, dpop: .required, clock: bench.time.clock)
        var fields = try proof(nil, "GET", OAuthBench.issuer + "/notes", nonce: .some(nil), token: token)
        fields[.authorization] = "DPoP \(token)"
        var request = HTTPRequest(
            method: .get, scheme: "https", authority: "evil.example", path: "/notes?x", headerFields: fields)
        let verified = try await resource.verify(
            &request, TokenRequirements([.authenticated(within: .seconds(600)), .acr("urn:example:pwd")]))
        #expect(verified?.subject == "u1" && verified?.location == .header)
        #expect(throws: TokenError(.rejected)) { try verifier.verify(token) }
        let same = request
        await #expect(throws: TokenError(.invalidProof)) {
            var again = same
            _ = try await resource.verify(&again, .access)
        }
    }

    @Test("R7: a public client refreshes with its key alone; a confidential one with whichever it has")
    func refresh() async throws {
        let open = try await bench.client("open", method: "none")
        let reply = try await bench.redeem(open, bench.code(open), headers: proof())
        let token = try reply.refreshToken
        #expect(try await bench.refresh(open, token).error == "invalid_grant")
        let other = try ProofMaker()
        #expect(try await bench.refresh(open, token, headers: proof(other)).error == "invalid_grant")
        let next = try await bench.refresh(open, token, headers: proof())
        #expect(next.status == 200 && next["token_type"]?.string == "DPoP")
        let closed = try await bench.client("closed")
        let first = try await bench.redeem(closed, bench.code(closed), headers: proof())
        let second = try await bench.refresh(closed, first.refreshToken, headers: proof(other))
        #expect(try second.claims()["cnf"]?.object?["jkt"]?.string == other.thumbprint)
    }

    @Test("O42: a code of a request with dpop_jkt is for that key, and dead with another")
    func boundCode() async throws {
        let client = try await bench.client("c1", method: "none")
        let query = "&dpop_jkt=\(maker.thumbprint)"
        let right = try await bench.code(client, query)
        #expect(try await bench.redeem(client, right, headers: proof()).status == 200)
        for headers in [try proof(try ProofMaker()), [:]] {
            let code = try await bench.code(client, query)
            #expect(try await bench.redeem(client, code, headers: headers).error == "invalid_grant")
            #expect(try await bench.redeem(client, code, headers: proof()).error == "invalid_grant")
        }
    }

    @Test("RFC 9449 section 5.2: a client that has registered it gets no token without a proof")
    func required() async throws {
        let client = try await bench.client("c1", #""dpop_bound_access_tokens":true"#)
        let code = try await bench.code(client)
        #expect(try await bench.redeem(client, code).error == "invalid_dpop_proof")
        #expect(try await bench.redeem(client, code, headers: proof()).status == 200)
        let credentials = try await bench.token(client, [("grant_type", "client_credentials")], headers: proof())
        #expect(try credentials.claims()["cnf"] != nil)
        let facts = try await bench.introspect(client, credentials.accessToken)
        #expect(facts["token_type"]?.string == "DPoP")
        #expect(facts["cnf"]?.object?["jkt"]?.string == maker.thumbprint)
    }
}
