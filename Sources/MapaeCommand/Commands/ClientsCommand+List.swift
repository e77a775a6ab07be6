#if Server
import ArgumentParser
import MapaeJOSE
import MapaeOAuth
import MapaeServer

extension ClientsCommand {
    struct List: AdministrationCommand {
        static let configuration = CommandConfiguration(abstract: "List all clients.")

        @OptionGroup var json: JSONOption
        @OptionGroup var store: StoreOptions

        func run(on administration: Administration) async throws {
            try await administration.eachClient { view in
                let client = view.client
                try Terminal.print(
                    view.json(),
                    or: [
                        client.id.text, client.metadata.display.name ?? "without a name",
                        client.isPublic ? "public" : client.metadata.authenticationMethod.rawValue,
                        client.metadata.grantTypes.map(\.rawValue).joined(separator: " "),
                    ], asJSON: json.isOn)
            }
        }
    }

    struct Show: AdministrationCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show what is known of a client.",
            discussion: "Names are those of RFC 7591. Secrets are not stored, and cannot be shown.")

        @Argument(help: "The client's id, as 'mapae clients list' shows it.")
        var id: String

        @OptionGroup var json: JSONOption
        @OptionGroup var store: StoreOptions

        func run(on administration: Administration) async throws {
            let members = try await administration.client(id).json()
            try json.print(
                members,
                or: try members.members.map { member in
                    let text = try member.value.string ?? String(decoding: member.value.serialized(), as: UTF8.self)
                    return "\(member.name)  \(text)"
                })
        }
    }
}
#endif
