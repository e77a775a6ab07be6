/// A command line that says nothing sensible.
struct OptionsError: Error, CustomStringConvertible {
    let description: String

    init(_ argument: String) {
        description = "'\(argument)' is wrong or missing. USAGE: throughput-server --database FILE [--port N]"
    }
}
