/// What the command line asks for.
struct Options {
    /// Where to listen; 0 takes any free port.
    private(set) var port = 0
    /// The file in which the sessions are kept.
    private(set) var database = ""
    /// Of no use but here.
    let secret = "benchmarks only: every reader of this file knows it"
    let subject = "user-7f3a91c05be2"

    init(_ arguments: some Sequence<String>) throws(OptionsError) {
        var rest = arguments.makeIterator()
        while let argument = rest.next() {
            switch argument {
            case "--port":
                guard let port = rest.next().flatMap({ UInt16($0) }) else { throw OptionsError(argument) }
                self.port = Int(port)
            case "--database":
                guard let path = rest.next() else { throw OptionsError(argument) }
                self.database = path
            default: throw OptionsError(argument)
            }
        }
        guard !database.isEmpty else { throw OptionsError("--database") }
    }
}
