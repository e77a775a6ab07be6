import Foundation
import Hummingbird
import HummingbirdMapae
import Logging
import MapaeFlask

/// A service beside a Flask application, with its secrets and in two ways: below `/flask` with that application's own
/// `.env` file, below `/default` with what a team writes that leaves Flask behind.
///
/// usage: mapae-flask-peer ENV ALGORITHM KEY
@main
struct FlaskPeer {
    static func main() async throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 4, let algorithm = JWSAlgorithm(name: arguments[2]) else {
            throw BadArguments()
        }
        let key = try String(contentsOfFile: arguments[3], encoding: .utf8)
        let router = Router(context: BasicTokenRequestContext.self)
        try FlaskFace(settings: FlaskSettings.load(file: arguments[1])).add(to: router, at: "flask")
        try DefaultFace(key: Self.signingKey(key, algorithm)).add(to: router, at: "default")
        router.post("password") { request, context in
            let password = try await request.decode(as: Password.self, context: context)
            return ["matches": try WerkzeugHash(parsing: password.hash).matches(password.password)]
        }
        router.post("settings") { request, context in
            let variables = try await request.decode(as: [[String: String]].self, context: context)
            return ["settings": JSONValue.array(variables.map { .object(SettingsAnswer.json($0)) })] as JSONObject
        }
        var logger = Logger(label: "flask-peer")
        logger.logLevel = .error
        let application = Application(
            router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { channel in
                try? FileHandle.standardOutput.write(contentsOf: Data("\(channel.localAddress?.port ?? 0)\n".utf8))
            }, logger: logger)
        try await application.runService()
    }

    private static func signingKey(_ key: String, _ algorithm: JWSAlgorithm) throws -> SigningKey {
        algorithm == .hs256 ? try .hs256(secret: key) : try SigningKey(pem: key, algorithm: algorithm)
    }

    private struct BadArguments: Error {}

    private struct Password: Decodable {
        let hash: String
        let password: String
    }
}
