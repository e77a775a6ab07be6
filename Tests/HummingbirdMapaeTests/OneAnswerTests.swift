import HTTPTypes
import Hummingbird
import HummingbirdMapae
import HummingbirdTesting
import MapaeTesting
import Testing

@Suite("What a forger learns")
struct OneAnswerTests {
    @Test(.enabled(if: AttackCorpora.exist, "MISSING VECTORS: \(AttackCorpora.path); see MAPAE_VECTORS"))
    func `J53 every token of every attack corpus gets one answer, to the byte`() async throws {
        let key = try SigningKey.insecureHS256(secret: String(repeating: "k", count: 32), keyID: "k1")
        let auth = try TokenAuthority(signingKey: key, clock: ManualClock().clock)
        let router = Router(context: BasicTokenRequestContext.self)
        router.protected("me", by: auth).get { _, context in context.token.subject }
        let tokens = try AttackCorpora.all()
        #expect(tokens.count == 594, "\(tokens.count)")
        try await TestApp.application(router).test(.router) { client in
            var answers: [String: String] = [:]
            for token in tokens {
                let response = try await client.execute(uri: "/me", method: .get, headers: .bearer(token))
                answers["\(response.status) \(response.headers) \(response.text)"] = token
            }
            #expect(answers.count == 1, "\(answers.keys)")
            #expect(answers.keys.first?.contains(#""error":"invalid_token""#) == true)
            #expect(answers.keys.first?.hasPrefix("401") == true)
            // The token they were made from has a right signature, and fails later, for its claims.
            let base = try await client.execute(uri: "/me", method: .get, headers: .bearer(AttackCorpora.base()))
            #expect(base.status == .unauthorized)
        }
    }
}
