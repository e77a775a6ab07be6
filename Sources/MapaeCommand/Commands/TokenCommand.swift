#if Server
import ArgumentParser
import Foundation
import Mapae
import MapaeJOSE
import MapaeServer

struct TokenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token",
        abstract: "Work with tokens.",
        discussion: """
            EXAMPLES
              mapae token inspect "$TOKEN"
              pbpaste | mapae token inspect -
            """,
        subcommands: [Inspect.self])

    struct Inspect: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show what a token says, and why it would be refused.",
            discussion: """
                No key is needed to read a token: it is signed, not encrypted. With a key the signature is checked too.
                The exit code is 0 when the text is a token, whatever it says, and 1 when it is none.

                EXAMPLES
                  mapae token inspect "$TOKEN"
                  printf %s "$TOKEN" | mapae token inspect -
                  mapae token inspect "$TOKEN" --data-dir ~/.local/share/mapae
                  mapae token inspect "$TOKEN" --secret-variable JWT_SECRET_KEY
                  mapae token inspect "$TOKEN" --key issuer.pem --key jwks.json
                """)

        @Argument(help: "The token, or - to read it from standard input (other users can see arguments).")
        var token: String

        @Option(
            name: .customLong("data-dir"),
            help: ArgumentHelp("Check the signature with the keys of this server.", valueName: "folder"))
        var dataDirectory: String?

        @Option(
            name: .customLong("secret-variable"),
            help: ArgumentHelp(
                "Check the signature with the HS256 secret in this environment variable.", valueName: "name"))
        var secretVariable: String?

        @Option(
            name: .customLong("key"),
            help: ArgumentHelp(
                "Check the signature with the keys of this file: PEM, a JWK or a JWK Set, public or private. Repeatable.",
                valueName: "file"))
        var keyFiles: [String] = []

        @Option(
            name: .customLong("alg"),
            help: ArgumentHelp("What a key of --key is for that does not say it itself.", valueName: "algorithm"))
        var algorithm: JWSAlgorithm?

        @OptionGroup var json: JSONOption

        func validate() throws {
            let sources = [dataDirectory != nil, secretVariable != nil, !keyFiles.isEmpty]
            guard sources.count(where: { $0 }) <= 1 else {
                throw ValidationError("Give only one of --data-dir, --secret-variable and --key.")
            }
            guard algorithm == nil || !keyFiles.isEmpty else {
                throw ValidationError("--alg says what the keys of --key are for: give one.")
            }
        }

        func run() async throws {
            await Terminal.orAdvice {
                let text = (token == "-" ? try StandardInput.text(limit: 64 * 1024) : token)
                    .trimmingCharacters(in: .whitespacesAndNewlines)
                let report = try TokenReport(
                    text, now: TokenClock.system.now(), keys: try await keys(for: text))
                try json.isOn
                    ? Terminal.print(report.json, or: [], asJSON: true) : Terminal.print(report.text)
            }
        }

        private func keys(for text: String) async throws -> InspectionKeys? {
            if let dataDirectory {
                let flags = SettingsLoader.Flags(dataDirectory: dataDirectory)
                return try await InspectionKeys.of(try SettingsLoader.forLooking(flags: flags).settings(), for: text)
            }
            if !keyFiles.isEmpty {
                return try InspectionKeys(keyFiles.map { try KeyFile(path: $0, algorithm: algorithm) })
            }
            guard let secretVariable else { return nil }
            guard let secret = ProcessInfo.processInfo.environment[secretVariable] else {
                throw ServerError(.invalidSetting, "The environment variable \(secretVariable) is not set.")
            }
            // Weak secrets too: what is inspected may have been signed by a tutorial.
            return InspectionKeys(secret: try .insecureHS256(secret: secret))
        }
    }
}
#endif
