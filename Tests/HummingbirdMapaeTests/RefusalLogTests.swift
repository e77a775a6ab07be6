import Hummingbird
import HummingbirdMapae
import HummingbirdTesting
import Logging
import Synchronization
import Testing

@Suite("What the log is told of a refusal")
struct RefusalLogTests {
    private struct Role: Decodable {
        enum Name: String, Decodable { case admin, guest }
        let role: Name
    }

    private struct Down: Error {}

    private final class Lines: Sendable {
        private let list = Mutex<[String]>([])
        var all: [String] { list.withLock(\.self) }
        func add(_ line: String) { list.withLock { $0.append(line) } }
    }

    private struct Handler: LogHandler {
        let lines: Lines
        var metadata: Logger.Metadata = [:]
        var logLevel: Logger.Level = .trace

        init(lines: Lines) { self.lines = lines }

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            lines.add("\(event.level) \(event.message) \((event.metadata ?? [:])["mapae.cause"] ?? "-")")
        }
    }

    @Test func `claims of the wrong shape are no fault of the server's, and their values are not told (G1)`()
        async throws
    {
        let app = try TestApp()
        let typed = app.auth.withCheck { try $0.claims(as: Role.self).role == .admin }
        let broken = app.auth.withCheck { _ in throw Down() }
        app.router.protected("typed", by: typed).get { _, _ in "in" }
        app.router.protected("broken", by: broken).get { _, _ in "in" }
        let token = try app.auth.accessToken(for: "ada", claims: ["role": "a-private-word"]).accessToken
        let lines = Lines()
        let application = Application(
            router: app.router, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            logger: Logger(label: "test") { _ in Handler(lines: lines) })
        try await application.test(.router) { client in
            for (path, status) in [("/typed", HTTPResponse.Status.unauthorized), ("/broken", .serviceUnavailable)] {
                let answer = try await client.execute(uri: path, method: .get, headers: .bearer(token))
                #expect(answer.status == status && answer.isErrorOfOurForm)
            }
        }
        let told = lines.all.filter { $0.contains("token") }
        #expect(told == ["debug token refused token_rejected", "error tokens cannot be checked Down()"])
        #expect(!lines.all.contains { $0.contains("a-private-word") })
    }
}
