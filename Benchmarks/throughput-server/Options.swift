/// What the command line asks for.
struct Options {
    /// Where to listen; 0 takes any free port.
    private(set) var port = 0
    /// Of no use but here.
    let secret = "benchmarks only: every reader of this file knows it"
    let subject = "user-7f3a91c05be2"

    init(_ arguments: some Sequence<String>) throws(OptionsError) {
        var rest = arguments.makeIterator()
        while let argument = rest.next() {
            guard argument == "--port" else { throw OptionsError(argument) }
            guard let port = rest.next().flatMap({ UInt16($0) }) else { throw OptionsError("--port") }
            self.port = Int(port)
        }
    }
}
