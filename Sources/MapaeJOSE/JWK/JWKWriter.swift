import Crypto

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// JWK from keys.
enum JWKWriter {
    /// The public members.
    /// - Throws: ``JOSEError`` `no_public_form` for a shared secret.
    static func publicJWK(_ key: VerificationKey) throws(JOSEError) -> JSONObject {
        var object = head(key.algorithm, key.keyID)
        write(try KeyNumbers(key.primitive), to: &object)
        return object
    }

    /// All members, the private ones too.
    static func privateJWK(_ key: SigningKey) throws(JOSEError) -> JSONObject {
        var object = head(key.algorithm, key.keyID)
        switch key.primitive {
        case .hmac256(_, let secret), .hmac384(_, let secret), .hmac512(_, let secret):
            object["k"] = text(unsafe secret.withUnsafeBytes { unsafe Array($0) })
            return object
        case .rsaPKCS1(let rsa, _), .rsaPSS(let rsa, _):
            write(try KeyNumbers(key.primitive.verification), to: &object)
            let numbers = try RSAPrivateNumbers(rsa)
            object["d"] = text(numbers.privateExponent)
            guard let factors = numbers.factors else { return object }
            object["p"] = text(factors.p)
            object["q"] = text(factors.q)
            object["dp"] = text(factors.dp)
            object["dq"] = text(factors.dq)
            object["qi"] = text(factors.qi)
            return object
        case .p256(let key): return try withD(key.rawRepresentation, key.publicKey.rawRepresentation, .p256, object)
        case .p384(let key): return try withD(key.rawRepresentation, key.publicKey.rawRepresentation, .p384, object)
        case .p521(let key): return try withD(key.rawRepresentation, key.publicKey.rawRepresentation, .p521, object)
        case .ed25519(let key):
            write(.ed25519(x: Array(key.publicKey.rawRepresentation)), to: &object)
            object["d"] = text(Array(key.rawRepresentation))
            return object
        }
    }

    private static func withD(
        _ d: Data, _ point: Data, _ curve: EllipticCurve, _ head: JSONObject
    ) throws(JOSEError) -> JSONObject {
        var object = head
        let half = curve.byteCount
        write(.ec(curve, x: Array(point.prefix(half)), y: Array(point.suffix(half))), to: &object)
        object["d"] = text(Array(d))
        return object
    }

    private static func head(_ algorithm: JWSAlgorithm, _ keyID: String?) -> JSONObject {
        var object: JSONObject = [
            "kty": .string(algorithm.keyType.description), "use": "sig", "alg": .string(algorithm.description),
        ]
        if let keyID { object["kid"] = .string(keyID) }
        return object
    }

    private static func write(_ numbers: KeyNumbers, to object: inout JSONObject) {
        switch numbers {
        case .rsa(let modulus, let exponent):
            object["n"] = text(modulus)
            object["e"] = text(exponent)
        case .ec(let curve, let x, let y):
            object["crv"] = .string(curve.name.description)
            object["x"] = text(x)
            object["y"] = text(y)
        case .ed25519(let x):
            object["crv"] = "Ed25519"
            object["x"] = text(x)
        }
    }

    private static func text(_ bytes: [UInt8]) -> JSONValue { .string(Base64URL.encode(bytes)) }
}
