import HTTPTypes
import Mapae
import MapaeJOSE
import MapaeOAuth
import MapaeStore
import Testing

@Suite("A client asks about a user (OpenID Connect Core 5.3)")
struct UserInfoTests {
    private let bench: OAuthBench

    init() throws { bench = try OAuthBench() }

    @Test("It is told what its scopes stand for, and what it has asked for by name")
    func claims() async throws {
        let client = try await bench.client("c1")
        for (scope, names) in [
            ("openid", ["sub"]), ("openid profile", ["sub", "name"]),
            ("openid email", ["sub", "email", "email_verified"]),
            ("openid email profile", ["sub", "name", "email", "email_verified"]),
        ] {
            let reply = try await bench.grant(client, scope: scope)
            let answer = try await bench.userInfo(reply.accessToken)
            #expect(answer.status == 200 && answer.names.sorted() == names.sorted(), "\(scope)")
            #expect(answer["sub"]?.string == "u1" && answer.headers[.cacheControl] == "no-store")
        }
        let wishes = #"{"userinfo":{"phone_number":null,"iss":null,"type":null,"team":{"essential":true}}}"#
        let reply = try await bench.grant(client, scope: "openid", "&claims=\(QueryWriterText.escaped(wishes))")
        #expect(try await bench.userInfo(reply.accessToken).names.sorted() == ["phone_number", "sub", "team"])
    }

    @Test("The token comes in the header, or in the form of a POST, and not in both (RFC 6750 section 2)")
    func places() async throws {
        let client = try await bench.client("c1") { $0.tokenFormat = .opaque }
        let token = try await bench.grant(client).accessToken
        let form: HTTPFields = [.contentType: "application/x-www-form-urlencoded"]
        let body = Array("access_token=\(token)".utf8)
        let header: HTTPFields = [.authorization: "bearer  \(token)"]
        #expect(await bench.server.userInfo(headers: header).status == .ok)
        #expect(await bench.server.userInfo(method: .post, headers: header).status == .ok)
        #expect(await bench.server.userInfo(method: .post, headers: form, body: body).status == .ok)
        #expect(await bench.server.userInfo(method: .get, headers: form, body: body).status == .unauthorized)
        let both = HTTPFields(header + form)
        #expect(await bench.server.userInfo(method: .post, headers: both, body: body).status == .badRequest)
        let twice = HTTPFields(header + header)
        #expect(await bench.server.userInfo(headers: twice).status == .badRequest)
        let repeated = body + Array("&".utf8) + body
        #expect(await bench.server.userInfo(method: .post, headers: form, body: repeated).status == .badRequest)
    }

    @Test("O48 J41: without openid it is 403; with an ID token, a session's or a refresh token it is 401")
    func otherTokens() async throws {
        let client = try await bench.client("c1")
        let reply = try await bench.grant(client)
        let less = try await bench.refresh(client, reply.refreshToken, [("scope", "profile")])
        #expect(try await bench.userInfo(less.accessToken).status == 403)
        let credentials = try await bench.token(client, [("grant_type", "client_credentials")])
        #expect(try await bench.userInfo(credentials.accessToken).status == 403)
        let session = try await bench.sessions.begin(for: "u1").accessToken
        for token in [try reply.text("id_token"), session, try less.refreshToken, "x", ""] {
            let answer = try await bench.userInfo(token)
            #expect(answer.status == 401 && answer.error == "invalid_token", "\(token.prefix(20))")
            #expect(answer.headers[values: .wwwAuthenticate].first?.hasPrefix("Bearer realm=") ?? false)
        }
        let nothing = try Reply(await bench.server.userInfo(headers: [:]))
        #expect(nothing.status == 401 && nothing.error == "missing_token")
    }

    @Test("O41: a token for another resource alone opens nothing here, also with openid")
    func audience() async throws {
        let client = try await bench.client("c1")
        let api = QueryWriterText.escaped(OAuthBench.api)
        let reply = try await bench.grant(client, scope: "openid read", "&resource=\(api)")
        #expect(try reply.claims()["aud"]?.array?.compactMap(\.string) == [OAuthBench.api, OAuthBench.issuer])
        #expect(try await bench.userInfo(reply.accessToken).status == 200)
        let one = try await bench.refresh(client, reply.refreshToken, [("resource", OAuthBench.api)])
        #expect(try one.claims()["aud"]?.string == OAuthBench.api)
        #expect(try await bench.userInfo(one.accessToken).status == 401)
        let own = try await bench.refresh(client, one.refreshToken, [("resource", OAuthBench.issuer)])
        #expect(try own.claims()["aud"]?.string == OAuthBench.issuer)
        #expect(try await bench.userInfo(own.accessToken).status == 200)
    }

    @Test("Who is shut out is not told of any more, and a store that is away is no fault of the token's")
    func gone() async throws {
        let client = try await bench.client("c1")
        let token = try await bench.grant(client).accessToken
        let user = bench.users["u1"]
        bench.users["u1"] = nil
        #expect(try await bench.userInfo(token).status == 401)
        bench.users["u1"] = user
        bench.users.setAway(true)
        #expect(try await bench.userInfo(token).status == 503)
    }
}
