#if Server
import ArgumentParser
import MapaeJOSE
import MapaeServer

extension KeysCommand {
    struct List: AdministrationCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the server's signing keys, the oldest first. Nothing private is shown.",
            discussion: """
                A key is published before it signs. When another follows it, it is believed until its last token has died.
                """)

        @OptionGroup var json: JSONOption
        @OptionGroup var store: StoreOptions

        func run(on administration: Administration) async throws {
            for key in try await administration.keys() {
                try Terminal.print(
                    key.json, or: [key.id, key.algorithm, KeysCommand.state(of: key)], asJSON: json.isOn)
            }
        }
    }

    /// What a key does, in words.
    static func state(of key: KeyView) -> String {
        let end = key.retiresAt.map(TimeText.text)
        return switch key.state {
        case .signing: "signs tokens" + (end.map { ", and is believed until \($0)" } ?? "")
        case .held: "is held for clients that know nothing else" + (end.map { ", and believed until \($0)" } ?? "")
        case .published: "is published, and signs from \(TimeText.text(key.signsFrom))"
        case .retiring: "signs no more, and is believed until \(end ?? "further notice")"
        case .retired: "is believed no more since \(end ?? "")"
        }
    }
}
#endif
