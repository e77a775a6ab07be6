#if Server
import ArgumentParser
import MapaeServer

/// The options of every command that touches the store.
struct StoreOptions: ParsableArguments {
    @Option(
        name: .customLong("data-dir"),
        help: ArgumentHelp(
            "The folder of the database and the master key.",
            discussion: "Without it: $MAPAE_DATA_DIR, the settings file, $XDG_DATA_HOME/mapae or ~/.local/share/mapae.",
            valueName: "folder"))
    var dataDirectory: String?

    @Option(
        name: .customLong("config"), help: ArgumentHelp("A settings file in JSON.", valueName: "file"))
    var configFile: String?

    /// The settings that result, with the flags of a command before all others.
    func settings(
        host: String? = nil, port: Int? = nil, issuer: String? = nil, tlsCertificate: String? = nil,
        tlsKey: String? = nil
    ) throws -> ServerSettings {
        let flags = SettingsLoader.Flags(
            host: host, port: port, dataDirectory: dataDirectory, configFile: configFile,
            issuer: issuer, tlsCertificate: tlsCertificate, tlsKey: tlsKey)
        return try SettingsLoader(flags: flags).settings()
    }
}
#endif
