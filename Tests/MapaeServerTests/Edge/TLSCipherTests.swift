#if Server
import Foundation
import NIOCore
import NIOEmbedded
import NIOSSL
import Testing

@testable import MapaeServer

@Suite("What TLS agrees on", .enabled(if: OpenSSLTool.path != nil, OpenSSLTool.absent))
struct TLSCipherTests {
    /// A client that knows one suite alone, and whether it gets through.
    struct Row: Sendable {
        let certificate: String
        let cipher: NIOTLSCipher
        let isTaken: Bool
    }

    private static let rows = [
        Row(certificate: "ec", cipher: .TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, isTaken: true),
        Row(certificate: "ec", cipher: .TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384, isTaken: true),
        Row(certificate: "rsa", cipher: .TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, isTaken: true),
        Row(certificate: "rsa", cipher: .TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384, isTaken: true),
        // CBC, and what has no forward secrecy.
        Row(certificate: "ec", cipher: .TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA, isTaken: false),
        Row(certificate: "rsa", cipher: .TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA, isTaken: false),
        Row(certificate: "rsa", cipher: .TLS_RSA_WITH_AES_128_GCM_SHA256, isTaken: false),
        Row(certificate: "rsa", cipher: .TLS_RSA_WITH_AES_128_CBC_SHA, isTaken: false),
    ]

    @Test("H24: with TLS 1.2 there are only suites with forward secrecy and authenticated encryption", arguments: rows)
    func suites(_ row: Row) async throws {
        try await Scratch.folder { folder in
            let files = try await OpenSSLTool.certificate(row.certificate, in: folder)
            let gotThrough = try getsThrough(files) { client in
                client.maximumTLSVersion = .tlsv12
                client.cipherSuiteValues = [row.cipher]
            }
            #expect(gotThrough == row.isTaken, "\(row.cipher)")
        }
    }

    @Test("H24: TLS 1.3 is offered, and nothing that is older than 1.2")
    func versions() async throws {
        try await Scratch.folder { folder in
            let files = try await OpenSSLTool.certificate("ec", in: folder)
            for (version, isTaken) in [(TLSVersion.tlsv1, false), (.tlsv11, false), (.tlsv12, true), (.tlsv13, true)] {
                let gotThrough = try getsThrough(files) { client in
                    client.minimumTLSVersion = version
                    client.maximumTLSVersion = version
                }
                #expect(gotThrough == isTaken, "\(version)")
            }
        }
    }

    /// Whether the bytes of a client reach the server behind the handshake.
    private func getsThrough(_ files: TLSFiles, _ change: (inout TLSConfiguration) -> Void) throws -> Bool {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.certificateVerification = .none
        change(&configuration)
        let now = Int(Date().timeIntervalSince1970)
        let server = EmbeddedChannel(handler: NIOSSLServerHandler(context: try files.context(now: now)))
        let client = EmbeddedChannel(
            handler: try NIOSSLClientHandler(
                context: try NIOSSLContext(configuration: configuration), serverHostname: nil))
        let address = try SocketAddress(ipAddress: "127.0.0.1", port: 1)
        server.connect(to: address, promise: nil)
        client.connect(to: address, promise: nil)
        let message = ByteBuffer(string: "hello")
        client.writeAndFlush(message, promise: nil)
        do {
            while try carry(from: client, to: server) || carry(from: server, to: client) {}
        } catch { return false }
        return try server.readInbound(as: ByteBuffer.self) == message
    }

    private func carry(from sender: EmbeddedChannel, to receiver: EmbeddedChannel) throws -> Bool {
        guard let bytes = try sender.readOutbound(as: ByteBuffer.self) else { return false }
        try receiver.writeInbound(bytes)
        return true
    }
}
#endif
