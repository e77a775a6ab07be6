#if Server
import Foundation
import MapaeJOSE
import Testing

@Suite("mapae keys convert", .enabled(if: Program.mapae != nil, Program.missing))
struct KeysConvertTests {
    private func convert(
        _ text: String, _ arguments: String..., in folder: String
    ) async throws -> Program.Ending {
        try await Program.run(
            try #require(Program.mapae), ["keys", "convert", "-"] + arguments, in: folder, input: Array(text.utf8))
    }

    @Test("takes a key of each algorithm through every format and back", arguments: KeysGenerateTests.formats)
    func roundTrip(_ algorithm: JWSAlgorithm, _ formats: [String]) async throws {
        try await Scratch.folder { folder in
            let key = try SampleKey.of(algorithm)
            let jwk = String(decoding: try JSONValue.object(key.privateJWK()).serialized(), as: UTF8.self)
            var text = jwk
            for format in formats + ["jwk"] {
                let ending = try await convert(
                    text, "--to", format, "--private", "--alg", "\(algorithm)", in: folder)
                #expect(ending.code == 0 && ending.errors.isEmpty, "\(format): \(ending.errors)")
                text = ending.output
            }
            #expect(text == jwk + "\n")

            guard !algorithm.isSymmetric else { return }
            let publicJWK = String(
                decoding: try JSONValue.object(key.verificationKey.jwk()).serialized(), as: UTF8.self)
            text = jwk
            for format in formats.filter({ $0 != "sec1" }) + ["jwk"] {
                let ending = try await convert(text, "--to", format, "--alg", "\(algorithm)", in: folder)
                #expect(ending.code == 0 && ending.errors.isEmpty, "\(format): \(ending.errors)")
                #expect(!ending.output.contains("PRIVATE"))
                for secret in try KeysShowTests.secrets(key) { #expect(!ending.output.contains(secret)) }
                text = ending.output
            }
            #expect(text == publicJWK + "\n")
        }
    }

    @Test("writes private members only when told so, into a file of its user alone")
    func privateFile() async throws {
        try await Scratch.folder { folder in
            let key = try SigningKey.generate(.es256)
            let text = try key.privatePEM()
            for (arguments, name, mode) in [
                ([String](), "a", 0o644), (["--public"], "b", 0o644), (["--private"], "c", 0o600),
            ] {
                let file = folder + "/" + name
                let all = ["keys", "convert", "-", "--to", "jwk", "--out", file] + arguments
                let program = try #require(Program.mapae)
                let ending = try await Program.run(program, all, in: folder, input: Array(text.utf8))
                #expect(ending.code == 0 && ending.output.hasPrefix("Wrote \(file)"), "\(ending)")
                #expect(try Files.mode(of: file) == mode)
                let written = try String(contentsOfFile: file, encoding: .utf8)
                #expect(try JSONValue(parsing: Array(written.utf8)).object?["d"] == nil || mode == 0o600)
                let again = try await Program.run(program, all, in: folder, input: Array(text.utf8))
                #expect(again.code == 1 && again.isOneLineOfAdvice && again.errors.contains("exists already"))
                #expect(try String(contentsOfFile: file, encoding: .utf8) == written)
            }
        }
    }

    @Test("gives the one key another id, and keeps several apart")
    func ids() async throws {
        try await Scratch.folder { folder in
            let pem = try SigningKey.generate(.edDSA).verificationKey.pem()
            let ending = try await convert(pem, "--to", "jwks", "--kid", "2026-11", in: folder)
            #expect(try JWKSet(parsing: Array(ending.output.utf8)).keys.map(\.keyID) == ["2026-11"], "\(ending)")
            let keys = try [SigningKey.generate(.es256, keyID: "1"), .generate(.hs256, keyID: "2")]
            let set = String(decoding: try PrivateJWKSet(keys).privateSerialized(), as: UTF8.self)
            let again = try await convert(set, "--to", "jwks", "--private", in: folder)
            #expect(again.output == set + "\n", "\(again)")
        }
    }

    @Test("binds an RSA key in PEM to what it is told, and no key to two algorithms")
    func algorithm() async throws {
        try await Scratch.folder { folder in
            let key = try SampleKey.of(.ps384)
            let (pem, jwk) = (
                try key.verificationKey.pem(), try JSONValue.object(key.verificationKey.jwk()).serialized()
            )
            let plain = try await convert(pem, "--to", "jwk", in: folder)
            #expect(try VerificationKey(jwk: plain.output).algorithm == .rs256)
            let told = try await convert(pem, "--to", "jwk", "--alg", "PS384", in: folder)
            #expect(try VerificationKey(jwk: told.output).algorithm == .ps384)
            let other = try await convert(
                String(decoding: jwk, as: UTF8.self), "--to", "jwk", "--alg", "RS256", in: folder)
            #expect(
                other.code == 1 && other.isOneLineOfAdvice
                    && other.errors.contains("not the one that the key itself names"))
        }
    }

    @Test("says in one line what cannot be written, and writes nothing")
    func refusals() async throws {
        try await Scratch.folder { folder in
            let (es, hs) = (try SigningKey.generate(.es256), try SigningKey.generate(.hs256))
            let secret = String(decoding: try JSONValue.object(hs.privateJWK()).serialized(), as: UTF8.self)
            let set = String(decoding: try PrivateJWKSet([es, hs]).privateSerialized(), as: UTF8.self)
            let publicPEM = try es.verificationKey.pem()
            let strange =
                #"{"keys":[{"kty":"AKP"},\#(String(decoding: try JSONValue.object(es.verificationKey.jwk()).serialized(), as: UTF8.self))]}"#
            let file = folder + "/out"
            let cases: [(String, [String], String)] = [
                (secret, ["--to", "jwk"], "no public part"), (secret, ["--to", "pem", "--private"], "no PEM form"),
                (set, ["--to", "jwks"], "no public part"), (set, ["--to", "pem", "--private"], "There are 2 keys"),
                (set, ["--to", "jwks", "--private", "--kid", "x"], "cannot all have one id"),
                (publicPEM, ["--to", "jwk", "--private"], "leave --private out"),
                (publicPEM, ["--to", "sec1"], "SEC 1"), (publicPEM, ["--to", "pkcs1"], "PKCS #1"),
                (publicPEM, ["--to", "jwk", "--alg", "RS256"], "not one for this key"),
                (strange, ["--to", "jwks"], "nothing was written"),
                ("x", ["--to", "jwk"], "neither PEM"),
            ]
            for (text, arguments, part) in cases {
                let ending = try await Program.run(
                    try #require(Program.mapae), ["keys", "convert", "-", "--out", file] + arguments, in: folder,
                    input: Array(text.utf8))
                #expect(ending.code == 1 && ending.isOneLineOfAdvice && ending.output.isEmpty, "\(ending)")
                #expect(ending.errors.contains(part), "\(ending)")
                #expect(!Files.exists(file))
            }
        }
    }

    @Test(
        "offers help for what cannot be meant",
        arguments: [
            [], ["-"], ["-", "--to", "der"], ["-", "--to", "jwk", "--public", "--private"],
            ["-", "--to", "pem", "--kid", "x"], ["--to", "jwk"], ["-", "--to", "jwk", "--alg", "none"],
        ])
    func usage(_ arguments: [String]) async throws {
        try await Scratch.folder { folder in
            let ending = try await Program.run(
                try #require(Program.mapae), ["keys", "convert"] + arguments, in: folder)
            #expect(ending.code == 64 && ending.output.isEmpty && ending.errors.contains("Usage: mapae keys convert"))
        }
    }
}
#endif
