#if Server
import ArgumentParser
import MapaeJOSE
import MapaeServer

struct ConsentsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "consents",
        abstract: "Look at what users have allowed applications, and take it back.",
        discussion: """
            EXAMPLES
              mapae consents list
              mapae consents list --user ada --json
              mapae consents list --client CLIENT
              mapae consents withdraw --user ada --client CLIENT
            """,
        subcommands: [List.self, Withdraw.self])

    struct List: AdministrationCommand {
        static let configuration = CommandConfiguration(
            abstract: "List which clients have access to which users.",
            discussion: """
                Each line has the user's name, the client's id, since when, how many grants go on, and the scopes. What is remembered
                outlives its grants, and a client that users are not asked about has grants alone.
                """)

        @Option(help: "Only what the user of this name has allowed.")
        var user: String?

        @Option(help: "Only what the client of this id has, as 'mapae clients list' shows it.")
        var client: String?

        @OptionGroup var json: JSONOption
        @OptionGroup var store: StoreOptions

        func run(on administration: Administration) async throws {
            try await administration.eachAccess(ofUserNamed: user, forClient: client) { access in
                try Terminal.print(
                    access.json,
                    or: [
                        access.username, access.clientID, TimeText.text(access.since),
                        "\(access.grants) \(access.grants == 1 ? "grant" : "grants")",
                        access.scope.isEmpty ? "-" : access.scope,
                    ], asJSON: json.isOn)
            }
        }
    }

    struct Withdraw: AdministrationCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take back what a user has allowed a client, with all grants that came of it.",
            discussion: """
                The client has to ask the user again. A running server refuses its tokens within a second; whoever checks JWTs without
                asking this server takes those that the client has until they expire.
                """)

        @Option(help: "The user's name.")
        var user: String

        @Option(help: "The client's id, as 'mapae clients list' shows it.")
        var client: String

        @OptionGroup var json: JSONOption
        @OptionGroup var store: StoreOptions

        func run(on administration: Administration) async throws {
            let ended = try await administration.withdraw(userNamed: user, clientID: client)
            try json.print(
                ["ended_grants": .integer(Int64(ended))], or: "It is taken back. Grants that have ended: \(ended).")
        }
    }
}
#endif
