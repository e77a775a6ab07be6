import Crypto
import Mapae
import MapaeJOSE

/// Tokens of other sizes: the cost has to grow as the token does, and to stop where the limit is.
extension BenchmarkCase {
    static func sizes(_ workload: Workload) throws -> [BenchmarkCase] {
        try [1, 4, 16].flatMap { try size(kibibytes: $0, workload) } + [tooLarge(workload)]
    }

    /// A token of just under so many KiB, with 8 further claims for each, and the bare HMAC over it.
    private static func size(kibibytes: Int, _ workload: Workload) throws -> [BenchmarkCase] {
        let target = kibibytes * 1024
        var claims: JSONObject = [:]
        let count = 8 * kibibytes
        // Three bytes of JSON are four of the token; a claim has 16 bytes beside its value.
        let value = String(repeating: "v", count: (target - 400) * 3 / 4 / count - 16)
        for index in 0..<count { claims["claim_\(index)"] = .string(value) }
        let token = try workload.authority.accessToken(for: Workload.subject, claims: claims).accessToken
        let size = token.utf8.count
        guard size <= target, size > target * 3 / 4 else {
            throw BenchmarkError("a token of \(size) bytes is not one of \(kibibytes) KiB")
        }
        let input = Array(token.utf8.dropLast(44))
        let state = workload.state
        let hmac = BenchmarkCase("hmac.\(kibibytes)k", yields: 32) { iterations in
            var result: UInt64 = 0
            for _ in 0..<iterations {
                var state = state
                unsafe input.withUnsafeBytes { unsafe state.update(data: $0) }
                result &+= UInt64(state.finalize().byteCount)
            }
            return result
        }
        let verify = BenchmarkCase(
            "hs256.verify.\(kibibytes)k", baseline: hmac.name, yields: UInt64(Workload.subject.utf8.count)
        ) { iterations in
            var result: UInt64 = 0
            for _ in 0..<iterations {
                result &+= UInt64(try workload.authority.verify(token[...], .access).subject.utf8.count)
            }
            return result
        }
        return [hmac, verify]
    }

    /// A megabyte that claims to be a token. Whoever sends it has paid for its way here; it must cost nothing more.
    private static func tooLarge(_ workload: Workload) -> BenchmarkCase {
        let token = workload.token + String(repeating: "A", count: 1 << 20)
        return BenchmarkCase("refuse.1m", baseline: "hmac.copied-state", yields: 1) { iterations in
            var result: UInt64 = 0
            for _ in 0..<iterations {
                do throws(JOSEError) { _ = try workload.verifier.verify(token[...], at: workload.now) } catch {
                    result &+= error == JOSEError(.tokenTooLarge) ? 1 : 0
                }
            }
            return result
        }
    }
}
