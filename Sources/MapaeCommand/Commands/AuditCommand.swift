#if Server
import ArgumentParser
import MapaeServer
import MapaeStore

struct AuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "Read the audit log.",
        discussion: """
            EXAMPLES
              mapae audit tail
              mapae audit tail --follow --json
              mapae audit search --kind login_failed --since 24h
              mapae audit search --user ada --limit 1000
            """,
        subcommands: [Tail.self, Search.self])

    struct Tail: AdministrationCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print the last events, the oldest first.")

        @Option(name: [.customShort("n"), .long], help: "How many, 0 to 10000.")
        var lines = 20

        @Flag(name: .shortAndLong, help: "Go on printing what comes, until Ctrl-C.")
        var follow = false

        @OptionGroup var json: JSONOption
        @OptionGroup var store: StoreOptions

        func validate() throws {
            guard (0...10_000).contains(lines) else { throw ValidationError("--lines must be from 0 to 10000.") }
        }

        func run(on administration: Administration) async throws {
            let newest = try await administration.audit(AuditFilter(), limit: max(lines, 1))
            for entry in newest.prefix(lines).reversed() { try AuditCommand.print(entry, asJSON: json.isOn) }
            guard follow else { return }
            var last = newest.first?.number ?? 0
            while true {
                let page = try await administration.audit(after: last, limit: 500)
                for entry in page { try AuditCommand.print(entry, asJSON: json.isOn) }
                last = page.last?.number ?? last
                if page.isEmpty { try await Task.sleep(for: .milliseconds(500)) }
            }
        }
    }

    struct Search: AdministrationCommand {
        static let configuration = CommandConfiguration(
            abstract: "Find events, the newest first.",
            discussion: """
                Times are 2026-11-25T14:00:00Z, 2026-11-25, seconds since 1970, or a time ago such as 90s, 15m, 24h, 7d.
                """)

        @Option(help: "What has happened, such as login_failed.")
        var kind: String?

        @Option(help: "About the user of this name.")
        var user: String?

        @Option(name: .customLong("user-id"), help: "About the user of this id, who may be deleted.")
        var userID: String?

        @Option(help: "About the session of this id.")
        var session: String?

        @Option(help: "From this network, as the log shows it.")
        var network: String?

        @Option(help: "Not before this time.")
        var since: String?

        @Option(help: "Before this time.")
        var until: String?

        @Option(help: "The most events, 1 to 1000000.")
        var limit = 100

        @OptionGroup var json: JSONOption
        @OptionGroup var store: StoreOptions

        func validate() throws {
            guard (1...1_000_000).contains(limit) else { throw ValidationError("--limit must be from 1 to 1000000.") }
            guard user == nil || userID == nil else { throw ValidationError("Say --user or --user-id, not both.") }
            for text in [since, until].compactMap(\.self) where TimeText.seconds(text) == nil {
                throw ValidationError(
                    "'\(Terminal.oneLine(text))' is no time: write 2026-11-25T14:00:00Z, 2026-11-25 or 24h.")
            }
        }

        func run(on administration: Administration) async throws {
            var subject = userID
            if let user { subject = try await administration.user(named: user).id }
            let filter = AuditFilter(
                kind: kind, subject: subject, sessionID: session, network: network,
                since: since.flatMap { TimeText.seconds($0) }.map { $0 * 1000 },
                until: until.flatMap { TimeText.seconds($0) }.map { $0 * 1000 })
            var left = limit
            var before: Int64?
            while left > 0 {
                let page = try await administration.audit(filter, before: before, limit: min(left, 500))
                for entry in page { try AuditCommand.print(entry, asJSON: json.isOn) }
                left -= page.count
                guard page.count == 500, let last = page.last else { return }
                before = last.number
            }
        }
    }

    fileprivate static func print(_ entry: AuditEntry, asJSON: Bool) throws {
        let record = entry.record
        var cells = [TimeText.text(record.moment / 1000), record.kind]
        if let subject = record.subject { cells.append("user=\(subject)") }
        if let actor = record.actor { cells.append("by=\(actor)") }
        if let sessionID = record.sessionID { cells.append("session=\(sessionID)") }
        if let network = record.network { cells.append("from=\(network)") }
        let details = String(decoding: record.details, as: UTF8.self)
        if !details.utf8.elementsEqual("{}".utf8) { cells.append(details) }
        try Terminal.print(entry.view, or: cells, asJSON: asJSON)
    }
}
#endif
