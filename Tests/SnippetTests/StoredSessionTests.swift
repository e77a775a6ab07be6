#if Server
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdMapae
import HummingbirdTesting
import MapaeSQLite
import Testing

@testable import SnippetExamples

@Suite("The example of sessions in SQL")
struct StoredSessionTests {
    @Test func `what was revoked stays so when the server starts again`() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "mapae-\(UUID().uuidString)").path()
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let auth = try Bench().auth

        let (first, database) = try await sessionsInSQL(auth, file: folder + "/sessions.sqlite")
        let (ended, alive) = (try await first.begin(for: "ada"), try await first.begin(for: "ada"))
        try await first.end(auth.verify(ended.accessToken))
        try database.close()

        let (second, again) = try await sessionsInSQL(auth, file: folder + "/sessions.sqlite")
        try await withClient(of: sessionRoutes(second)) { client async throws in
            #expect(try await client.get("/protected", .bearer(ended.accessToken)).error == "token_revoked")
            #expect(try await client.post("/refresh", .bearer(ended.refreshToken)).error == "token_revoked")
            #expect(try await client.get("/protected", .bearer(alive.accessToken)).status == .ok)
            #expect(try await client.post("/refresh", .bearer(alive.refreshToken)).status == .ok)
        }
        try again.close()
    }
}
#endif
