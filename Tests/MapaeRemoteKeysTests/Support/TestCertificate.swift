#if RemoteKeys
import NIOSSL

/// A certificate for `login.test`, a name that exists nowhere (RFC 6761 §6.2), signed by itself and good for a century.
enum TestCertificate {
    static func certificate() throws -> NIOSSLCertificate {
        try NIOSSLCertificate(bytes: Array(pem.utf8), format: .pem)
    }

    /// What a server needs to show it.
    static func serverContext() throws -> NIOSSLContext {
        try NIOSSLContext(
            configuration: .makeServerConfiguration(
                certificateChain: [.certificate(certificate())],
                privateKey: .privateKey(NIOSSLPrivateKey(bytes: Array(key.utf8), format: .pem))))
    }

    private static let pem = """
        -----BEGIN CERTIFICATE-----
        MIIBUzCB+6ADAgECAhRt+FYmf+6ZXp5AHAGKViE/nSJuwTAKBggqhkjOPQQDAjAV
        MRMwEQYDVQQDDApsb2dpbi50ZXN0MCAXDTIwMDEwMTAwMDAwMFoYDzIxMjAwMTAx
        MDAwMDAwWjAVMRMwEQYDVQQDDApsb2dpbi50ZXN0MFkwEwYHKoZIzj0CAQYIKoZI
        zj0DAQcDQgAEpnyOLU08RLvU60OJvX4hr7Bz3ASfOViH3IuvezIAntNeqjz3q5dh
        13gly9pGpx+Gr3IuodPfbYMktXI5JhQH0qMnMCUwFQYDVR0RBA4wDIIKbG9naW4u
        dGVzdDAMBgNVHRMBAf8EAjAAMAoGCCqGSM49BAMCA0cAMEQCIHbv4bvGtuvPdMch
        wT7X5iKTl/+nnTR0SH7Iafz+IyzSAiAglG8DH9wm+QbPYXLgms+Md37TmVBlMLO8
        isCjohz50w==
        -----END CERTIFICATE-----
        """

    private static let key = """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgLfY8ZIJnE/hyviMb
        SSz9c06IsB1Uf9gFhJB9AKTQ7x+hRANCAASmfI4tTTxEu9TrQ4m9fiGvsHPcBJ85
        WIfci697MgCe016qPPerl2HXeCXL2kanH4avci6h099tgyS1cjkmFAfS
        -----END PRIVATE KEY-----
        """
}
#endif
