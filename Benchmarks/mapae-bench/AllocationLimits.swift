#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// How often cases may ask for memory, from a file with lines `allocations CASE COUNT`.
struct AllocationLimits {
    private let most: [(name: String, count: Int)]

    init(path: String) throws {
        let text = try String(contentsOfFile: path, encoding: .utf8)
        most = try text.split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ")
            guard words.first == "allocations" else { return nil }
            guard words.count == 3, let count = Int(words[2]) else {
                throw BenchmarkError("this line of \(path) is no limit: \(line)")
            }
            return (String(words[1]), count)
        }
        guard !most.isEmpty else { throw BenchmarkError("\(path) holds no limit of allocations") }
    }

    /// - Throws: ``BenchmarkError`` for a case that asks too often, and for one that was not measured.
    func check(_ results: [Measurement]) throws {
        // Where allocations cannot be counted there is nothing to hold a limit against, and the table shows no counts.
        guard results.contains(where: { $0.allocations != nil }) else { return }
        for (name, count) in most {
            guard let found = results.first(where: { $0.name == name })?.allocations else {
                throw BenchmarkError("\(name) has a limit but was not measured")
            }
            guard found <= count else {
                throw BenchmarkError("\(name) asks for memory \(found) times; the limit is \(count)")
            }
        }
    }
}
