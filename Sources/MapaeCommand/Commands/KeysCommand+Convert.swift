#if Server
import ArgumentParser
import MapaeJOSE
import MapaeServer

extension KeysCommand {
    struct Convert: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write keys in another format: the public part, unless told.",
            discussion: """
                Private members are written only with --private.

                EXAMPLES
                  mapae keys convert key.json --to pem
                  mapae keys convert public.pem --to jwks --kid 2026-11
                  mapae keys convert key.json --to pem --private --out key.pem
                """)

        @Argument(help: "The file, or - for standard input.")
        var file: String

        @Option(name: .customLong("to"), help: "How they are written.")
        var format: KeyFileFormat

        @Flag(name: .customLong("public"), help: "Write the public part; so it is unless told.")
        var publicOnly = false

        @Flag(name: .customLong("private"), help: "Write the private members too.")
        var includesPrivate = false

        @Option(
            name: .customLong("alg"),
            help: ArgumentHelp("What a key is for that does not say it itself.", valueName: "algorithm"))
        var algorithm: JWSAlgorithm?

        @Option(name: .customLong("kid"), help: ArgumentHelp("Another id for the key.", valueName: "id"))
        var keyID: String?

        @Option(help: ArgumentHelp("The new file.", valueName: "file"))
        var out: String?

        func validate() throws {
            try KeyArgument.validate(keyID: keyID, format: format)
            guard !publicOnly || !includesPrivate else {
                throw ValidationError("Give --public or --private, not both.")
            }
        }

        func run() async throws {
            await Terminal.orAdvice {
                let keys = try KeyArgument.read(file, algorithm: algorithm)
                let text = try KeyConversion.text(
                    of: keys, as: format, includesPrivate: includesPrivate, keyID: keyID)
                guard let out else { return try Terminal.print(text, terminator: "") }
                try NewFile.write(text, to: out, isSecret: includesPrivate)
                try Terminal.print("Wrote \(out)\(includesPrivate ? ", which only this user can read" : "").")
            }
        }
    }
}
#endif
