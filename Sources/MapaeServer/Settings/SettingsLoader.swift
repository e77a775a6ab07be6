#if Server
import Configuration
import Foundation
import MapaeJOSE

/// Reads settings: flags before the environment, the environment before a JSON file, the file before the defaults.
///
/// Nothing is passed over in silence: an unknown name, a wrong type or a number out of range is an error that names its
/// source.
public struct SettingsLoader {
    /// Settings from flags: texts and whole numbers under their names.
    public struct Flags: Sendable {
        var texts: [SettingName: String] = [:]
        var numbers: [SettingName: Int] = [:]
        /// The settings file, if `--config` names one.
        public var configFile: String?

        /// Creates flags. What is `nil` was not given.
        public init(
            host: String? = nil, port: Int? = nil, dataDirectory: String? = nil, configFile: String? = nil,
            issuer: String? = nil, tlsCertificate: String? = nil, tlsKey: String? = nil
        ) {
            texts[.host] = host
            texts[.issuer] = issuer
            texts[.tlsCert] = tlsCertificate
            texts[.tlsKey] = tlsKey
            texts[.dataDir] = dataDirectory
            numbers[.port] = port
            self.configFile = configFile
        }
    }

    private struct Source {
        let name: (SettingName) -> String
        let provider: any ConfigProvider
    }

    private let names: [SettingName]
    private let sources: [Source]
    private let reader: ConfigReader
    private let environment: [String: String]

    /// Opens the sources.
    /// - Parameters:
    ///   - flags: What the command line says.
    ///   - environment: The environment variables.
    /// - Throws: ``ServerError`` `invalid_setting` when the file is missing or not as it should be, or when there is a
    ///   `MAPAE_` variable of an unknown name.
    public init(flags: Flags, environment: [String: String] = SettingsLoader.processEnvironment()) throws {
        try self.init(flags: flags, environment: environment, names: SettingName.allCases)
    }

    /// Opens the sources of where the data and the master key are: for who only looks. Nothing else is read, so that a server's
    /// port that is none hinders nobody who wants to know what a token says.
    /// - Parameters:
    ///   - flags: What the command line says.
    ///   - environment: The environment variables.
    /// - Throws: ``ServerError`` `invalid_setting`.
    public static func forLooking(
        flags: Flags, environment: [String: String] = SettingsLoader.processEnvironment()
    ) throws -> SettingsLoader {
        try SettingsLoader(flags: flags, environment: environment, names: [.dataDir, .masterKeyFile])
    }

    /// - Parameter names: What is read; a name that is no setting is refused only where all are.
    private init(flags: Flags, environment: [String: String], names: [SettingName]) throws {
        var sources = [Self.flagSource(flags), try Self.environmentSource(environment, names)]
        let path = flags.configFile ?? environment["MAPAE_CONFIG"]
        if let path { sources.append(try Self.fileSource(path, names)) }
        self.names = names
        self.sources = sources
        self.reader = ConfigReader(providers: sources.map(\.provider))
        self.environment = environment
    }

    /// Reads the settings.
    /// - Throws: ``ServerError`` `invalid_setting`.
    public func settings() throws -> ServerSettings {
        for name in names { try checkTypes(name) }
        let directory = try text(.dataDir) ?? DataDirectory.defaultPath(environment: environment)
        // An empty one stays empty, for the check below. Others are made absolute: what is printed of it is pasted elsewhere.
        var settings = ServerSettings(
            dataDirectory: directory.isEmpty ? "" : URL(filePath: directory).path(percentEncoded: false))
        settings.host = text(.host) ?? settings.host
        settings.port = try number(.port) ?? settings.port
        settings.accessTokenLifetime = try number(.accessTokenLifetime) ?? settings.accessTokenLifetime
        settings.refreshTokenLifetime = try number(.refreshTokenLifetime) ?? settings.refreshTokenLifetime
        settings.sessionLifetime = try number(.sessionLifetime) ?? settings.sessionLifetime
        settings.auditRetention = try number(.auditRetention) ?? settings.auditRetention
        settings.hashingWorkers = try number(.hashingWorkers) ?? settings.hashingWorkers
        settings.shutdownTimeout = try number(.shutdownTimeout) ?? settings.shutdownTimeout
        settings.keyRotationPeriod = try number(.keyRotationPeriod) ?? settings.keyRotationPeriod
        settings.masterKey = try masterKey()
        settings.signUp = try flag(.signUp) ?? settings.signUp
        settings.oauth = try oauth()
        settings.maxConnections = try number(.maxConnections) ?? settings.maxConnections
        settings.connectionsPerClient = try number(.connectionsPerClient) ?? settings.connectionsPerClient
        settings.trustedProxies = try trustedProxies()
        settings.tls = try tls()
        if let level = text(.logLevel) {
            guard let known = LogLevelName.level(level) else {
                throw ServerError(
                    .invalidSetting, "\(origin(of: .logLevel)) must be one of: \(LogLevelName.all).")
            }
            settings.logLevel = known
        }
        for (name, value) in [(SettingName.host, settings.host), (.dataDir, settings.dataDirectory)] where value.isEmpty
        {
            throw ServerError(.invalidSetting, "\(origin(of: name)) must not be an empty text.")
        }
        return settings
    }

    private func flag(_ name: SettingName) throws -> Bool? {
        switch text(name) {
        case nil: nil
        case "on": true
        case "off": false
        default: throw ServerError(.invalidSetting, "\(origin(of: name)) must be 'on' or 'off'.")
        }
    }

    private func oauth() throws -> OAuthSetting {
        var oauth = OAuthSetting()
        oauth.isOn = try flag(.oauth) ?? oauth.isOn
        oauth.issuer = text(.issuer)
        oauth.scopes = text(.scopes) ?? oauth.scopes
        oauth.resources = text(.resources) ?? oauth.resources
        oauth.opaqueResources = text(.opaqueResources) ?? oauth.opaqueResources
        if let registration = text(.registration) {
            guard let known = OAuthSetting.Registration(rawValue: registration) else {
                throw ServerError(.invalidSetting, "\(origin(of: .registration)) must be 'open', 'token' or 'off'.")
            }
            oauth.registration = known
        }
        oauth.clientDocuments = try flag(.clientDocuments)
        return oauth
    }

    private func trustedProxies() throws -> TrustedProxies {
        guard let text = text(.trustedProxies) else { return TrustedProxies() }
        guard let proxies = TrustedProxies(text) else {
            throw ServerError(
                .invalidSetting,
                "\(origin(of: .trustedProxies)) must be addresses and networks with commas between,"
                    + " for example 127.0.0.1, 10.0.0.0/8.")
        }
        return proxies
    }

    private func masterKey() throws -> MasterKeySource {
        var source = MasterKeySource()
        source.given = try environment[MasterKeySource.variable].map(MasterKeySource.parse)
        guard let file = text(.masterKeyFile) else { return source }
        guard !file.isEmpty else {
            throw ServerError(.invalidSetting, "\(origin(of: .masterKeyFile)) must not be an empty text.")
        }
        source.file = URL(filePath: file).path(percentEncoded: false)
        return source
    }

    private func tls() throws -> TLSFiles? {
        switch (text(.tlsCert), text(.tlsKey)) {
        case (nil, nil): return nil
        case (let certificate?, let key?):
            for (name, file) in [(SettingName.tlsCert, certificate), (.tlsKey, key)] where file.isEmpty {
                throw ServerError(.invalidSetting, "\(origin(of: name)) must not be an empty text.")
            }
            return TLSFiles(certificate: certificate, key: key)
        case (let certificate, _):
            let given = certificate == nil ? SettingName.tlsKey : .tlsCert
            throw ServerError(
                .invalidSetting,
                "\(origin(of: given)) is set and \(certificate == nil ? "tlsCert" : "tlsKey") is not:"
                    + " TLS needs a certificate and its key.")
        }
    }

    // MARK: Reading

    private func text(_ name: SettingName) -> String? { reader.string(forKey: ConfigKey(name.rawValue)) }

    private func number(_ name: SettingName) throws -> Int? {
        guard let value = reader.int(forKey: ConfigKey(name.rawValue)), let range = name.range else { return nil }
        guard range.contains(value) else {
            throw ServerError(
                .invalidSetting,
                "\(origin(of: name)) must be a whole number from \(range.lowerBound) to \(range.upperBound).")
        }
        return value
    }

    /// A reader takes a value of the wrong type for an absent one. Here that is an error.
    private func checkTypes(_ name: SettingName) throws {
        for source in sources {
            do {
                _ = try source.provider.value(
                    forKey: AbsoluteConfigKey([name.rawValue]), type: name.range == nil ? .string : .int)
            } catch {
                throw ServerError(.invalidSetting, "\(source.name(name)) must be \(name.kind).")
            }
        }
    }

    /// The name of the first source that has the setting, for a message.
    private func origin(of name: SettingName) -> String {
        let type: ConfigType = name.range == nil ? .string : .int
        let source = sources.first { source in
            (try? source.provider.value(forKey: AbsoluteConfigKey([name.rawValue]), type: type))?.value != nil
        }
        return source?.name(name) ?? name.rawValue
    }

    // MARK: Sources

    private static func flagSource(_ flags: Flags) -> Source {
        var values: [AbsoluteConfigKey: ConfigValue] = [:]
        for (name, text) in flags.texts {
            values[AbsoluteConfigKey([name.rawValue])] = ConfigValue(.string(text), isSecret: false)
        }
        for (name, number) in flags.numbers {
            values[AbsoluteConfigKey([name.rawValue])] = ConfigValue(.int(number), isSecret: false)
        }
        return Source(
            name: flag,
            provider: InMemoryProvider(name: "flags", values: values))
    }

    private static func flag(_ name: SettingName) -> String {
        switch name {
        case .dataDir: "--data-dir"
        case .tlsCert: "--tls-cert"
        case .tlsKey: "--tls-key"
        default: "--\(name.rawValue)"
        }
    }

    private static func environmentSource(
        _ environment: [String: String], _ names: [SettingName]
    ) throws -> Source {
        let prefix = "MAPAE_"
        var ours = environment.filter { $0.key.utf8.starts(with: prefix.utf8) }
        // It is read apart, and shown by nothing.
        ours[MasterKeySource.variable] = nil
        if names.count < SettingName.allCases.count {
            ours = ours.filter { variable in names.contains { $0.variable.utf8.elementsEqual(variable.key.utf8) } }
        }
        let settings = SettingName.allCases.map(\.variable) + ["MAPAE_CONFIG", MasterKeySource.variable]
        // These are of the build, the benchmarks and the tests, where the server is run as a part.
        let known = settings + ["MAPAE_BENCHMARKS", "MAPAE_BENCH", "MAPAE_VECTORS"]
        for name in ours.keys.sorted() where !known.contains(where: { $0.utf8.elementsEqual(name.utf8) }) {
            throw ServerError(
                .invalidSetting, "The environment variable \(name) is no setting. Settings are: \(list(settings)).")
        }
        // The provider would also take "+5".
        for name in SettingName.allCases where name.range != nil {
            guard ours[name.variable]?.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) ?? true
            else {
                throw ServerError(.invalidSetting, "\(name.variable) must be \(name.kind).")
            }
        }
        let values = Dictionary(uniqueKeysWithValues: ours.map { (String($0.key.dropFirst(prefix.count)), $0.value) })
        return Source(name: \.variable, provider: EnvironmentVariablesProvider(environmentVariables: values))
    }

    private static func fileSource(_ path: String, _ names: [SettingName]) throws -> Source {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw ServerError(.invalidSetting, "The settings file \(path) cannot be read.")
        }
        // Our own reader: Foundation takes one of two equal names without a word, and true for 1.
        let object: JSONObject?
        do { object = try JSONValue(parsing: Array(data)).object } catch {
            throw ServerError(.invalidSetting, "The settings file \(path) is not JSON: \(error.explanation)")
        }
        guard let object else {
            throw ServerError(.invalidSetting, "The settings file \(path) must be one JSON object.")
        }
        var values: [AbsoluteConfigKey: ConfigValue] = [:]
        for member in object.members {
            guard let name = SettingName.allCases.first(where: { $0.rawValue.utf8.elementsEqual(member.name.utf8) })
            else {
                if names.count < SettingName.allCases.count { continue }
                throw ServerError(
                    .invalidSetting,
                    "The settings file \(path) names '\(member.name)', which is no setting."
                        + " Settings are: \(list(SettingName.allCases.map(\.rawValue))).")
            }
            guard names.contains(name) else { continue }
            let content: ConfigContent? =
                switch (member.value, name.range) {
                case (.string(let text), nil): .string(text)
                case (.integer(let number), .some): .int(Int(clamping: number))
                default: nil
                }
            guard let content else {
                throw ServerError(.invalidSetting, "'\(name.rawValue)' in \(path) must be \(name.kind).")
            }
            values[AbsoluteConfigKey([name.rawValue])] = ConfigValue(content, isSecret: false)
        }
        return Source(
            name: { "'\($0.rawValue)' in \(path)" }, provider: InMemoryProvider(name: "file", values: values))
    }

    private static func list(_ names: [String]) -> String { names.sorted().joined(separator: ", ") }
}
#endif
