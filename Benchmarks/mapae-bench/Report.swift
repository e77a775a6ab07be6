import MapaeJOSE

/// Says what was measured, to people and to programs.
enum Report {
    private static let header = ["case", "median", "lowest", "allocations", "ratio", "more", "against"]
    private static let leftAligned: Set<Int> = [0, 6]

    static func table(_ results: [Measurement]) -> String {
        let rows = [header] + results.map(cells)
        let widths = header.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        let lines = rows.map { row in
            let cells = zip(row, widths).enumerated().map { column, cell in
                let padding = String(repeating: " ", count: cell.1 - cell.0.count)
                return leftAligned.contains(column) ? cell.0 + padding : padding + cell.0
            }
            return String(cells.joined(separator: "   ").reversed().drop { $0 == " " }.reversed())
        }
        return lines.joined(separator: "\n") + """

            Only ratios of one run mean something: the times depend on the machine and on what else it does.

            """
    }

    static func json(_ results: [Measurement]) -> String {
        JSONValue.array(results.map { .object(object($0)) }).pretty() + "\n"
    }

    private static func cells(_ result: Measurement) -> [String] {
        [
            result.name,
            result.bytes.map { "\(fixed(Double($0) / 1_048_576, 1)) MiB" } ?? result.median.map(text) ?? "",
            result.lowest.map(text) ?? "",
            result.allocations.map { "\($0)" } ?? "",
            result.ratio.map { fixed($0, 2) + " ×" } ?? "",
            result.excess.map(text) ?? "",
            result.baseline ?? "",
        ]
    }

    private static func text(_ time: Duration) -> String {
        let nanoseconds = time / .nanoseconds(1)
        if nanoseconds < 0 { return "-" + text(.zero - time) }
        if nanoseconds < 10_000 { return "\(fixed(nanoseconds, 1)) ns" }
        return nanoseconds < 10_000_000
            ? "\(fixed(nanoseconds / 1000, 1)) µs" : "\(fixed(nanoseconds / 1_000_000, 1)) ms"
    }

    private static func object(_ result: Measurement) -> JSONObject {
        var object: JSONObject = [
            "name": .string(result.name),
            "median_ns": number(result.median.map { $0 / .nanoseconds(1) }, 1),
            "lowest_ns": number(result.lowest.map { $0 / .nanoseconds(1) }, 1),
            "allocations": result.allocations.map { .integer(Int64($0)) } ?? .null,
            "baseline": result.baseline.map { .string($0) } ?? .null,
            "ratio": number(result.ratio, 3),
            "more_ns": number(result.excess.map { $0 / .nanoseconds(1) }, 1),
        ]
        if let bytes = result.bytes { object["bytes"] = .integer(Int64(bytes)) }
        return object
    }

    private static func number(_ value: Double?, _ decimals: Int) -> JSONValue {
        // Through text, so that 1.703 is not printed as the binary fraction next to it.
        value.flatMap { Double(fixed($0, decimals)) }.map { .number($0) } ?? .null
    }

    private static func fixed(_ value: Double, _ decimals: Int) -> String {
        let scale = (0..<decimals).reduce(1) { power, _ in power * 10 }
        if value < 0 { return "-" + fixed(-value, decimals) }
        let scaled = Int((value * Double(scale)).rounded())
        let fraction = String(scaled % scale + scale).dropFirst()
        return "\(scaled / scale).\(fraction)"
    }
}
