#if Server
import ArgumentParser

/// `--json`, of every command that prints.
struct JSONOption: ParsableArguments {
    @Flag(name: .customLong("json"), help: "Print JSON, an object a line.")
    var isOn = false
}
#endif
