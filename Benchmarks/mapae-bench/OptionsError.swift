/// A command line that says nothing sensible.
enum OptionsError: Error, CustomStringConvertible {
    case unknownOption(String)
    case missingValue(String)
    case notACount(String)
    case instructionsNeedsIterations
    case unknownCase(String)
    case nothingSelected

    var description: String {
        switch self {
        case .unknownOption(let option): "unknown option '\(option)'; see --help"
        case .missingValue(let option): "\(option) needs a value; see --help"
        case .notACount(let text): "--iterations needs a whole number above zero, not '\(text)'"
        case .instructionsNeedsIterations: "--instructions NAME and --iterations N go together"
        case .unknownCase(let name): "there is no case '\(name)'; --list prints those that there are"
        case .nothingSelected:
            "no case has that text in its name; --list prints those that there are (server.start needs --mapae)"
        }
    }
}
