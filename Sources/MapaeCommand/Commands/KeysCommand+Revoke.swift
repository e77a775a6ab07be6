#if Server
import ArgumentParser
import MapaeServer

extension KeysCommand {
    struct Revoke: AsyncParsableCommand {
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

        @Flag(help: "Do not ask.")
        var yes = false

        @OptionGroup var store: StoreOptions

        func run() async throws {
            await Terminal.orAdvice {
                try await Administration.with(try store.settings()) { administration in
                    let key = try await administration.key(id)
                    guard yes || Terminal.confirms("Refuse all tokens of the \(key.algorithm) key \(id) for ever?")
                    else {
                        throw ServerError(.notConfirmed, "Nothing was revoked. Say --yes where nobody can be asked.")
                    }
                    let revocation = try await administration.revokeKey(id)
                    var lines = [
                        "The \(key.algorithm) key \(id) is revoked: running servers refuse its tokens within two seconds.",
                        "Others refuse them when they next fetch the published keys, within five minutes.",
                    ]
                    if let successor = revocation.successor {
                        let what = successor.state == .signing ? "signs now" : "is held now"
                        lines.append("The \(successor.algorithm) key \(successor.id) \(what).")
                    }
                    try Terminal.print(lines.map(Terminal.oneLine).joined(separator: "\n"))
                }
            }
        }
    }
}
#endif
