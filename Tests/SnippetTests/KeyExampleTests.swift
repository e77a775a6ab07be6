import HTTPTypes
import Hummingbird
import HummingbirdMapae
import HummingbirdTesting
import Testing

@testable import SnippetExamples

@Suite("Examples of keys and of answers")
struct KeyExampleTests {
    @Test func `published keys: others check with them, and secrets are not among them`() async throws {
        let auth = try TokenAuthority(signingKey: .generate(.es256))
        let token = try auth.accessToken(for: "ada").accessToken
        try await withClient(of: publishedKeys(auth)) { client async throws in
            let answer = try await client.get("/.well-known/jwks.json")
            #expect(answer.headers[.contentType] == "application/jwk-set+json")
            #expect(answer.text.contains(#""kty":"EC""#) && !answer.text.contains(#""d":"#))
            #expect(try await client.get("/protected", .bearer(token)).text == auth.keys.signing.keyID ?? "")
        }
        try await withClient(of: publishedKeys(try Bench().auth)) { client async throws in
            #expect(try await client.get("/.well-known/jwks.json").text == #"{"keys":[]}"#)
        }
    }

    @Test func `rotation: old tokens live on, new ones have the new key, and then the old key is over`() throws {
        let policy = TokenPolicy()
        let (old, new) = (try SigningKey.generate(.es256), try SigningKey.generate(.ed25519))
        let before = try TokenAuthority(signingKey: old, policy: policy).accessToken(for: "ada").accessToken
        let auth = try rotation(from: old, to: new, policy, at: TokenClock.system.now())
        #expect(try auth.verify(before).keyID == old.keyID)
        #expect(try auth.verify(auth.accessToken(for: "ada").accessToken).keyID == new.keyID)
        let long = TokenClock.system.now().advanced(by: .zero - policy.refreshTokenLifetime)
        let over = try rotation(from: old, to: new, policy, at: long)
        #expect(throws: TokenError(.invalidToken)) { try over.verify(before) }
    }

    @Test func `live rotation: the next token has the new key, and the one before still opens the route`() async throws
    {
        let (old, new) = (try SigningKey.generate(.es256), try SigningKey.generate(.es256))
        let keys = LiveKeyRing(try KeyRing(signing: old))
        try await withClient(of: liveRotation(keys, TokenPolicy())) { client async throws in
            let first = try await client.login().member("access_token")
            try replaceKey(of: keys, by: new, TokenPolicy())
            let second = try await client.login().member("access_token")
            #expect(try UnverifiedToken(second ?? "").unverifiedHeader()["kid"]?.string == new.keyID)
            for token in [first, second] {
                #expect(try await client.get("/protected", .bearer(token)).text == "test")
            }
            keys.replace(by: try KeyRing(signing: new))
            #expect(try await client.get("/protected", .bearer(first)).error == "invalid_token")
            #expect(try await client.get("/protected", .bearer(second)).status == .ok)
        }
    }

    @Test func `checking only: the other service's tokens are taken, a stranger's are not`() async throws {
        let (other, stranger) = (try SigningKey.generate(.rs256), try SigningKey.generate(.rs256))
        let good = try TokenAuthority(signingKey: other).accessToken(for: "ada").accessToken
        let bad = try TokenAuthority(signingKey: stranger).accessToken(for: "ada").accessToken
        try await withClient(of: checkingOnly(publicPEM: other.verificationKey.pem())) { client async throws in
            #expect(try await client.get("/protected", .bearer(good)).text == "ada")
            #expect(try await client.get("/protected", .bearer(bad)).error == "invalid_token")
        }
    }

    @Test func `keys: a shared secret, one that is read, one that is made`() throws {
        let pem = try SigningKey.generate(.es256).privatePEM()
        let all = try keys(pem: pem, secret: Bench.secret)
        #expect(all.map(\.algorithm) == [.hs256, .es256, .es256])
        #expect(throws: JOSEError.self) { try keys(pem: pem, secret: "secret") }
    }

    @Test func `problem details: the code, the sentence and the challenge`() async throws {
        try await withClient(of: problemDetails(try Bench().key)) { client async throws in
            let answer = try await client.get("/protected")
            #expect(answer.status == .unauthorized && answer.member("code") == "missing_token")
            #expect(answer.headers[.contentType] == "application/problem+json")
            #expect(answer.headers[.wwwAuthenticate] == #"Bearer realm="stable""#)
            #expect(answer.member("title") == "Unauthorized" && answer.member("detail")?.hasSuffix(".") == true)
        }
    }

    @Test func `refusals can be counted, and stay what they are`() async throws {
        let bench = try Bench()
        let counts = Counts()
        let router = Router(context: BasicTokenRequestContext.self)
        router.add(middleware: RefusalCount { counts.add("\($0)") })
        router.protected("protected", by: bench.auth).get { _, _ in "" }
        try await withClient(of: router) { client async throws in
            #expect(try await client.get("/protected").error == "missing_token")
            #expect(try await client.get("/protected", .bearer("x")).error == "invalid_token")
        }
        #expect(counts.all == ["missing_token", "invalid_token"])
    }
}
