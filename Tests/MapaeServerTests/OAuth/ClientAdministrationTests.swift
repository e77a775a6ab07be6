#if Server
import MapaeJOSE
import MapaeOAuth
import MapaeStore
import Testing

@testable import MapaeServer

@Suite("Clients, as an operator works with them")
struct ClientAdministrationTests {
    private static func with(_ body: (Administration) async throws -> Void) async throws {
        try await Fixture.with(changing: { $0.oauth.scopes = "orders.read" }) { fixture in
            try await body(Administration(server: fixture.server))
        }
    }

    private static var web: NewClient {
        var new = NewClient()
        new.name = "Orders"
        new.redirectURIs = ["https://orders.example.com/callback"]
        return new
    }

    private static func all(_ administration: Administration) async throws -> [String] {
        var ids: [String] = []
        try await administration.eachClient { ids.append($0.client.id.text) }
        return ids
    }

    @Test("A client is added with a secret that is shown once, and stored as a digest alone (O10)")
    func added() async throws {
        try await Self.with { administration in
            let (added, secret) = try await administration.add(Self.web)
            let text = try #require(secret?.text)
            #expect(added.client.requiresPKCE && !added.client.isFirstParty)
            #expect(added.client.metadata.scopes.description == "openid profile email offline_access orders.read")
            let known = try await administration.client(added.client.id.text)
            #expect(known.client.secrets == [try #require(secret).digest])
            let json = String(decoding: try JSONValue.object(known.json()).serialized(), as: UTF8.self)
            #expect(!json.contains(text) && json.contains("\"client_name\":\"Orders\""))
            #expect(try await Self.all(administration) == [added.client.id.text])
            let records = try await administration.audit(AuditFilter(), limit: 10).map(\.record.kind)
            #expect(records.first == "client_added")
        }
    }

    @Test("A client may be given its id, and no id twice")
    func chosen() async throws {
        try await Self.with { administration in
            var new = Self.web
            new.id = "orders"
            _ = try await administration.add(new)
            await #expect(throws: ServerError(.client, "")) { try await administration.add(new) }
            new.id = "a\u{7}b"
            await #expect(throws: ServerError(.client, "")) { try await administration.add(new) }
            #expect(try await Self.all(administration) == ["orders"])
        }
    }

    @Test(
        "What cannot be a client is refused, with what is wrong",
        arguments: [
            { $0.redirectURIs = [] }, { $0.redirectURIs = ["http://orders.example.com/callback"] },
            { $0.redirectURIs = ["https://orders.example.com/#a"] }, { $0.scopes = "orders.write" },
            { $0.scopes = "a  b" }, { $0.name = "" }, { $0.name = "a\nb" }, { $0.resources = ["orders"] },
            { $0.backchannelLogoutURI = "http://orders.example.com/out" },
            { $0.backchannelLogoutURI = "https://orders.example.com/out#a" },
            { $0.idTokenAlgorithm = "HS256" }, { $0.authenticationMethod = .privateKeyJWT },
            {
                $0.grantTypes = [.clientCredentials]
                $0.authenticationMethod = .none
            },
        ] as [@Sendable (inout NewClient) -> Void])
    func refused(change: @Sendable (inout NewClient) -> Void) async throws {
        var new = Self.web
        change(&new)
        try await Self.with { [new] administration in
            await #expect(throws: ServerError(.client, "")) { try await administration.add(new) }
            let all = try await Self.all(administration)
            #expect(all.isEmpty)
        }
    }

    @Test("A client's keys may be behind an address; on this machine only where nobody else reaches the server")
    func keysBehindAddress() async throws {
        for (issuer, taken) in [("http://127.0.0.1:8080", true), ("https://login.example.com", false)] {
            try await Fixture.with(changing: { $0.oauth.issuer = issuer }) { fixture in
                let administration = Administration(server: fixture.server)
                var new = Self.web
                new.authenticationMethod = .privateKeyJWT
                for (address, isTaken) in [
                    ("https://orders.example.com/jwks", true), ("http://127.0.0.1:9000/jwks", taken),
                    ("http://orders.example.com/jwks", false), ("orders", false),
                ] {
                    new.keysURI = address
                    do {
                        let json = try await administration.add(new).client.json()
                        #expect(isTaken && json["jwks_uri"]?.string == address)
                    } catch let error as ServerError {
                        #expect(!isTaken && error == ServerError(.client, ""), "\(address)")
                    }
                }
            }
        }
    }

    @Test("A new secret leaves one former one, until the next; at once it leaves none")
    func rotated() async throws {
        try await Self.with { administration in
            let (added, first) = try await administration.add(Self.web)
            let id = added.client.id.text
            let second = try await administration.rotateSecret(ofClient: id, atOnce: false)
            #expect(try await administration.client(id).client.secrets == [second.digest, try #require(first).digest])
            let third = try await administration.rotateSecret(ofClient: id, atOnce: false)
            #expect(try await administration.client(id).client.secrets == [third.digest, second.digest])
            let fourth = try await administration.rotateSecret(ofClient: id, atOnce: true)
            #expect(try await administration.client(id).client.secrets == [fourth.digest])
            var open = Self.web
            open.authenticationMethod = .none
            let publicID = try await administration.add(open).client.client.id.text
            await #expect(throws: ServerError(.client, "")) {
                try await administration.rotateSecret(ofClient: publicID, atOnce: true)
            }
            await #expect(throws: ServerError(.noClient, "")) {
                try await administration.rotateSecret(ofClient: "nobody", atOnce: true)
            }
        }
    }

    @Test("A client that is removed takes its grants along")
    func removed() async throws {
        try await Self.with { administration in
            let id = try await administration.add(Self.web).client.client.id.text
            let store = administration.server.store
            let grant = SessionRecord(
                id: "a grant", subject: "a user", createdAt: 0, endsAt: 1 << 40, isPersistent: nil, usedAt: 0,
                aliveUntil: 1 << 40, current: [], scope: "", claims: Array("{}".utf8), clientID: id)
            _ = try await store.change(session: grant.id) { _ in SessionChange(.put(grant), outcome: true) }
            #expect(try await administration.removeClient(id) == 1)
            #expect(try await store.session(id: grant.id) == nil)
            #expect(try await store.revocations(after: 0, limit: 10).revocations.map(\.id) == [grant.id])
            await #expect(throws: ServerError(.noClient, "")) { try await administration.removeClient(id) }
            await #expect(throws: ServerError(.noClient, "")) { try await administration.client(id) }
        }
    }
}
#endif
