#if Server
import Foundation
import MapaeJOSE
import Testing

/// Somebody else's reader and writer of keys.
private enum OpenSSL {
    static let path: String? = ["/usr/bin/openssl", "/opt/homebrew/bin/openssl", "/usr/local/bin/openssl"]
        .first { FileManager.default.isExecutableFile(atPath: $0) }
    static let absent: Comment = "openssl is not installed"
}

@Suite("Keys in PEM", .enabled(if: Program.mapae != nil, Program.missing))
struct KeysOpenSSLTests {
    private func openssl(_ arguments: [String], in folder: String, input: String = "") async throws -> Program.Ending {
        try await Program.run(try #require(OpenSSL.path), arguments, in: folder, input: Array(input.utf8))
    }

    static let ours: [(String, String)] = [
        ("RS256", "pem"), ("PS512", "pkcs1"), ("ES256", "pem"), ("ES256", "sec1"), ("ES384", "sec1"), ("ES512", "pem"),
        ("EdDSA", "pem"), ("Ed25519", "pem"),
    ]

    @Test(
        "that we write are taken by openssl, private and public", .enabled(if: OpenSSL.path != nil, OpenSSL.absent),
        arguments: ours)
    func written(_ algorithm: String, _ format: String) async throws {
        try await Scratch.folder { folder in
            let made = try await Program.run("keys", "generate", "--alg", algorithm, "--format", format, in: folder)
            let read = try await openssl(["pkey", "-pubout"], in: folder, input: made.output)
            #expect(read.code == 0, "\(read)")
            let checked = try await openssl(["pkey", "-noout", "-check"], in: folder, input: made.output)
            #expect(checked.code == 0, "\(checked)")
            // What openssl takes for the public key is what we take for it, byte by byte.
            let ours = try await Program.run(
                "keys", "convert", "-", "--to", "pem", in: folder, input: Array(made.output.utf8))
            #expect(ours.output == read.output && ours.output.hasPrefix("-----BEGIN PUBLIC KEY-----"), "\(ours)")
        }
    }

    static let theirs: [(String, [String])] = [
        ("RS256", ["genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"]),
        ("RS256", ["genrsa", "-traditional", "2048"]),
        ("ES256", ["genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"]),
        ("ES256", ["ecparam", "-name", "prime256v1", "-genkey"]),
        ("ES384", ["ecparam", "-name", "secp384r1", "-genkey", "-noout"]),
        ("ES512", ["genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-521"]),
        ("EdDSA", ["genpkey", "-algorithm", "ED25519"]),
    ]

    @Test(
        "that openssl writes are taken by us, private and public", .enabled(if: OpenSSL.path != nil, OpenSSL.absent),
        arguments: theirs)
    func read(_ algorithm: String, _ arguments: [String]) async throws {
        try await Scratch.folder { folder in
            let made = try await openssl(arguments, in: folder)
            #expect(made.code == 0, "\(made)")
            let shown = try await Program.run("keys", "show", "-", in: folder, input: Array(made.output.utf8))
            #expect(shown.code == 0 && shown.output.hasPrefix("\(algorithm) private key\n"), "\(shown)")
            let part = try await openssl(["pkey", "-pubout"], in: folder, input: made.output)
            let again = try await Program.run("keys", "show", "-", in: folder, input: Array(part.output.utf8))
            #expect(again.code == 0 && again.output.hasPrefix("\(algorithm) public key\n"), "\(again)")
            let lines = (shown.output.split(separator: "\n"), again.output.split(separator: "\n"))
            #expect(lines.0.dropFirst() == lines.1.dropFirst())
            // And what we make of it again is what openssl takes for the same key.
            let back = try await Program.run(
                "keys", "convert", "-", "--to", "pem", "--private", in: folder, input: Array(made.output.utf8))
            #expect(try await openssl(["pkey", "-pubout"], in: folder, input: back.output).output == part.output)
        }
    }

    @Test(
        "of openssl that we do not offer are refused in one line", .enabled(if: OpenSSL.path != nil, OpenSSL.absent),
        arguments: [
            ["genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:secp256k1"],
            ["genpkey", "-algorithm", "ED448"],
            ["genpkey", "-algorithm", "X25519"], ["genrsa", "1024"], ["genpkey", "-algorithm", "RSA-PSS"],
            ["genpkey", "-algorithm", "ED25519", "-aes-256-cbc", "-pass", "pass:x"],
        ])
    func refused(_ arguments: [String]) async throws {
        try await Scratch.folder { folder in
            let made = try await openssl(arguments, in: folder)
            #expect(made.code == 0, "\(made)")
            let shown = try await Program.run("keys", "show", "-", in: folder, input: Array(made.output.utf8))
            #expect(shown.code == 1 && shown.isOneLineOfAdvice && shown.output.isEmpty, "\(shown)")
        }
    }
}
#endif
