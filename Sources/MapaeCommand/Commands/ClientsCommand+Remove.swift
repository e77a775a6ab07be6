#if Server
import ArgumentParser
import MapaeJOSE
import MapaeOAuth
import MapaeServer

extension ClientsCommand {
    struct Remove: AdministrationCommand {
        static let configuration = CommandConfiguration(
            abstract: "Remove a client, with all that users have granted it.",
            discussion: """
                Its grants end, and it gets no more tokens; there is no way back. Whoever checks JWTs without asking this server takes those
                that it has until they expire.
                """)

        @Argument(help: "The client's id, as 'mapae clients list' shows it.")
        var id: String

        @OptionGroup var confirm: ConfirmOption
        @OptionGroup var json: JSONOption
        @OptionGroup var store: StoreOptions

        func run(on administration: Administration) async throws {
            let client = try await administration.client(id).client
            try confirm.require(
                "Remove the client \(client.metadata.display.name ?? id) for ever?", orElse: "Nothing was removed.")
            let ended = try await administration.removeClient(id)
            try json.print(
                ["removed": .string(id), "ended_grants": .integer(Int64(ended))],
                or: "Removed the client \(id). Grants that have ended: \(ended).")
        }
    }
}
#endif
