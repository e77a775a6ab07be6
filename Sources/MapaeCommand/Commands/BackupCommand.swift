#if Server
import ArgumentParser
import MapaeJOSE
import MapaeServer

struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Copy the database into a file, also while a server runs on it.",
        discussion: """
            The file holds one consistent state, is checked before it gets its name, and has the mode 0600. The master key is not in
            it: keep a copy of that elsewhere.

            EXAMPLES
              mapae backup /backups/mapae-$(date +%F).sqlite
            """)

    @Argument(help: "The file to make. It must not exist.")
    var file: String

    @OptionGroup var json: JSONOption
    @OptionGroup var store: StoreOptions

    func run() async throws {
        await Terminal.orAdvice {
            let report = try BackupDatabase(settings: try store.settings()).run(to: file)
            try json.print(
                [
                    "database": .string(report.database), "file": .string(file),
                    "bytes": .integer(Int64(report.bytes)), "users": .integer(report.users),
                    "master_key": .string(report.masterKey),
                ],
                or: [
                    "Copied \(report.database) into \(file): \(report.bytes) bytes, "
                        + "\(report.users) \(report.users == 1 ? "user" : "users"), checked.",
                    "The master key is not in it: keep a copy of \(report.masterKey) too, in another place.",
                ])
        }
    }
}
#endif
