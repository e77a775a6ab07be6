#if Server
import ArgumentParser
import MapaeServer
import MapaeStore

extension UsersCommand {
    struct List: AdministrationCommand {
        static let configuration = CommandConfiguration(
            abstract: "List all users.",
            discussion: """
                Each line has the name, the id, when the user was created, its roles, and whether it is shut out.

                EXAMPLES
                  mapae users list
                  mapae users list --json | jq -r .username
                """)

        @OptionGroup var json: JSONOption
        @OptionGroup var store: StoreOptions

        func run(on administration: Administration) async throws {
            try await administration.eachUser { user in
                try Terminal.print(user.adminView, or: UsersCommand.cells(user), asJSON: json.isOn)
            }
        }
    }

    struct Show: AdministrationCommand {
        static let configuration = CommandConfiguration(abstract: "Show a user.")

        @OptionGroup var user: UserArgument
        @OptionGroup var json: JSONOption
        @OptionGroup var store: StoreOptions

        func run(on administration: Administration) async throws {
            let user = try await administration.user(named: user.name)
            try Terminal.print(user.adminView, or: UsersCommand.cells(user), asJSON: json.isOn)
        }
    }

    static func cells(_ user: UserRecord) -> [String] {
        var cells = [user.username, user.id, TimeText.text(user.createdAt)]
        if let email = user.email { cells.append(email) }
        if !user.roles.isEmpty { cells.append("roles: " + user.roles.joined(separator: " ")) }
        if user.passwordHash == nil { cells.append("no password") }
        if let since = user.disabledAt { cells.append("shut out since " + TimeText.text(since)) }
        return cells
    }
}
#endif
