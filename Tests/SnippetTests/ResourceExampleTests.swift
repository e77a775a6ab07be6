import HTTPTypes
import Hummingbird
import HummingbirdMapae
import HummingbirdTesting
import MapaeTesting
import Testing

@testable import SnippetExamples

@Suite("Examples of protected resources")
struct ResourceExampleTests {
    private let identity: InjectedIdentity

    init() throws {
        identity = try InjectedIdentity(
            "ada", scopes: ["read"],
            claims: ["aud": "https://api.example.com", "auth_time": 1_000_000_000, "acr": "phr"])
    }

    @Test func `a resource tells where its metadata are, and what a login lacks`() async throws {
        try await withClient(of: protectedResource(identity)) { client async throws in
            let metadata = try await client.get("/.well-known/oauth-protected-resource")
            #expect(metadata.member("resource_name") == "Notes")
            #expect(try await client.get("/notes").member("hello") == "ada")
            let old = try await client.post("/transfers")
            #expect(old.error == "insufficient_user_authentication")
            #expect(old.headers[.wwwAuthenticate]?.contains(#"max_age="300""#) == true)
            #expect(try await client.post("/limits").text == "raised")
        }
        let password = try InjectedIdentity(
            "ada",
            claims: [
                "aud": "https://api.example.com",
                "acr": "urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport",
            ])
        try await withClient(of: protectedResource(password)) { client async throws in
            let weak = try await client.post("/limits")
            #expect(weak.error == "insufficient_user_authentication")
            #expect(weak.headers[.wwwAuthenticate]?.contains(#"acr_values="phr phrh""#) == true)
        }
        try await withClient(of: protectedResource(InjectedIdentity.nobody)) { client async throws in
            let place = #"resource_metadata="https://api.example.com/.well-known/oauth-protected-resource""#
            #expect(try await client.get("/notes").headers[.wwwAuthenticate]?.contains(place) == true)
        }
    }

    @Test func `where proofs are demanded a request without one is told so`() async throws {
        let router = try boundTokensOnly(identity, nonceSecret: Array(repeating: 7, count: 32))
        try await withClient(of: router) { client async throws in
            let answer = try await client.get("/notes")
            #expect(answer.error == "missing_token")
            #expect(answer.headers[.wwwAuthenticate]?.hasPrefix("DPoP ") == true)
        }
    }
}
