import Foundation
import Testing

@testable import MapaeJOSE

/// The program `openssl`, where this machine has it.
enum OpenSSL {
    static let path: String? = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        .map { $0 + "/openssl" }.first { FileManager.default.isExecutableFile(atPath: $0) }

    /// What it prints, or `nil` when it refuses.
    static func run(_ arguments: [String], input: String = "") throws -> String? {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path ?? "/nowhere")
        process.arguments = arguments
        let (inbound, outbound) = (Pipe(), Pipe())
        process.standardInput = inbound
        process.standardOutput = outbound
        process.standardError = FileHandle.nullDevice
        try process.run()
        try inbound.fileHandleForWriting.write(contentsOf: Data(input.utf8))
        try inbound.fileHandleForWriting.close()
        let output = try outbound.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return process.terminationStatus == 0 ? String(decoding: output, as: UTF8.self) : nil
    }
}

@Suite("Keys to and from the openssl of this machine", .enabled(if: OpenSSL.path != nil, "there is no openssl here"))
struct OpenSSLTests {
    static let algorithms: [JWSAlgorithm] = [.rs256, .es256, .es384, .es512, .edDSA]

    @Test(arguments: algorithms)
    func `openssl reads each form of a new key of ours, and writes it as we do`(_ algorithm: JWSAlgorithm) throws {
        let key = try SigningKey.generate(algorithm)
        let published = try key.verificationKey.pem()
        let formats: [PrivateKeyFormat] =
            algorithm == .edDSA ? [.pkcs8] : algorithm == .rs256 ? [.pkcs8, .pkcs1] : [.pkcs8, .sec1]
        for format in formats {
            let pem = try key.privatePEM(format)
            // -check looks whether the numbers belong together.
            #expect(try OpenSSL.run(["pkey", "-check", "-noout"], input: pem)?.contains("valid") == true)
            #expect(try OpenSSL.run(["pkey", "-pubout"], input: pem) == published)
            #expect(try OpenSSL.run(["pkey"], input: pem) == key.privatePEM())
        }
        #expect(
            try OpenSSL.run(["pkey", "-pubin", "-pubcheck", "-pubout"], input: published)?.contains(published) == true)
    }

    @Test(
        arguments: [
            (["genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"], JWSAlgorithm.rs256),
            (["genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"], .es256),
            (["ecparam", "-genkey", "-name", "secp384r1"], .es384),
            (["ecparam", "-genkey", "-name", "secp521r1"], .es512),
            (["genpkey", "-algorithm", "ed25519"], .edDSA),
        ])
    func `a new key of openssl's is read, and its public half is the one that openssl writes`(
        _ arguments: [String], _ algorithm: JWSAlgorithm
    ) throws {
        let pem = try #require(try OpenSSL.run(arguments))
        let key = try SigningKey(pem: pem)
        #expect(key.algorithm == algorithm)
        #expect(try key.verificationKey.pem() == OpenSSL.run(["pkey", "-pubout"], input: pem))
        #expect(try key.privatePEM() == OpenSSL.run(["pkcs8", "-topk8", "-nocrypt"], input: pem))
        let token = try JWSSigner(key: key).sign(Array(Forge.claims.utf8))
        #expect(Forge.refusal(token, keys: [key.verificationKey]) == nil)
    }
}
