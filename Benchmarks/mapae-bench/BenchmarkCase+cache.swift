import Mapae
import Synchronization

/// What the cache of believed tokens saves where a token comes again, and costs where none does.
extension BenchmarkCase {
    /// A token that was believed before: what a protected route pays for each but the first of a client's requests.
    static func cached(_ workload: Workload, against hmac: BenchmarkCase) -> BenchmarkCase {
        let requirements = TokenRequirements.access
        return BenchmarkCase(
            "hs256.verify.cached", baseline: hmac.name, yields: UInt64(Workload.subject.utf8.count)
        ) { iterations in
            var result: UInt64 = 0
            for _ in 0..<iterations {
                let verified = try workload.caching.verify(workload.token[...], requirements)
                result &+= UInt64(verified.subject.utf8.count)
            }
            return result
        }
    }

    /// Four times as many tokens as there are places, in turn: each comes when its place is long another's. First without a cache.
    static func manyTokens(_ workload: Workload) throws -> [BenchmarkCase] {
        let tokens = try (0..<16_384).map { _ in
            try workload.authority.accessToken(for: Workload.subject, fresh: true).accessToken
        }
        let without = turns("hs256.verify.many", against: "hmac.copied-state", tokens, workload.authority)
        return [without, turns("hs256.verify.missed", against: without.name, tokens, workload.caching)]
    }

    private static func turns(
        _ name: String, against baseline: String, _ tokens: [String], _ authority: TokenAuthority
    ) -> BenchmarkCase {
        let next = Next()
        let requirements = TokenRequirements.access
        return BenchmarkCase(
            name, baseline: baseline, yields: UInt64(Workload.subject.utf8.count), allocatesEvenly: false
        ) { iterations in
            var result: UInt64 = 0
            for _ in 0..<iterations {
                let verified = try authority.verify(tokens[next() % tokens.count][...], requirements)
                result &+= UInt64(verified.subject.utf8.count)
            }
            return result
        }
    }

    /// Goes on where the last batch has ended: a batch is shorter than a turn of all tokens.
    private final class Next: Sendable {
        private let number = Atomic(0)

        func callAsFunction() -> Int { number.wrappingAdd(1, ordering: .relaxed).oldValue }
    }
}
