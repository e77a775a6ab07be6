#if Server
import ArgumentParser
import MapaeJOSE
import MapaeServer

extension KeysCommand {
    struct Revoke: AdministrationCommand {
        static let configuration = CommandConfiguration(
            abstract: "For emergencies: refuse all that a key has signed, at once.",
            discussion: """
                Running servers refuse its tokens within two seconds, and whoever holds one has to log in again. If it was the
                key that signs, another signs at once. There is no way back. To change keys without logging anyone out:
                mapae keys rotate

                EXAMPLES
                  mapae keys revoke JAkyna38pyLlktGzHETLHF0FN204tT1isfxiKyu9ykA
                """)

        @Argument(help: "The key's id, as 'mapae keys list' shows it, or a token's header as \"kid\".")
        var id: String

        @OptionGroup var confirm: ConfirmOption
        @OptionGroup var json: JSONOption
        @OptionGroup var store: StoreOptions

        func run(on administration: Administration) async throws {
            let key = try await administration.key(id)
            try confirm.require(
                "Refuse all tokens of the \(key.algorithm) key \(id) for ever?", orElse: "Nothing was revoked.")
            let successor = try await administration.revokeKey(id).successor
            let follower = successor.map { next in
                "The \(next.algorithm) key \(next.id) \(next.state == .signing ? "signs now" : "is held now")."
            }
            try json.print(
                ["revoked": .string(id), "successor": successor.map { .object($0.json) } ?? .null],
                or: [
                    "The \(key.algorithm) key \(id) is revoked: running servers refuse its tokens within two seconds.",
                    "Others refuse them when they next fetch the published keys, within five minutes.",
                ] + [follower].compactMap(\.self))
        }
    }
}
#endif
