import HTTPTypes
import Mapae
import MapaeJOSE
import MapaeOAuth
import MapaeStore
import MapaeTesting
import Testing

@testable import MapaeOAuth

@Suite("Clients that are known by their metadata document")
struct DocumentClientTests {
    private let host = DocumentHost()
    private let bench: OAuthBench

    init() throws {
        bench = try OAuthBench(documents: host.documents)
        host[DocumentHost.id] = DocumentHost.document()
    }

    private func client() async throws -> Client {
        let found = try await bench.server.client(try #require(ClientID(DocumentHost.id)))
        return try #require(found)
    }

    private func authorize(
        _ further: String = "", address: String = DocumentHost.address, id: String = DocumentHost.id, login: UserLogin?
    ) async -> AuthorizationStep {
        let query =
            "response_type=code&client_id=\(QueryWriter.escaped(id))&state=s-1&scope=openid+read"
            + "&redirect_uri=\(QueryWriter.escaped(address))&\(Requests.challenge)" + further
        return await bench.server.authorize(query.utf8, login: login)
    }

    private func agreed(_ login: UserLogin, address: String = DocumentHost.address) async throws -> String {
        let step = await authorize(address: address, login: login)
        return try await bench.server.decide(try step.ticket, login: login, isAllowed: true).value("code")
    }

    @Test("Nothing is stored before a user agrees; then codes, grants and consents are of it as of any other")
    func story() async throws {
        let anonymous = await authorize(login: nil)
        #expect(anonymous.login?.documentHost == "app.example.com" && anonymous.login?.display.name == "App")
        let login = try await bench.login()
        let step = await authorize(login: login)
        #expect(step.consent?.documentHost == "app.example.com")
        _ = await bench.server.decide(try step.ticket, login: login, isAllowed: false)
        #expect(try await bench.store.client(id: DocumentHost.id) == nil)
        #expect(host.requests.allSatisfy { $0 == DocumentHost.id })
        let code = try await agreed(login)
        let stored = try Client(try #require(try await bench.store.client(id: DocumentHost.id)))
        #expect(stored.isOfDocument && stored.documentUsedAt == bench.time.now.seconds && !stored.isFirstParty)
        let reply = try await bench.redeem(try await client(), code, address: DocumentHost.address)
        #expect(reply.status == 200, "\(reply.body)")
        #expect(try reply.claims()["client_id"]?.string == DocumentHost.id)
        let refreshed = try await bench.refresh(try await client(), try reply.refreshToken)
        #expect(refreshed.status == 200)
        #expect(host.requests.last == DocumentHost.id + " known")
        // The same again needs no question.
        #expect(try await authorize(login: login).value("code").utf8.count == 43)
        #expect(bench.log.kinds.filter { $0 == "client_registered" }.count == 1)
    }

    @Test("A client that was added or registered comes first, whatever its name; nothing is fetched for it")
    func precedence() async throws {
        try await bench.client(DocumentHost.id)
        #expect(try await client().isOfDocument == false)
        #expect(host.requests.isEmpty)
    }

    @Test(
        "Where it is not offered, and for what is no address, there is no such client; the metadata says what is offered"
    )
    func off() async throws {
        let without = try OAuthBench()
        let id = try #require(ClientID(DocumentHost.id))
        let none = try await without.server.client(id)
        #expect(none?.id == nil)
        #expect(without.server.metadata()["client_id_metadata_document_supported"] == nil)
        #expect(bench.server.metadata()["client_id_metadata_document_supported"]?.bool == true)
        for id in ["https://app.example.com/", "http://127.0.0.1/c", "https://app.example.com/c?x", "nobody"] {
            #expect(await authorize(id: id, login: nil).pageError?.code == .invalidClient)
        }
        #expect(host.requests.isEmpty)
    }

    @Test("A document that is gone or wrong makes the client unknown, on a page, and tells nothing of what is there")
    func failing() async throws {
        let login = try await bench.login()
        for (page, text) in [
            (nil, "could not be fetched."), (DocumentHost.document("https://other.example/c"), "not the address"),
            ("<html>", "no JSON object"),
        ] as [(String?, String)] {
            host[DocumentHost.id] = page
            let step = await authorize(login: login)
            let error = try #require(step.pageError)
            #expect(error.code == .invalidClient && error.explanation.contains(text), "\(error)")
            #expect(!error.explanation.contains("example"))
            let form = OAuthBench.form([
                ("grant_type", "refresh_token"), ("refresh_token", "x"), ("client_id", DocumentHost.id),
            ])
            let reply = try Reply(
                await bench.server.token(headers: [.contentType: "application/x-www-form-urlencoded"], body: form))
            #expect(reply.status == 401 && reply.error == "invalid_client")
        }
    }

    @Test("A document that cannot be asked for now says nothing of the client: it comes again, and is not refused")
    func unreachable() async throws {
        host.failure = OAuthError(.temporarilyUnavailable, "later")
        let step = await authorize(login: try await bench.login())
        #expect(step.pageError == OAuthError(.temporarilyUnavailable) && step.pageError?.explanation == "later")
        let form = OAuthBench.form([
            ("grant_type", "refresh_token"), ("refresh_token", "x"), ("client_id", DocumentHost.id),
        ])
        let reply = try Reply(
            await bench.server.token(headers: [.contentType: "application/x-www-form-urlencoded"], body: form))
        #expect(reply.status == 503 && reply.error == "temporarily_unavailable")
        #expect(!bench.log.kinds.contains("client_refused"))
        host.failure = nil
        #expect(try await client().isOfDocument)
    }

    @Test("What a document does not name any more counts no more, at once, whatever was stored")
    func changed() async throws {
        let login = try await bench.login()
        _ = try await agreed(login)
        let moved = "https://app.example.com/new"
        host[DocumentHost.id] = DocumentHost.document(DocumentHost.id, #""redirect_uris":["\#(moved)"]"#)
        #expect(await authorize(login: login).pageError?.code == .invalidRequest)
        #expect(try await authorize(address: moved, login: login).value("code").utf8.count == 43)
        let stored = try Client(try #require(try await bench.store.client(id: DocumentHost.id)))
        #expect(stored.metadata.redirectURIs.map(\.text) == [moved])
        host[DocumentHost.id] = nil
        #expect(await authorize(address: moved, login: login).pageError?.code == .invalidClient)
    }

    @Test("O28: an answer that leads to another host than the document's is asked about each time")
    func elsewhere() async throws {
        let addresses = ["https://other.example/cb", "http://127.0.0.1/cb", "https://app.example.com.evil.example/cb"]
        let list = ([DocumentHost.address] + addresses).map { "\"\($0)\"" }.joined(separator: ",")
        host[DocumentHost.id] = DocumentHost.document(DocumentHost.id, "\"redirect_uris\":[\(list)]")
        let login = try await bench.login()
        for address in addresses {
            _ = try await agreed(login, address: address)
            #expect(await authorize(address: address, login: login).consent != nil, "\(address)")
            #expect(await authorize("&prompt=none", address: address, login: login).clientError == "consent_required")
        }
        #expect(await authorize(login: login).response != nil)
    }

    @Test(
        "RFC 9700 §4.11.2: nobody is led to a stranger's address who has not let it in, by no error and without a page")
    func redirector() async throws {
        let login = try await bench.login()
        for further in ["&prompt=none", "&scope=admin", "&response_mode=fragment", "&prompt=none+login", "&max_age=x"] {
            for user in [nil, login] {
                let step = await authorize(further, login: user)
                #expect(step.response == nil && step.pageError != nil, "\(further)")
            }
        }
        // Who looks at a page and says no is led back; who has said yes before gets errors too.
        let asked = await authorize(login: login)
        let denied = await bench.server.decide(try asked.ticket, login: login, isAllowed: false)
        #expect(denied.clientError == "access_denied")
        _ = try await agreed(login)
        #expect(await authorize("&prompt=none&scope=write", login: login).pageError != nil)
        let more = await authorize("&prompt=none&resource=\(QueryWriter.escaped(OAuthBench.api))", login: login)
        #expect(more.clientError == "consent_required")
    }

    @Test("A stranger leaves nothing behind: nothing can be pushed, and no device asked for")
    func nothingLeft() async throws {
        let fields = [
            ("client_id", DocumentHost.id), ("response_type", "code"), ("redirect_uri", DocumentHost.address),
        ]
        let form: HTTPFields = [.contentType: "application/x-www-form-urlencoded"]
        let pushed = try Reply(
            await bench.server.pushAuthorizationRequest(headers: form, body: OAuthBench.form(fields)))
        #expect(pushed.error == "unauthorized_client")
        let device = try Reply(
            await bench.server.authorizeDevice(headers: form, body: OAuthBench.form([fields[0]])))
        #expect(device.error == "unauthorized_client")
        #expect(try await bench.store.clients(after: nil, limit: 9).isEmpty)
    }

    @Test("One that nobody has let in for long is forgotten, and no other; use is written down once a day")
    func forgotten() async throws {
        try await bench.client("c1")
        let login = try await bench.login()
        _ = try await agreed(login)
        let began = bench.time.now
        func usedAt() async throws -> Int64? {
            try await bench.store.client(id: DocumentHost.id).map { try Client($0).documentUsedAt } ?? nil
        }
        bench.time.advance(by: .seconds(3600))
        _ = await authorize(login: login)
        #expect(try await usedAt() == began.seconds)
        bench.time.advance(by: .seconds(82_800))
        _ = await authorize(login: login)
        #expect(try await usedAt() == began.seconds + 86_400)
        #expect(try await bench.server.forgetDocumentClients(unusedSince: bench.time.now) == 0)
        bench.time.advance(by: .seconds(1))
        #expect(try await bench.server.forgetDocumentClients(unusedSince: bench.time.now) == 1)
        #expect(try await bench.store.clients(after: nil, limit: 9).map(\.id) == ["c1"])
        #expect(try await bench.store.consents(of: "u1").isEmpty)
    }

    @Test("A sweeper forgets it a month after the last grant that it can have")
    func swept() async throws {
        _ = try await agreed(try await bench.login())
        let sweeper = AuthorizationSweeper(bench.server)
        // A grant lasts 90 days.
        for (seconds, isLeft) in [(120 * 86_400, true), (1, false)] {
            bench.time.advance(by: .seconds(seconds))
            await sweeper.sweep(.documentClients)
            let record = try await bench.store.client(id: DocumentHost.id)
            #expect((record != nil) == isLeft, "\(seconds)")
        }
    }

    @Test("It shows who it is by private_key_jwt, with keys of its document or behind its jwks_uri")
    func keys() async throws {
        let key = try SigningKey.generate(.es256, keyID: "k1")
        let set = try JWKSet([key.verificationKey])
        let bench = try OAuthBench(
            remoteKeys: { request in
                guard request.address == "https://app.example.com/jwks", request.keyID == "k1", !request.isKnown else {
                    throw DocumentHost.Away()
                }
                return set
            }, documents: host.documents)
        let inline = String(decoding: try set.serialized(), as: UTF8.self)
        for keys in ["\"jwks\":\(inline)", #""jwks_uri":"https://app.example.com/jwks""#] {
            host[DocumentHost.id] = DocumentHost.document(
                DocumentHost.id, #""token_endpoint_auth_method":"private_key_jwt","# + keys)
            let claims = RegisteredClaims(
                issuer: DocumentHost.id, subject: DocumentHost.id, audience: [OAuthBench.issuer],
                issuedAt: bench.time.now, expirationTime: bench.time.now.advanced(by: .seconds(60)))
            let pairs = [
                ("token", "x"), ("client_assertion", try JWTSigner(key: key, type: .jwt).sign(claims)),
                ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
            ]
            let reply = try Reply(
                await bench.server.introspect(
                    headers: [.contentType: "application/x-www-form-urlencoded"], body: OAuthBench.form(pairs)))
            #expect(reply.body == #"{"active":false}"#)
        }
        let without = try OAuthBench(documents: host.documents)
        await #expect(throws: OAuthError(.invalidClient)) {
            _ = try await without.server.client(try #require(ClientID(DocumentHost.id)))
        }
    }
}
