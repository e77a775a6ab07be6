import Crypto
import Testing

@testable import MapaeOAuth

struct ClientSecretTests {
    @Test("A secret has 256 random bits, and no two are alike (O35)")
    func random() {
        let secrets = (0..<100).map { _ in ClientSecret.random() }
        #expect(Set(secrets.map(\.text)).count == 100)
        #expect(secrets.allSatisfy { $0.text.utf8.count == 43 })
    }

    @Test("Fewer bytes make no secret")
    func short() {
        #expect(ClientSecret(randomBytes: Array(repeating: 7, count: 31)) == nil)
        #expect(ClientSecret(randomBytes: Array(repeating: 0, count: 32))?.text == String(repeating: "A", count: 43))
    }

    @Test("What is kept is the SHA-256 of the text, and finds the text again (O35)")
    func digest() {
        let secret = ClientSecret.random()
        #expect(secret.digest.bytes == Array(SHA256.hash(data: Array(secret.text.utf8))))
        #expect(secret.digest.matches(secret.text))
        for other in ["", secret.text + "A", String(secret.text.dropLast()), ClientSecret.random().text, "\0"] {
            #expect(!secret.digest.matches(other))
        }
    }

    @Test("Only 32 bytes are a stored digest", arguments: [0, 31, 33, 64])
    func stored(count: Int) {
        #expect(ClientSecretDigest(bytes: Array(repeating: 1, count: count)) == nil)
    }

    @Test("What is printed or dumped of a secret holds none of it (O60)")
    func hidden() {
        let secret = ClientSecret.random()
        var dumped = ""
        dump(secret, to: &dumped)
        #expect(!"\(secret)\(dumped)".contains(secret.text))
    }
}
