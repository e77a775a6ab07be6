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
    @Test(
        "of the release before signs on with its HS256 key until the new ES256 key has been published, and logs nobody out"
    )
    func former() async throws {
        try await Scratch.folder { folder in
            let clock = ManualClock()
            let master = try MasterKey.load(folder + "/master.key", mayCreate: true)
            let secret = try KeyVault(master: master).newKey(.hs256, createdAt: clock.now.seconds - 1000)
            try await Self.put([secret], folder)
            let server = try await TokenServer.open(Fixture.settings(folder), clock: clock.clock)
            let old = try server.authority.accessToken(for: "ada", lifetime: .seconds(86_400)).accessToken
            #expect(try UnverifiedToken(old).unverifiedHeader()["alg"]?.string == "HS256")
            // It is not published: it is a secret. What is to sign is.
            #expect(try server.authority.publicKeys().keys.map(\.algorithm) == [.es256])
            clock.advance(by: .seconds(3600))
            try await server.keys.tick(log: Fixture.silent)
            let new = try server.authority.accessToken(for: "ada").accessToken
            #expect(try UnverifiedToken(new).unverifiedHeader()["alg"]?.string == "ES256")
            #expect(try server.authority.verify(old).keyID == secret.id)
            await server.close()
            for token in [old, new] {
                let keys = try await InspectionKeys.of(Fixture.settings(folder), for: token)
                let report = try TokenReport(token, now: clock.now, keys: keys)
                #expect(report.refusals.isEmpty, "\(report.refusals)")
            }
        }
    }

    @Test("does not start when one of them does not open, rather than forget a key (D10)")
    func unopened() async throws {
        try await Scratch.folder { folder in
            try await Fixture.with(folder: folder) { _ in }
            try await Self.put(
                [KeyRecord(id: "x", algorithm: "ES256", sealedMaterial: [1, 2, 3], createdAt: 1)], folder)
            await #expect(throws: ServerError(.masterKey, "")) { try await TokenServer.open(Fixture.settings(folder)) }
        }
    }

    private static func put(_ records: [KeyRecord], _ folder: String) async throws {
        let data = try await ServerData.open(folder)
        defer { try? data.close() }
        _ = try await data.store.changeKeys { _ in KeyChange(put: records, outcome: 0) }
    }
}
#endif
