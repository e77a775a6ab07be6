import HTTPTypes
import MapaeJOSE
import MapaeOAuth
import MapaeStore
import MapaeTesting
import Testing

@Suite("A client signs who it is (RFC 7523 section 3)")
struct ClientAssertionTests {
    private let bench: OAuthBench
    private let key: SigningKey

    init() throws {
        bench = try OAuthBench()
        key = try SigningKey.generate(.es256, keyID: "client-key")
    }

    /// A client with keys of its own.
    @discardableResult
    private func client(_ id: String = "c1", _ members: String = "", key: SigningKey? = nil) async throws -> Client {
        let set = try JWKSet([(key ?? self.key).verificationKey]).serialized()
        let jwks = #""jwks":\#(String(decoding: set, as: UTF8.self))"#
        return try await bench.client(
            id, method: "private_key_jwt", jwks + (members.isEmpty ? "" : ",\(members)"))
    }

    private func claims(_ id: String = "c1") -> RegisteredClaims {
        RegisteredClaims(
            issuer: id, subject: id, audience: [OAuthBench.issuer], issuedAt: bench.time.now,
            expirationTime: bench.time.now.advanced(by: .seconds(60)))
    }

    private func ask(
        _ assertion: String, _ further: [(String, String)] = [],
        type: String = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer", headers: HTTPFields = [:]
    ) async throws -> Reply {
        let pairs =
            [("grant_type", "client_credentials"), ("client_assertion", assertion), ("client_assertion_type", type)]
            + further
        var fields: HTTPFields = [.contentType: "application/x-www-form-urlencoded"]
        for field in headers { fields.append(field) }
        return try Reply(await bench.server.token(headers: fields, body: OAuthBench.form(pairs)))
    }

    private func refusal(
        type: TokenMediaType = .jwt, key: SigningKey? = nil, _ change: (inout RegisteredClaims) -> Void
    ) async throws -> String? {
        var claims = claims()
        change(&claims)
        let reply = try await ask(try JWTSigner(key: key ?? self.key, type: type).sign(claims))
        #expect(reply.error == nil || reply.status == 401)
        return reply.error
    }

    @Test("O36: a right one is taken once, with and without client_id, for the issuer and not for the token endpoint")
    func right() async throws {
        try await client()
        let assertion = try JWTSigner(key: key, type: .jwt).sign(claims())
        #expect(try await ask(assertion).status == 200)
        let again = try await ask(assertion)
        #expect(again.status == 401 && again.error == "invalid_client")
        let named = try await ask(JWTSigner(key: key, type: .jwt).sign(claims()), [("client_id", "c1")])
        #expect(named.status == 200)
        var other = claims()
        other.audience = [OAuthBench.issuer + "/oauth/token"]
        #expect(try await ask(JWTSigner(key: key, type: .jwt).sign(other)).error == "invalid_client")
        let type = try TokenMediaType("client-authentication+jwt")
        #expect(try await ask(JWTSigner(key: key, type: type).sign(claims())).status == 200)
        #expect(try await bench.audit() == ["client_refused", "client_refused"])
    }

    @Test("O36: what is changed in it is refused")
    func mutated() async throws {
        try await client()
        let now = bench.time.now
        let stranger = try SigningKey.generate(.es256, keyID: "client-key")
        #expect(try await refusal { _ in } == nil)
        #expect(try await refusal(key: stranger) { _ in } == "invalid_client")
        for type in [TokenMediaType.accessToken, .dpopProof, .logoutToken] {
            #expect(try await refusal(type: type) { _ in } == "invalid_client", "\(type)")
        }
        let mutations: [(inout RegisteredClaims) -> Void] = [
            { $0.audience = [] }, { $0.audience = ["https://other.example.com"] },
            { $0.audience = [OAuthBench.issuer + "/"] }, { $0.audience = [OAuthBench.issuer.uppercased()] },
            { $0.audience = [OAuthBench.issuer, "https://other.example.com"] },
            { $0.audience = [OAuthBench.issuer, OAuthBench.issuer + "/oauth/token"] },
            { $0.issuer = "c2" }, { $0.issuer = nil }, { $0.subject = "c2" }, { $0.subject = nil },
            { $0.expirationTime = nil }, { $0.expirationTime = now.advanced(by: .seconds(-30)) },
            { $0.expirationTime = now.advanced(by: .seconds(331)) },
            { $0.issuedAt = now.advanced(by: .seconds(31)) }, { $0.notBefore = now.advanced(by: .seconds(31)) },
            { $0.issuedAt = now.advanced(by: .seconds(-330)) },
            { $0.issuedAt = now.advanced(by: .seconds(-31_536_000)) },
            { $0.tokenID = .none }, { $0.tokenID = .text(String(repeating: "x", count: 257)) },
        ]
        for (index, mutation) in mutations.enumerated() {
            #expect(try await refusal(mutation) == "invalid_client", "mutation \(index)")
        }
        #expect(try await refusal { $0.expirationTime = now.advanced(by: .seconds(330)) } == nil)
        #expect(try await refusal { $0.expirationTime = now.advanced(by: .seconds(-29)) } == nil)
        #expect(try await refusal { $0.issuedAt = now.advanced(by: .seconds(-329)) } == nil)
        #expect(try await refusal { $0.issuedAt = nil } == nil)
    }

    @Test("O36: no other algorithm than the registered one, no shared secret, and no signature at all is one")
    func algorithms() async throws {
        try await client("c1", #""token_endpoint_auth_signing_alg":"EdDSA""#)
        #expect(try await refusal { _ in } == "invalid_client")
        let secret = try SigningKey.hs256(secret: OAuthBench.secret)
        #expect(try await refusal(key: secret) { _ in } == "invalid_client")
        let parts = try JWTSigner(key: key, type: .jwt).sign(claims()).split(separator: ".")
        let none = Base64URLText.encode(#"{"alg":"none","typ":"JWT"}"#)
        for text in ["\(none).\(parts[1]).", "\(none).\(parts[1])", "\(none).\(parts[1]).\(parts[2])", "x", "..", ""] {
            #expect(try await ask(text).status != 200, "\(text)")
        }
    }

    @Test("An RSA key that does not say its algorithm has the one that its client registers")
    func rsaWithoutAlgorithm() async throws {
        var jwk = try bench.rsa.verificationKey.jwk()
        jwk["alg"] = nil
        let set = try JSONValue.object(["keys": [.object(jwk)]]).serialized()
        try await bench.client(
            "c1", method: "private_key_jwt",
            #""token_endpoint_auth_signing_alg":"PS256","jwks":\#(String(decoding: set, as: UTF8.self))"#)
        let ps256 = try SigningKey(jwk: String(decoding: try rsaPrivate(), as: UTF8.self), algorithm: .ps256)
        #expect(try await refusal(key: ps256) { _ in } == nil)
        #expect(try await refusal(key: bench.rsa) { _ in } == "invalid_client")
    }

    /// The private key without an algorithm.
    private func rsaPrivate() throws -> [UInt8] {
        var jwk = try bench.rsa.privateJWK()
        jwk["alg"] = nil
        return try JSONValue.object(jwk).serialized()
    }

    @Test("O36: the key of another client shows nothing, whatever it is called")
    func otherKey() async throws {
        try await client()
        let other = try SigningKey.generate(.es256, keyID: "client-key")
        try await client("c2", key: other)
        #expect(try await refusal(key: other) { _ in } == "invalid_client")
    }

    @Test("O37: the client_id of the body must be the same, and an assertion goes alone")
    func named() async throws {
        try await client()
        try await bench.client("c2")
        let signer = JWTSigner(key: key, type: .jwt)
        #expect(try await ask(signer.sign(claims()), [("client_id", "c2")]).error == "invalid_client")
        #expect(try await ask(signer.sign(claims()), type: "x").error == "invalid_client")
        #expect(try await ask(signer.sign(claims()), [("client_secret", "x")]).error == "invalid_request")
        let basic: HTTPFields = [.authorization: "Basic \(Base64Text.encode(Array("c1:x".utf8)))"]
        #expect(try await ask(signer.sign(claims()), headers: basic).error == "invalid_request")
        // Of a client that registered another method it is not taken, nor another method of this one.
        #expect(try await ask(signer.sign(claims("c2"))).error == "invalid_client")
        let plain = try Reply(
            await bench.server.token(
                headers: [.contentType: "application/x-www-form-urlencoded"],
                body: Array("grant_type=client_credentials&client_id=c1&client_secret=x".utf8)))
        #expect(plain.status == 401)
        #expect(try await ask(signer.sign(claims("nobody"))).error == "invalid_client")
    }

    @Test("O36 R18: of 64 with one assertion at once one is taken, and what was used stays used")
    func replay() async throws {
        try await client()
        let assertion = try JWTSigner(key: key, type: .jwt).sign(claims())
        let replies = try await withThrowingTaskGroup(of: Reply.self) { group in
            for _ in 0..<64 { group.addTask { try await ask(assertion) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(replies.count { $0.status == 200 } == 1)
        bench.time.advance(by: .seconds(89))
        #expect(try await ask(assertion).error == "invalid_client")
        // The number belongs to the client: another one may choose the same.
        let other = try SigningKey.generate(.es256, keyID: "k2")
        try await client("c2", key: other)
        for (id, key) in [("c1", key), ("c2", other)] {
            var claims = claims(id)
            claims.tokenID = .text("same")
            #expect(try await ask(JWTSigner(key: key, type: .jwt).sign(claims)).status == 200)
        }
    }

    @Test("The keys behind a jwks_uri are asked for where that is offered; else nobody can be known by them")
    func remote() async throws {
        let set = try JWKSet([key.verificationKey])
        let uri = #""jwks_uri":"https://client.example.com/jwks""#
        try await bench.client("c1", method: "private_key_jwt", uri)
        #expect(try await refusal { _ in } == "invalid_client")
        for isThere in [true, false] {
            let bench = try OAuthBench(remoteKeys: { request in
                guard isThere, request.isKnown, request.address == "https://client.example.com/jwks" else {
                    throw JOSEError(.noKeys)
                }
                return set
            })
            try await bench.client("c1", method: "private_key_jwt", uri)
            let assertion = try JWTSigner(key: key, type: .jwt).sign(claims())
            let pairs = [
                ("grant_type", "client_credentials"), ("client_assertion", assertion),
                ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
            ]
            let reply = try Reply(
                await bench.server.token(
                    headers: [.contentType: "application/x-www-form-urlencoded"], body: OAuthBench.form(pairs)))
            #expect(reply.status == (isThere ? 200 : 401))
        }
    }

    @Test("While the keys behind a jwks_uri cannot be asked for the client is told to come again, and not refused")
    func outage() async throws {
        let bench = try OAuthBench(remoteKeys: { _ in throw OAuthError(.temporarilyUnavailable) })
        try await bench.client("c1", method: "private_key_jwt", #""jwks_uri":"https://client.example.com/jwks""#)
        let pairs = [
            ("grant_type", "client_credentials"),
            ("client_assertion", try JWTSigner(key: key, type: .jwt).sign(claims())),
            ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
        ]
        for _ in 0..<40 {
            let reply = try Reply(
                await bench.server.token(
                    headers: [.contentType: "application/x-www-form-urlencoded"], body: OAuthBench.form(pairs)))
            #expect(reply.status == 503 && reply.error == "temporarily_unavailable")
        }
        #expect(!bench.log.kinds.contains("client_refused"))
    }
}
