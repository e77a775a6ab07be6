#if Server
import ArgumentParser
import MapaeJOSE
import MapaeServer

extension KeysCommand {
    struct Rotate: AdministrationCommand {
        static let configuration = CommandConfiguration(
            abstract: "Put a new key in the place of the one that signs. Nobody is logged out.",
            discussion: """
                The new key is published for an hour before it signs. The old one is believed until its last token has died.
                Running servers need no new start. Keys rotate by themselves too: see keyRotationPeriod in 'mapae help serve'.

                EXAMPLES
                  mapae keys rotate
                  mapae keys rotate --now
                  mapae keys rotate --alg RS256
                """)

        @Flag(
            help: ArgumentHelp(
                "Sign with the new key at once.",
                discussion:
                    "Who has fetched the published keys lately may refuse its tokens until it fetches them again."))
        var now = false

        @Option(
            name: .customLong("alg"),
            help: ArgumentHelp(
                "The key of this algorithm; ES256, which signs tokens, unless told.", valueName: "algorithm"))
        var algorithm: JWSAlgorithm?

        @OptionGroup var json: JSONOption
        @OptionGroup var store: StoreOptions

        func run(on administration: Administration) async throws {
            let rotation = try await administration.rotateKeys(algorithm, atOnce: now)
            let next = rotation.next
            let begin = now ? "signs now" : "is published, and signs from \(TimeText.text(next.signsFrom))"
            var lines = [
                rotation.wasUnderWay
                    ? "A rotation is under way: the \(next.algorithm) key \(next.id) \(begin)."
                    : "The \(next.algorithm) key \(next.id) \(begin)."
            ]
            if let former = rotation.former, let end = former.retiresAt {
                lines.append(
                    "Tokens of the former key \(former.id) are valid until \(TimeText.text(end)) at the latest.")
            }
            try json.print(
                [
                    "next": .object(next.json), "former": rotation.former.map { .object($0.json) } ?? .null,
                    "was_under_way": .bool(rotation.wasUnderWay),
                ], or: lines)
        }
    }
}
#endif
