#if Server
import Foundation
import MapaeJOSE
import Testing

@Suite("mapae keys generate", .enabled(if: Program.mapae != nil, Program.missing))
struct KeysGenerateTests {
    static let formats: [(JWSAlgorithm, [String])] = JWSAlgorithm.allCases.map { algorithm in
        let name = algorithm.description
        if algorithm.isSymmetric { return (algorithm, ["jwk", "jwks"]) }
        if algorithm.isRSA { return (algorithm, ["jwk", "jwks", "pem", "pkcs1"]) }
        return (algorithm, name.hasPrefix("ES") ? ["jwk", "jwks", "pem", "sec1"] : ["jwk", "jwks", "pem"])
    }

    @Test("prints a key of each algorithm in each format that knows it, and nothing else", arguments: formats)
    func eachFormat(_ algorithm: JWSAlgorithm, _ formats: [String]) async throws {
        try await Scratch.folder { folder in
            for format in formats {
                let arguments = ["keys", "generate", "--alg", "\(algorithm)", "--format", format]
                let ending = try await Program.run(
                    try #require(Program.mapae), arguments + (algorithm.isRSA ? ["--bits", "2048"] : []), in: folder)
                #expect(ending.code == 0 && ending.errors.isEmpty, "\(ending)")
                let key: SigningKey? =
                    switch format {
                    case "jwk": try SigningKey(jwk: ending.output)
                    case "jwks": try PrivateJWKSet(parsing: Array(ending.output.utf8)).keys.first
                    default: try SigningKey(pem: ending.output, algorithm: algorithm)
                    }
                #expect(key?.algorithm == algorithm && key?.keyID?.isEmpty == false, "\(format)")
                let begins = ["pkcs1": "-----BEGIN RSA PRIVATE KEY-----\n", "sec1": "-----BEGIN EC PRIVATE KEY-----\n"]
                let beginning = begins[format] ?? (format == "pem" ? "-----BEGIN PRIVATE KEY-----\n" : "{")
                #expect(ending.output.hasPrefix(beginning) && ending.output.hasSuffix("\n"), "\(format)")
            }
            #expect(try Files.names(in: folder).isEmpty)
        }
    }

    @Test("makes an ES256 key as a JWK unless told, another each time, and takes an id")
    func defaults() async throws {
        try await Scratch.folder { folder in
            let program = try #require(Program.mapae)
            var keys: [SigningKey] = []
            for arguments in [[], [], ["--kid", "2026-11"]] {
                let ending = try await Program.run(program, ["keys", "generate"] + arguments, in: folder)
                keys.append(try SigningKey(jwk: ending.output))
            }
            #expect(keys.allSatisfy { $0.algorithm == .es256 })
            #expect(keys[0].keyID == keys[0].verificationKey.thumbprint && keys[0].keyID != keys[1].keyID)
            #expect(keys[2].keyID == "2026-11")
        }
    }

    @Test("gives an RSA key the bits that are asked for, 3072 unless told")
    func bits() async throws {
        try await Scratch.folder { folder in
            for (arguments, bits) in [([String](), "3072"), (["--bits", "2048"], "2048")] {
                let file = folder + "/\(bits).pem"
                let ending = try await Program.run(
                    try #require(Program.mapae),
                    ["keys", "generate", "--alg", "RS256", "--format", "pem", "--out", file] + arguments, in: folder)
                #expect(ending.code == 0 && ending.output.contains("RSA, \(bits) bits"), "\(ending)")
            }
        }
    }

    @Test("writes a new file that only its owner can read, and says what is in it")
    func out() async throws {
        try await Scratch.folder { folder in
            let file = folder + "/my key.json"
            let ending = try await Program.run("keys", "generate", "--out", file, in: folder)
            #expect(ending.code == 0 && ending.errors.isEmpty, "\(ending)")
            #expect(try Files.mode(of: file) == 0o600)
            let text = try String(contentsOfFile: file, encoding: .utf8)
            let key = try SigningKey(jwk: text)
            let thumbprint = try #require(key.verificationKey.thumbprint)
            for part in ["ES256 private key", "EC, P-256", "kid         \(thumbprint)", "thumbprint  \(thumbprint)"] {
                #expect(ending.output.contains(part), "\(ending)")
            }
            #expect(ending.output.contains("keys show --json '\(file)'"), "\(ending)")
            let secret = try #require(key.privateJWK()["d"]?.string)
            #expect(!ending.output.contains(secret))

            let again = try await Program.run("keys", "generate", "--out", file, in: folder)
            #expect(again.code == 1 && again.isOneLineOfAdvice && again.errors.contains("exists already"), "\(again)")
            #expect(try String(contentsOfFile: file, encoding: .utf8) == text)
        }
    }

    @Test("writes through no link, into no folder, and to no place that is not there")
    func badPlaces() async throws {
        try await Scratch.folder { folder in
            let link = folder + "/link"
            try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: folder + "/target")
            for place in [link, folder, folder + "/none/key.json", "/dev/null"] {
                let ending = try await Program.run("keys", "generate", "--out", place, in: folder)
                #expect(ending.code == 1 && ending.isOneLineOfAdvice && ending.output.isEmpty, "\(ending)")
            }
            #expect(try Files.names(in: folder) == ["link"])
        }
    }

    @Test(
        "leaves no half a key on a disk that is full",
        .enabled(if: SmallDisk.isAvailable, "a small disk needs root and mount(8)"))
    func fullDisk() async throws {
        try await Scratch.folder { folder in
            let disk = folder + "/disk"
            try FileManager.default.createDirectory(atPath: disk, withIntermediateDirectories: false)
            try await SmallDisk.mounted(on: disk, room: 0) {
                let ending = try await Program.run("keys", "generate", "--out", disk + "/key.json", in: folder)
                #expect(ending.code == 1 && ending.isOneLineOfAdvice && ending.output.isEmpty, "\(ending)")
                #expect(ending.errors.contains("No space left"), "\(ending)")
                #expect(try Files.names(in: disk) == ["filler"])
            }
        }
    }

    @Test(
        "says in one line which format does not hold a key",
        arguments: [
            ("HS256", "pem", "no PEM form"), ("HS384", "pkcs1", "no PEM form"), ("HS512", "sec1", "no PEM form"),
            ("ES256", "pkcs1", "PKCS #1 is a format of RSA keys"), ("EdDSA", "pkcs1", "PKCS #1"),
            ("EdDSA", "sec1", "SEC 1 is a format of EC keys"),
        ])
    func wrongFormat(_ algorithm: String, _ format: String, _ part: String) async throws {
        try await Scratch.folder { folder in
            let file = folder + "/key"
            let ending = try await Program.run(
                "keys", "generate", "--alg", algorithm, "--format", format, "--out", file, in: folder)
            #expect(ending.code == 1 && ending.isOneLineOfAdvice && ending.errors.contains(part), "\(ending)")
            #expect(!Files.exists(file))
        }
    }

    @Test(
        "offers help for what cannot be meant",
        arguments: [
            ["--alg", "none"], ["--alg", "es256"], ["--alg", ""], ["--bits", "1024", "--alg", "RS256"],
            ["--bits", "2048"], ["--bits", "x", "--alg", "RS256"], ["--format", "der"],
            ["--kid", "x", "--format", "pem"],
            ["x"],
        ])
    func usage(_ arguments: [String]) async throws {
        try await Scratch.folder { folder in
            let ending = try await Program.run(
                try #require(Program.mapae), ["keys", "generate"] + arguments, in: folder)
            #expect(ending.code == 64 && ending.output.isEmpty, "\(ending)")
            #expect(ending.errors.contains("Usage: mapae keys generate"), "\(ending)")
        }
    }

    @Test("refuses an id that no token may carry", arguments: ["", String(repeating: "k", count: 257), "a\nb"])
    func badID(_ id: String) async throws {
        try await Scratch.folder { folder in
            let ending = try await Program.run("keys", "generate", "--kid", id, in: folder)
            #expect(ending.code == 1 && ending.isOneLineOfAdvice && ending.output.isEmpty, "\(ending)")
        }
    }
}
#endif
