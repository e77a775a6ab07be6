#if Server
import ArgumentParser
import MapaeServer

extension UsersCommand {
    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Bring in users of another program, with the hashes of their passwords.",
            discussion: """
                The file has a JSON object a line, with these two members and no other:
                  {"username": "ada", "password_hash": "scrypt:32768:8:1$..."}
                Hashes are those of Werkzeug (scrypt:... and pbkdf2:..., as Flask applications store them) and of Argon2id
                ($argon2id$...). All users are added, or none: a line that is wrong is named by its number. Each user's hash
                becomes Argon2id at the first login.

                EXAMPLES
                  mapae users import users.jsonl
                  ./export-users | mapae users import -
                """)

        @Argument(help: "The file, or - for standard input.")
        var file: String

        @OptionGroup var store: StoreOptions

        func run() async throws {
            await Terminal.orAdvice {
                let settings = try store.settings()
                let users =
                    try file == "-"
                    ? UserFile(StandardInput.bytes(limit: UserFile.maximumBytes), name: "Standard input")
                    : UserFile(path: file)
                let count = try await ImportUsers(users, settings: settings).run()
                try Terminal.print("Imported \(count) \(count == 1 ? "user" : "users") into \(settings.dataDirectory).")
            }
        }
    }
}
#endif
