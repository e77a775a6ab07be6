import HTTPTypes
import MapaeJOSE
import MapaeOAuth
import MapaeStore
import MapaeTesting
import Testing

@Suite("A client shows a secret at the token endpoint")
struct ClientSecretGrantTests {
    private let bench: OAuthBench

    init() throws { bench = try OAuthBench() }

    private func ask(_ headers: HTTPFields, _ body: String) async throws -> Reply {
        var headers = headers
        headers[.contentType] = "application/x-www-form-urlencoded"
        return try Reply(await bench.server.token(headers: headers, body: Array(body.utf8)))
    }

    private static func basic(_ id: String, _ secret: String) -> HTTPFields {
        let pair = "\(QueryWriterText.escaped(id)):\(QueryWriterText.escaped(secret))"
        return [.authorization: "Basic \(Base64Text.encode(Array(pair.utf8)))"]
    }

    @Test("O34 O35: an unknown client, a wrong secret and another method have one answer, with a challenge")
    func refused() async throws {
        try await bench.client("web")
        try await bench.client("c2", method: "client_secret_post")
        let grant = "grant_type=client_credentials"
        let secret = QueryWriterText.escaped(OAuthBench.secret)
        let refusals = [
            try await ask(Self.basic("web", "wrong"), grant), try await ask(Self.basic("nobody", "wrong"), grant),
            try await ask(Self.basic("WEB", OAuthBench.secret), grant),
            try await ask(Self.basic("c2", OAuthBench.secret), grant),
            try await ask([:], grant + "&client_id=web&client_secret=\(secret)"),
            try await ask([:], grant + "&client_id=web"), try await ask([:], grant + "&client_id=nobody"),
        ]
        for refusal in refusals {
            #expect(refusal.status == 401 && refusal.error == "invalid_client")
            #expect(refusal.body == refusals[0].body && refusal.headers == refusals[0].headers)
            #expect(refusal.headers[.wwwAuthenticate]?.hasPrefix("Basic realm=") ?? false)
        }
        #expect(try await ask(Self.basic("web", OAuthBench.secret), grant).status == 200)
        #expect(try await ask([:], grant + "&client_id=c2&client_secret=\(secret)").status == 200)
    }

    @Test("O33 O5 O6 O55: two methods, a repeated parameter, one in the address and JSON are refused")
    func form() async throws {
        try await bench.client("c1")
        let headers = Self.basic("c1", OAuthBench.secret)
        let grant = "grant_type=client_credentials"
        #expect(try await ask(headers, grant + "&client_secret=x").error == "invalid_request")
        #expect(try await ask(headers, grant + "&scope=read&scope=read").error == "invalid_request")
        #expect(try await ask(headers, grant + "&client_id=c2").error == "invalid_client")
        #expect(try await ask(headers, "").error == "invalid_request")
        #expect(try await ask(headers, "grant_type=password&username=a&password=b").error == "unsupported_grant_type")
        var fields = headers
        fields[.contentType] = "application/x-www-form-urlencoded"
        let query = try Reply(
            await bench.server.token(headers: fields, body: Array(grant.utf8), query: "client_secret=x"))
        #expect(query.status == 400 && query.error == "invalid_request")
        fields[.contentType] = "application/json"
        #expect(await bench.server.token(headers: fields, body: Array("{}".utf8)).status == .badRequest)
        for endpoint in [bench.server.introspect, bench.server.revoke] {
            #expect(await endpoint(fields, Array("{}".utf8), "").status == .badRequest)
        }
    }
}
