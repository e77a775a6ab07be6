import MapaeOAuth
import MapaeStore
import Testing

@testable import MapaeOAuth

@Suite("Where an authorization request's error is told")
struct ErrorPlaceTests {
    private let bench: OAuthBench

    init() throws { bench = try OAuthBench() }

    @Test(
        "O7: on a page, as long as the client or its address is not trusted",
        arguments: [
            ("", "invalid_request"), ("client_id=", "invalid_request"), ("client_id=nobody", "invalid_client"),
            ("client_id=%00", "invalid_request"), ("client_id=c1%ff", "invalid_request"), ("%zz", "invalid_request"),
            ("client_id=c1&client_id=c1", "invalid_request"),
            ("client_id=c1&redirect_uri=https%3A%2F%2Fevil.example%2F", "invalid_request"),
            ("client_id=c1&redirect_uri=https%3A%2F%2Fclient.example.com%2Fcb%2F", "invalid_request"),
            ("client_id=c1&redirect_uri=https%3A%2F%2Fclient.example.com%2FCb", "invalid_request"),
            ("client_id=c1&redirect_uri=https%3A%2F%2Fclient.example.com%2Fcb%3Fx", "invalid_request"),
            ("client_id=c1&redirect_uri=https%3A%2F%2Fclient.example.com%2Fcb%23", "invalid_request"),
            ("client_id=c1&redirect_uri=https%3A%2F%2Fclient.example.com%2Fcb&redirect_uri=x", "invalid_request"),
            ("client_id=c1&response_type=code&scope=openid", "invalid_request"),
            ("client_id=c1&request_uri=urn:ietf:params:oauth:request_uri:unknown", "invalid_request_uri"),
            ("request_uri=urn:ietf:params:oauth:request_uri:unknown", "invalid_request"),
        ])
    func page(_ query: String, _ code: String) async throws {
        try await bench.client("c1")
        for login in [nil, try await bench.login()] {
            let step = await bench.server.authorize(query.utf8, login: login)
            #expect(step.pageError.map { "\($0.code)" } == code, "\(query)")
        }
    }

    @Test(
        "At the client's address else, with its state and the issuer (O20)",
        arguments: [
            ("response_type=token", "unsupported_response_type"),
            ("response_type=code+id_token", "unsupported_response_type"),
            ("", "invalid_request"), ("response_type=code&scope=admin", "invalid_scope"),
            ("response_type=code&scope=read&response_mode=fragment", "invalid_request"),
            ("response_type=code&scope=read&scope=read", "invalid_request"),
            ("response_type=code&scope=read&unknown=1&unknown=1", "invalid_request"),
            ("response_type=code&scope=read&resource=x%23", "invalid_target"),
            ("response_type=code&scope=read&prompt=none+login", "invalid_request"),
            ("response_type=code&scope=read&max_age=%2B5", "invalid_request"),
            ("response_type=code&scope=read&request=x.y.z", "request_not_supported"),
            ("response_type=code&scope=read&request_uri=http%3A%2F%2F127.0.0.1%2F", "request_uri_not_supported"),
            ("response_type=code&scope=read&registration=%7B%7D", "registration_not_supported"),
            ("response_type=code&scope=read&claims=%7B", "invalid_request"),
        ])
    func client(_ query: String, _ code: String) async throws {
        try await bench.client("c1", method: "none")
        let base =
            "client_id=c1&state=s%20%2B%22&redirect_uri=https%3A%2F%2Fclient.example.com%2Fcb&\(Requests.challenge)&"
        let login = try await bench.login()
        // Who is not logged in is led there when that is done (O8).
        let first = await bench.server.authorize((base + query).utf8, login: nil)
        let prompted =
            query.contains("prompt=none") ? first : await bench.server.proceed(try first.ticket, login: login)
        for step in [prompted, await bench.server.authorize((base + query).utf8, login: login)] {
            #expect(step.clientError == code, "\(query)")
            #expect(try step.value("state") == "s +\"")
            #expect(try step.value("iss") == OAuthBench.issuer)
        }
    }

    @Test("A store that fails is told of: to the client, once its address is trusted")
    func fault() async throws {
        let store = FailingStore()
        let bench = try OAuthBench(store: store)
        let client = try await bench.client("c1")
        let login = try await bench.login()
        let ticket = try await bench.authorize(client, login: login).ticket
        store.fail(true)
        let steps = [
            await bench.authorize(client, login: login), await bench.server.proceed(ticket, login: login),
            await bench.server.decide(ticket, login: login, isAllowed: true),
        ]
        for step in steps { #expect(step.pageError?.code == .temporarilyUnavailable) }
        await #expect(throws: OAuthError(.temporarilyUnavailable)) {
            try await bench.server.login(cookie: LoginSecret(sessionID: "AAAAAAAAAAAAAAAAAAAAAA").cookie)
        }
        store.fail(false)
        #expect(await bench.server.proceed(ticket, login: login).consent != nil)
    }

    @Test("A client that was removed while its user was asked gets nothing")
    func removed() async throws {
        let client = try await bench.client("c1")
        let login = try await bench.login()
        let ticket = try await bench.authorize(client, login: login).ticket
        _ = try await bench.store.change(client: "c1") { _ in
            ClientChange(.remove, outcome: ()) { _ in SessionEnding(Revocation(id: "x", endsAt: 0)) }
        }
        #expect(await bench.server.decide(ticket, login: login, isAllowed: true).pageError?.code == .invalidClient)
        #expect(await bench.server.proceed(ticket, login: login).pageError?.code == .invalidClient)
    }
}
