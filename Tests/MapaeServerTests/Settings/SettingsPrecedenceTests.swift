#if Server
import Logging
import Testing

@testable import MapaeServer

@Suite("Settings come from flags, then the environment, then a file, then the defaults")
struct SettingsPrecedenceTests {
    /// One setting, with a value for the environment, another for a file, and what each must become.
    struct Row: Sendable, CustomTestStringConvertible {
        let name: SettingName
        let standard: String
        let variable: String
        let file: String
        let read: @Sendable (ServerSettings) -> String

        var testDescription: String { name.rawValue }

        /// The value as a file has it.
        var json: String { name.range == nil ? "\"\(file)\"" : file }
    }

    static let rows: [Row] = [
        Row(name: .host, standard: "127.0.0.1", variable: "::1", file: "localhost") { $0.host },
        Row(name: .port, standard: "8080", variable: "9001", file: "9002") { "\($0.port)" },
        Row(name: .dataDir, standard: "/home/ada/.local/share/mapae", variable: "/env", file: "/file") {
            $0.dataDirectory
        },
        Row(name: .accessTokenLifetime, standard: "900", variable: "61", file: "62") { "\($0.accessTokenLifetime)" },
        Row(name: .refreshTokenLifetime, standard: "2592000", variable: "63", file: "64") {
            "\($0.refreshTokenLifetime)"
        },
        Row(name: .sessionLifetime, standard: "7776000", variable: "73", file: "74") { "\($0.sessionLifetime)" },
        Row(name: .keyRotationPeriod, standard: "7776000", variable: "86400", file: "86401") {
            "\($0.keyRotationPeriod)"
        },
        Row(name: .masterKeyFile, standard: "", variable: "/env.key", file: "/file.key") { $0.masterKey.file ?? "" },
        Row(name: .signUp, standard: "on", variable: "off", file: "off") { $0.signUp ? "on" : "off" },
        Row(name: .auditRetention, standard: "400", variable: "11", file: "12") { "\($0.auditRetention)" },
        Row(name: .hashingWorkers, standard: "2", variable: "3", file: "4") { "\($0.hashingWorkers)" },
        Row(name: .shutdownTimeout, standard: "10", variable: "5", file: "6") { "\($0.shutdownTimeout)" },
        Row(name: .trustedProxies, standard: "false", variable: "10.0.0.0/8", file: "192.0.2.1") {
            $0.trustedProxies.isEmpty
                ? "false" : $0.trustedProxies == TrustedProxies("10.0.0.0/8") ? "10.0.0.0/8" : "192.0.2.1"
        },
        Row(name: .maxConnections, standard: "8192", variable: "7", file: "8") { "\($0.maxConnections)" },
        Row(name: .connectionsPerClient, standard: "256", variable: "9", file: "10") { "\($0.connectionsPerClient)" },
        Row(name: .issuer, standard: "", variable: "https://env.example", file: "https://file.example") {
            $0.oauth.issuer ?? ""
        },
        Row(name: .oauth, standard: "on", variable: "off", file: "off") { $0.oauth.isOn ? "on" : "off" },
        Row(name: .scopes, standard: "", variable: "env.read", file: "file.read") { $0.oauth.scopes },
        Row(name: .resources, standard: "", variable: "urn:env", file: "urn:file") { $0.oauth.resources },
        Row(name: .opaqueResources, standard: "", variable: "urn:env", file: "urn:file") { $0.oauth.opaqueResources },
        Row(name: .registration, standard: "", variable: "off", file: "token") {
            $0.oauth.registration?.rawValue ?? ""
        },
        Row(name: .clientDocuments, standard: "", variable: "off", file: "on") {
            $0.oauth.clientDocuments.map { $0 ? "on" : "off" } ?? ""
        },
        Row(name: .logLevel, standard: "notice", variable: "debug", file: "trace") { $0.logLevel.rawValue },
    ]

    @Test("there is a row for each setting")
    func complete() {
        // The files of TLS come together or not at all: a test of their own has them.
        #expect(Set(Self.rows.map(\.name)) == Set(SettingName.allCases).subtracting([.tlsCert, .tlsKey]))
    }

    @Test("a setting that is nowhere has its default", arguments: rows)
    func standard(_ row: Row) throws {
        #expect(row.read(try load()) == row.standard)
    }

    @Test("the file comes before the default", arguments: rows)
    func file(_ row: Row) async throws {
        try await Scratch.folder { folder in
            let file = folder + "/mapae.json"
            try Files.write("{\"\(row.name.rawValue)\": \(row.json)}", to: file)
            #expect(row.read(try load(.init(configFile: file))) == row.file)
            #expect(row.read(try load(environment: ["MAPAE_CONFIG": file])) == row.file)
        }
    }

    @Test("the environment comes before the file", arguments: rows)
    func environment(_ row: Row) async throws {
        try await Scratch.folder { folder in
            let file = folder + "/mapae.json"
            try Files.write("{\"\(row.name.rawValue)\": \(row.json)}", to: file)
            let environment = [row.name.variable: row.variable]
            #expect(row.read(try load(.init(configFile: file), environment: environment)) == row.variable)
        }
    }

    @Test("flags come before the environment and the file")
    func flags() async throws {
        try await Scratch.folder { folder in
            let file = folder + "/mapae.json"
            try Files.write(#"{"host": "localhost", "port": 9002, "dataDir": "/file"}"#, to: file)
            let environment = ["MAPAE_HOST": "::1", "MAPAE_PORT": "9001", "MAPAE_DATA_DIR": "/env"]
            let settings = try load(
                .init(host: "127.0.0.2", port: 9000, dataDirectory: "/flag", configFile: file), environment: environment
            )
            #expect(settings.host == "127.0.0.2")
            #expect(settings.port == 9000)
            #expect(settings.dataDirectory == "/flag")
        }
    }

    @Test("--config comes before MAPAE_CONFIG")
    func configFile() async throws {
        try await Scratch.folder { folder in
            try Files.write(#"{"port": 1111}"#, to: folder + "/flag.json")
            try Files.write(#"{"port": 2222}"#, to: folder + "/variable.json")
            let settings = try load(
                .init(configFile: folder + "/flag.json"), environment: ["MAPAE_CONFIG": folder + "/variable.json"])
            #expect(settings.port == 1111)
        }
    }

    @Test(
        "each setting has its variable",
        arguments: zip(
            SettingName.allCases,
            [
                "MAPAE_HOST", "MAPAE_PORT", "MAPAE_DATA_DIR", "MAPAE_ACCESS_TOKEN_LIFETIME",
                "MAPAE_REFRESH_TOKEN_LIFETIME", "MAPAE_SESSION_LIFETIME", "MAPAE_KEY_ROTATION_PERIOD",
                "MAPAE_MASTER_KEY_FILE", "MAPAE_SIGN_UP", "MAPAE_AUDIT_RETENTION",
                "MAPAE_HASHING_WORKERS", "MAPAE_SHUTDOWN_TIMEOUT", "MAPAE_LOG_LEVEL", "MAPAE_ISSUER", "MAPAE_OAUTH",
                "MAPAE_SCOPES", "MAPAE_RESOURCES", "MAPAE_OPAQUE_RESOURCES", "MAPAE_REGISTRATION",
                "MAPAE_CLIENT_DOCUMENTS",
                "MAPAE_TRUSTED_PROXIES",
                "MAPAE_TLS_CERT", "MAPAE_TLS_KEY", "MAPAE_MAX_CONNECTIONS", "MAPAE_CONNECTIONS_PER_CLIENT",
            ]))
    func variable(_ name: SettingName, _ variable: String) {
        #expect(name.variable == variable)
    }

    @Test("variables of other programs, of the tests and of the build are no business of the server")
    func otherVariables() throws {
        let settings = try load(
            environment: ["PORT": "1", "mapae_port": "2", "MAPAE_VECTORS": "/v", "MAPAE_BENCHMARKS": "1"])
        #expect(settings.port == 8080)
    }

    @Test(
        "the data folder follows XDG, then the home folder; a relative XDG path is passed over",
        arguments: [
            (["HOME": "/home/ada"], "/home/ada/.local/share/mapae"),
            (["HOME": "/home/ada", "XDG_DATA_HOME": "/xdg"], "/xdg/mapae"),
            (["HOME": "/home/ada", "XDG_DATA_HOME": "xdg"], "/home/ada/.local/share/mapae"),
            (["HOME": "/home/ada", "XDG_DATA_HOME": ""], "/home/ada/.local/share/mapae"),
            (["XDG_DATA_HOME": "/xdg"], "/xdg/mapae"),
        ])
    func dataFolder(_ environment: [String: String], _ path: String) throws {
        #expect(try SettingsLoader(flags: .init(), environment: environment).settings().dataDirectory == path)
    }

    @Test("without a home folder the error says what to do", arguments: [[:], ["HOME": ""]])
    func noHome(_ environment: [String: String]) throws {
        let error = #expect(throws: ServerError(.dataDirectory, "")) {
            try SettingsLoader(flags: .init(), environment: environment).settings()
        }
        #expect(error?.message.contains("--data-dir") == true)
    }

    private func load(
        _ flags: SettingsLoader.Flags = .init(), environment: [String: String] = [:]
    ) throws -> ServerSettings {
        let home = ["HOME": "/home/ada"]
        return try SettingsLoader(flags: flags, environment: home.merging(environment) { $1 }).settings()
    }
}
#endif
