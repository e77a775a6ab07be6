#if Server
import ArgumentParser
import MapaeJOSE
import MapaeServer

extension KeysCommand {
    struct Generate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a key.",
            discussion: """
                The private key is printed, or written to a new file that only you can read. A file that exists is left as it
                is.

                EXAMPLES
                  mapae keys generate --out key.json
                  mapae keys generate --alg EdDSA --format pem --out key.pem
                  mapae keys generate --alg RS256 --bits 4096 --kid 2026-11 --format jwks --out keys.json
                  mapae keys generate --alg HS256 --out secret.json
                """)

        @Option(name: .customLong("alg"), help: ArgumentHelp("What it signs with.", valueName: "algorithm"))
        var algorithm: JWSAlgorithm = .es256

        @Option(help: "The size of an RSA key: 2048, 3072 or 4096; 3072 unless told.")
        var bits: Int?

        @Option(
            name: .customLong("kid"),
            help: ArgumentHelp(
                "The key's id; unless told, its thumbprint (RFC 7638), or a random one for a secret.", valueName: "id"))
        var keyID: String?

        @Option(help: "How it is written.")
        var format: KeyFileFormat = .jwk

        @Option(help: ArgumentHelp("The new file.", valueName: "file"))
        var out: String?

        func validate() throws {
            try KeyArgument.validate(keyID: keyID, format: format)
            guard let bits else { return }
            guard ["RS", "PS"].contains(algorithm.description.prefix(2)) else {
                throw ValidationError("--bits is for RSA keys; the size of a key for \(algorithm) is fixed.")
            }
            guard [2048, 3072, 4096].contains(bits) else {
                throw ValidationError("An RSA key has 2048, 3072 or 4096 bits.")
            }
        }

        func run() async throws {
            await Terminal.orAdvice {
                let key = try NewKey(algorithm, bits: bits, keyID: keyID, format: format)
                guard let out else { return try Terminal.print(key.text, terminator: "") }
                try NewFile.write(key.text, to: out, isSecret: true)
                try Terminal.print(try key.report(path: out, command: Terminal.programName))
            }
        }
    }
}
#endif
