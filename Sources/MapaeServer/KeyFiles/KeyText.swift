#if Server
public import MapaeJOSE

/// The text of keys in one of the formats.
public enum KeyText {
    /// The private text of a key, which must be kept like the key.
    /// - Parameters:
    ///   - keys: Keys; several only as a set.
    ///   - format: The format.
    /// - Throws: ``ServerError`` `key_file` for a format that cannot hold them.
    public static func privateText(_ keys: [SigningKey], _ format: KeyFileFormat) throws -> String {
        guard format != .jwks else { return try line(PrivateJWKSet(keys).privateSerialized()) }
        let key = try single(keys)
        if format == .jwk { return try line(JSONValue.object(key.privateJWK()).serialized()) }
        try checkPEM(key.algorithm, format)
        switch format {
        case .pkcs1: return try key.privatePEM(.pkcs1)
        case .sec1: return try key.privatePEM(.sec1)
        default: return try key.privatePEM(.pkcs8)
        }
    }

    /// The public text of a key. Nothing in it can sign.
    /// - Parameters:
    ///   - keys: Keys; several only as a set.
    ///   - format: The format.
    /// - Throws: ``ServerError`` `key_file` for a format that cannot hold them, and for a shared secret.
    public static func publicText(_ keys: [VerificationKey], _ format: KeyFileFormat) throws -> String {
        guard !keys.contains(where: \.algorithm.isSymmetric) else {
            throw ServerError(
                .keyFile, "A shared secret has no public part: whoever knows it can sign. Only --private writes it.")
        }
        guard format != .jwks else { return try line(JWKSet(keys).serialized()) }
        let key = try single(keys)
        if format == .jwk { return try line(JSONValue.object(key.jwk()).serialized()) }
        try checkPEM(key.algorithm, format)
        guard format != .sec1 else {
            throw ServerError(.keyFile, "SEC 1 is a format of private keys: take pem, or say --private.")
        }
        return try key.pem(format == .pkcs1 ? .pkcs1 : .spki)
    }

    /// - Throws: ``ServerError`` with what to take instead.
    private static func checkPEM(_ algorithm: JWSAlgorithm, _ format: KeyFileFormat) throws(ServerError) {
        if algorithm.isSymmetric {
            throw ServerError(.keyFile, "A shared secret has no PEM form: take the format jwk.")
        }
        let kind = KeyKind(algorithm)
        if format == .pkcs1, kind != .rsa {
            throw ServerError(.keyFile, "PKCS #1 is a format of RSA keys, and this is an \(kind) key: take pem.")
        }
        if format == .sec1, kind != .ec {
            throw ServerError(.keyFile, "SEC 1 is a format of EC keys, and this is an \(kind) key: take pem.")
        }
    }

    private static func single<Key>(_ keys: [Key]) throws(ServerError) -> Key {
        guard keys.count == 1 else {
            throw ServerError(.keyFile, "There are \(keys.count) keys: only the format jwks holds several.")
        }
        return keys[0]
    }

    private static func line(_ json: [UInt8]) -> String { String(decoding: json, as: UTF8.self) + "\n" }
}
#endif
