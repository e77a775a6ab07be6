#if Server
import ArgumentParser
import MapaeJOSE
import MapaeServer

struct RestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Put a backup in the place of the database, on which no server may run.",
        discussion: """
            What was revoked stays revoked: all sessions end, no token that was issued before is believed, and who was shut out stays
            out. Passwords, roles and users are those of the backup. The former database is kept beside the new one.

            EXAMPLES
              mapae restore /backups/mapae-2026-11-25.sqlite
            """)

    @Argument(help: "The file, made by 'mapae backup'.")
    var file: String

    @OptionGroup var confirm: ConfirmOption
    @OptionGroup var json: JSONOption
    @OptionGroup var store: StoreOptions

    func run() async throws {
        await Terminal.orAdvice {
            let restore = RestoreDatabase(file, settings: try store.settings())
            try restore.check()
            try confirm.require(
                "Replace the database in \(restore.folder), and end all sessions?", orElse: "Nothing was changed.")
            let report = try await restore.run()
            var lines = [
                "\(report.database) is now the backup \(file), with \(report.users) "
                    + "\(report.users == 1 ? "user" : "users").",
                "All its sessions have ended (\(report.endedSessions)), and no token that was issued before is believed: "
                    + "everybody logs in anew.",
            ]
            if let former = report.former { lines.append("The former database is kept: \(former)") }
            if let problem = report.formerProblem {
                lines.append(
                    "Nothing was carried over from it, as it cannot be read: who was shut out since the backup is not any more. "
                        + problem)
            }
            try json.print(
                [
                    "database": .string(report.database), "users": .integer(report.users),
                    "ended_sessions": .integer(Int64(report.endedSessions)),
                    "former": report.former.map { .string($0) } ?? .null,
                    "former_problem": report.formerProblem.map { .string($0) } ?? .null,
                ], or: lines)
        }
    }
}
#endif
