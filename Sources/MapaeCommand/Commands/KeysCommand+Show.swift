#if Server
import ArgumentParser
import MapaeJOSE
import MapaeServer

extension KeysCommand {
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say what keys a file holds. Nothing private is shown.",
            discussion: """
                PEM, a JWK and a JWK Set are read, private or public.

                EXAMPLES
                  mapae keys show key.json
                  mapae keys show --json key.pem
                  curl -s https://login.example.com/jwks | mapae keys show -
                """)

        @Argument(help: "The file, or - for standard input.")
        var file: String

        @Flag(help: "Print the public key as a JWK, or the public keys as a JWK Set.")
        var json = false

        @Option(
            name: .customLong("alg"),
            help: ArgumentHelp("What a key is for that does not say it itself.", valueName: "algorithm"))
        var algorithm: JWSAlgorithm?

        func run() async throws {
            await Terminal.orAdvice {
                let report = KeyReport(try KeyArgument.read(file, algorithm: algorithm))
                try Terminal.print(json ? try report.json : try report.text)
            }
        }
    }
}
#endif
