#if Server
import Foundation
import NIOCore
import NIOEmbedded
import NIOSSL
import Testing

@testable import MapaeServer

@Suite("The certificate and its key", .enabled(if: OpenSSLTool.path != nil, OpenSSLTool.absent))
struct TLSFilesTests {
    private static var now: Int { Int(Date().timeIntervalSince1970) }

    private func refused(
        _ files: TLSFiles, now: Int = now, _ parts: String..., sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let error = #expect(throws: ServerError(.tls, ""), sourceLocation: sourceLocation) {
            _ = try files.context(now: now)
        }
        for part in parts {
            #expect(error?.message.contains(part) == true, "\(error?.message ?? "")", sourceLocation: sourceLocation)
        }
        #expect(error?.message.contains("PRIVATE KEY") != true, sourceLocation: sourceLocation)
    }

    @Test("are taken when they belong together", arguments: ["ec", "rsa"])
    func good(_ kind: String) async throws {
        try await Scratch.folder { folder in
            let files = try await OpenSSLTool.certificate(kind, in: folder)
            _ = try files.context(now: Self.now)
            try Files.setMode(0o400, of: files.key)
            _ = try files.context(now: Self.now)
        }
    }

    @Test("H24: are used in TLS 1.2 with the cipher suites of RFC 9325 section 4.2 alone", arguments: ["ec", "rsa"])
    func ciphers(_ kind: String) async throws {
        let isRSA = kind == "rsa"
        let rows: [(NIOTLSCipher, isGood: Bool)] = [
            (.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, !isRSA), (.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384, !isRSA),
            (.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, isRSA), (.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384, isRSA),
            (.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA, false), (.TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA, false),
            (.TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA, false), (.TLS_RSA_WITH_AES_128_GCM_SHA256, false),
            (.TLS_RSA_WITH_AES_256_CBC_SHA, false),
        ]
        try await Scratch.folder { folder in
            let files = try await OpenSSLTool.certificate(kind, in: folder)
            let server = try files.context(now: Self.now)
            for (cipher, isGood) in rows {
                var configuration = TLSConfiguration.makeClientConfiguration()
                configuration.certificateVerification = .none
                configuration.maximumTLSVersion = .tlsv12
                configuration.cipherSuiteValues = [cipher]
                let client = try NIOSSLContext(configuration: configuration)
                #expect(Self.agree(server, client) == isGood, "\(cipher)")
            }
        }
    }

    /// Whether a byte of the client's gets to the server.
    private static func agree(_ server: NIOSSLContext, _ client: NIOSSLContext) -> Bool {
        let here = EmbeddedChannel(handler: NIOSSLServerHandler(context: server))
        guard let handler = try? NIOSSLClientHandler(context: client, serverHostname: nil),
            let path = try? SocketAddress(unixDomainSocketPath: "/tls")
        else { return false }
        let there = EmbeddedChannel(handler: handler)
        for channel in [here, there] { channel.connect(to: path, promise: nil) }
        there.writeAndFlush(ByteBuffer(bytes: [1]), promise: nil)
        var isMoving = true
        while isMoving {
            isMoving = false
            for (from, to) in [(there, here), (here, there)] {
                while let data = try? from.readOutbound(as: ByteBuffer.self) {
                    isMoving = true
                    do { try to.writeInbound(data) } catch { return false }
                }
            }
        }
        return (try? here.readInbound(as: ByteBuffer.self)) != nil
    }

    @Test("are refused before and after their time, with the reason")
    func validity() async throws {
        try await Scratch.folder { folder in
            let files = try await OpenSSLTool.certificate("ec", in: folder)
            refused(files, now: Self.now + 3 * 86_400, files.certificate, "expired")
            refused(files, now: Self.now - 3600, files.certificate, "not valid yet", "clock")
        }
    }

    @Test("are refused when they are of two pairs, of one kind or of two")
    func mismatch() async throws {
        try await Scratch.folder { folder in
            let one = try await OpenSSLTool.certificate("ec", in: folder, name: "one")
            for kind in ["ec", "rsa"] {
                let two = try await OpenSSLTool.certificate(kind, in: folder, name: "two")
                refused(.init(certificate: one.certificate, key: two.key), one.certificate, two.key, "does not belong")
            }
        }
    }

    @Test("are refused when others can read the key", arguments: [0o604, 0o644, 0o602, 0o601, 0o666, 0o660, 0o620])
    func mode(_ mode: Int) async throws {
        try await Scratch.folder { folder in
            let files = try await OpenSSLTool.certificate("ec", in: folder)
            try Files.setMode(mode, of: files.key)
            refused(files, files.key, "chmod 600")
        }
    }

    @Test("are refused when they are missing, folders, or hold something else")
    func content() async throws {
        try await Scratch.folder { folder in
            let good = try await OpenSSLTool.certificate("ec", in: folder)
            let other = folder + "/other.pem"
            refused(.init(certificate: other, key: good.key), other, "cannot be read")
            refused(.init(certificate: good.certificate, key: other), other, "cannot be read")
            refused(.init(certificate: folder, key: good.key), folder, "folder")
            refused(.init(certificate: good.certificate, key: folder), folder)
            for text in ["", "nothing", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"] {
                try Files.write(text, to: other)
                refused(.init(certificate: other, key: good.key), other, "no certificates")
                refused(.init(certificate: good.certificate, key: other), other, "no private key")
            }
            // Swapped, as happens.
            refused(.init(certificate: good.key, key: good.key), "no certificates")
            let locked = try await OpenSSLTool.run(
                ["ec", "-aes128", "-passout", "pass:secret", "-in", good.key], in: folder)
            try Files.write(locked.output, to: other)
            refused(.init(certificate: good.certificate, key: other), other, "passphrase")
        }
    }

    @Test("come together or not at all, and not as empty texts")
    func settings() throws {
        func load(_ certificate: String?, _ key: String?) throws -> TLSFiles? {
            try SettingsLoader(
                flags: .init(tlsCertificate: certificate, tlsKey: key), environment: ["HOME": "/home/ada"]
            ).settings().tls
        }
        #expect(try load(nil, nil) == nil)
        #expect(try load("a", "b") == TLSFiles(certificate: "a", key: "b"))
        for (certificate, key, name) in [
            ("a", nil, "--tls-cert"), (nil, "b", "--tls-key"), ("", "b", "--tls-cert"), ("a", "", "--tls-key"),
        ] as [(String?, String?, String)] {
            let error = #expect(throws: ServerError(.invalidSetting, "")) { _ = try load(certificate, key) }
            #expect(error?.message.contains(name) == true)
        }
        let mixed = try SettingsLoader(
            flags: .init(tlsCertificate: "a"), environment: ["HOME": "/home/ada", "MAPAE_TLS_KEY": "b"])
        #expect(try mixed.settings().tls == TLSFiles(certificate: "a", key: "b"))
    }

    @Test(
        "stop the program at its start, with one line, when they are of no use",
        .enabled(if: Program.mapae != nil, Program.missing))
    func program() async throws {
        try await Scratch.folder { folder in
            let files = try await OpenSSLTool.certificate("ec", in: folder)
            try Files.setMode(0o644, of: files.key)
            let ending = try await Program.run(
                "serve", "--port", "0", "--data-dir", folder + "/data", "--tls-cert", files.certificate, "--tls-key",
                files.key,
                in: folder)
            #expect(ending.code != 0 && ending.isOneLineOfAdvice, "\(ending)")
            #expect(ending.errors.contains("chmod 600"))
        }
    }
}

/// Somebody else's maker of certificates.
enum OpenSSLTool {
    static let path: String? = ["/usr/bin/openssl", "/opt/homebrew/bin/openssl", "/usr/local/bin/openssl"]
        .first { FileManager.default.isExecutableFile(atPath: $0) }
    static let absent: Comment = "openssl is not installed"

    static func run(_ arguments: [String], in folder: String) async throws -> Program.Ending {
        let ending = try await Program.run(try #require(path), arguments, in: folder)
        try #require(ending.code == 0, "\(ending)")
        return ending
    }

    /// A certificate for localhost that is valid for two days and signs itself.
    static func certificate(_ kind: String, in folder: String, name: String = "tls") async throws -> TLSFiles {
        let files = TLSFiles(certificate: "\(folder)/\(name).pem", key: "\(folder)/\(name).key")
        let key = kind == "ec" ? ["ec", "-pkeyopt", "ec_paramgen_curve:P-256"] : ["rsa:2048"]
        _ = try await run(
            [
                "req", "-x509", "-nodes", "-days", "2", "-subj", "/CN=localhost", "-keyout", files.key, "-out",
                files.certificate, "-newkey",
            ]
                + key, in: folder)
        try Files.setMode(0o600, of: files.key)
        return files
    }
}
#endif
