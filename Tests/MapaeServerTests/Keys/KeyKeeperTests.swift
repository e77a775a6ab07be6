#if Server
import Logging
import Mapae
import MapaeJOSE
import MapaeStore
import MapaeTesting
import Synchronization
import Testing

@testable import MapaeServer

@Suite("The keeper of keys")
struct KeyKeeperTests {
    private static let silent = Fixture.silent
    private let time = ManualClock()
    private let master = MasterKey.random()
    private let policy = KeyPolicy(tokenLifetime: 86_400)

    private func keeper(_ store: any KeyStore) async throws -> KeyKeeper {
        try await KeyKeeper.open(store, master: master, policy: policy, clock: time.clock)
    }

    private func authority(_ keeper: KeyKeeper) throws -> TokenAuthority {
        try TokenAuthority(liveKeys: keeper.ring, clock: time.clock)
    }

    @Test("makes the key that signs at the first start, and the one that is held with its first look")
    func first() async throws {
        let store = MemoryStore()
        let keeper = try await keeper(store)
        #expect(keeper.ring.ring.signing.algorithm == .es256 && keeper.ring.ring.checking.isEmpty)
        try await keeper.tick(log: Self.silent)
        let set = try keeper.ring.ring.publicKeys(at: time.now)
        #expect(set.keys.map(\.algorithm) == [.es256, .rs256])
        // It checks, though nothing signs with it yet.
        let rsa = try #require(try await store.keys().first { $0.algorithm == "RS256" })
        let held = try TokenAuthority(
            signingKey: KeyVault(master: master).open(rsa), clock: time.clock
        ).accessToken(for: "ada").accessToken
        #expect(try authority(keeper).verify(held).keyID == rsa.id)
        let kinds = try await store.audit(AuditFilter(), before: nil, limit: 9).map(\.record.kind)
        #expect(kinds == ["key_added", "key_added"])
        try await keeper.tick(log: Self.silent)
        #expect(try await store.keys().count == 2)
    }

    @Test("hands out the key of each algorithm that signs now, none of another, and the next one after a rotation")
    func handedOut() async throws {
        let keeper = try await keeper(MemoryStore())
        #expect(keeper.signer(.es256)?.keyID == keeper.ring.ring.signing.keyID)
        #expect(keeper.signer(.rs256) == nil)
        try await keeper.tick(log: Self.silent)
        let first = try #require(keeper.signer(.rs256)?.keyID)
        #expect(keeper.signer(.edDSA) == nil && keeper.signer(.hs256) == nil)
        _ = try await keeper.change(.rotate(.rs256, atOnce: false))
        try await keeper.tick(log: Self.silent)
        // Published, and not signing yet.
        #expect(keeper.signer(.rs256)?.keyID == first)
        time.advance(by: .seconds(policy.publishLead + 1))
        let second = try #require(keeper.signer(.rs256)?.keyID)
        #expect(second != first)
        let published = try keeper.ring.ring.publicKeys(at: time.now).keys.compactMap(\.keyID)
        #expect(published.contains(first) && published.contains(second))
    }

    @Test("shows nobody a list without the key for clients that know nothing else, however early they ask")
    func early() async throws {
        try await Fixture.routes { fixture, client in
            // Nothing runs beside the requests here, so that they alone make what is missing: once for all of them.
            #expect(fixture.server.keys.records.map(\.algorithm) == ["ES256"])
            let sets = try await withThrowingTaskGroup(of: [String].self) { group in
                for _ in 0..<16 {
                    group.addTask {
                        let answer = try await client.get("/.well-known/jwks.json")
                        let keys = try JSONValue(parsing: answer.body).object?["keys"]?.array ?? []
                        return keys.compactMap { $0.object?["alg"]?.string }
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(sets.count == 16 && sets.allSatisfy { $0 == ["ES256", "RS256"] }, "\(sets)")
            #expect(try await fixture.server.store.keys().count == 2)
            let added = AuditFilter(kind: "key_added")
            #expect(try await fixture.server.store.audit(added, before: nil, limit: 9).count == 2)
        }
    }

    @Test("lets who asks for the keys try again when they could not be made")
    func incomplete() async throws {
        let store = FailingKeys()
        let keeper = try await keeper(store)
        store.isFailing.withLock { $0 = true }
        for _ in 0..<2 {
            await #expect(throws: StoreError(.failed)) { try await keeper.complete(log: Self.silent) }
        }
        store.isFailing.withLock { $0 = false }
        try await keeper.complete(log: Self.silent)
        #expect(keeper.records.map(\.algorithm).sorted() == ["ES256", "RS256"])
        store.isFailing.withLock { $0 = true }
        try await keeper.complete(log: Self.silent)
    }

    @Test("64 servers that start on one empty store at once agree on one key of each kind (D10)")
    func race() async throws {
        try await Scratch.folder { folder in
            let data = try await ServerData.open(folder)
            defer { try? data.close() }
            for store in [data.store, MemoryStore()] as [any ServerStore] {
                let sets = try await withThrowingTaskGroup(of: [String].self) { group in
                    for _ in 0..<64 {
                        group.addTask {
                            let keeper = try await keeper(store)
                            try await keeper.tick(log: Self.silent)
                            return keeper.records.map(\.id)
                        }
                    }
                    return try await group.reduce(into: []) { $0.append($1) }
                }
                #expect(sets.count == 64 && Set(sets).count == 1)
                #expect(try await store.keys().map(\.algorithm).sorted() == ["ES256", "RS256"])
                #expect(try await store.audit(AuditFilter(), before: nil, limit: 9).count == 2)
            }
        }
    }

    @Test("learns with its next look what another server does, and rotates without logging anyone out (D10)")
    func others() async throws {
        let store = MemoryStore()
        let (one, two) = (try await keeper(store), try await keeper(store))
        let auth = try authority(one)
        let old = try auth.accessToken(for: "ada", lifetime: .seconds(86_400)).accessToken
        let plan = try #require(try await two.change(.rotate(.es256, atOnce: false), actor: "operator"))
        let next = try #require(plan.keys.first { $0.signsFrom > time.now.seconds })
        try await one.tick(log: Self.silent)
        // It is published, and does not sign.
        #expect(try auth.publicKeys().keys.contains { $0.keyID == next.id })
        #expect(try auth.verify(auth.accessToken(for: "ada").accessToken).keyID != next.id)
        time.advance(by: .seconds(3600))
        try await one.tick(log: Self.silent)
        #expect(try auth.verify(auth.accessToken(for: "ada").accessToken).keyID == next.id)
        #expect(try auth.verify(old).keyID != next.id)
        let record = try #require(
            try await store.audit(AuditFilter(kind: "key_rotated"), before: nil, limit: 9).first?.record)
        #expect(record.actor == "operator")
        #expect(try JSONValue(parsing: record.details).object?["key_id"]?.string == next.id)
    }

    @Test("refuses what a revoked key has signed from its next look on, and signs with another (J21)")
    func revocation() async throws {
        let store = MemoryStore()
        let (one, two) = (try await keeper(store), try await keeper(store))
        let auth = try authority(one)
        let token = try auth.accessToken(for: "ada").accessToken
        for _ in 0..<3 { #expect(try auth.verify(token).subject == "ada") }
        let id = try #require(one.ring.ring.signing.keyID)
        _ = try await two.change(.revoke(id), actor: "operator")
        try await one.tick(log: Self.silent)
        #expect(throws: TokenError(.invalidToken)) { try auth.verify(token) }
        let fresh = try auth.accessToken(for: "ada").accessToken
        #expect(try auth.verify(fresh).keyID != id)
        #expect(try await store.audit(AuditFilter(kind: "key_revoked"), before: nil, limit: 9).count == 1)
        // The same again finds nothing, and writes nothing.
        let plan = try await two.change(.revoke(id), actor: "operator")
        #expect(plan?.knowsKey == false)
        #expect(try await store.audit(AuditFilter(kind: "key_revoked"), before: nil, limit: 9).count == 1)
    }

    @Test("goes on by the clock while its store fails, and tells it")
    func failing() async throws {
        let store = FailingKeys()
        let keeper = try await keeper(store)
        let auth = try authority(keeper)
        let plan = try #require(try await keeper.change(.rotate(.es256, atOnce: false)))
        try await keeper.tick(log: Self.silent)
        let next = try #require(plan.keys.first { $0.signsFrom > time.now.seconds })
        store.isFailing.withLock { $0 = true }
        time.advance(by: .seconds(3600))
        await #expect(throws: StoreError.self) { try await keeper.tick(log: Self.silent) }
        #expect(try auth.verify(auth.accessToken(for: "ada").accessToken).keyID == next.id)
    }

    @Test("leaves out a key that does not open while it runs, and still takes away what was revoked (D13)")
    func strange() async throws {
        let store = MemoryStore()
        let keeper = try await keeper(store)
        let auth = try authority(keeper)
        let token = try auth.accessToken(for: "ada").accessToken
        let id = try #require(keeper.ring.ring.signing.keyID)
        let strange = KeyRecord(id: "strange", algorithm: "ES256", sealedMaterial: [1], createdAt: time.now.seconds)
        _ = try await store.changeKeys { _ in KeyChange(put: [strange], outcome: 0) }
        try await keeper.tick(log: Self.silent)
        #expect(try auth.verify(token).keyID == id)
        _ = try await store.changeKeys { _ in KeyChange(removing: [id], outcome: 0) }
        try await keeper.tick(log: Self.silent)
        #expect(throws: TokenError(.invalidToken)) { try auth.verify(token) }
    }

    @Test("shows no key: not in descriptions, not in dumps (J57)")
    func secrecy() throws {
        let bytes = [UInt8](1...32)
        let key = try #require(MasterKey(Base64URL.encode(bytes)))
        var source = MasterKeySource()
        source.given = key
        var text = "\(key) \(source) \(String(reflecting: key))"
        dump(source, to: &text)
        var settings = ServerSettings(dataDirectory: "/x")
        settings.masterKey = source
        dump(settings, to: &text)
        #expect(!text.contains(Base64URL.encode(bytes)) && !text.contains("31") && !text.contains("1f"), "\(text)")
    }
}

/// A store that can be made to fail.
private final class FailingKeys: KeyStore {
    let isFailing = Mutex(false)
    private let base = MemoryStore()

    func keys() async throws -> [KeyRecord] {
        try check()
        return try await base.keys()
    }

    func changeKeys<Outcome: Sendable>(
        _ body: @Sendable ([KeyRecord]) -> KeyChange<Outcome>
    ) async throws -> KeyChange<Outcome> {
        try check()
        return try await base.changeKeys(body)
    }

    private func check() throws {
        if isFailing.withLock(\.self) { throw StoreError(.failed, "test") }
    }
}
#endif
