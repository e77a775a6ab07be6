#if Server
import Logging

@testable import MapaeServer

/// A server on a free port of this machine.
struct LiveServer: Sendable {
    /// For example `http://127.0.0.1:34567`.
    let address: String

    var port: Int { Int(address.split(separator: ":").last ?? "") ?? 0 }

    /// Runs a fixture's server for the length of a closure.
    static func with(
        demo: Bool = false, logger: Logger = Fixture.silent, _ body: (Fixture, LiveServer) async throws -> Void
    ) async throws {
        try await Fixture.with(demo: demo) { fixture in
            let (addresses, continuation) = AsyncStream.makeStream(of: String.self)
            let running = Task {
                defer { continuation.finish() }
                try await fixture.server.run(logger: logger) { continuation.yield($0) }
            }
            do {
                guard let address = await addresses.first(where: { _ in true }) else {
                    try await running.value
                    return
                }
                try await body(fixture, LiveServer(address: address))
            } catch {
                running.cancel()
                _ = await running.result
                throw error
            }
            running.cancel()
            _ = await running.result
        }
    }
}
#endif
