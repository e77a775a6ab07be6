import Crypto
import MapaeJOSE

@testable import MapaeOAuth

/// A client's key, and the proofs that it makes (RFC 9449 §4.2).
struct ProofMaker: Sendable {
    let key: SigningKey

    init(_ algorithm: JWSAlgorithm = .es256) throws { key = try SigningKey.generate(algorithm) }

    var thumbprint: String { key.verificationKey.thumbprint ?? "" }

    /// The claims of a usual proof.
    static func claims(
        _ method: String, _ uri: String, at now: NumericDate, nonce: String? = nil, token: String? = nil
    ) -> JSONObject {
        var claims: JSONObject = [
            "jti": .string(RandomBytes.identifier()), "htm": .string(method), "htu": .string(uri),
        ]
        claims["iat"] = .integer(now.seconds)
        claims["nonce"] = nonce.map { .string($0) }
        claims["ath"] = token.map { .string(Base64URL.encode(Array(SHA256.hash(data: Array($0.utf8))))) }
        return claims
    }

    /// A proof with whatever header and claims.
    func proof(_ claims: JSONObject, _ change: (inout JSONObject) throws -> Void = { _ in }) throws -> String {
        var jwk = try key.verificationKey.jwk()
        for name in ["kid", "alg", "use"] { jwk[name] = nil }
        var header: JSONObject = ["typ": "dpop+jwt", "alg": .string(key.algorithm.description), "jwk": .object(jwk)]
        try change(&header)
        let signer = JWSSigner(key: key, header: try JSONValue.object(header).serialized())
        return try signer.sign(JSONValue.object(claims).serialized())
    }
}
