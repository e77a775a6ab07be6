import CAllocationCounter

/// One thing that is measured.
struct BenchmarkCase: Sendable {
    let name: String
    /// The case that this one is measured against.
    let baseline: String?
    /// Whether every operation asks for memory equally often, so that a count that is not whole is an error. The work of a
    /// concurrency runtime is not like that.
    let allocatesEvenly: Bool
    /// Does it so many times and returns a number made of all results.
    private let body: @Sendable (Int) throws -> UInt64
    /// The number that one operation must yield: a case that fails fast would look like a fast one.
    private let expected: UInt64

    init(
        _ name: String, baseline: String? = nil, yields expected: UInt64, allocatesEvenly: Bool = true,
        body: @escaping @Sendable (Int) throws -> UInt64
    ) {
        self.name = name
        self.baseline = baseline
        self.allocatesEvenly = allocatesEvenly
        self.expected = expected
        self.body = body
    }

    func perform(_ iterations: Int) throws {
        let result = try body(iterations)
        mapae_bench_consume(result)
        guard result == expected &* UInt64(iterations) else { throw BenchmarkError("\(name) did not do its work") }
    }
}
