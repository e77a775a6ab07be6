#if Server
import HTTPTypes
import MapaeJOSE
import MapaeStore
import MapaeTesting
import Testing

@testable import MapaeServer

@Suite("A grant to a client")
struct GrantListTests {
    @Test("is listed beside the logins of its user, with its client, and is ended like one")
    func lists() async throws {
        try await Fixture.routes { fixture, client in
            let tokens = try await client.tokens()
            let store = fixture.server.store
            let user = try #require(try await store.user(named: Fixture.username))
            let now = fixture.clock.now.seconds
            let grant = SessionRecord(
                id: "grant", subject: user.id, createdAt: now + 1, endsAt: now + 1000, isPersistent: nil,
                usedAt: now + 1,
                aliveUntil: now + 1000, current: [1], scope: "read", claims: Array("{}".utf8), device: "a",
                network: "b",
                clientID: "app")
            _ = try await store.change(session: grant.id) { _ in SessionChange(.put(grant), outcome: 0) }
            let list = try #require(try await client.get("/sessions", token: tokens.access).object["sessions"]?.array)
            #expect(list.map { $0.object?["client_id"]?.string } == [nil, "app"])
            #expect(list.map { $0.object?["current"]?.bool } == [true, false])
            try Self.requireDocumented(list, "Session")
            let records = try await store.sessions(of: user.id).map { JSONValue.object($0.adminView) }
            #expect(records.map { $0.object?["client_id"]?.string } == [nil, "app"])
            try Self.requireDocumented(records, "AnySession")
            #expect(try await client.send(.delete, "/sessions/grant", token: tokens.access).status == 204)
            let left = try await store.sessions(of: user.id)
            #expect(left.count == 1 && left.first?.clientID == nil)
        }
    }

    /// Each member of a list's objects is in the schema, and each that must be there is.
    private static func requireDocumented(_ list: [JSONValue], _ name: String) throws {
        let document = try JSONValue(parsing: Array(PackageResources.openapi_json), limits: JSONLimits(members: 10_000))
        let schema = document.object?["components"]?.object?["schemas"]?.object?[name]?.object
        let properties = try #require(schema?["properties"]?.object).members.map(\.name)
        let required = try #require(schema?["required"]?.array).compactMap(\.string)
        for object in list {
            let members = try #require(object.object).members.map(\.name)
            #expect(members.allSatisfy(properties.contains) && required.allSatisfy(members.contains), "\(members)")
        }
        let all = Set(list.flatMap { $0.object?.members.map(\.name) ?? [] })
        #expect(all == Set(properties), "Of \(name) some members are never seen.")
    }
}
#endif
