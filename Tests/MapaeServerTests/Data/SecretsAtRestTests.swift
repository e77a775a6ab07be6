#if Server
import Crypto
import Foundation
import MapaeJOSE
import MapaeSQL
import MapaeStore
import Testing

@testable import MapaeServer

@Suite("What lies on the disk")
struct SecretsAtRestTests {
    @Test("is no password, no token and no signing secret after logins and refreshes (D13)")
    func nothingSecret() async throws {
        try await Scratch.folder { folder in
            var secrets: [(String, [UInt8])] = [("password", Array(Fixture.password.utf8))]
            try await Fixture.with(folder: folder) { fixture in
                let found = Found()
                try await Fixture.ask(fixture.server) { client in
                    let first = try await client.tokens()
                    let second = try Tokens(try await client.refresh(bearer: first.refresh))
                    for token in [first.access, first.refresh, second.access, second.refresh] { await found.add(token) }
                }
                for token in await found.tokens {
                    secrets.append(("token", Array(token.utf8)))
                    let signature = token.split(separator: ".").last.map(String.init) ?? ""
                    secrets.append(("signature", Array(signature.utf8)))
                }
                secrets += try await signingSecret(folder)
                try expectAbsent(secrets, folder)
            }
            // Once more when the log is folded back into the database.
            try expectAbsent(secrets, folder)
            #expect(secrets.count == 13)
        }
    }

    @Test("can be searched: the user's name is found there, and so is the sealed key")
    func control() async throws {
        try await Fixture.with { fixture in
            for text in [Fixture.username, "ES256"] {
                let names = try Files.names(in: fixture.folder, holding: Array(text.utf8))
                #expect(!names.isEmpty, "\(text)")
            }
        }
    }

    private actor Found {
        var tokens: [String] = []
        func add(_ token: String) { tokens.append(token) }
    }

    private func expectAbsent(_ secrets: [(String, [UInt8])], _ folder: String) throws {
        for (name, bytes) in secrets {
            #expect(bytes.count > 15)
            #expect(try Files.names(in: folder, holding: bytes).isEmpty, "\(name)")
        }
    }

    /// The signing secret in the forms in which it could lie about, opened with the master key.
    private func signingSecret(_ folder: String) async throws -> [(String, [UInt8])] {
        let data = try await ServerData.open(folder)
        defer { try? data.close() }
        let record = try #require(try await data.store.keys().first)
        let text = try String(contentsOfFile: folder + "/master.key", encoding: .utf8)
        let master = try #require(Base64URL.decode(String(text.dropLast())))
        let label = Array("mapae signing key".utf8) + [0] + Array(record.id.utf8) + [0] + Array(record.algorithm.utf8)
        let jwk = Array(
            try AES.GCM.open(
                try AES.GCM.SealedBox(combined: record.sealedMaterial), using: SymmetricKey(data: master),
                authenticating: label))
        let secret = try #require(
            try JSONValue(parsing: jwk).object?["d"]?.string.flatMap { Base64URL.decode($0) })
        #expect(secret.count == 32)
        let hex = secret.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
        return [
            ("secret", secret), ("JWK", jwk), ("secret in base64url", Array(Base64URL.encode(secret).utf8)),
            ("secret in hex", Array(hex.utf8)),
        ]
    }
}
#endif
