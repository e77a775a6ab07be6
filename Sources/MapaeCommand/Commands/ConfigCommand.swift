#if Server
import ArgumentParser
import MapaeJOSE
import MapaeServer

struct ConfigCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config",
        abstract: "Work with settings.",
        subcommands: [Check.self])

    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Check the settings without starting a server, and print what they come to.",
            discussion: """
                Flags, the environment and the settings file are read as `mapae serve` reads them, and the data folder is looked
                at. Nothing is made or changed. Secrets are no settings, so none is printed.

                EXAMPLES
                  mapae config check --config mapae.json
                  mapae config check --json
                """)

        @OptionGroup var json: JSONOption
        @OptionGroup var store: StoreOptions

        func run() async throws {
            await Terminal.orAdvice {
                let settings = try store.settings()
                try settings.check()
                let members = settings.view
                if json.isOn {
                    try Terminal.print(members, or: [], asJSON: true)
                } else {
                    for member in members.members { try Terminal.print("\(member.name) = \(member.value.pretty())") }
                    try Terminal.print("The settings are good.")
                }
            }
        }
    }
}
#endif
