import HTTPTypes
import Hummingbird
import HummingbirdMapae
import HummingbirdTesting
import MapaeTesting

/// An API that takes the access tokens of an authorization server, on a clock that stands still, and a client with a key.
struct ResourceBench: Sendable {
    static let issuer = "https://login.example.com"
    static let identifier = "https://api.example.com"

    let time = ManualClock()
    let key: SigningKey
    let client: ProofMaker
    let verifier: KeyVerifier

    init(accept: [TokenCarrier] = [.header]) throws {
        key = try .generate(.es256)
        client = try ProofMaker()
        verifier = try KeyVerifier(
            keys: [key.verificationKey],
            policy: TokenPolicy(
                issuer: Self.issuer, acceptedAudience: [Self.identifier, "https://other.example.com"], profile: .oauth),
            accept: accept, clock: time.clock)
    }

    /// A resource that checks at once.
    func resource(
        dpop: DPoPPolicy = .refused, audience: ResourceAudience = .resource, baseURL: String? = nil
    ) throws -> ProtectedResource<KeyVerifier> {
        try ProtectedResource(
            Self.identifier, by: verifier, audience: audience, scopes: ["read"], dpop: dpop, baseURL: baseURL,
            clock: time.clock)
    }

    /// A token as the server issues it, with other claims.
    func token(
        audience: [String] = [identifier], subject: String = "ada", _ claims: JSONObject = [:]
    ) throws -> String {
        let registered = RegisteredClaims(
            issuer: Self.issuer, subject: subject, audience: audience, issuedAt: time.now,
            expirationTime: time.now.advanced(by: .seconds(900)))
        var custom: JSONObject = ["client_id": "c1", "scope": "read"]
        for member in claims.members { custom[member.name] = member.value }
        return try JWTSigner(key: key, type: .accessToken).sign(registered, custom: custom)
    }

    /// A token that is bound to the client's key.
    func boundToken(_ claims: JSONObject = [:]) throws -> String {
        var claims = claims
        claims["cnf"] = ["jkt": .string(client.thumbprint)]
        return try token(claims)
    }

    /// The header fields of a request with a proof.
    func fields(
        _ token: String, _ method: String = "GET", _ uri: String = "https://api.example.com/notes",
        nonce: String? = nil, by maker: ProofMaker? = nil, _ change: (inout JSONObject) -> Void = { _ in }
    ) throws -> HTTPFields {
        var claims = ProofMaker.claims(method, uri, at: time.now, nonce: nonce, token: token)
        change(&claims)
        return try Self.fields("DPoP \(token)", [(maker ?? client).proof(claims)])
    }

    /// The header fields of a request with proofs that were made already.
    static func fields(_ authorization: String, _ proofs: [String]) throws -> HTTPFields {
        var fields: HTTPFields = [.authorization: authorization]
        guard let name = HTTPField.Name("DPoP") else { return fields }
        for proof in proofs { fields.append(HTTPField(name: name, value: proof)) }
        return fields
    }
}

extension TestResponse {
    /// The challenges, one for each scheme.
    var challenges: [String] { headers[values: .wwwAuthenticate] }
}
