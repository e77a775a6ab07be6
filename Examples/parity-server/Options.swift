import Foundation

/// What the command line says.
struct Options {
    var port = 8080
    var keys = "../shared/parity/keys"

    init(_ arguments: some Sequence<String>) throws(Problem) {
        var rest = arguments.makeIterator()
        while let argument = rest.next() {
            switch argument {
            case "--port":
                guard let port = rest.next().flatMap({ UInt16($0) }) else {
                    throw Problem(text: "--port needs a number.")
                }
                self.port = Int(port)
            case "--keys":
                guard let keys = rest.next() else { throw Problem(text: "--keys needs a folder.") }
                self.keys = keys
            default:
                throw Problem(text: "USAGE: parity-server [--port N] [--keys FOLDER]")
            }
        }
    }

    /// A command line that cannot be read.
    struct Problem: Error {
        let text: String

        func exit() -> Never {
            FileHandle.standardError.write(Data("\(text)\n".utf8))
            Foundation.exit(64)
        }
    }
}
