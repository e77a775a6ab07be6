#if Server
import ArgumentParser
import MapaeServer

/// The program `mapae`.
@main
struct MapaeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mapae",
        abstract: "Token authentication: logins, tokens and the routes that they open, in one program.",
        discussion: """
            EXAMPLES
              mapae serve --demo              A server to try, with a user and three lines to paste.
              mapae serve                     A server with a database of its own, on this machine only.
              mapae users add ada             Add a user; the password is asked for.
              mapae clients add --name App    Add an application that users may let in.
              mapae consents list             Look at what users have allowed applications.
              mapae sessions list             Look at the logins and grants that go on.
              mapae audit tail                Read what has happened.
              mapae token inspect TOKEN       Read a token. No key is needed.
              mapae keys generate             Make a key, of any algorithm.
              mapae backup FILE               Copy the database while the server runs.

            Completions for a shell: mapae --generate-completion-script bash (or zsh, fish).
            Settings come from flags, then from variables such as MAPAE_PORT, then from the file of --config.
            """,
        version: "0.1.0",
        subcommands: [
            ServeCommand.self, UsersCommand.self, ClientsCommand.self, ConsentsCommand.self, SessionsCommand.self,
            AuditCommand.self, KeysCommand.self,
            TokenCommand.self, ConfigCommand.self, MigrateCommand.self, BackupCommand.self, RestoreCommand.self,
        ])

    static func main() async {
        CoreFile.forbid()
        await main(nil)
    }
}
#else
/// Says why there is nothing here: a build without the trait `Server` has no server in it.
@main
enum MapaeCommand {
    static func main() {
        print("This was built without the trait 'Server'. Build with: swift build --traits Server")
    }
}
#endif
