#if Server
import ArgumentParser
import MapaeAccounts
import MapaeJOSE
import MapaeServer
import MapaeStore

extension UsersCommand {
    struct Disable: AdministrationCommand {
        static let configuration = CommandConfiguration(
            abstract: "Shut a user out: no login, and all its sessions end.",
            discussion: "A running server refuses its tokens within a second. Undo it with: mapae users enable NAME")

        @OptionGroup var user: UserArgument
        @OptionGroup var json: JSONOption
        @OptionGroup var store: StoreOptions

        func run(on administration: Administration) async throws {
            let changed = try await administration.edit(userNamed: user.name, AccountEdit(isDisabled: true))
            try json.print(changed.adminView, or: "'\(user.name)' is shut out, and its sessions have ended.")
        }
    }

    struct Enable: AdministrationCommand {
        static let configuration = CommandConfiguration(abstract: "Let a user in again.")

        @OptionGroup var user: UserArgument
        @OptionGroup var json: JSONOption
        @OptionGroup var store: StoreOptions

        func run(on administration: Administration) async throws {
            let changed = try await administration.edit(userNamed: user.name, AccountEdit(isDisabled: false))
            try json.print(changed.adminView, or: "'\(user.name)' can log in again.")
        }
    }

    struct Password: AdministrationCommand {
        static let configuration = CommandConfiguration(
            abstract: "Set a user's password; all its sessions end.",
            discussion: "The password is asked for twice, or read as one line from standard input.")

        @OptionGroup var user: UserArgument
        @OptionGroup var json: JSONOption
        @OptionGroup var store: StoreOptions

        func run(on administration: Administration) async throws {
            // Before the password is asked for, so that nobody types one for nothing.
            _ = try await administration.user(named: user.name)
            let password = try PasswordPrompt.ask(for: user.name)
            let changed = try await administration.edit(
                userNamed: user.name, AccountEdit(password: .set(password)))
            try json.print(changed.adminView, or: "'\(user.name)' has a new password, and its sessions have ended.")
        }
    }

    struct Roles: AdministrationCommand {
        static let configuration = CommandConfiguration(
            abstract: "Set a user's roles; all its sessions end.",
            discussion: """
                Whoever has the role 'admin' may ask for the scopes admin:users, admin:sessions and admin:audit at the login.

                EXAMPLES
                  mapae users roles ada admin
                  mapae users roles ada            Takes all roles away.
                """)

        @OptionGroup var user: UserArgument

        @Argument(help: "All roles that the user has from now on.")
        var roles: [String] = []

        @OptionGroup var json: JSONOption
        @OptionGroup var store: StoreOptions

        func run(on administration: Administration) async throws {
            let changed = try await administration.edit(userNamed: user.name, AccountEdit(roles: roles))
            try json.print(
                changed.adminView,
                or: roles.isEmpty
                    ? "'\(user.name)' has no roles now."
                    : "'\(user.name)' has the roles: \(roles.joined(separator: " ")).")
        }
    }

    struct Email: AdministrationCommand {
        static let configuration = CommandConfiguration(
            abstract: "Set a user's e-mail address, or take it away.",
            discussion: """
                EXAMPLES
                  mapae users email ada ada@example.com
                  mapae users email ada            Takes the address away.
                """)

        @OptionGroup var user: UserArgument

        @Argument(help: "The address.")
        var address: String?

        @OptionGroup var json: JSONOption
        @OptionGroup var store: StoreOptions

        func run(on administration: Administration) async throws {
            let changed = try await administration.edit(
                userNamed: user.name, AccountEdit(email: address.map { .set($0) } ?? .removed))
            try json.print(
                changed.adminView,
                or: changed.email.map { "'\(user.name)' has the address \($0)." }
                    ?? "'\(user.name)' has no address now."
            )
        }
    }

    struct Delete: AdministrationCommand {
        static let configuration = CommandConfiguration(
            abstract: "Delete a user; all its sessions end.",
            discussion: "There is no way back. To shut a user out for a while: mapae users disable NAME")

        @OptionGroup var user: UserArgument
        @OptionGroup var confirm: ConfirmOption
        @OptionGroup var json: JSONOption
        @OptionGroup var store: StoreOptions

        func run(on administration: Administration) async throws {
            _ = try await administration.user(named: user.name)
            try confirm.require("Delete the user '\(user.name)' for ever?", orElse: "Nothing was deleted.")
            let deleted = try await administration.delete(userNamed: user.name)
            try json.print(["deleted": .object(deleted.adminView)], or: "'\(user.name)' is deleted.")
        }
    }
}
#endif
