#if Server
import ArgumentParser
import MapaeServer

extension UsersCommand {
    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Bring in users of another program, with the hashes of their passwords.",
            discussion: """
                The file has a JSON object a line:
                  {"username": "ada", "password_hash": "scrypt:32768:8:1$..."}
                and may have these members too:
                  "email": "ada@example.com", "roles": ["editor"], "disabled": true
                Hashes are those of Werkzeug (scrypt:... and pbkdf2:..., as Flask applications store them), of bcrypt ($2b$...) and
                of Argon2id ($argon2id$...). Each user's hash becomes Argon2id at the first login.

                All lines are checked before the first user is added: while one is wrong, or has the name of a user that there is
                already, nobody is added. A server may run meanwhile. An import that is cut off goes on with --skip-existing.

                EXAMPLES
                  mapae users import users.ndjson --dry-run
                  mapae users import users.ndjson
                  ./export-users | mapae users import - --skip-existing
                """)

        @Argument(help: "The file, or - for standard input.")
        var file: String

        @Flag(name: .customLong("dry-run"), help: "Check all lines and tell what would be done, and change nothing.")
        var dryRun = false

        @Flag(
            name: .customLong("skip-existing"),
            help: "Pass over lines with the name of a user that there is already, who stays as it is.")
        var skipExisting = false

        @OptionGroup var json: JSONOption
        @OptionGroup var store: StoreOptions

        func run() async throws {
            await Terminal.orAdvice {
                let settings = try store.settings()
                let bar = json.isOn ? nil : ProgressBar.atTerminal()
                // Before the advice of an error, which would else stand behind it.
                defer { bar?.clear() }
                let show: @Sendable (ImportProgress) -> Void = { progress in
                    bar?.show(
                        Self.title(progress.step), bytes: progress.bytes, of: progress.size, lines: progress.lines)
                }
                let users =
                    try file == "-"
                    ? UserFile.standardInput(progress: show) : UserFile(path: file, progress: show)
                let imports = ImportUsers(
                    users, settings: settings, skippingExisting: skipExisting, progress: show)
                let report = try dryRun ? imports.check() : await imports.run()
                bar?.clear()
                if json.isOn {
                    try Terminal.print(report.json, or: [], asJSON: true)
                } else if dryRun || report.refusal == nil {
                    try Terminal.print(text(report, settings.dataDirectory))
                }
                if let refusal = report.refusal { throw refusal }
            }
        }

        private static func title(_ step: ImportProgress.Step) -> String {
            switch step {
            case .receiving: "receiving"
            case .checking: "checking"
            case .adding: "adding"
            }
        }

        private func text(_ report: ImportReport, _ folder: String) -> String {
            let users = "\(report.added) \(report.added == 1 ? "user" : "users")"
            let existing =
                report.existing == 1
                ? "1 line has the name of a user that there is already"
                : "\(report.existing) lines have names of users that there are already"
            guard dryRun else {
                return "Imported \(users) into \(folder)" + (report.existing > 0 ? "; \(existing)." : ".")
            }
            let wrong = report.wrong == 1 ? "1 line is wrong" : "\(report.wrong) lines are wrong"
            var lines = ["\(users) would be added to \(folder); \(existing); \(wrong). Nothing was changed."]
            lines += report.problems.map { "  \($0.text)" }
            if report.hiddenProblems > 0 { lines.append("  and \(report.hiddenProblems) more") }
            return lines.joined(separator: "\n")
        }
    }
}
#endif
