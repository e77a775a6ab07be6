import CAllocationCounter

extension Measurement {
    /// How many batches are measured; the median of so many moves by less than a hundredth on a machine that is busy.
    private static let batches = 301
    /// How long a batch shall take: long against the clock's own cost, short against what disturbs a machine.
    private static let batchTime = Duration.milliseconds(1)
    private static let countedOperations = 1000

    /// Measures a case. Its baseline runs batch by batch in between, so that what disturbs one disturbs the other.
    init(of one: BenchmarkCase, against baseline: BenchmarkCase?) throws {
        self.init(name: one.name)
        allocations = try Self.allocations(of: one)
        let count = try Self.warmUp(one)
        let baselineCount = try baseline.map(Self.warmUp)
        var times: [Duration] = []
        var ratios: [Double] = []
        var excesses: [Duration] = []
        for _ in 0..<Self.batches {
            let baselineTime =
                if let baseline, let baselineCount { try Self.time(baseline, baselineCount) } else { Duration?.none }
            let time = try Self.time(one, count)
            times.append(time)
            if let baselineTime {
                ratios.append(time / baselineTime)
                excesses.append(time - baselineTime)
            }
        }
        median = times.sorted()[times.count / 2]
        lowest = times.min()
        self.baseline = baseline?.name
        ratio = ratios.isEmpty ? nil : ratios.sorted()[ratios.count / 2]
        excess = excesses.isEmpty ? nil : excesses.sorted()[excesses.count / 2]
    }

    /// The time of one operation, from a batch of `count`.
    private static func time(_ one: BenchmarkCase, _ count: Int) throws -> Duration {
        try ContinuousClock().measure { try one.perform(count) } / count
    }

    /// Runs the case until caches and predictors know it.
    /// - Returns: How many operations make a batch.
    private static func warmUp(_ one: BenchmarkCase) throws -> Int {
        let clock = ContinuousClock()
        let end = clock.now + batchTime * 100
        var count = 1
        while clock.now < end || count == 1 {
            if try clock.measure({ try one.perform(count) }) < batchTime { count *= 2 }
        }
        return count
    }

    /// The exact number per operation, or `nil` where they cannot be counted.
    private static func allocations(of one: BenchmarkCase) throws -> Int? {
        guard mapae_bench_counts_allocations() else { return nil }
        // What is made once for all tokens is none of theirs.
        try one.perform(countedOperations)
        let counts = try (0..<3).map { _ in
            let before = mapae_bench_allocations()
            try one.perform(countedOperations)
            return Int(mapae_bench_allocations() - before)
        }
        if one.allocatesEvenly {
            guard Set(counts).count == 1, counts[0] % countedOperations == 0 else {
                throw BenchmarkError("the allocations of \(one.name) are not steady: \(counts) in \(countedOperations)")
            }
        }
        return (counts.sorted()[1] + countedOperations / 2) / countedOperations
    }
}
