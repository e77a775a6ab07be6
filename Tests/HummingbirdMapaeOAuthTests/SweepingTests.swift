import HTTPTypes
import HummingbirdMapaeOAuth
import HummingbirdTesting
import MapaeJOSE
import MapaeTesting
import Testing

@Suite("A program that serves authorization forgets what is over", .timeLimit(.minutes(1)))
struct SweepingTests {
    @Test(
        "O58: what somebody left who knows a public client's id is forgotten by a service, which stops with the others")
    func service() async throws {
        let site = try TestSite()
        try await site.test { visitor in
            let client = try await visitor.register(method: "none")
            let begun = try await visitor.post("/oauth/device", client.credentials + [("scope", "openid")])
            let poll = [
                ("grant_type", "urn:ietf:params:oauth:grant-type:device_code"),
                ("device_code", try #require(begun.member("device_code")?.string)),
            ]
            // It is good for ten minutes, and kept for five more.
            site.time.advance(by: .seconds(901))
            #expect(try await visitor.token(client, poll).member("error")?.string == "expired_token")
            try await site.test(isSwept: true) { visitor in
                var error = "expired_token"
                while error == "expired_token", !Task.isCancelled {
                    error = try #require(try await visitor.token(client, poll).member("error")?.string)
                }
                #expect(error == "invalid_grant")
            }
        }
    }
}
