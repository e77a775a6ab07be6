#if Server
import ArgumentParser
import Logging
import MapaeServer

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Run the server.",
        discussion: """
            The first start makes the data folder, the database and the signing keys. Nothing needs to be set.
            SIGTERM or Ctrl-C ends the server after its running requests.

            EXAMPLES
              mapae serve --demo
              mapae serve --port 9000 --data-dir ./data
              MAPAE_PORT=9000 mapae serve
              mapae serve --config mapae.json
              mapae serve --host 0.0.0.0 --port 443 --tls-cert chain.pem --tls-key key.pem --issuer https://login.example.com

            A settings file holds any of these; in the environment they are MAPAE_HOST, MAPAE_DATA_DIR and so on:
              {"host": "127.0.0.1", "port": 8080, "dataDir": "/var/lib/mapae",
               "accessTokenLifetime": 900, "refreshTokenLifetime": 2592000,
               "sessionLifetime": 7776000, "keyRotationPeriod": 7776000,
               "signUp": "on", "auditRetention": 400,
               "hashingWorkers": 2, "shutdownTimeout": 10, "logLevel": "notice",
               "trustedProxies": "127.0.0.1, ::1", "tlsCert": "chain.pem", "tlsKey": "key.pem",
               "maxConnections": 8192, "connectionsPerClient": 256,
               "oauth": "on", "issuer": "https://login.example.com", "scopes": "orders.read orders.write",
               "resources": "https://api.example.com https://payments.example.com",
               "opaqueResources": "https://payments.example.com", "registration": "token",
               "clientDocuments": "off"}
            Lifetimes, periods and the timeout are in seconds, the retention of the audit log in days.

            The key that seals the signing keys is the file master.key of the data folder. It can come from elsewhere:
            MAPAE_MASTER_KEY_FILE or "masterKeyFile" names a file, MAPAE_MASTER_KEY holds the key itself (32 bytes in base64url).
            """)

    @Option(help: "The address to listen on; 127.0.0.1 unless told.")
    var host: String?

    @Option(help: "The port to listen on; 8080 unless told, 0 for any free one.")
    var port: Int?

    @Option(
        help: ArgumentHelp(
            "The address at which users and clients reach the server, such as https://login.example.com.",
            discussion: "On a server for this machine only: its own address, unless told.", valueName: "url"))
    var issuer: String?

    @Option(
        name: .customLong("tls-cert"),
        help: ArgumentHelp("The certificate chain in PEM, to serve HTTPS; goes with --tls-key.", valueName: "file"))
    var tlsCertificate: String?

    @Option(
        name: .customLong("tls-key"),
        help: ArgumentHelp("The certificate's private key in PEM; only its owner may read it.", valueName: "file"))
    var tlsKey: String?

    @Flag(help: "Add the tutorial's /protected and a user with a new password, for this run and this machine only.")
    var demo = false

    @OptionGroup var store: StoreOptions

    func run() async throws {
        await Terminal.orAdvice {
            let settings = try store.settings(
                host: host, port: port, issuer: issuer, tlsCertificate: tlsCertificate, tlsKey: tlsKey)
            if !demo { try settings.checkServing() }
            let level = settings.logLevel
            LoggingSystem.bootstrap { label in
                var handler = StreamLogHandler.standardError(label: label)
                handler.logLevel = level
                return handler
            }
            let server = try await TokenServer.open(settings, demo: demo)
            let banner = Banner(server, command: Terminal.programName)
            try await server.run(logger: Logger(label: "mapae")) { address in
                // A server whose output nobody can read serves all the same.
                try? Terminal.print(banner.text(address: address))
            }
        }
    }
}
#endif
