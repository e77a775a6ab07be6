#if Server
import ArgumentParser
import MapaeJOSE
import MapaeServer
import MapaeStore

struct SessionsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sessions",
        abstract: "Look at the logins and grants that go on, and end them.",
        discussion: """
            EXAMPLES
              mapae sessions list
              mapae sessions list --user ada --json
              mapae sessions revoke SESSION
              mapae sessions revoke --user ada
            """,
        subcommands: [List.self, Revoke.self])

    struct List: AdministrationCommand {
        static let configuration = CommandConfiguration(
            abstract: "List sessions.",
            discussion:
                """
                Each line has the id, the user's id, when it began and was used last, from where, with what, and the client that it is
                granted to: - for a login.
                """)

        @Option(help: "Only those of the user of this name.")
        var user: String?

        @OptionGroup var json: JSONOption
        @OptionGroup var store: StoreOptions

        func run(on administration: Administration) async throws {
            let show = { (session: SessionRecord) in
                try Terminal.print(
                    session.adminView,
                    or: [
                        session.id, session.subject, TimeText.text(session.createdAt),
                        TimeText.text(session.usedAt), session.network ?? "-", session.device ?? "-",
                        session.clientID ?? "-",
                    ], asJSON: json.isOn)
            }
            guard let user else { return try await administration.eachSession(show) }
            for session in try await administration.sessions(ofUserNamed: user) { try show(session) }
        }
    }

    struct Revoke: AdministrationCommand {
        static let configuration = CommandConfiguration(
            abstract: "End a session, or all of a user.",
            discussion: "A running server refuses its tokens within a second.")

        @Argument(help: "The session's id.")
        var session: String?

        @Option(help: "End all sessions of the user of this name.")
        var user: String?

        @OptionGroup var json: JSONOption
        @OptionGroup var store: StoreOptions

        func validate() throws {
            guard (session == nil) != (user == nil) else {
                throw ValidationError("Name a session, or a user with --user, and not both.")
            }
        }

        func run(on administration: Administration) async throws {
            if let user {
                let count = try await administration.endSessions(ofUserNamed: user)
                try json.print(
                    ["ended": .integer(Int64(count))],
                    or: "\(count) \(count == 1 ? "session has" : "sessions have") ended.")
            } else if let session {
                guard try await administration.endSession(id: session) else {
                    throw ServerError(
                        .noSession, "There is no session of that id; it may have ended. See: mapae sessions list")
                }
                try json.print(["ended": 1], or: "The session has ended.")
            }
        }
    }
}
#endif
