#if Server
import ArgumentParser

struct KeysCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys",
        abstract: "The server's signing keys, and keys in files.",
        discussion: """
            list, rotate and revoke are about the keys with which the server of a data folder signs; the others about files.

            EXAMPLES
              mapae keys list
              mapae keys rotate
              mapae keys generate --out key.json
              mapae keys show --json key.json
              mapae keys convert key.json --to pem --out public.pem
            """,
        subcommands: [List.self, Rotate.self, Revoke.self, Generate.self, Show.self, Convert.self])
}
#endif
