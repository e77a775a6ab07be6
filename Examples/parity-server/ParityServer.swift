import Hummingbird
import HummingbirdMapae

/// Serves the apps of the parity kit: each one a configuration of Flask-JWT-Extended, of which the kit knows all answers.
@main
struct ParityServer {
    static func main() async {
        do {
            let options = try Options(CommandLine.arguments.dropFirst())
            let keys = try KeyFolder(options.keys)
            let application = Application(
                router: try router(keys),
                configuration: .init(address: .hostname("127.0.0.1", port: options.port)))
            try await application.runService()
        } catch let error as Options.Problem {
            error.exit()
        } catch {
            StartupAdvice(error).exit()
        }
    }

    /// All apps, each below its own prefix.
    static func router(_ keys: KeyFolder) throws -> Router<BasicTokenRequestContext> {
        let router = Router(context: BasicTokenRequestContext.self, options: .autoGenerateHeadEndpoints)
        let knownPaths = KnownPaths()
        router.add(middleware: MethodNotAllowed(knownPaths))
        for row in try AppRow.all(keys) { try row.add(to: router) }
        knownPaths.note(router.routes.map { "\($0.path)" })
        return router
    }
}
