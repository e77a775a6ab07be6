import HTTPTypes
import MapaeJOSE
import MapaeTesting
import Testing

/// A client that authenticates by any of the methods.
struct AuthenticatingClient: Sendable, CustomStringConvertible {
    let client: TestClient
    let method: String
    /// What it signs assertions with, where it does.
    let key: SigningKey

    var description: String { "\(method) \(key.algorithm)" }

    /// Registers one of a method.
    static func of(_ method: String, _ visitor: Visitor) async throws -> AuthenticatingClient {
        try await registered(method, maker("ES256").key, visitor)
    }

    /// Registers one whose assertions are signed with an algorithm.
    static func signing(_ algorithm: String, _ visitor: Visitor) async throws -> AuthenticatingClient {
        try await registered("private_key_jwt", maker(algorithm).key, visitor)
    }

    private static func registered(
        _ method: String, _ key: SigningKey, _ visitor: Visitor
    ) async throws -> AuthenticatingClient {
        let set = String(decoding: try JWKSet([key.verificationKey]).serialized(), as: UTF8.self)
        let members = #""jwks":\#(set),"token_endpoint_auth_signing_alg":"\#(key.algorithm)""#
        let client = try await visitor.register(method == "private_key_jwt" ? members : "", method: method)
        return AuthenticatingClient(client: client, method: method, key: key)
    }

    /// What its requests hold.
    /// - Parameters:
    ///   - now: The present.
    ///   - isRight: Whether it is that client; else the secret is wrong, the key another one, or a client without a secret has one.
    func shown(
        at now: NumericDate, isRight: Bool
    ) throws -> (fields: [(String, String)], headers: HTTPFields) {
        let secret = isRight ? client.secret ?? "" : "wrong"
        switch method {
        case "none":
            let further: [(String, String)] = isRight ? [] : [("client_secret", secret)]
            return ([("client_id", client.id)] + further, [:])
        case "client_secret_post": return ([("client_id", client.id), ("client_secret", secret)], [:])
        case "client_secret_basic":
            let pair = "\(FormWriter.escaped(client.id)):\(FormWriter.escaped(secret))"
            return ([], [.authorization: "Basic \(Base64.encodePadded(Array(pair.utf8)))"])
        case "private_key_jwt":
            let signer = try isRight ? key : ProofMaker(.es256).key.withKeyID(key.keyID)
            let claims = RegisteredClaims(
                issuer: client.id, subject: client.id, audience: [TestSite.issuer], issuedAt: now,
                expirationTime: now.advanced(by: .seconds(60)))
            let fields = [
                ("client_assertion", try JWTSigner(key: signer, type: .jwt).sign(claims)),
                ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
            ]
            return (fields, [:])
        default:
            Issue.record("Nobody knows how a client authenticates with \(method).")
            return ([], [:])
        }
    }

    // MARK: Keys

    /// A key of an algorithm, the same for all tests: RSA keys are slow to find.
    static func maker(_ algorithm: String) throws -> ProofMaker {
        try #require(try makers.get()[algorithm], "\(algorithm)")
    }

    private static let makers: Result<[String: ProofMaker], any Error> = Result {
        var makers: [String: ProofMaker] = [:]
        for algorithm in JWSAlgorithm.allCases where !algorithm.isSymmetric {
            makers[algorithm.description] = try ProofMaker(algorithm)
        }
        return makers
    }
}
