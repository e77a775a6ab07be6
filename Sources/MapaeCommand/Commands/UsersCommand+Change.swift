#if Server
import ArgumentParser
import MapaeServer

extension UsersCommand {
    struct Disable: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Shut a user out: no login, and all its sessions end.",
            discussion: "A running server refuses its tokens within a second. Undo it with: mapae users enable NAME")

        @Argument(help: "The user's name.")
        var name: String

        @OptionGroup var store: StoreOptions

        func run() async throws {
            await Terminal.orAdvice {
                try await Administration.with(try store.settings()) { administration in
                    try await administration.setDisabled(true, userNamed: name)
                    try Terminal.print("'\(name)' is shut out, and its sessions have ended.")
                }
            }
        }
    }

    struct Enable: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Let a user in again.")

        @Argument(help: "The user's name.")
        var name: String

        @OptionGroup var store: StoreOptions

        func run() async throws {
            await Terminal.orAdvice {
                try await Administration.with(try store.settings()) { administration in
                    try await administration.setDisabled(false, userNamed: name)
                    try Terminal.print("'\(name)' can log in again.")
                }
            }
        }
    }

    struct Password: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Set a user's password; all its sessions end.",
            discussion: "The password is asked for twice, or read as one line from standard input.")

        @Argument(help: "The user's name.")
        var name: String

        @OptionGroup var store: StoreOptions

        func run() async throws {
            await Terminal.orAdvice {
                try await Administration.with(try store.settings()) { administration in
                    // Before the password is asked for, so that nobody types one for nothing.
                    _ = try await administration.user(named: name)
                    try await administration.setPassword(try PasswordPrompt.ask(for: name), ofUserNamed: name)
                    try Terminal.print("'\(name)' has a new password, and its sessions have ended.")
                }
            }
        }
    }

    struct Roles: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Set a user's roles; all its sessions end.",
            discussion: """
                Whoever has the role 'admin' may ask for the scopes admin:users, admin:sessions and admin:audit at the login.

                EXAMPLES
                  mapae users roles ada admin
                  mapae users roles ada            Takes all roles away.
                """)

        @Argument(help: "The user's name.")
        var name: String

        @Argument(help: "All roles that the user has from now on.")
        var roles: [String] = []

        @OptionGroup var store: StoreOptions

        func run() async throws {
            await Terminal.orAdvice {
                try await Administration.with(try store.settings()) { administration in
                    try await administration.setRoles(roles, ofUserNamed: name)
                    try Terminal.print(
                        roles.isEmpty
                            ? "'\(name)' has no roles now."
                            : "'\(name)' has the roles: \(roles.joined(separator: " ")).")
                }
            }
        }
    }

    struct Delete: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Delete a user; all its sessions end.",
            discussion: "There is no way back. To shut a user out for a while: mapae users disable NAME")

        @Argument(help: "The user's name.")
        var name: String

        @Flag(help: "Do not ask.")
        var yes = false

        @OptionGroup var store: StoreOptions

        func run() async throws {
            await Terminal.orAdvice {
                try await Administration.with(try store.settings()) { administration in
                    _ = try await administration.user(named: name)
                    guard yes || Terminal.confirms("Delete the user '\(name)' for ever?") else {
                        throw ServerError(.notConfirmed, "Nothing was deleted. Say --yes where nobody can be asked.")
                    }
                    try await administration.delete(userNamed: name)
                    try Terminal.print("'\(name)' is deleted.")
                }
            }
        }
    }
}
#endif
