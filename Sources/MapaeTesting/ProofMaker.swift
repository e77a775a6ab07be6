import Mapae
package import MapaeJOSE

/// A client's key, and the proofs that it makes (RFC 9449 §4.2).
package struct ProofMaker: Sendable {
    /// The client's key.
    package let key: SigningKey

    /// Makes a new key.
    package init(_ algorithm: JWSAlgorithm = .es256) throws { key = try SigningKey.generate(algorithm) }

    /// The key's thumbprint (RFC 7638), as `jkt` has it.
    package var thumbprint: String { key.verificationKey.thumbprint ?? "" }

    /// The claims of a usual proof.
    package static func claims(
        _ method: String, _ uri: String, at now: NumericDate, nonce: String? = nil, token: String? = nil
    ) -> JSONObject {
        var claims: JSONObject = [
            "jti": .string(RandomBytes.identifier()), "htm": .string(method), "htu": .string(uri),
        ]
        claims["iat"] = .integer(now.seconds)
        claims["nonce"] = nonce.map { .string($0) }
        claims["ath"] = token.map { .string(DPoPProof.hash(of: $0)) }
        return claims
    }

    /// A proof with whatever header and claims.
    package func proof(_ claims: JSONObject, _ change: (inout JSONObject) throws -> Void = { _ in }) throws -> String {
        var jwk = try key.verificationKey.jwk()
        for name in ["kid", "alg", "use"] { jwk[name] = nil }
        var header: JSONObject = ["typ": "dpop+jwt", "alg": .string(key.algorithm.description), "jwk": .object(jwk)]
        try change(&header)
        let signer = JWSSigner(key: key, header: try JSONValue.object(header).serialized())
        return try signer.sign(JSONValue.object(claims).serialized())
    }
}
