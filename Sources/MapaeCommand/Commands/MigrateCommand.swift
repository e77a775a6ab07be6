#if Server
import ArgumentParser
import MapaeJOSE
import MapaeServer

struct MigrateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate",
        abstract: "Bring the database to this release's schema.",
        discussion: """
            'mapae serve' does so by itself when it starts. The server of the release before runs on meanwhile: migrations only
            add. There is no way back but a backup.

            EXAMPLES
              mapae migrate --dry-run
              mapae backup before.sqlite && mapae migrate
            """)

    @Flag(name: .customLong("dry-run"), help: "Tell what would be done, and change nothing.")
    var dryRun = false

    @OptionGroup var json: JSONOption
    @OptionGroup var store: StoreOptions

    func run() async throws {
        await Terminal.orAdvice {
            let migration = MigrateDatabase(settings: try store.settings())
            let report = try dryRun ? migration.look() : await migration.run()
            for step in report.migrations {
                let isNew = step.appliedAt == nil
                let state = isNew ? (dryRun ? "pending" : "applied now") : "applied"
                try Terminal.print(
                    [
                        "number": .integer(Int64(step.number)), "name": .string(step.name),
                        "state": .string(isNew && !dryRun ? "applied_now" : state),
                        "applied_at": step.appliedAt.map { .integer($0) } ?? .null,
                    ],
                    or: ["\(step.number)", state, step.name], asJSON: json.isOn)
            }
            guard !json.isOn else { return }
            try Terminal.print(summary(report))
        }
    }

    private func summary(_ report: MigrateDatabase.Report) -> String {
        let count = report.pending.count
        let migrations = "\(count) \(count == 1 ? "migration" : "migrations")"
        if dryRun, !report.existed {
            return "There is no database \(report.database): it would be made with \(migrations). Nothing was changed."
        }
        if count == 0 { return "\(report.database) is up to date." }
        return dryRun
            ? "\(report.database) lacks \(migrations). Nothing was changed."
            : "Applied \(migrations) to \(report.database)."
    }
}
#endif
