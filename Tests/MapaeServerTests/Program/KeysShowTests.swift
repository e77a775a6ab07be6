#if Server
import Foundation
import MapaeJOSE
import Testing

@Suite("mapae keys show", .enabled(if: Program.mapae != nil, Program.missing))
struct KeysShowTests {
    static let kinds: [(JWSAlgorithm, String)] = [
        (.hs256, "oct, 256 bits"), (.hs384, "oct, 384 bits"), (.hs512, "oct, 512 bits"), (.rs256, "RSA, 2048 bits"),
        (.ps512, "RSA, 2048 bits"), (.es256, "EC, P-256"), (.es384, "EC, P-384"), (.es512, "EC, P-521"),
        (.edDSA, "OKP, Ed25519"), (.ed25519, "OKP, Ed25519"),
    ]

    /// The private members of a key as they stand in its JWK.
    static func secrets(_ key: SigningKey) throws -> [String] {
        let jwk = try key.privateJWK()
        return ["d", "p", "q", "dp", "dq", "qi", "k"].compactMap { jwk[$0]?.string }
    }

    @Test("tells what a private key is, from a file and from standard input, and no private member", arguments: kinds)
    func privateKey(_ algorithm: JWSAlgorithm, _ kind: String) async throws {
        try await Scratch.folder { folder in
            let key = try SampleKey.of(algorithm, keyID: "my key")
            let jwk = try JSONValue.object(key.privateJWK()).serialized()
            let set = try PrivateJWKSet([key]).privateSerialized()
            var texts = [jwk, set, Array(" \n\t".utf8) + jwk]
            if !algorithm.isSymmetric { texts.append(Array(try key.privatePEM().utf8)) }
            for text in texts {
                let file = folder + "/key"
                try Files.write(text, to: file)
                let isPEM = text.first == UInt8(ascii: "-")
                let arguments = ["keys", "show"] + (isPEM ? ["--alg", "\(algorithm)"] : [])
                let program = try #require(Program.mapae)
                let ending = try await Program.run(program, arguments + [file], in: folder)
                #expect(ending.code == 0 && ending.errors.isEmpty, "\(ending)")
                let thumbprint = key.verificationKey.thumbprint
                let title = algorithm.isSymmetric ? "shared secret" : "private key"
                for part in [
                    "\(algorithm) \(title)\n", "  kind        \(kind)\n", "  thumbprint  \(thumbprint ?? "none")",
                ] {
                    #expect(ending.output.contains(part), "\(ending)")
                }
                #expect(ending.output.contains("  kid         \(isPEM ? thumbprint ?? "" : "my key")\n"), "\(ending)")
                let piped = try await Program.run(program, arguments + ["-"], in: folder, input: text)
                #expect(piped.output == ending.output)
                for secret in try Self.secrets(key) { #expect(!ending.output.contains(secret)) }
            }
        }
    }

    @Test("prints the public part of a private key as JSON, J57", arguments: kinds.filter { !$0.0.isSymmetric })
    func json(_ algorithm: JWSAlgorithm, _ kind: String) async throws {
        try await Scratch.folder { folder in
            let key = try SampleKey.of(algorithm)
            let input = try JSONValue.object(key.privateJWK()).serialized()
            let ending = try await Program.run("keys", "show", "--json", "-", in: folder, input: input)
            #expect(ending.code == 0 && ending.errors.isEmpty, "\(ending)")
            let shown = try VerificationKey(jwk: ending.output)
            #expect(shown.thumbprint == key.verificationKey.thumbprint && shown.algorithm == algorithm)
            for secret in try Self.secrets(key) { #expect(!ending.output.contains(secret)) }
        }
    }

    @Test("tells each key of a set, and why another cannot be used")
    func set() async throws {
        try await Scratch.folder { folder in
            let keys = try [SigningKey.generate(.es256, keyID: "one"), .generate(.edDSA, keyID: "two")]
            let elements = try keys.map { JSONValue.object(try $0.verificationKey.jwk()) }
            let strange: JSONValue = ["kty": "AKP", "alg": "ML-DSA-65", "pub": "AAAA"]
            let text = try JSONValue.object(["keys": .array([elements[0], strange, elements[1]])]).serialized()
            let ending = try await Program.run("keys", "show", "-", in: folder, input: text)
            #expect(ending.code == 0, "\(ending)")
            for part in ["ES256 public key", "kid         one", "EdDSA public key", "kid         two"] {
                #expect(ending.output.contains(part), "\(ending)")
            }
            #expect(ending.output.contains("1 other cannot be used\n  - This kind of key is not offered."), "\(ending)")
            let json = try await Program.run("keys", "show", "--json", "-", in: folder, input: text)
            #expect(try JWKSet(parsing: Array(json.output.utf8)).keys.map(\.keyID) == ["one", "two"], "\(json)")
        }
    }

    @Test("prints no secret as JSON, alone or in a set")
    func secret() async throws {
        try await Scratch.folder { folder in
            let keys = try [SigningKey.generate(.es256), .generate(.hs256)]
            for text in [try PrivateJWKSet(keys).privateSerialized(), try PrivateJWKSet([keys[1]]).privateSerialized()]
            {
                let ending = try await Program.run("keys", "show", "--json", "-", in: folder, input: text)
                #expect(ending.code == 1 && ending.isOneLineOfAdvice && ending.output.isEmpty, "\(ending)")
                #expect(ending.errors.contains("no public part"))
            }
        }
    }

    @Test("shows an id that would command the terminal as escapes (G2)")
    func controls() async throws {
        try await Scratch.folder { folder in
            let key = try SigningKey.generate(.es256, keyID: "a\u{200E}31m\u{202E}b")
            let text = try JSONValue.object(key.privateJWK()).serialized()
            for arguments in [["keys", "show", "-"], ["keys", "show", "--json", "-"]] {
                let ending = try await Program.run(try #require(Program.mapae), arguments, in: folder, input: text)
                #expect(ending.output.contains(#"a\u200e31m\u202eb"#), "\(ending)")
                #expect(!ending.output.unicodeScalars.contains { $0 == "\u{200E}" || $0 == "\u{202E}" })
            }
        }
    }

    struct Bad: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let bytes: [UInt8]
        let part: String
        init(_ name: String, _ bytes: [UInt8], _ part: String) {
            testDescription = name
            self.bytes = bytes
            self.part = part
        }
        init(_ name: String, _ text: String, _ part: String) { self.init(name, Array(text.utf8), part) }
    }

    static let bad = [
        Bad("nothing", "", "neither PEM nor a JWK"), Bad("a word", "secret", "neither PEM nor a JWK"),
        Bad("binary", [0x30, 0x82, 0xFF, 0x00], "not text"), Bad("a brace", "{", "not JSON"),
        Bad("an empty object", "{}", "cannot be read"), Bad("an empty set", #"{"keys":[]}"#, "the set is empty"),
        Bad("no set", #"{"keys":{}}"#, "JWK Set"), Bad("a set of numbers", #"{"keys":[1]}"#, "no key that can be used"),
        Bad("a name twice", #"{"kty":"EC","kty":"EC"}"#, "twice"),
        Bad("a secret for nothing", #"{"kty":"oct","k":"AAAA"}"#, "--alg"),
        Bad("a list", "[]", "neither PEM nor a JWK"),
        Bad("PEM of nothing", "-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----\n", "cannot be read"),
        Bad("a certificate", "-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n", "no certificates"),
        Bad("too much", [UInt8](repeating: 0x20, count: 512 * 1024 + 1), "too la"),
    ]

    @Test("says in one line what is no key, and ends with 1", arguments: bad)
    func noKey(_ bad: Bad) async throws {
        try await Scratch.folder { folder in
            let file = folder + "/key"
            try Files.write(bad.bytes, to: file)
            let ending = try await Program.run("keys", "show", file, in: folder)
            #expect(ending.code == 1 && ending.isOneLineOfAdvice && ending.output.isEmpty, "\(ending)")
            #expect(ending.errors.contains(bad.part) && ending.errors.contains(file), "\(ending)")
            let piped = try await Program.run("keys", "show", "-", in: folder, input: bad.bytes)
            #expect(piped.code == 1 && piped.isOneLineOfAdvice && piped.output.isEmpty, "\(piped)")
        }
    }

    @Test("says in one line what is no file, and ends with 1")
    func noFile() async throws {
        try await Scratch.folder { folder in
            try FileManager.default.createSymbolicLink(atPath: folder + "/loop", withDestinationPath: folder + "/loop")
            for (file, part) in [
                (folder + "/none", "No such file"), (folder, "is a folder"), ("", "No such file"),
                (folder + "/loop", "cannot be read"),
                ("/dev/zero", "too large"), (folder + "/none/none", "No such file"), (folder + "/a\nb", "No such file"),
            ] {
                let ending = try await Program.run("keys", "show", file, in: folder)
                #expect(ending.code == 1 && ending.isOneLineOfAdvice && ending.output.isEmpty, "\(ending)")
                #expect(ending.errors.contains(part), "\(ending)")
            }
        }
    }

    @Test("reads no file that its user may not read", .enabled(if: geteuid() != 0, "root may read everything"))
    func unreadable() async throws {
        try await Scratch.folder { folder in
            try Files.write("{}", to: folder + "/key", mode: 0)
            let ending = try await Program.run("keys", "show", folder + "/key", in: folder)
            #expect(ending.code == 1 && ending.isOneLineOfAdvice && ending.errors.contains("Permission denied"))
        }
    }
}
#endif
