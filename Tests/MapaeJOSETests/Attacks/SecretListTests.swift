import Foundation
import Testing

@testable import MapaeJOSE

@Suite("Secrets that everybody knows")
struct SecretListTests {
    static let list = "jwt-wordlists/wallarm_jwt.secrets.list"

    @Test(.vectors(list))
    func `J50 each of the 103,979 leaked secrets is refused, for its length or because it is known`() throws {
        let words = try Vectors.bytes(Self.list).split(separator: 0x0A, omittingEmptySubsequences: false).dropLast()
        #expect(words.count == 103_979)
        var survivors: [String] = []
        var longCount = 0
        for word in words {
            // A list that was edited on Windows means the word, not its carriage return.
            let secret = Array(word.last == 0x0D ? word.dropLast() : word)
            // Below 32 bytes the length alone decides; to look further would take the whole of this test's time.
            guard secret.count >= 32 else {
                if (try? SecretBytes.check(secret, minimum: 32)) != nil { survivors.append("\(secret)") }
                continue
            }
            longCount += 1
            for algorithm in [JWSAlgorithm.hs256, .hs384, .hs512] {
                if (try? SigningKey.hmac(algorithm, secret: secret, keyID: nil)) != nil {
                    survivors.append(String(decoding: secret, as: UTF8.self))
                }
            }
        }
        #expect(survivors.isEmpty)
        #expect(longCount == 1886, "\(longCount) words of 32 bytes and more")
    }

    @Test(arguments: [
        "a-string-secret-at-least-256-bits-long", "your-256-bit-secret-your-256-bit-secret",
        "super-secret-jwt-token-with-at-least-32-characters-long", "please-change-this-secret-key-now",
        "a-valid-string-secret-that-is-at-least-512-bits-long-which-is-very-long",
    ])
    func `J51 the examples of well known tools are refused, and so is each with its spelling changed to hide it`(
        _ secret: String
    ) {
        #expect(throws: JOSEError(.weakSecret)) { try SigningKey.hs256(secret: secret) }
        let jwk = #"{"kty":"oct","alg":"HS256","k":"\#(Forge.base64URL(secret))"}"#
        #expect(throws: JOSEError(.weakSecret)) { try SigningKey(jwk: jwk) }
    }

    /// What the documentation shows must never become anybody's secret.
    @Test func `J51 no secret that the documentation shows is taken`() throws {
        let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        var shown: [String] = []
        for file in [
            "README.md", "README.ko.md", "docs/tutorial.md", "docs/tutorial.ko.md", "Examples/hello/README.md",
        ] {
            let text = try String(contentsOf: package.appendingPathComponent(file), encoding: .utf8)
            for line in text.split(separator: "\n") {
                for match in line.matches(of: /[A-Z_]*SECRET[A-Z_]*=["']?([^"'\s`)]+)/) {
                    shown.append(String(match.1))
                }
            }
        }
        #expect(shown.contains("secret"))
        for secret in shown where !secret.hasPrefix("$(") {
            #expect(throws: JOSEError.self, "\(secret)") { try SigningKey.hs256(secret: secret) }
        }
    }
}
