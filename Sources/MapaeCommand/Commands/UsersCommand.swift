#if Server
import ArgumentParser
import MapaeServer
import MapaeStore

struct UsersCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "users",
        abstract: "Work with users.",
        discussion: """
            EXAMPLES
              mapae users add ada
              mapae users add ada --data-dir ./data < password.txt
              mapae users add root --role admin
              mapae users list
              mapae users disable ada
              mapae users import users.ndjson
            """,
        subcommands: [
            Add.self, List.self, Show.self, Password.self, Roles.self, Email.self, Disable.self,
            Enable.self, Delete.self, Import.self,
        ])

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add a user.",
            discussion: """
                The password is asked for twice, or read as one line from standard input. It is never an argument: other
                users of the machine can see those, and shells keep them.

                EXAMPLES
                  mapae users add ada
                  printf '%s\\n' "$PASSWORD" | mapae users add ada
                """)

        @Argument(help: "The user's name: letters of one script, digits and ._@+-, at most 64.")
        var name: String

        @Option(help: "The user's e-mail address.")
        var email: String?

        @Option(name: .customLong("role"), help: "A role of the user, such as admin; may be repeated.")
        var roles: [String] = []

        @OptionGroup var json: JSONOption
        @OptionGroup var store: StoreOptions

        func run() async throws {
            await Terminal.orAdvice {
                let settings = try store.settings()
                // Before the password is asked for, so that nobody types one for nothing.
                let command = try await AddUser.prepare(
                    name: name, email: email, roles: roles, settings: settings)
                let added = try await command.run(password: try PasswordPrompt.ask(for: name))
                try json.print(
                    added.adminView,
                    or: "Added the user '\(added.username)' in \(settings.dataDirectory)."
                        + " It can log in now: POST /login {\"username\", \"password\"}")
            }
        }
    }
}
#endif
