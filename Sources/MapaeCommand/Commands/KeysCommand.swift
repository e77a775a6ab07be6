#if Server
import ArgumentParser

struct KeysCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys",
        abstract: "Make keys, look at them, and change their format.",
        discussion: """
            EXAMPLES
              mapae keys generate --out key.json
              mapae keys show --json key.json
              mapae keys convert key.json --to pem --out public.pem
            """,
        subcommands: [Generate.self, Show.self, Convert.self])
}
#endif
