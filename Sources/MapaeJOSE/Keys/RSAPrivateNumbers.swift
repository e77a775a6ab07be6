import CryptoExtras

/// The numbers of an RSA private key (RFC 8017 §3.2), big endian and without leading zeros.
struct RSAPrivateNumbers {
    let modulus: [UInt8]
    let exponent: [UInt8]
    let privateExponent: [UInt8]
    /// p, q, dP, dQ and qInv, or `nil` for a key that was written without them (RFC 7518 §6.3.2).
    let factors: Factors?

    struct Factors: Equatable {
        let p, q, dp, dq, qi: [UInt8]
    }

    init(modulus: [UInt8], exponent: [UInt8], privateExponent: [UInt8], factors: Factors?) {
        self.modulus = modulus
        self.exponent = exponent
        self.privateExponent = privateExponent
        self.factors = factors
    }

    /// The numbers of a key.
    init(_ key: _RSA.Signing.PrivateKey) throws(JOSEError) { try self.init(pkcs1: Array(key.derRepresentation)) }

    /// Reads an `RSAPrivateKey` (RFC 8017 §A.1.2). Version 1, of keys with more than two primes, is not taken.
    init(pkcs1 der: [UInt8]) throws(JOSEError) {
        guard let numbers = try? DERInteger.sequence(der), numbers.count == 9, numbers[0].isEmpty else {
            throw JOSEError(.invalidKey)
        }
        self.init(
            modulus: numbers[1], exponent: numbers[2], privateExponent: numbers[3],
            factors: Factors(p: numbers[4], q: numbers[5], dp: numbers[6], dq: numbers[7], qi: numbers[8]))
    }

    /// The key, once the library has found that its numbers belong together.
    func key() throws(JOSEError) -> _RSA.Signing.PrivateKey {
        // No number of a key is longer than its modulus, and the work grows with their length.
        let others = [privateExponent] + (factors.map { [$0.p, $0.q, $0.dp, $0.dq, $0.qi] } ?? [])
        guard others.allSatisfy({ $0.count <= modulus.count }) else { throw JOSEError(.mismatchedKey) }
        guard let factors else {
            // The library looks for the primes, and where d does not belong to n it looks for them in vain: a second of work
            // at 4096 bits, eleven at 8192.
            guard modulus.count <= 4096 / 8 else { throw JOSEError(.unsupportedKey) }
            guard
                let key = try? _RSA.Signing.PrivateKey._createFromNumbers(n: modulus, e: exponent, d: privateExponent)
            else { throw JOSEError(.mismatchedKey) }
            return key
        }
        guard
            let key = try? _RSA.Signing.PrivateKey(
                n: modulus, e: exponent, d: privateExponent, p: factors.p, q: factors.q),
            // The library works dP, dQ and qInv out itself. Others that were written with the key are a fault, or a trap:
            // one wrong signature made with them gives the key away.
            try RSAPrivateNumbers(key).factors == factors
        else { throw JOSEError(.mismatchedKey) }
        return key
    }
}
