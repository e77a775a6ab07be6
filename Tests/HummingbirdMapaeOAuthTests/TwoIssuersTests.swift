import HTTPTypes
import HummingbirdMapaeOAuth
import HummingbirdTesting
import MapaeJOSE
import MapaeStore
import Testing

@Suite("Two servers with the same user names")
struct TwoIssuersTests {
    @Test("O61: nothing that one has given out is anything at the other, which has the same key for ID tokens")
    func apart() async throws {
        let one = try TestSite(issuer: "https://one.example.com")
        let two = try TestSite(issuer: "https://two.example.com")
        try await one.test { there in
            let client = try await there.register()
            let tokens = try await there.redeem(
                client, try #require(try await there.authorize(client).parameter("code")))
            let code = try #require(try await there.authorize(client).parameter("code"))
            let page = try await there.visit("/oauth/authorize?\(client.query([("prompt", "login")]))")
            let ticket = try #require(page.forms[0].hidden.first { $0.0 == "ticket" }?.1)
            let cookie = try #require(there.cookie("__Host-mapae_login"))
            let access = try #require(tokens.member("access_token")?.string)
            let refresh = try #require(tokens.member("refresh_token")?.string)
            let idToken = try #require(tokens.member("id_token")?.string)
            try await two.test { here in
                let client = try await here.register()
                let user = try await here.send(.get, "/oauth/userinfo", [.authorization: "Bearer \(access)"])
                #expect(user.status == .unauthorized)
                #expect(try await here.redeem(client, code).member("error")?.string == "invalid_grant")
                let fields = [("grant_type", "refresh_token"), ("refresh_token", refresh)]
                #expect(try await here.token(client, fields).member("error")?.string == "invalid_grant")
                for token in [access, refresh, idToken] {
                    let answer = try await here.post("/oauth/introspect", client.credentials + [("token", token)])
                    #expect(answer.text == #"{"active":false}"#)
                }
                #expect(try await here.send(.get, "/oauth/authorize/resume?ticket=\(ticket)").status == .badRequest)
                let hinted = try await here.send(
                    .get, "/oauth/authorize?\(client.query([("prompt", "none"), ("id_token_hint", idToken)]))")
                #expect(hinted.parameter("error") == "invalid_request" && hinted.parameter("code") == nil)
                here.setCookie("__Host-mapae_login", cookie)
                let silent = try await here.send(.get, "/oauth/authorize?\(client.query([("prompt", "none")]))")
                #expect(silent.parameter("error") == "login_required")
                #expect(try await two.store.sessions(of: "u1").isEmpty)
            }
            // It was not lost on the way: at home all of it works.
            #expect(try await there.redeem(client, code).status == .ok)
        }
    }
}
