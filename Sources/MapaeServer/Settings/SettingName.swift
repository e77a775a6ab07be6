#if Server
/// The settings by name: in a file as written here, in the environment as `MAPAE_` and upper case with underscores, as
/// flags with dashes.
enum SettingName: String, CaseIterable {
    case host, port, dataDir
    case accessTokenLifetime, refreshTokenLifetime, sessionLifetime
    case keyRotationPeriod, masterKeyFile
    case signUp, auditRetention
    case hashingWorkers, shutdownTimeout, logLevel
    case issuer, oauth, scopes, resources, opaqueResources, registration, clientDocuments
    case trustedProxies, tlsCert, tlsKey, maxConnections, connectionsPerClient

    /// The allowed numbers, or `nil` for a text.
    var range: ClosedRange<Int>? {
        switch self {
        case .issuer, .oauth, .scopes, .resources, .opaqueResources, .registration, .clientDocuments: nil
        case .host, .dataDir, .signUp, .logLevel, .trustedProxies, .tlsCert, .tlsKey, .masterKeyFile: nil
        case .port: 0...65535
        case .accessTokenLifetime: 1...86_400
        case .refreshTokenLifetime: 1...31_536_000
        case .sessionLifetime: 1...315_360_000
        case .keyRotationPeriod: 86_400...315_360_000
        case .auditRetention: 1...36_500
        case .hashingWorkers: 1...64
        case .shutdownTimeout: 1...3600
        case .maxConnections, .connectionsPerClient: 1...1_000_000
        }
    }

    /// What a value must be, for a message.
    var kind: String { range == nil ? "a text" : "a whole number" }

    /// The name of the environment variable.
    var variable: String {
        "MAPAE_"
            + rawValue.unicodeScalars.map { scalar in
                ("A"..."Z").contains(scalar) ? "_\(scalar)" : "\(scalar)"
            }.joined().uppercased()
    }
}
#endif
