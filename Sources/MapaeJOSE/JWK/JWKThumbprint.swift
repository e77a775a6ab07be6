import Crypto

/// The name that a key has by itself (RFC 7638).
enum JWKThumbprint {
    /// SHA-256 of the required members in the order of their names, in base64url; `nil` for a shared secret, of which a
    /// thumbprint would help who guesses it (RFC 7638 §7).
    static func of(_ primitive: VerificationPrimitive) -> String? {
        guard let numbers = try? KeyNumbers(primitive) else { return nil }
        var writer = JSONWriter()
        writer.beginObject()
        switch numbers {
        case .rsa(let modulus, let exponent):
            writer.member("e", Base64URL.encode(exponent))
            writer.member("kty", "RSA")
            writer.member("n", Base64URL.encode(modulus))
        case .ec(let curve, let x, let y):
            writer.member("crv", curve.name.description)
            writer.member("kty", "EC")
            writer.member("x", Base64URL.encode(x))
            writer.member("y", Base64URL.encode(y))
        case .ed25519(let x):
            writer.member("crv", "Ed25519")
            writer.member("kty", "OKP")
            writer.member("x", Base64URL.encode(x))
        }
        writer.endObject()
        return Base64URL.encode(Array(SHA256.hash(data: writer.bytes)))
    }
}
