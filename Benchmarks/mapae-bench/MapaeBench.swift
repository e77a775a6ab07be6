#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Measures what a token costs. `main` is synchronous, so that callgrind sees one thread that does nothing else.
@main
struct MapaeBench {
    static func main() {
        do {
            try run(Options(CommandLine.arguments.dropFirst()))
        } catch {
            complain("mapae-bench: \(error)\n")
            exit(error is OptionsError ? 64 : 1)
        }
    }

    private static func run(_ options: Options) throws {
        if options.mode == .help {
            print(Options.help, terminator: "")
            return
        }
        if options.mode == .sample {
            print(try Workload().sample)
            return
        }
        if case .instructions(let name, let iterations) = options.mode {
            let cases = BenchmarkCase.hs256(try Workload())
            guard let one = cases.first(where: { $0.name == name }) else { throw OptionsError.unknownCase(name) }
            try one.perform(iterations)
            return
        }
        let cases = try BenchmarkCase.all(Workload())
        let selected = cases.filter { options.selects($0.name) }
        let storeNames = StoreBenchmark.names.filter(options.selects)
        let server = options.selects(ServerBenchmark.name) ? options.serverPath : nil
        if options.mode == .list {
            let names = selected.map(\.name) + storeNames + (server == nil ? [] : [ServerBenchmark.name])
            print(names.joined(separator: "\n"))
            return
        }
        guard !selected.isEmpty || !storeNames.isEmpty || server != nil else { throw OptionsError.nothingSelected }
        var results: [Measurement] = []
        for one in selected {
            let baseline = one.baseline.flatMap { name in cases.first { $0.name == name } }
            results.append(try Measurement(of: one, against: baseline))
        }
        // They are measured together; what was not asked for is not shown.
        if !storeNames.isEmpty { results += try StoreBenchmark().measurements().filter { options.selects($0.name) } }
        if let server { results += try ServerBenchmark(executable: server).measurements() }
        let limits = try options.limitsPath.map(AllocationLimits.init(path:))
        print(options.json ? Report.json(results) : Report.table(results), terminator: "")
        try limits?.check(results)
    }

    private static func complain(_ text: String) {
        // Nothing can be done about an error here, and it is one short write.
        _ = unsafe Array(text.utf8).withUnsafeBytes { unsafe write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }
}
