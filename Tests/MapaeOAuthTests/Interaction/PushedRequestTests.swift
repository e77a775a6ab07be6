import HTTPTypes
import MapaeJOSE
import MapaeOAuth
import MapaeStore
import MapaeTesting
import Testing

@testable import MapaeOAuth

@Suite("Pushed authorization requests (RFC 9126)")
struct PushedRequestTests {
    private let bench: OAuthBench

    init() throws { bench = try OAuthBench() }

    private func push(
        _ client: Client, _ pairs: [(String, String)]? = nil, headers: HTTPFields = [:], bench: OAuthBench? = nil
    ) async throws -> Reply {
        let pairs =
            pairs ?? [
                ("response_type", "code"), ("scope", "openid profile"), ("redirect_uri", OAuthBench.address),
                ("state", "s-1"), ("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"),
                ("code_challenge_method", "S256"),
            ]
        return try Reply(
            await (bench ?? self.bench).server.pushAuthorizationRequest(
                headers: OAuthBench.headers(client, headers),
                body: OAuthBench.form(OAuthBench.authenticated(client, pairs))))
    }

    private func authorize(
        _ client: String, _ uri: String, _ further: String = "", login: UserLogin?
    ) async
        -> AuthorizationStep
    {
        await bench.server.authorize(
            "client_id=\(client)&request_uri=\(QueryWriter.escaped(uri))\(further)".utf8, login: login)
    }

    @Test(
        "One is answered with 201, an address that is good for a minute, and counts as the request",
        arguments: [
            "client_secret_basic", "client_secret_post", "none",
        ])
    func story(_ method: String) async throws {
        let client = try await bench.client("c1", method: method, #""require_pushed_authorization_requests":true"#)
        let reply = try await push(client)
        #expect(reply.status == 201 && reply.names == ["request_uri", "expires_in"])
        #expect(reply["expires_in"]?.integer == 60 && reply.headers[.cacheControl] == "no-store")
        let uri = try reply.text("request_uri")
        #expect(uri.hasPrefix("urn:ietf:params:oauth:request_uri:") && uri.utf8.count == 34 + 43)
        let login = try await bench.login()
        // What stands beside it does not count (RFC 9101 section 6.3).
        let step = await authorize("c1", uri, "&scope=write&state=evil&redirect_uri=https%3A%2F%2Fevil", login: login)
        #expect(step.consent?.wantsAddress == true && step.consent?.scopes.values == ["openid", "profile"])
        let answer = await bench.server.decide(try step.ticket, login: login, isAllowed: true)
        #expect(try answer.value("state") == "s-1")
        #expect(try await bench.redeem(client, try answer.value("code")).status == 200)
        #expect(await bench.authorize(client, login: login).clientError == "invalid_request")
    }

    @Test("O50: it is used once, by the client that pushed it, within its time")
    func use() async throws {
        let client = try await bench.client("c1")
        try await bench.client("c2")
        let uri = try await push(client).text("request_uri")
        #expect(await authorize("c2", uri, login: nil).pageError?.code == .invalidRequestURI)
        #expect(await authorize("c1", uri + "A", login: nil).pageError?.code == .invalidRequestURI)
        let twice = await bench.server.authorize(
            "client_id=c1&request_uri=\(uri)&request_uri=\(uri)".utf8, login: try await bench.login())
        #expect(twice.clientError == "invalid_request")
        let step = await authorize("c1", uri, login: nil)
        #expect(step.login != nil)
        #expect(await authorize("c1", uri, login: nil).pageError?.code == .invalidRequestURI)
        // The page can be looked at again all the same.
        #expect(await bench.server.proceed(try step.ticket, login: nil).login != nil)
        let late = try await push(client).text("request_uri")
        bench.time.advance(by: .seconds(60))
        #expect(await authorize("c1", late, login: nil).pageError?.code == .invalidRequestURI)
    }

    @Test("O50: of many that come with one at once, one gets it")
    func race() async throws {
        let client = try await bench.client("c1")
        let uri = try await push(client).text("request_uri")
        let winners = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<64 { group.addTask { await authorize("c1", uri, login: nil).login != nil } }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(winners == 1)
    }

    @Test("What is wrong with a request is told at once, and not to a browser")
    func errors() async throws {
        let client = try await bench.client("c1")
        let good = [
            ("response_type", "code"), ("scope", "openid"), ("redirect_uri", OAuthBench.address),
            ("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"), ("code_challenge_method", "S256"),
        ]
        let cases: [(name: String, value: String?, error: String)] = [
            ("response_type", "token", "unsupported_response_type"), ("response_type", nil, "invalid_request"),
            ("scope", "admin", "invalid_scope"), ("redirect_uri", "https://evil.example/", "invalid_request"),
            ("redirect_uri", nil, "invalid_request"), ("code_challenge", "short", "invalid_request"),
            ("request_uri", "urn:ietf:params:oauth:request_uri:x", "invalid_request"),
            ("request_uri", "", "invalid_request"),
            ("request", "a.b.c", "request_not_supported"), ("client_id", "c2", "invalid_client"),
            ("resource", "nowhere", "invalid_target"), ("dpop_jkt", "x", "invalid_request"),
        ]
        for (name, value, error) in cases {
            let pairs = good.filter { $0.0 != name } + (value.map { [(name, $0)] } ?? [])
            let reply = try await push(client, pairs)
            #expect(reply.error == error && reply.status == (error == "invalid_client" ? 401 : 400), "\(name)")
        }
        #expect(try await push(client, good).status == 201)
        let none = try Reply(await bench.server.pushAuthorizationRequest(headers: [:], body: []))
        #expect(none.error == "invalid_request")
        let unknown = try Reply(
            await bench.server.pushAuthorizationRequest(
                headers: [.contentType: "application/x-www-form-urlencoded"], body: OAuthBench.form(good)))
        #expect(unknown.status == 401 && unknown.error == "invalid_client")
    }

    @Test("Nothing that authenticates the client is stored")
    func secrets() async throws {
        let client = try await bench.client("c1", method: "client_secret_post")
        let uri = try await push(client).text("request_uri")
        let record = try #require(
            try await bench.store.consume(pushedRequest: TokenDigest.of(uri), of: "c1"))
        let text = String(decoding: record.parameters, as: UTF8.self)
        #expect(!text.contains("secret") && text.contains("client_id=c1"))
    }

    @Test("Where the server wants all requests pushed it takes no others")
    func required() async throws {
        let bench = try OAuthBench(settings: { $0.requiresPushedRequests = true })
        let client = try await bench.client("c1")
        #expect(await bench.authorize(client, login: try await bench.login()).clientError == "invalid_request")
        #expect(try await push(client, bench: bench).status == 201)
        #expect(bench.server.metadata()["require_pushed_authorization_requests"]?.bool == true)
    }

    @Test("RFC 9449 section 10.1: a proof binds the code to its key, and no other is named beside it")
    func proofs() async throws {
        let client = try await bench.client("c1", method: "none")
        let maker = try ProofMaker()
        let name = try #require(HTTPField.Name("DPoP"))
        let nonceName = try #require(HTTPField.Name("DPoP-Nonce"))
        let target = "\(OAuthBench.issuer)/oauth/par"
        let first = try await push(
            client, headers: [name: try maker.proof(ProofMaker.claims("POST", target, at: bench.time.now))])
        #expect(first.error == "use_dpop_nonce")
        let nonce = try #require(first.headers[nonceName])
        let claims = { ProofMaker.claims("POST", target, at: bench.time.now, nonce: nonce) }
        let good = [
            ("response_type", "code"), ("scope", "openid"), ("redirect_uri", OAuthBench.address),
            ("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"), ("code_challenge_method", "S256"),
        ]
        let other = try ProofMaker().thumbprint
        let mismatch = try await push(
            client, good + [("dpop_jkt", other)], headers: [name: try maker.proof(claims())])
        #expect(mismatch.error == "invalid_request")
        let proof = try maker.proof(claims())
        let reply = try await push(client, good, headers: [name: proof])
        #expect(reply.status == 201 && reply.headers[nonceName] != nil)
        #expect(try await push(client, good, headers: [name: proof]).error == "invalid_dpop_proof", "O42")
        let login = try await bench.login()
        let step = await authorize("c1", try reply.text("request_uri"), login: login)
        let answer = await bench.server.decide(try step.ticket, login: login, isAllowed: true)
        #expect(try await bench.redeem(client, try answer.value("code")).error == "invalid_grant")
    }
}
