import Hummingbird
import HummingbirdMapae
import NIOCore
import Testing

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

@Suite("Advice when a server does not start")
struct StartupAdviceTests {
    private static func advice(_ start: () throws -> Void) -> String? {
        do {
            try start()
            return nil
        } catch {
            return StartupAdvice(error).description
        }
    }

    @Test func `a missing variable is named, with a line to copy`() throws {
        let advice = try #require(Self.advice { _ = try Environment().require("MAPAE_NO_SUCH_VARIABLE") })
        #expect(
            advice.hasPrefix(
                #"Set MAPAE_NO_SUCH_VARIABLE first. A good secret is made like this: export MAPAE_NO_SUCH_VARIABLE="$(openssl rand -base64 48)""#
            ))
    }

    @Test func `a missing key in PEM gets the line that makes a key`() throws {
        let advice = try #require(Self.advice { _ = try Environment().require("MAPAE_NO_SUCH_KEY_PEM") })
        #expect(advice.hasSuffix(#"made like this: export MAPAE_NO_SUCH_KEY_PEM="$(openssl genrsa 3072)""#))
    }

    @Test(arguments: ["MAPAE_NO_SUCH_PUBLIC_KEY_PEM", "MAPAE_NO_SUCH_CERT_PEM", "MAPAE_NO_SUCH_CERTIFICATE_PEM"])
    func `what is missing and public is not to be made anew`(_ name: String) throws {
        let advice = try #require(Self.advice { _ = try Environment().require(name) })
        #expect(advice.hasPrefix("Set \(name) first.") && !advice.contains("openssl"))
    }

    @Test(arguments: ["", "secret", "change-me", String(repeating: "a", count: 64)])
    func `J51 a weak secret says how to make a strong one, and not what it was`(_ secret: String) throws {
        let advice = try #require(Self.advice { _ = try TokenAuthority(signingKey: .hs256(secret: secret)) })
        #expect(advice.contains("openssl rand -base64 48") && advice.contains("32 for HS256"))
        if secret == "change-me" { #expect(!advice.contains(secret)) }
    }

    @Test func `a public key as secret says so`() throws {
        let pem = "-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE"
        let advice = try #require(Self.advice { _ = try SigningKey.hs256(secret: pem) })
        #expect(advice.contains("public key is no secret") && !advice.contains("MFkw"))
    }

    @Test func `an impossible policy says what is possible`() throws {
        let policy = TokenPolicy(accessTokenLifetime: .zero)
        let key = try SigningKey.hs256(secret: TestApp.secret)
        let advice = try #require(Self.advice { _ = try TokenAuthority(signingKey: key, policy: policy) })
        #expect(advice.contains("at least one second and at most ten years"))
    }

    @Test(arguments: [(EADDRINUSE, "another port"), (EACCES, "above 1023"), (EADDRNOTAVAIL, "127.0.0.1")])
    func `a port that cannot be had says what to do`(_ code: CInt, _ words: String) {
        #expect(StartupAdvice(IOError(errnoCode: code, reason: "bind")).description.contains(words))
    }

    @Test func `any other error is shown as it is`() {
        struct Odd: Error, CustomStringConvertible { let description = "the horse is ill" }
        #expect(StartupAdvice(Odd()).description == "The server did not start: the horse is ill")
        #expect(
            StartupAdvice(IOError(errnoCode: ENOENT, reason: "x")).description.hasPrefix("The server cannot listen: "))
    }

    @Test func `exit prints the advice on standard error and ends with code 1`() async throws {
        let result = try await #require(
            processExitsWith: .exitCode(1), observing: [\.standardErrorContent, \.standardOutputContent]
        ) {
            StartupAdvice(JOSEError(.noKeys)).exit()
        }
        #expect(
            String(decoding: result.standardErrorContent, as: UTF8.self).contains(
                "error: A verifier needs at least one key.\n"))
    }
}
