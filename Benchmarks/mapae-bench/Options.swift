#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// What the command line asks for.
struct Options {
    enum Mode: Equatable {
        case measure
        case list
        case help
        case sample
        case instructions(name: String, iterations: Int)
    }

    private(set) var mode = Mode.measure
    private(set) var json = false
    private(set) var limitsPath: String?
    private var filter: String?
    private var givenServerPath: String?

    init(_ arguments: some Sequence<String>) throws(OptionsError) {
        var rest = arguments.makeIterator()
        var instructionsOf: String?
        var iterations: Int?
        func value(of option: String) throws(OptionsError) -> String {
            guard let value = rest.next() else { throw .missingValue(option) }
            return value
        }
        while let argument = rest.next() {
            switch argument {
            case "--help", "-h": mode = .help
            case "--list": mode = .list
            case "--json": json = true
            case "--filter": filter = try value(of: argument)
            case "--limits": limitsPath = try value(of: argument)
            case "--sample": mode = .sample
            case "--mapae": givenServerPath = try value(of: argument)
            case "--instructions": instructionsOf = try value(of: argument)
            case "--iterations":
                let text = try value(of: argument)
                guard let number = Int(text), number > 0 else { throw .notACount(text) }
                iterations = number
            default: throw .unknownOption(argument)
            }
        }
        if mode == .help { return }
        switch (instructionsOf, iterations) {
        case (let name?, let iterations?): mode = .instructions(name: name, iterations: iterations)
        case (nil, nil): break
        default: throw .instructionsNeedsIterations
        }
    }

    func selects(_ name: String) -> Bool { filter.map { name.contains($0) } ?? true }

    /// The server to start: the one that was given, or the one that was built beside this program, if there is one.
    var serverPath: String? {
        if let givenServerPath { return givenServerPath }
        guard let own = CommandLine.arguments.first, let slash = own.lastIndex(of: "/") else { return nil }
        let beside = own[...slash] + "mapae"
        return FileManager.default.isExecutableFile(atPath: String(beside)) ? String(beside) : nil
    }

    static let help = """
        Measures what a token costs, in time against a bare HMAC and in allocations.

        USAGE: mapae-bench [--filter TEXT] [--json] [--limits FILE] [--mapae PATH]
               mapae-bench --list
               mapae-bench --sample
               mapae-bench --instructions NAME --iterations N

          --filter TEXT        Only the cases whose name contains TEXT.
          --json               Print an array of objects instead of a table.
          --limits FILE        Fail when a case asks for memory more often than FILE allows it.
          --mapae PATH         The server for server.start; unless told, `mapae` beside this program, if it is there.
          --list               Print the names of the cases.
          --sample             Print a token, its secret, issuer and audience as JSON, for other libraries to be measured on.
          --instructions NAME  Run this case and nothing else, for callgrind; see scripts/instructions.
          --iterations N       How often to run it.
          --help               Print this.

        """
}
