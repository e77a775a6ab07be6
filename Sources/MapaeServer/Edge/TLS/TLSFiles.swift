#if Server
import Foundation
import NIOSSL

/// The certificate chain and the private key of TLS, in files.
public struct TLSFiles: Sendable, Hashable {
    /// The file of the chain in PEM, the server's own certificate first.
    public var certificate: String
    /// The file of the private key in PEM.
    public var key: String

    /// Names both files.
    public init(certificate: String, key: String) {
        self.certificate = certificate
        self.key = key
    }

    private static let limit = 1024 * 1024
    /// For TLS 1.2, those of RFC 9325 §4.2: whoever gets the key later reads nothing of before, and there is no padding to ask about.
    /// NIO would offer others too. Those of TLS 1.3 are all good, and always there.
    private static let cipherSuites: [NIOTLSCipher] = [
        .TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, .TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
        .TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384, .TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
    ]

    /// Reads and checks both files.
    /// - Parameter now: The time that the certificates must be valid at, in seconds of Unix time.
    /// - Throws: ``ServerError`` `tls`, when a file cannot be read, others can read the key, a certificate is not valid at
    ///   this time, or the two do not belong together.
    func context(now: Int) throws(ServerError) -> NIOSSLContext {
        let chain = try certificates(now: now)
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(try privateKey()))
        // RFC 8996: what came before is broken, and NIO would offer it.
        configuration.minimumTLSVersion = .tlsv12
        configuration.cipherSuiteValues = Self.cipherSuites
        configuration.applicationProtocols = ["h2", "http/1.1"]
        do { return try NIOSSLContext(configuration: configuration) } catch {
            throw ServerError(
                .tls, "The key in \(key) does not belong to the first certificate in \(certificate), or is of no use.")
        }
    }

    private func certificates(now: Int) throws(ServerError) -> [NIOSSLCertificate] {
        let bytes = try bytes(of: certificate)
        guard let chain = try? NIOSSLCertificate.fromPEMBytes(bytes), !chain.isEmpty else {
            throw ServerError(.tls, "\(certificate) holds no certificates in PEM.")
        }
        for (index, one) in chain.enumerated() {
            let name = index == 0 ? "The certificate" : "Certificate \(index + 1)"
            if Int(one.notValidAfter) < now {
                throw ServerError(.tls, "\(name) in \(certificate) has expired: renew it.")
            }
            if Int(one.notValidBefore) > now {
                throw ServerError(.tls, "\(name) in \(certificate) is not valid yet: is this machine's clock right?")
            }
        }
        return chain
    }

    private func privateKey() throws(ServerError) -> NIOSSLPrivateKey {
        let attributes = try? FileManager.default.attributesOfItem(
            atPath: URL(filePath: key).resolvingSymlinksInPath().path(percentEncoded: false))
        if let mode = (attributes?[.posixPermissions] as? NSNumber)?.intValue {
            // A group may read a key that is root's, as Debian's ssl-cert does.
            let isRoots = (attributes?[.ownerAccountID] as? NSNumber)?.intValue == 0
            guard mode & (isRoots ? 0o037 : 0o077) == 0 else {
                throw ServerError(
                    .tls, "Others can read \(key): run 'chmod 600 \(key)', and change the key if they did.")
            }
        }
        let bytes = try bytes(of: key)
        guard let key = try? NIOSSLPrivateKey(bytes: bytes, format: .pem) else {
            throw ServerError(.tls, "\(self.key) holds no private key in PEM, or one with a passphrase.")
        }
        return key
    }

    private func bytes(of path: String) throws(ServerError) -> [UInt8] {
        do { return try InputFile.bytes(of: path, limit: Self.limit) } catch {
            switch error {
            case .unreadable(let reason): throw ServerError(.tls, "\(path) cannot be read: \(reason).")
            case .isFolder: throw ServerError(.tls, "\(path) is a folder: name a file in PEM.")
            case .tooLarge: throw ServerError(.tls, "\(path) is larger than \(Self.limit) bytes: name a file in PEM.")
            }
        }
    }
}
#endif
