#if Server
import Foundation
import Mapae
import MapaeJOSE
import MapaeSQL
import MapaeSQLite
import MapaeStore
import MapaeTesting
import Testing

@testable import MapaeServer

@Suite("A server with several keys in its store")
struct ServerKeyRingTests {
    @Test("signs with the newest, of whatever algorithm, and takes what the older ones signed")
    func newest() async throws {
        try await Scratch.folder { folder in
            var old = ""
            try await Fixture.with(folder: folder) { fixture in
                old = try fixture.server.authority.accessToken(for: "ada").accessToken
            }
            let vault = KeyVault(master: try MasterKey.load(folder + "/master.key", mayCreate: false))
            // One that is newer than the server's own, and one that is older.
            let newer = try vault.newKey(.es256, createdAt: 9_000_000_000)
            for record in [newer, try vault.seal(SampleKey.of(.rs256), createdAt: 1)] {
                try await Self.insert(record, folder)
            }

            try await Fixture.with(folder: folder, hasUser: false) { fixture in
                let authority = fixture.server.authority
                let formerID = try UnverifiedToken(old).unverifiedHeader()["kid"]?.string
                #expect(try authority.verify(old).keyID == formerID)
                let fresh = try authority.accessToken(for: "ada").accessToken
                #expect(try authority.verify(fresh).keyID == newer.id)
                #expect(try UnverifiedToken(fresh).unverifiedHeader()["alg"]?.string == "ES256")
                let keys = try await InspectionKeys.of(dataDirectory: folder)
                for token in [old, fresh] {
                    let report = try TokenReport(token, now: fixture.clock.now, keys: keys)
                    #expect(report.refusals.isEmpty, "\(report.refusals)")
                }
            }
        }
    }

    @Test("does not start when one of them does not open, rather than forget a key (D10)")
    func unopened() async throws {
        try await Scratch.folder { folder in
            try await Fixture.with(folder: folder) { _ in }
            let strange = KeyRecord(id: "x", algorithm: "ES256", sealedMaterial: [1, 2, 3], createdAt: 1)
            try await Self.insert(strange, folder)
            await #expect(throws: ServerError(.masterKey, "")) { try await TokenServer.open(Fixture.settings(folder)) }
        }
    }

    private static func insert(_ record: KeyRecord, _ folder: String) async throws {
        let database = try SQLiteDatabase.open(at: folder + "/mapae.sqlite")
        defer { try? database.close() }
        _ = try await database.write { connection in
            try connection.execute(
                "INSERT INTO signing_keys (id, algorithm, sealed_material, created_at) VALUES ($1, $2, $3, $4)",
                [
                    .text(record.id), .text(record.algorithm), .blob(record.sealedMaterial),
                    .integer(record.createdAt),
                ])
        }
    }
}
#endif
