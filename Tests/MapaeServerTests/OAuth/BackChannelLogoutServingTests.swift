#if Server
import HTTPTypes
import Mapae
import MapaeAccounts
import MapaeJOSE
import MapaeOAuth
import MapaeStore
import MapaeTesting
import Testing

@testable import MapaeServer

@Suite("mapae serve tells clients that users have logged out", .timeLimit(.minutes(5)))
struct BackChannelLogoutServingTests {
    private static let address = "https://orders.example.com/logout"
    private static let callback = "https://orders.example.com/callback"
    private static let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    private static let challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"

    /// What a client was told.
    private struct Message: Sendable {
        let address: String
        let form: String
    }

    /// Runs a server for the length of a closure, whose messages to clients come as a stream.
    private static func serving(
        folder: String, _ body: (Fixture, inout AsyncStream<Message>.Iterator) async throws -> Void
    ) async throws {
        let (messages, arrival) = AsyncStream.makeStream(of: Message.self)
        try await Fixture.with(
            folder: folder, hasUser: false,
            changing: { settings in
                settings.oauth.issuer = "http://127.0.0.1:8080"
                settings.postLogout = { address, form, _ in
                    arrival.yield(Message(address: address, form: String(decoding: form, as: UTF8.self)))
                    return 200
                }
            }
        ) { fixture in
            let (listening, listens) = AsyncStream.makeStream(of: Void.self)
            let running = Task {
                defer { listens.finish() }
                try await fixture.server.run(logger: Fixture.silent) { _ in listens.finish() }
            }
            for await _ in listening {}
            var iterator = messages.makeAsyncIterator()
            do { try await body(fixture, &iterator) } catch {
                running.cancel()
                throw error
            }
            running.cancel()
            _ = await running.result
        }
    }

    /// Works on the data of a server as a command does, at the moment of all these clocks.
    private static func elsewhere(
        _ settings: ServerSettings, _ body: (Administration) async throws -> Void
    ) async throws {
        let server = try await TokenServer.open(settings, clock: ManualClock().clock)
        do { try await body(Administration(server: server)) } catch {
            await server.close()
            throw error
        }
        await server.close()
    }

    /// Adds a client of the server's own that wants to be told.
    private static func client(_ administration: Administration) async throws -> (id: String, secret: String) {
        var new = NewClient()
        new.redirectURIs = [callback]
        new.authenticationMethod = .secretPost
        new.isFirstParty = true
        // There from the beginning: the key for RS256 takes its time to be found.
        new.idTokenAlgorithm = "ES256"
        new.backchannelLogoutURI = address
        let (added, secret) = try await administration.add(new)
        #expect(try added.json()["backchannel_logout_uri"]?.string == address)
        return (added.client.id.text, try #require(secret).text)
    }

    /// Logs the user in at the pages and at the client.
    /// - Returns: The claims of the client's ID token.
    private static func logIn(
        _ fixture: Fixture, _ client: (id: String, secret: String)
    ) async throws -> JSONObject {
        let server = try #require(fixture.server.authorization)
        let user = try #require(try await fixture.server.accounts.user(named: Fixture.username))
        let login = try await server.beginLogin(of: user.id, epoch: user.sessionEpoch).login
        let query =
            "response_type=code&client_id=\(client.id)&redirect_uri=https%3A%2F%2Forders.example.com%2Fcallback"
            + "&scope=openid&code_challenge=\(challenge)&code_challenge_method=S256"
        guard case .answered(let response) = await server.authorize(query.utf8, login: login),
            let code = response.parameters.first(where: { $0.name == "code" })?.value
        else {
            Issue.record("There is no code.")
            return [:]
        }
        let form =
            "grant_type=authorization_code&code=\(code)&redirect_uri=https%3A%2F%2Forders.example.com%2Fcallback"
            + "&code_verifier=\(verifier)&client_id=\(client.id)&client_secret=\(client.secret)"
        let answer = await server.token(
            headers: [.contentType: "application/x-www-form-urlencoded"], body: Array(form.utf8))
        let tokens = try #require(try JSONValue(parsing: answer.body).object)
        let token = try #require(tokens["id_token"]?.string, "\(answer.status) \(tokens["error"]?.string ?? "")")
        return try UnverifiedToken(token).unverifiedClaims()
    }

    /// The claims of what a client was told, checked with the keys that the server publishes.
    private static func claims(_ message: Message?, _ fixture: Fixture) async throws -> JSONObject {
        let message = try #require(message)
        #expect(message.address == address && message.form.hasPrefix("logout_token="))
        let token = String(message.form.dropFirst("logout_token=".count))
        try await Fixture.ask(fixture.server) { client in
            let keys = try JWKSet(parsing: try await client.get("/.well-known/jwks.json").body)
            _ = try JWSVerifier(keys: keys.keys).verify(token, type: .logoutToken, at: fixture.clock.now)
        }
        return try UnverifiedToken(token).unverifiedClaims()
    }

    @Test("O56: whatever ends the login, with a token that the published keys check and the sid of the ID token")
    func story() async throws {
        try await Scratch.folder { folder in
            _ = try await AddUser.prepare(
                name: Fixture.username, settings: Fixture.settings(folder), clock: ManualClock().clock
            ).run(password: Fixture.password)
            try await Self.serving(folder: folder) { fixture, messages in
                let administration = Administration(server: fixture.server)
                let client = try await Self.client(administration)
                let ends: [(String, (Administration) async throws -> Void)] = [
                    ("all sessions", { _ = try await $0.endSessions(ofUserNamed: Fixture.username) }),
                    (
                        "each session",
                        { administration in
                            for session in try await administration.sessions(ofUserNamed: Fixture.username) {
                                _ = try await administration.endSession(id: session.id)
                            }
                        }
                    ),
                    (
                        "shut out",
                        { try await $0.edit(userNamed: Fixture.username, AccountEdit(isDisabled: true)) }
                    ),
                ]
                for (name, end) in ends {
                    let id = try await Self.logIn(fixture, client)
                    try await end(administration)
                    let claims = try await Self.claims(await messages.next(), fixture)
                    for claim in ["iss", "sub", "aud", "sid"] {
                        #expect(claims[claim]?.string != nil && claims[claim]?.string == id[claim]?.string, "\(name)")
                    }
                    #expect(claims["nonce"] == nil && claims["events"]?.object != nil)
                }
                try await Fixture.ask(fixture.server) { client in
                    let metadata = try await client.get("/.well-known/openid-configuration").object
                    #expect(metadata["backchannel_logout_supported"]?.bool == true)
                    #expect(metadata["backchannel_logout_session_supported"]?.bool == true)
                }
            }
        }
    }

    @Test("D4: a logout in another process, and one that nobody has told of yet, are told by the next that serves")
    func otherProcesses() async throws {
        try await Scratch.folder { folder in
            let settings = Fixture.settings(folder)
            _ = try await AddUser.prepare(
                name: Fixture.username, settings: settings, clock: ManualClock().clock
            ).run(password: Fixture.password)
            try await Self.serving(folder: folder) { fixture, messages in
                let client = try await Self.client(Administration(server: fixture.server))
                let first = try await Self.logIn(fixture, client)
                try await Self.elsewhere(settings) { administration in
                    _ = try await administration.endSessions(ofUserNamed: Fixture.username)
                }
                let claims = try await Self.claims(await messages.next(), fixture)
                #expect(claims["sid"]?.string == first["sid"]?.string)
                _ = try await Self.logIn(fixture, client)
            }
            // Nobody serves now.
            try await Self.elsewhere(settings) { administration in
                try await administration.delete(userNamed: Fixture.username)
            }
            try await Self.serving(folder: folder) { fixture, messages in
                let claims = try await Self.claims(await messages.next(), fixture)
                #expect(claims["sub"]?.string?.isEmpty == false)
            }
        }
    }
}
#endif
