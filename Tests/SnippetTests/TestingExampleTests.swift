import HTTPTypes
import Hummingbird
import HummingbirdMapae
import HummingbirdTesting
import MapaeTesting
import Testing

@testable import SnippetExamples

@Suite("Examples of testing")
struct TestingExampleTests {
    // snippet.testing.identity
    @Test func `ada gets three horses`() async throws {
        let ada = try InjectedIdentity("ada", scopes: ["horses"])
        try await Application(router: stable(ada)).test(.router) { client in
            let answer = try await client.execute(uri: "/horses", method: .get)
            #expect(String(buffer: answer.body) == "Three for ada")
        }
    }

    @Test func `without the scope there are none, and without a token neither`() async throws {
        try await Application(router: stable(try InjectedIdentity("ada"))).test(.router) { client in
            let answer = try await client.execute(uri: "/horses", method: .get)
            #expect(answer.status == .forbidden)
        }
        try await Application(router: stable(InjectedIdentity.nobody)).test(.router) { client in
            let answer = try await client.execute(uri: "/horses", method: .get)
            #expect(answer.status == .unauthorized)
        }
    }
    // snippet.end

    // snippet.testing.clock
    @Test func `a token ends after fifteen minutes`() throws {
        let time = ManualClock()
        let auth = try TokenAuthority(signingKey: .generateHS256().key, clock: time.clock)
        let token = try auth.accessToken(for: "ada").accessToken
        time.advance(by: .seconds(15 * 60 - 1))
        #expect(try auth.verify(token).subject == "ada")
        time.advance(by: .seconds(1))
        #expect(throws: TokenError(.expired)) { try auth.verify(token) }
    }
    // snippet.end
}
