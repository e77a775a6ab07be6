#if Server
import Hummingbird
import HummingbirdTesting
import Logging
import MapaeAccounts
import MapaeTesting

@testable import MapaeServer

/// A server on a data folder of its own, with one user and a clock that stands still.
struct Fixture: Sendable {
    static let username = "ada"
    static let password = "correct horse battery staple"
    static let silent = Logger(label: "silent") { _ in SwiftLogNoOpLogHandler() }

    let folder: String
    let server: TokenServer
    let clock: ManualClock

    /// Opens a server for the length of a closure.
    /// - Parameters:
    ///   - folder: The data folder; a fresh one unless told.
    ///   - demo: Whether it is a demo.
    ///   - hasUser: Whether ``username`` is added first.
    ///   - changing: Changes the settings.
    static func with(
        folder: String? = nil, demo: Bool = false, hasUser: Bool = true,
        changing: (inout ServerSettings) -> Void = { _ in }, _ body: (Fixture) async throws -> Void
    ) async throws {
        guard let folder else {
            return try await Scratch.folder { folder in
                try await with(folder: folder, demo: demo, hasUser: hasUser, changing: changing, body)
            }
        }
        var settings = settings(folder)
        changing(&settings)
        let clock = ManualClock()
        if hasUser {
            _ = try await AddUser.prepare(name: username, settings: settings, clock: clock.clock).run(
                password: password)
        }
        let server = try await TokenServer.open(settings, demo: demo, clock: clock.clock)
        do {
            try await body(Fixture(folder: folder, server: server, clock: clock))
        } catch {
            await server.close()
            throw error
        }
        await server.close()
    }

    /// Opens a server and asks it without a network.
    static func routes(
        folder: String? = nil, demo: Bool = false, hasUser: Bool = true, logger: Logger = silent,
        changing: (inout ServerSettings) -> Void = { _ in }, _ body: @Sendable (Fixture, Client) async throws -> Void
    ) async throws {
        try await with(folder: folder, demo: demo, hasUser: hasUser, changing: changing) { fixture in
            try await ask(fixture.server, logger: logger) { try await body(fixture, $0) }
        }
    }

    /// Asks a server without a network.
    static func ask(
        _ server: TokenServer, logger: Logger = silent, _ body: @Sendable (Client) async throws -> Void
    ) async throws {
        try await Application(router: server.router(), logger: logger).test(.router) { try await body(Client($0)) }
    }

    static func settings(_ folder: String) -> ServerSettings {
        var settings = ServerSettings(dataDirectory: folder)
        settings.port = 0
        settings.hashingWorkers = 1
        // Most tests are about something else, and log in wrongly as often as they like.
        settings.throttle.freeGuesses = 100
        settings.throttleClock = { 0 }
        settings.throttle.networkCapacity = 1_000_000
        settings.throttle.accountCapacity = 1_000_000
        settings.throttle.signUpCapacity = 1_000_000
        return settings
    }
}
#endif
