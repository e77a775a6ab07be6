/// Keys from JWK (RFC 7517, RFC 7518 §6, RFC 8037 §2).
///
/// `x5c`, `x5t` and `x5u` are not looked at: a certificate in a key says nothing that its holder did not write.
enum JWKReader {
    /// How large a key or a set of keys may be; far above real ones, far below what would cost anything.
    static let limits = JSONLimits(depth: 8, members: 2048)
    static let maximumBytes = 512 * 1024

    static func object(_ text: [UInt8]) throws(JOSEError) -> JSONObject {
        guard text.count <= maximumBytes else { throw JOSEError(.invalidKey) }
        guard let object = try JSONValue(parsing: text, limits: limits).object else {
            throw JOSEError(.jsonNotAnObject)
        }
        return object
    }

    static func verificationKey(
        _ object: JSONObject, _ told: JWSAlgorithm?
    ) throws(JOSEError) -> VerificationKey {
        let members = try JWKMembers(object)
        guard !members.hasPrivateMembers else { throw JOSEError(.privateKey) }
        try members.checkUse(for: "verify")
        let (algorithm, primitive) = try publicPart(members, told)
        return VerificationKey(
            algorithm: algorithm, keyID: members.keyID ?? JWKThumbprint.of(primitive), primitive: primitive)
    }

    static func signingKey(_ object: JSONObject, _ told: JWSAlgorithm?) throws(JOSEError) -> SigningKey {
        let members = try JWKMembers(object)
        try members.checkUse(for: "sign")
        if members.keyType == "oct" {
            let algorithm = try members.algorithm(told, fallback: nil)
            return try SigningKey.hmac(algorithm, secret: members.bytes("k"), keyID: members.keyID)
        }
        guard ["RSA", "EC", "OKP"].contains(members.keyType) else { throw JOSEError(.unsupportedKey) }
        guard members.has("d") else { throw JOSEError(.publicKey) }
        let (algorithm, publicPart) = try publicPart(members, told)
        let primitive = try privatePart(members, algorithm)
        // The private part decides what is signed, the public part what others believe: they must be one key.
        guard try KeyNumbers(primitive.verification) == KeyNumbers(publicPart) else {
            throw JOSEError(.mismatchedKey)
        }
        return try SigningKey(algorithm, primitive, keyIDOrThumbprint: members.keyID)
    }

    private static func publicPart(
        _ members: JWKMembers, _ told: JWSAlgorithm?
    ) throws(JOSEError) -> (JWSAlgorithm, VerificationPrimitive) {
        switch members.keyType {
        case "RSA":
            let algorithm = try members.algorithm(told, fallback: .rs256)
            let (n, e) = (try members.number("n"), try members.number("e"))
            return (algorithm, try KeyFactory.rsa(modulus: n, exponent: e, algorithm))
        case "EC":
            let name = try members.text("crv")
            guard let curve = EllipticCurve.allCases.first(where: { $0.name.description == name }) else {
                throw JOSEError(name == nil ? .invalidKey : .unsupportedKey)
            }
            let algorithm = try members.algorithm(told, fallback: curve.algorithm)
            guard algorithm == curve.algorithm else { throw JOSEError(.wrongKeyAlgorithm) }
            return (algorithm, try KeyFactory.ec(curve, x: members.bytes("x"), y: members.bytes("y")))
        case "OKP":
            guard let name = try members.text("crv") else { throw JOSEError(.invalidKey) }
            guard name == "Ed25519" else { throw JOSEError(.unsupportedKey) }
            let algorithm = try members.algorithm(told, fallback: .edDSA)
            return (algorithm, try KeyFactory.ed25519(x: members.bytes("x")))
        case "oct":
            throw JOSEError(members.has("k") ? .privateKey : .invalidKey)
        default:
            throw JOSEError(.unsupportedKey)
        }
    }

    private static func privatePart(
        _ members: JWKMembers, _ algorithm: JWSAlgorithm
    ) throws(JOSEError) -> SigningPrimitive {
        switch algorithm.row.family {
        case .rsaPKCS1, .rsaPSS:
            guard !members.has("oth") else { throw JOSEError(.unsupportedKey) }
            let numbers = RSAPrivateNumbers(
                modulus: try members.number("n"), exponent: try members.number("e"),
                privateExponent: try members.number("d"), factors: try factors(members))
            return try KeyFactory.rsa(numbers, algorithm)
        case .ecdsa(let curve): return try KeyFactory.ec(curve, d: members.bytes("d"))
        case .ed25519: return try KeyFactory.ed25519(d: members.bytes("d"))
        case .hmac: throw JOSEError(.wrongKeyAlgorithm)
        }
    }

    /// All five, or none (RFC 7518 §6.3.2).
    private static func factors(_ members: JWKMembers) throws(JOSEError) -> RSAPrivateNumbers.Factors? {
        guard ["p", "q", "dp", "dq", "qi"].contains(where: members.has) else { return nil }
        return RSAPrivateNumbers.Factors(
            p: try members.number("p"), q: try members.number("q"), dp: try members.number("dp"),
            dq: try members.number("dq"), qi: try members.number("qi"))
    }
}
