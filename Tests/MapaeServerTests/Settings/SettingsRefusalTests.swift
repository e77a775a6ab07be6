#if Server
import Testing

@testable import MapaeServer

@Suite("Settings that are not as they should be")
struct SettingsRefusalTests {
    @Test(
        "a variable must hold ASCII digits where a number belongs (S13)",
        arguments: [
            "", "+5", "-1", "0x10", " 80", "80 ", "٥", "5\u{301}", "1e3", "80.0", "true", "99999999999999999999",
        ],
        [
            SettingName.port, .accessTokenLifetime, .refreshTokenLifetime, .sessionLifetime, .hashingWorkers,
            .shutdownTimeout, .maxConnections, .connectionsPerClient,
        ])
    func variableNumber(_ value: String, _ name: SettingName) {
        refused(environment: [name.variable: value], naming: name.variable)
    }

    static let ranges: [(SettingName, Int, Int)] = [
        (.port, 0, 65535), (.accessTokenLifetime, 1, 86_400), (.refreshTokenLifetime, 1, 31_536_000),
        (.sessionLifetime, 1, 315_360_000),
        (.hashingWorkers, 1, 64), (.shutdownTimeout, 1, 3600), (.maxConnections, 1, 1_000_000),
        (.connectionsPerClient, 1, 1_000_000),
    ]

    @Test("both ends of a range are taken and what lies beyond is not", arguments: ranges)
    func range(_ name: SettingName, _ least: Int, _ most: Int) async throws {
        for value in [least, most] {
            _ = try load(environment: [name.variable: "\(value)"])
        }
        refused(environment: [name.variable: "\(most + 1)"], naming: name.variable, "\(least) to \(most)")
        try await inFile("{\"\(name.rawValue)\": \(least - 1)}", naming: "'\(name.rawValue)' in", "\(least) to \(most)")
        try await inFile("{\"\(name.rawValue)\": \(most + 1)}", naming: "'\(name.rawValue)' in", "\(least) to \(most)")
    }

    @Test(
        "a file must hold a plain whole number where a number belongs (S5, S13)",
        arguments: [
            "\"8080\"", "true", "false", "null", "1e3", "80.0", "80.5", "[80]", "{}", "{\"a\": 80}", "[]",
            "9223372036854775808", "1e300",
        ])
    func fileNumber(_ value: String) async throws {
        try await inFile("{\"port\": \(value)}", naming: "'port' in", "a whole number")
    }

    @Test(
        "a number in a file that is beyond all ranges is refused as such",
        arguments: ["9223372036854775807", "-9223372036854775808"])
    func fileExtremes(_ value: String) async throws {
        try await inFile("{\"port\": \(value)}", naming: "'port' in", "0 to 65535")
    }

    @Test(
        "a file must hold a text where a text belongs",
        arguments: ["1", "true", "null", "[\"a\"]", "[]", "{}", "{\"a\": \"b\"}"],
        ["host", "dataDir", "logLevel", "trustedProxies", "tlsCert", "tlsKey"])
    func fileText(_ value: String, _ name: String) async throws {
        try await inFile("{\"\(name)\": \(value)}", naming: "'\(name)' in", "a text")
    }

    @Test(
        "an unknown variable is named, with what there is instead",
        arguments: ["MAPAE_PROT", "MAPAE_", "MAPAE_PORT_", "MAPAE_port"])
    func unknownVariable(_ name: String) {
        refused(environment: [name: "1"], naming: name, "MAPAE_PORT,")
    }

    @Test("a name that only looks like a setting's is none: U+212A is no K (S1)")
    func lookalikes() async throws {
        refused(environment: ["MAPAE_HASHING_WOR\u{212A}ERS": "1"], naming: "is no setting")
        try await inFile("{\"hashingWor\u{212A}ers\": 1}", naming: "is no setting")
    }

    @Test(
        "an unknown member of a file is named",
        arguments: ["porT", "data-dir", "data_dir", "PORT", "", "config", "port "])
    func unknownMember(_ name: String) async throws {
        try await inFile("{\"\(name)\": 1}", naming: "'\(name)', which is no setting", "dataDir")
    }

    @Test(
        "a file that is no JSON object is refused with its path",
        arguments: [
            "", " ", "{", "[]", "1", "null", "\"port\"", "{\"port\": 1,}", "{'port': 1}", "port = 1", "\u{FEFF}{}",
            "{\"port\": 1} {}", "{\"port\": 1, \"port\": 2}", "{\"port\": 1, \"\\u0070ort\": 2}",
        ])
    func malformedFile(_ text: String) async throws {
        try await inFile(text, naming: "mapae.json")
    }

    @Test("a file that is not there, or is a folder, is named", arguments: ["/missing.json", "/folder", ""])
    func missingFile(_ name: String) async throws {
        try await Scratch.folder { folder in
            let path = name == "/folder" ? folder : folder + name
            refused(.init(configFile: path), naming: path)
            refused(environment: ["MAPAE_CONFIG": path], naming: path)
        }
    }

    @Test("an empty file name is refused, not taken for none")
    func emptyFileName() {
        refused(environment: ["MAPAE_CONFIG": ""], naming: "The settings file")
    }

    @Test("an empty host or folder is refused wherever it stands")
    func emptyTexts() async throws {
        refused(.init(host: ""), naming: "--host", "empty")
        refused(.init(dataDirectory: ""), naming: "--data-dir", "empty")
        refused(environment: ["MAPAE_HOST": ""], naming: "MAPAE_HOST", "empty")
        refused(environment: ["MAPAE_DATA_DIR": ""], naming: "MAPAE_DATA_DIR", "empty")
        try await inFile(#"{"host": ""}"#, naming: "'host' in", "empty")
    }

    @Test("a port flag out of range is refused", arguments: [-1, 65_536, Int.max, Int.min])
    func portFlag(_ port: Int) {
        refused(.init(port: port), naming: "--port", "0 to 65535")
    }

    @Test("a wrong value counts even where another source comes before it")
    func hiddenValue() {
        refused(.init(port: 1), environment: ["MAPAE_PORT": "x"], naming: "MAPAE_PORT")
    }

    @Test("a log level is one of the known ones", arguments: ["", "verbose", "NOTICE", "notice "])
    func logLevel(_ level: String) async throws {
        refused(environment: ["MAPAE_LOG_LEVEL": level], naming: "MAPAE_LOG_LEVEL", "trace, debug, info, notice")
        try await inFile("{\"logLevel\": \"\(level)\"}", naming: "'logLevel' in", "trace, debug, info, notice")
    }

    // MARK: Helpers

    private func load(
        _ flags: SettingsLoader.Flags = .init(), environment: [String: String] = [:]
    ) throws -> ServerSettings {
        let home = ["HOME": "/home/ada"]
        return try SettingsLoader(flags: flags, environment: home.merging(environment) { $1 }).settings()
    }

    private func refused(
        _ flags: SettingsLoader.Flags = .init(), environment: [String: String] = [:], naming parts: String...,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let error = #expect(throws: ServerError(.invalidSetting, ""), sourceLocation: sourceLocation) {
            try load(flags, environment: environment)
        }
        let message = error?.message ?? ""
        for part in parts {
            #expect(message.contains(part), "\(message)", sourceLocation: sourceLocation)
        }
        #expect(!message.utf8.contains(0x0A), "\(message)", sourceLocation: sourceLocation)
    }

    private func inFile(
        _ text: String, naming parts: String..., sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        try await Scratch.folder { folder in
            let file = folder + "/mapae.json"
            try Files.write(text, to: file)
            let error = #expect(throws: ServerError(.invalidSetting, ""), sourceLocation: sourceLocation) {
                try load(.init(configFile: file))
            }
            let message = error?.message ?? ""
            for part in parts + [file] {
                #expect(message.contains(part), "\(message)", sourceLocation: sourceLocation)
            }
        }
    }
}
#endif
