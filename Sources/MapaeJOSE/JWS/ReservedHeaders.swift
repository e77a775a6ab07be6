/// The names of header parameters (RFC 7515 §4.1) that nobody adds to a token: those that the signer sets, those that make a
/// verifier refuse the token, and those that offer a key, which invite a careless verifier to take it.
enum ReservedHeaders {
    private static let names = [
        "alg", "typ", "kid", "crit", "b64", "zip", "enc", "cty", "jwk", "jku", "x5c", "x5u", "x5t", "x5t#S256",
    ]

    static func contains(_ name: String) -> Bool { names.contains { $0.utf8.elementsEqual(name.utf8) } }
}
