import MapaeJOSE

/// Reads a key from any form and writes it in all forms that its kind has.
enum KeyForms {
    static func answer(_ request: JSONObject, algorithm: JWSAlgorithm?) throws -> JSONObject {
        if let pem = request["pem"]?.string {
            do {
                return try answer(SigningKey(pem: pem, algorithm: algorithm))
            } catch let error as JOSEError where error.code == .publicKey {
                return try answer(VerificationKey(pem: pem, algorithm: algorithm))
            }
        }
        let jwk = try request.object("jwk")
        do {
            return try answer(SigningKey(jwk: jwk, algorithm: algorithm))
        } catch let error as JOSEError where error.code == .publicKey {
            return try answer(VerificationKey(jwk: jwk, algorithm: algorithm))
        }
    }

    static func answer(_ key: SigningKey) throws -> JSONObject {
        if key.algorithm.isSymmetric {
            return ["alg": .string("\(key.algorithm)"), "private_jwk": .object(try key.privateJWK())]
        }
        var answer = try answer(key.verificationKey)
        answer["private_jwk"] = .object(try key.privateJWK())
        var forms: JSONObject = [:]
        for (name, format) in [("pkcs8", PrivateKeyFormat.pkcs8), ("pkcs1", .pkcs1), ("sec1", .sec1)] {
            forms[name] = (try? key.privatePEM(format)).map { .string($0) }
        }
        answer["private_pem"] = .object(forms)
        return answer
    }

    private static func answer(_ key: VerificationKey) throws -> JSONObject {
        var answer: JSONObject = ["alg": .string("\(key.algorithm)"), "jwk": .object(try key.jwk())]
        answer["kid"] = key.keyID.map { .string($0) }
        answer["thumbprint"] = key.thumbprint.map { .string($0) }
        var forms: JSONObject = [:]
        for (name, format) in [("spki", PublicKeyFormat.spki), ("pkcs1", .pkcs1)] {
            forms[name] = (try? key.pem(format)).map { .string($0) }
        }
        answer["pem"] = .object(forms)
        return answer
    }
}
