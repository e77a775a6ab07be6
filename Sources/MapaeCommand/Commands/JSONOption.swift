#if Server
import ArgumentParser
import MapaeJOSE

/// `--json`, of every command that prints.
struct JSONOption: ParsableArguments {
    @Flag(name: .customLong("json"), help: "Print JSON, an object a line.")
    var isOn = false

    /// Prints what was done: for programs, or in one line to read.
    func print(_ json: JSONObject, or line: String) throws { try print(json, or: [line]) }

    /// Prints what was done: for programs, or in lines to read.
    func print(_ json: JSONObject, or lines: [String]) throws {
        if isOn {
            try Terminal.print(json, or: [], asJSON: true)
        } else {
            try Terminal.print(lines.map(Terminal.oneLine).joined(separator: "\n"))
        }
    }
}
#endif
