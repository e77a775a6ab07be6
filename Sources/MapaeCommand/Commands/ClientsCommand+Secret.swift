#if Server
import ArgumentParser
import MapaeJOSE
import MapaeOAuth
import MapaeServer

extension ClientsCommand {
    struct RotateSecret: AdministrationCommand {
        static let configuration = CommandConfiguration(
            commandName: "rotate-secret",
            abstract: "Give a client a new secret.",
            discussion: """
                The former secret is taken too, until the next time, so that the client can change without a pause. If it has leaked,
                say --at-once.
                """)

        @Argument(help: "The client's id, as 'mapae clients list' shows it.")
        var id: String

        @Flag(name: .customLong("at-once"), help: "Take no secret but the new one.")
        var atOnce = false

        @OptionGroup var json: JSONOption
        @OptionGroup var store: StoreOptions

        func run(on administration: Administration) async throws {
            let secret = try await administration.rotateSecret(ofClient: id, atOnce: atOnce)
            try json.print(
                ["client_id": .string(id), "client_secret": .string(secret.text)],
                or: [
                    "The new secret: \(secret.text)", "Keep it: it is shown this once.",
                    atOnce ? "No other is taken." : "The former one is taken too, until the next time.",
                ])
        }
    }

    struct RegistrationToken: AdministrationCommand {
        static let configuration = CommandConfiguration(
            commandName: "registration-token",
            abstract: "Show the token with which clients may register themselves.",
            discussion: """
                It is the initial access token of RFC 7591, and is asked for where the setting 'registration' is 'token': so it is
                unless told, but on a server for this machine only. It is made of the master key, and changes with that.
                """)

        @OptionGroup var json: JSONOption
        @OptionGroup var store: StoreOptions

        func run(on administration: Administration) async throws {
            let token = administration.registrationToken ?? ""
            try json.print(["registration_token": .string(token)], or: token)
        }
    }
}
#endif
