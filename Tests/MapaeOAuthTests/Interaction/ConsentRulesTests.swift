import MapaeJOSE
import MapaeOAuth
import MapaeStore
import Testing

@testable import MapaeOAuth

@Suite("Whether a user has to agree to a request")
struct ConsentRulesTests {
    private let bench: OAuthBench

    init() throws { bench = try OAuthBench() }

    @Test("O28: what was agreed to covers the same and less, and not a scope or a resource more")
    func remembered() async throws {
        let client = try await bench.client("c1")
        let login = try await bench.login()
        let api = "&resource=\(QueryWriter.escaped(OAuthBench.api))"
        let contacts = "&resource=\(QueryWriter.escaped(OAuthBench.contacts))"
        try await bench.agree(client, scope: "openid read", api, login: login)
        let cases: [(scope: String, further: String, isAsked: Bool)] = [
            ("openid read", api, false), ("read", api, false), ("openid", "", true), ("openid read write", api, true),
            ("openid read", contacts, true), ("openid read", api + contacts, true),
        ]
        for (scope, further, isAsked) in cases {
            let step = await bench.authorize(client, scope: scope, further, login: login)
            #expect((step.consent != nil) == isAsked && (step.response != nil) != isAsked, "\(scope) \(further)")
        }
        // Agreeing for something else takes its place: nobody has what was never allowed together.
        try await bench.agree(client, scope: "write", contacts, login: login)
        let all = await bench.authorize(client, scope: "openid read write", api + contacts, login: login)
        #expect(all.consent != nil)
        #expect(await bench.authorize(client, scope: "write", contacts, login: login).response != nil)
        #expect(await bench.authorize(client, scope: "write", api, login: login).consent != nil)
    }

    @Test("It is one user's and one client's, and can be taken back")
    func owner() async throws {
        let client = try await bench.client("c1")
        let another = try await bench.client("c2")
        bench.users["u2"] = [:]
        let login = try await bench.login()
        try await bench.agree(client, login: login)
        #expect(await bench.authorize(another, login: login).consent != nil)
        #expect(await bench.authorize(client, login: try await bench.login("u2")).consent != nil)
        _ = try await bench.store.withdraw(consentOf: "u1", for: "c1", recording: []) { _ in
            SessionEnding(Revocation(id: "x", endsAt: 0))
        }
        #expect(await bench.authorize(client, login: login).consent != nil)
    }

    @Test("prompt=consent asks again, and deciding is enough")
    func prompt() async throws {
        let client = try await bench.client("c1") { $0.isFirstParty = true }
        let login = try await bench.login()
        #expect(await bench.authorize(client, login: login).response != nil)
        let step = await bench.authorize(client, "&prompt=consent", login: login)
        #expect(step.consent != nil)
        let answer = await bench.server.decide(try step.ticket, login: login, isAllowed: true)
        #expect(try answer.value("code").utf8.count == 43)
    }

    @Test("offline_access is asked for also by a client of the house, until the user has agreed")
    func offline() async throws {
        let client = try await bench.client("c1") { $0.isFirstParty = true }
        let login = try await bench.login()
        #expect(await bench.authorize(client, scope: "openid offline_access", login: login).consent != nil)
        try await bench.agree(client, scope: "openid offline_access", login: login)
        #expect(await bench.authorize(client, scope: "openid offline_access", login: login).response != nil)
    }

    @Test(
        "O28: a client that anybody on the device can be is asked about each time",
        arguments: [
            ("http://127.0.0.1:8000/cb", "none", true), ("http://[::1]/cb", "none", true),
            ("http://localhost:8000/cb", "none", true), ("com.example.app:/cb", "none", true),
            ("https://client.example.com/app", "none", false),
            ("http://127.0.0.1:8000/cb", "client_secret_basic", false),
        ])
    func impersonation(_ address: String, _ method: String, _ isAsked: Bool) async throws {
        let client = try await bench.client(
            "c1", method: method, #""application_type":"native","post_logout_redirect_uris":[]"#)
        var metadata = try client.metadata.members()
        metadata["redirect_uris"] = .array([.string(address)])
        for isFirstParty in [true, false] {
            let id = try #require(ClientID("native-\(isFirstParty)"))
            let native = Client(
                id: id,
                metadata: try ClientMetadata(stored: try JSONValue.object(metadata).serialized()), secrets: [],
                isFirstParty: isFirstParty)
            #expect(try await bench.store.insertIfAbsent(native.record(createdAt: 0), recording: []))
            let login = try await bench.login()
            let query = OAuthBench.query(native, address: address)
            let asked = await bench.server.authorize("\(query)&prompt=consent".utf8, login: login)
            _ = await bench.server.decide(try asked.ticket, login: login, isAllowed: true)
            let step = await bench.server.authorize(query.utf8, login: login)
            #expect((step.consent != nil) == isAsked, "\(isFirstParty)")
        }
    }

    @Test("Single claims beyond the scopes are shown, and asked for each time")
    func claims() async throws {
        let client = try await bench.client("c1")
        let login = try await bench.login()
        try await bench.agree(client, login: login)
        let wish = { (json: String) in "&claims=" + QueryWriter.escaped(json) }
        let covered = wish(#"{"userinfo":{"name":null},"id_token":{"acr":null,"auth_time":{"essential":true}}}"#)
        #expect(await bench.authorize(client, covered, login: login).response != nil)
        let beyond = wish(#"{"userinfo":{"email":null,"name":null},"id_token":{"team":null,"email":null}}"#)
        let step = await bench.authorize(client, beyond, login: login)
        // Nothing is known of a user's team.
        #expect(step.consent?.claims == ["email"])
        _ = await bench.server.decide(try step.ticket, login: login, isAllowed: true)
        #expect(await bench.authorize(client, beyond, login: login).consent != nil)
    }

    @Test("O28: what was allowed for one resource is not allowed for another, nor for none")
    func pairs() throws {
        let first = try ResourceIndicator("https://a.example")
        let second = try ResourceIndicator("https://b.example")
        func adding(_ scope: String, _ resources: [ResourceIndicator], to old: ConsentRecord?) -> ConsentRecord {
            ConsentRules.adding(ScopeList(known: [scope]), resources, to: old, subject: "u", clientID: "c", at: 1)
        }
        let one = adding("read", [first], to: nil)
        let both = adding("write", [first], to: one)
        #expect(both.scope == "read write" && both.resources == first.text)
        let other = adding("write", [second], to: both)
        #expect(other.scope == "write" && other.resources == second.text)
        let none = adding("read", [], to: other)
        #expect(none.scope == "read" && none.resources.isEmpty)
    }

    @Test("A client that changes its scopes all the time does not make what is remembered grow without end")
    func bounds() {
        var record: ConsentRecord?
        for number in 0..<400 {
            record = ConsentRules.adding(
                ScopeList(known: ["s\(number)"]), [], to: record, subject: "u", clientID: "c", at: Int64(number))
        }
        let words = record?.scope.split(separator: " ") ?? []
        #expect(words.count == 128 && words.last == "s399" && words.first == "s272")
        #expect(record?.createdAt == 0 && record?.changedAt == 399)
    }
}
