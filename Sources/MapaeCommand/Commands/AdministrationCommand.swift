#if Server
import ArgumentParser
import MapaeServer

/// A command that works on the data folder of a server, which may run meanwhile.
protocol AdministrationCommand: AsyncParsableCommand {
    var store: StoreOptions { get }

    /// Does the command's work.
    func run(on administration: Administration) async throws
}

extension AdministrationCommand {
    func run() async throws {
        await Terminal.orAdvice {
            try await Administration.with(try store.settings()) { try await run(on: $0) }
        }
    }
}
#endif
