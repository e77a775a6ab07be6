import Foundation

/// What the command line asks for.
struct Options {
    /// How long each way is measured.
    private(set) var seconds = 5
    private(set) var json = false
    /// The key, for the second process; it comes in the environment, as arguments can be seen by everybody.
    private(set) var secretOfSecondProcess: String?

    static let secretVariable = "WHY_SECRET"

    init(_ arguments: some Sequence<String>) throws {
        for argument in arguments {
            switch argument {
            case "--quick": seconds = 1
            case "--json": json = true
            case "--without-store":
                secretOfSecondProcess = ProcessInfo.processInfo.environment[Self.secretVariable] ?? ""
            default: throw WhyError("'\(argument)' is unknown. USAGE: why [--quick] [--json]")
            }
        }
    }
}
