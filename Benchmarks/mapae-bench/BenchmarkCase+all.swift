import Crypto
import Mapae
import MapaeJOSE

extension BenchmarkCase {
    static func all(_ workload: Workload) throws -> [BenchmarkCase] {
        try hs256(workload) + manyTokens(workload) + asymmetric(workload) + sizes(workload)
            + [jwtKit(workload, against: verify(workload, against: hmac(workload)))]
    }

    /// The cases whose preparation is the same work in each run, so that their instructions can be counted.
    static func hs256(_ workload: Workload) -> [BenchmarkCase] {
        let hmac = hmac(workload)
        return [
            hmac, verify(workload, against: hmac), cached(workload, against: hmac),
            verifyJWS(workload, against: hmac), issue(workload, against: hmac),
        ]
    }

    /// What nobody can do without: the MAC of the token's 285 signed bytes, compared in constant time. No text is read.
    ///
    /// This is the fastest way that HMAC's public interface offers: `==` would cost a fifth more, and an allocation.
    private static func hmac(_ workload: Workload) -> BenchmarkCase {
        BenchmarkCase("hmac.copied-state", yields: 1) { iterations in
            var result: UInt64 = 0
            for _ in 0..<iterations {
                var state = workload.state
                unsafe workload.signingInput.withUnsafeBytes { unsafe state.update(data: $0) }
                result &+= isMAC(state.finalize(), workload.mac) ? 1 : 0
            }
            return result
        }
    }

    private static func isMAC(_ mac: HMAC<SHA256>.MAC, _ expected: [UInt8]) -> Bool {
        unsafe mac.withUnsafeBytes { mac in
            guard mac.count == expected.count else { return false }
            var difference: UInt8 = 0
            for index in expected.indices { difference |= unsafe mac[index] ^ expected[index] }
            return difference == 0
        }
    }

    /// What a protected route pays for a token that is not in the cache: from the token's text to typed claims that are believed now.
    private static func verify(_ workload: Workload, against hmac: BenchmarkCase) -> BenchmarkCase {
        let requirements = TokenRequirements.access
        return BenchmarkCase(
            "hs256.verify", baseline: hmac.name, yields: UInt64(Workload.subject.utf8.count)
        ) { iterations in
            var result: UInt64 = 0
            for _ in 0..<iterations {
                let verified = try workload.authority.verify(workload.token[...], requirements)
                result &+= UInt64(verified.subject.utf8.count)
            }
            return result
        }
    }

    /// The same without a policy: form, signature, types of the claims.
    private static func verifyJWS(_ workload: Workload, against hmac: BenchmarkCase) -> BenchmarkCase {
        BenchmarkCase("hs256.verify.jws", baseline: hmac.name, yields: 1) { iterations in
            var result: UInt64 = 0
            for _ in 0..<iterations {
                let claims = try workload.verifier.verify(workload.token[...], at: workload.now).claims()
                result &+= claims.expirationTime == nil ? 0 : 1
            }
            return result
        }
    }

    /// What a login pays for its token: fresh random `jti`, the present time, the same eight claims.
    private static func issue(_ workload: Workload, against hmac: BenchmarkCase) -> BenchmarkCase {
        BenchmarkCase("hs256.issue", baseline: hmac.name, yields: UInt64(Workload.tokenBytes)) { iterations in
            var result: UInt64 = 0
            for _ in 0..<iterations {
                let response = try workload.authority.accessToken(for: Workload.subject, fresh: true)
                result &+= UInt64(response.accessToken.utf8.count)
            }
            return result
        }
    }
}
