import Crypto
import CryptoExtras
import MapaeJOSE

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Key pairs: each algorithm beside the bare primitive of swift-crypto over the same bytes.
extension BenchmarkCase {
    static func asymmetric(_ workload: Workload) throws -> [BenchmarkCase] {
        let payload = Array(Base64URL.decode(String(workload.token.split(separator: ".")[1])) ?? [])
        let rsa = try SigningKey.generate(.rs256)
        let es = try SigningKey.generate(.es256)
        let ed = try SigningKey.generate(.edDSA)
        guard let seed = try ed.privateJWK()["d"]?.string.flatMap(Base64URL.decode) else {
            throw BenchmarkError("a new Ed25519 key has no private part")
        }
        let bareRSA = try _RSA.Signing.PrivateKey(pemRepresentation: rsa.privatePEM())
        let bareES = try P256.Signing.PrivateKey(pemRepresentation: es.privatePEM())
        let bareEd = try Curve25519.Signing.PrivateKey(rawRepresentation: seed)
        // Made once, as a verifier has it: to derive it from the private key costs as much as to use it.
        let (publicRSA, publicES, publicEd) = (bareRSA.publicKey, bareES.publicKey, bareEd.publicKey)
        return try cases("rs256", rsa, payload, workload) { input in
            try bareRSA.signature(for: SHA256.hash(data: input), padding: .insecurePKCS1v1_5).rawRepresentation
        } isValid: { signature, input in
            publicRSA.isValidSignature(
                .init(rawRepresentation: signature), for: SHA256.hash(data: input), padding: .insecurePKCS1v1_5)
        }
            + cases("es256", es, payload, workload) { input in
                try bareES.signature(for: SHA256.hash(data: input)).rawRepresentation
            } isValid: { signature, input in
                try publicES.isValidSignature(
                    P256.Signing.ECDSASignature(rawRepresentation: signature), for: SHA256.hash(data: input))
            }
            + cases("eddsa", ed, payload, workload) { input in
                try bareEd.signature(for: input)
            } isValid: { signature, input in
                publicEd.isValidSignature(signature, for: input)
            }
    }

    /// Sign and verify, bare and as a token.
    private static func cases(
        _ name: String, _ key: SigningKey, _ payload: [UInt8], _ workload: Workload,
        sign: @escaping @Sendable ([UInt8]) throws -> Data,
        isValid: @escaping @Sendable (Data, [UInt8]) throws -> Bool
    ) throws -> [BenchmarkCase] {
        let signer = JWSSigner(key: key)
        let verifier = try JWSVerifier(keys: [key.verificationKey])
        let token = try signer.sign(payload)
        let tokenCount = UInt64(token.utf8.count)
        let now = workload.now
        let parts = token.split(separator: ".")
        let input = Array("\(parts[0]).\(parts[1])".utf8)
        guard let signature = Base64URL.decode(String(parts[2])).map({ Data($0) }) else {
            throw BenchmarkError("the token of \(name) has no signature")
        }
        let signatureCount = UInt64(signature.count)
        return [
            BenchmarkCase("\(name).bare.verify", yields: 1, allocatesEvenly: false) { iterations in
                try sum(iterations) { try isValid(signature, input) ? 1 : 0 }
            },
            BenchmarkCase(
                "\(name).verify", baseline: "\(name).bare.verify", yields: 1, allocatesEvenly: false
            ) { iterations in
                try sum(iterations) {
                    try verifier.verify(token[...], at: now).claims().expirationTime == nil ? 0 : 1
                }
            },
            BenchmarkCase("\(name).bare.sign", yields: signatureCount, allocatesEvenly: false) { iterations in
                try sum(iterations) { UInt64(try sign(input).count) }
            },
            BenchmarkCase(
                "\(name).sign", baseline: "\(name).bare.sign", yields: tokenCount, allocatesEvenly: false
            ) { iterations in
                try sum(iterations) { UInt64(try signer.sign(payload).utf8.count) }
            },
        ]
    }

    private static func sum(_ iterations: Int, _ body: () throws -> UInt64) rethrows -> UInt64 {
        var result: UInt64 = 0
        for _ in 0..<iterations { result &+= try body() }
        return result
    }
}
