/// What every store promises, as checks that any store can be put to.
///
/// Run each check on a store of its own that is empty and that other checks never see:
/// ```swift
/// @Test(arguments: StoreConformance.users)
/// func keepsThePromises(_ check: StoreConformance.Check<any UserStore>) async throws {
///     try await check.run(MyStore())
/// }
/// ```
/// A check throws ``ConformanceFailure`` when a promise is broken, and lets through what the store itself throws.
public enum StoreConformance {
    /// One promise.
    public struct Check<Store>: Sendable {
        /// The promise, as a sentence.
        public let name: String
        /// Puts an empty store to the check.
        public let run: @Sendable (Store) async throws -> Void

        init(_ name: String, _ run: @escaping @Sendable (Store) async throws -> Void) {
            self.name = name
            self.run = run
        }
    }

    /// How many tasks contend where a check is about contention.
    static let contenders = 64

    /// Throws unless the promise holds.
    static func require(_ holds: Bool, _ sentence: @autoclosure () -> String) throws(ConformanceFailure) {
        guard holds else { throw ConformanceFailure(sentence()) }
    }

    /// Runs one call in each of many tasks at once and returns their results, in no order.
    static func contend<Result: Sendable>(
        _ call: @escaping @Sendable (Int) async throws -> Result
    ) async throws -> [Result] {
        try await withThrowingTaskGroup(of: Result.self) { group in
            for contender in 0..<contenders { group.addTask { try await call(contender) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
    }
}
