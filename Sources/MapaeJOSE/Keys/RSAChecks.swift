/// What an RSA modulus and exponent must be before they are used for anything (RFC 7518 §3.3, §3.5).
enum RSAChecks {
    static let allowedBits = 2048...8192

    /// Refuses a public key that is too small, too costly or known to be broken.
    /// - Parameters:
    ///   - modulus: Big endian, without leading zeros.
    ///   - exponent: Big endian, without leading zeros.
    /// - Throws: ``JOSEError`` `weak_key`.
    static func check(modulus: [UInt8], exponent: [UInt8]) throws(JOSEError) {
        guard let first = modulus.first, let last = modulus.last, allowedBits.contains(bits(modulus, first)),
            last & 1 == 1, isAllowed(exponent: exponent), !isSquare(modulus), !hasROCAFingerprint(modulus)
        else { throw JOSEError(.weakKey) }
    }

    private static func bits(_ number: [UInt8], _ first: UInt8) -> Int { number.count * 8 - first.leadingZeroBitCount }

    /// Odd, at least 3, and below 2³³: a larger one only makes each token cost more.
    private static func isAllowed(exponent: [UInt8]) -> Bool {
        guard exponent.count <= 5, let first = exponent.first, let last = exponent.last else { return false }
        let value = exponent.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return first != 0 && last & 1 == 1 && value >= 3 && value < 1 << 33
    }

    private static func remainder(_ number: [UInt8], _ divisor: UInt32) -> UInt32 {
        UInt32(number.reduce(UInt64(0)) { ($0 << 8 | UInt64($1)) % UInt64(divisor) })
    }

    /// Whether p = q, which a square root would tell: a square leaves a square behind modulo every prime, and any other
    /// number does not modulo half of them.
    private static func isSquare(_ modulus: [UInt8]) -> Bool {
        (primes(upTo: 700).dropFirst()).allSatisfy { prime in
            let rest = remainder(modulus, prime)
            return (0...(prime / 2)).contains { $0 * $0 % prime == rest }
        }
    }

    /// Whether the modulus is of the form that a widespread smart card library made, and that can be factored
    /// (CVE-2017-15361): modulo each small prime it is a power of 65537.
    private static func hasROCAFingerprint(_ modulus: [UInt8]) -> Bool {
        primes(upTo: 167).dropFirst().allSatisfy { prime in
            let rest = remainder(modulus, prime)
            var power: UInt32 = 1
            repeat {
                if power == rest { return true }
                power = power * (65_537 % prime) % prime
            } while power > 1
            return false
        }
    }

    private static func primes(upTo limit: UInt32) -> [UInt32] {
        (2...limit).filter { number in !(2..<number).contains { $0 * $0 <= number && number % $0 == 0 } }
    }
}
