/// A command line that says nothing sensible.
struct OptionsError: Error, CustomStringConvertible {
    let description: String

    init(_ argument: String) { description = "'\(argument)' is wrong. USAGE: throughput-server [--port N]" }
}
