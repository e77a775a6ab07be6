import Mapae
import MapaeJOSE
import MapaeOAuth
import MapaeStore
import MapaeTesting
import Testing

@testable import MapaeOAuth

@Suite("Whether a user has to log in for a request")
struct LoginRulesTests {
    private let bench: OAuthBench

    init() throws { bench = try OAuthBench() }

    @Test("Who is not logged in is asked to, and then to agree; the client gets a code with its state and the issuer")
    func story() async throws {
        let client = try await bench.client("c1", #""client_name":"Notes""#)
        let step = await bench.authorize(client, "&login_hint=ada&ui_locales=ko+en&nonce=n", login: nil)
        let prompt = try #require(step.login)
        #expect(prompt.reason == .notLoggedIn && prompt.hint == "ada" && prompt.locales == ["ko", "en"])
        #expect(prompt.clientID == client.id && prompt.display.name == "Notes" && !prompt.wantsAddress)
        #expect(prompt.target.text == OAuthBench.address)
        let login = try await bench.login()
        let next = await bench.server.proceed(prompt.ticket, login: login)
        let consent = try #require(next.consent)
        #expect(consent.scopes.values == ["openid", "profile"] && consent.login == login && consent.claims.isEmpty)
        let answer = await bench.server.decide(consent.ticket, login: login, isAllowed: true)
        #expect(answer.response?.parameters.map(\.name) == ["code", "state", "iss"])
        #expect(try answer.value("state") == "s-1")
        #expect(try answer.value("iss") == OAuthBench.issuer)
        let reply = try await bench.redeem(client, try answer.value("code"))
        #expect(try reply.claims("id_token")["nonce"]?.string == "n")
        #expect(try await bench.audit().suffix(3) == ["consent_given", "code_issued", "grant_began"])
    }

    @Test("Who says no sends the client access_denied, with or without a login", arguments: [true, false])
    func denial(_ isLoggedIn: Bool) async throws {
        let client = try await bench.client("c1")
        let login = isLoggedIn ? try await bench.login() : nil
        let step = await bench.authorize(client, login: login)
        let answer = await bench.server.decide(try step.ticket, login: login, isAllowed: false)
        #expect(answer.clientError == "access_denied")
        #expect(try answer.value("state") == "s-1")
        #expect(try await bench.store.consents(of: "u1").isEmpty)
    }

    @Test("Nobody agrees who is not logged in")
    func decisionWithoutLogin() async throws {
        let client = try await bench.client("c1")
        let step = await bench.authorize(client, login: try await bench.login())
        let answer = await bench.server.decide(try step.ticket, login: nil, isAllowed: true)
        #expect(answer.login?.reason == .notLoggedIn)
    }

    @Test(
        "O31: prompt=login and prompt=select_account ask once for a new login", arguments: ["login", "select_account"])
    func prompt(_ prompt: String) async throws {
        let client = try await bench.client("c1")
        let old = try await bench.login()
        try await bench.agree(client, login: old)
        bench.time.advance(by: .seconds(60))
        let step = await bench.authorize(client, "&prompt=\(prompt)", login: old)
        #expect(step.login?.reason == .wanted)
        // The old login does not do, however often one comes with it; a new one that was not made for this request neither.
        #expect(await bench.server.proceed(try step.ticket, login: old).login?.reason == .wanted)
        let other = try await bench.login()
        #expect(await bench.server.proceed(try step.ticket, login: other).login?.reason == .wanted)
        let renewed = try bench.server.ticket(try step.ticket, after: other)
        let answer = await bench.server.proceed(renewed, login: other)
        #expect(try answer.value("code").utf8.count == 43)
        #expect(await bench.server.proceed(renewed, login: old).login?.reason == .wanted)
    }

    @Test(
        "O31: a login that was made for a request counts for one answer; then the request asks for another",
        arguments: ["prompt=login", "prompt=select_account", "max_age=0", "prompt=login+consent"])
    func once(_ wish: String) async throws {
        let client = try await bench.client("c1")
        let login = try await bench.login()
        try await bench.agree(client, login: login)
        let step = await bench.authorize(client, "&\(wish)", login: login)
        let renewed = try bench.server.ticket(try step.ticket, after: login)
        let answer = { (ticket: String) async throws -> AuthorizationStep in
            let step = await bench.server.proceed(ticket, login: login)
            guard let consent = step.consent else { return step }
            return await bench.server.decide(consent.ticket, login: login, isAllowed: true)
        }
        #expect(try await answer(renewed).value("code").utf8.count == 43)
        let again = try await answer(renewed)
        #expect(again.login != nil && again.response == nil, "\(wish)")
        let once = try bench.server.ticket(try again.ticket, after: login)
        #expect(try await answer(once).value("code").utf8.count == 43)
        #expect(try await answer(once).login != nil)
        // What any login does for may be looked at as often as one likes.
        let plain = try bench.server.ticket(
            try await bench.authorize(client, login: nil).ticket, after: login)
        for _ in 0..<2 { #expect(try await answer(plain).value("code").utf8.count == 43) }
    }

    @Test("Of many who come with one login for one request at once, one is answered")
    func onceAtOnce() async throws {
        let client = try await bench.client("c1") { $0.isFirstParty = true }
        let login = try await bench.login()
        let step = await bench.authorize(client, "&prompt=login", login: login)
        let ticket = try bench.server.ticket(try step.ticket, after: login)
        let answers = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<20 {
                group.addTask { await bench.server.proceed(ticket, login: login).response != nil }
            }
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(answers == 1)
    }

    @Test(
        "O31: max_age asks whose login is older, and auth_time tells the truth",
        arguments: [(0, 0, true), (0, 1, true), (60, 60, false), (60, 61, true), (1_000_000_000, 61, false)])
    func maximumAge(_ maximum: Int, _ age: Int, _ isAsked: Bool) async throws {
        let client = try await bench.client("c1")
        let login = try await bench.login()
        try await bench.agree(client, login: login)
        bench.time.advance(by: .seconds(age))
        let step = await bench.authorize(client, "&max_age=\(maximum)", login: login)
        #expect((step.login != nil) == isAsked)
        let silent = await bench.authorize(client, "&max_age=\(maximum)&prompt=none", login: login)
        #expect(silent.clientError == (isAsked ? "login_required" : nil))
        guard isAsked else {
            let reply = try await bench.redeem(client, try step.value("code"))
            #expect(try reply.claims("id_token")["auth_time"]?.integer == login.authTime)
            return
        }
        let fresh = try await bench.login()
        let renewed = try bench.server.ticket(try step.ticket, after: fresh)
        #expect(await bench.server.proceed(renewed, login: fresh).response != nil)
    }

    @Test("O31: prompt=none is answered without asking anything")
    func silent() async throws {
        let client = try await bench.client("c1")
        #expect(await bench.authorize(client, "&prompt=none", login: nil).clientError == "login_required")
        let login = try await bench.login()
        #expect(await bench.authorize(client, "&prompt=none", login: login).clientError == "consent_required")
        try await bench.agree(client, login: login)
        #expect(await bench.authorize(client, "&prompt=none", login: login).clientError == nil)
        let more = await bench.authorize(client, scope: "openid profile read", "&prompt=none", login: login)
        #expect(more.clientError == "consent_required", "O28")
        #expect(try more.value("state") == "s-1")
    }

    @Test(
        "O8: a request that is wrong leads nobody away from the server who has not logged in, but where it must show no page",
        arguments: [
            ("&code_challenge_method=plain&code_challenge=x", "invalid_request"), ("&prompt=wrong", "invalid_request"),
            ("&claims=%7B", "invalid_request"), ("&resource=https%3A%2F%2Fnobody.example", "invalid_target"),
            ("&id_token_hint=a.b.c", "invalid_request"),
        ])
    func redirector(_ mistake: String, _ error: String) async throws {
        let client = try await bench.client("c1", #""client_name":"Notes""#)
        let step = await bench.authorize(client, mistake, login: nil)
        let prompt = try #require(step.login)
        #expect(prompt.reason == .notLoggedIn && prompt.display.name == "Notes")
        #expect(prompt.target.text == OAuthBench.address)
        let login = try await bench.login()
        let renewed = try bench.server.ticket(prompt.ticket, after: login)
        #expect(await bench.server.proceed(renewed, login: login).clientError == error)
        // Who turns back has seen where it leads, and wants to go there. A hint is not looked at then.
        let turned = mistake.contains("hint") ? "access_denied" : error
        #expect(await bench.server.decide(prompt.ticket, login: nil, isAllowed: false).clientError == turned)
        #expect(await bench.authorize(client, mistake, login: login).clientError == error)
        if !mistake.contains("prompt") {
            #expect(await bench.authorize(client, mistake + "&prompt=none", login: nil).clientError == error)
        }
        let foreign = OAuthBench.query(client, address: "https://elsewhere.example/", mistake)
        #expect(await bench.server.authorize(foreign.utf8, login: nil).pageError != nil)
    }

    @Test("An essential acr is had, asked for once, or told to be out of reach")
    func strength() async throws {
        let client = try await bench.client("c1", method: "client_secret_basic") { $0.isFirstParty = true }
        let login = try await bench.login()
        let wish = { (value: String) in
            "&claims=" + QueryWriter.escaped(#"{"id_token":{"acr":{"essential":true,"values":["\#(value)"]}}}"#)
        }
        #expect(await bench.authorize(client, wish("urn:example:pwd"), login: login).response != nil)
        let step = await bench.authorize(client, wish("urn:example:key"), login: login)
        #expect(step.login?.reason == .tooWeak)
        let renewed = try bench.server.ticket(try step.ticket, after: login)
        #expect(
            await bench.server.proceed(renewed, login: login).clientError == "unmet_authentication_requirements")
        #expect(
            await bench.authorize(client, wish("urn:example:key") + "&prompt=none", login: login).clientError
                == "login_required")
        // A wish that is none is no condition.
        #expect(await bench.authorize(client, "&acr_values=urn:example:key", login: login).response != nil)
    }

    @Test(
        "O8: an essential acr that no login here can have is told at once to who is logged in, to others after a login")
    func outOfReach() async throws {
        let bench = try OAuthBench(settings: { $0.acrValues = ["urn:example:pwd"] })
        let client = try await bench.client("c1") { $0.isFirstParty = true }
        let login = try await bench.login()
        let wish = { (values: String) in
            "&claims=" + QueryWriter.escaped(#"{"id_token":{"acr":{"essential":true,"values":[\#(values)]}}}"#)
        }
        let error = "unmet_authentication_requirements"
        for further in ["", "&prompt=none", "&prompt=login"] {
            let query = wish(#""urn:example:key""#) + further
            let step = await bench.authorize(client, query, login: nil)
            #expect(await bench.authorize(client, query, login: login).clientError == error, "\(further)")
            if further == "&prompt=none" {
                #expect(step.clientError == error)
                continue
            }
            // Nobody is led away who has not logged in (RFC 9700 §4.11.2).
            let prompt = try #require(step.login)
            #expect(prompt.reason == .notLoggedIn && step.response == nil, "\(further)")
            let renewed = try bench.server.ticket(prompt.ticket, after: login)
            #expect(await bench.server.proceed(renewed, login: login).clientError == error, "\(further)")
        }
        let either = wish(#""urn:example:key","urn:example:pwd""#)
        #expect(await bench.authorize(client, either, login: nil).login?.reason == .notLoggedIn)
        #expect(await bench.authorize(client, either, login: login).response != nil)
        // Wishes are none of it: of acr_values, of what is not essential, and of any value at all.
        let claims = [
            #"{"id_token":{"acr":{"values":["urn:example:key"]}}}"#, #"{"id_token":{"acr":{"essential":true}}}"#,
        ]
        for query in ["acr_values=urn:example:key"] + claims.map({ "claims=" + QueryWriter.escaped($0) }) {
            let step = await bench.authorize(client, "&" + query, login: login)
            #expect(step.response != nil && step.clientError == nil, "\(query)")
        }
        let metadata = bench.server.metadata()
        #expect(metadata["acr_values_supported"]?.array?.map(\.string) == ["urn:example:pwd"])
        #expect(metadata["claims_supported"]?.array?.contains { $0.string == "acr" } == true)
        #expect(try OAuthBench().server.metadata()["acr_values_supported"] == nil)
        for bad in ["", "a b", "é"] {
            #expect(throws: OAuthSettingsError(.invalidACR)) { try OAuthBench(settings: { $0.acrValues = [bad] }) }
        }
    }

    @Test("O32: an id_token_hint names the user who is expected, expired or not")
    func hint() async throws {
        bench.users["u2"] = ["name": "Eva"]
        let client = try await bench.client("c1") { $0.isFirstParty = true }
        let login = try await bench.login()
        let token = try await bench.grant(client, login: login).text("id_token")
        bench.time.advance(by: .seconds(3600))
        #expect(await bench.authorize(client, "&prompt=none&id_token_hint=\(token)", login: login).response != nil)
        let other = try await bench.login("u2")
        let silent = await bench.authorize(client, "&prompt=none&id_token_hint=\(token)", login: other)
        #expect(silent.clientError == "login_required")
        let step = await bench.authorize(client, "&id_token_hint=\(token)", login: other)
        #expect(step.login?.reason == .otherUser)
        let renewed = try bench.server.ticket(try step.ticket, after: other)
        #expect(await bench.server.proceed(renewed, login: other).clientError == "login_required")
    }

    @Test("O32: a hint that is no ID token of this server for this client is an error")
    func badHints() async throws {
        let client = try await bench.client("c1") { $0.isFirstParty = true }
        let another = try await bench.client("c2")
        let login = try await bench.login()
        let reply = try await bench.grant(client, login: login)
        let token = try reply.text("id_token")
        let foreign = try await bench.grant(another, login: login).text("id_token")
        let session = try await bench.sessions.begin(for: "u1").accessToken
        let stranger = try OAuthBench()
        stranger.users["u1"] = ["name": "Ada"]
        let namesake = try await stranger.client("c1", #""id_token_signed_response_alg":"ES256""#)
        let theirs = try await stranger.grant(namesake).text("id_token")
        let last = token.last == "A" ? "B" : "A"
        let bad = [
            "x", "a.b.c", foreign, session, theirs, try reply.accessToken, String(token.dropLast(2)) + last + "A",
            "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ1MSJ9.",
        ]
        for hint in bad {
            let step = await bench.authorize(client, "&id_token_hint=\(hint)", login: login)
            #expect(step.clientError == "invalid_request", "\(hint)")
        }
    }
}
