import Crypto
import Foundation
import Testing

@testable import MapaeJOSE

@Suite("One key for another, one algorithm for another")
struct AlgorithmSwapTests {
    /// A key of each algorithm, of the same numbers where several algorithms take them.
    static let keys: [JWSAlgorithm: SigningKey] = {
        let secret = Array((Forge.secret + Forge.secret.reversed()).utf8)
        var keys: [JWSAlgorithm: SigningKey] = [:]
        for algorithm in JWSAlgorithm.allCases {
            keys[algorithm] =
                switch algorithm.row.family {
                case .hmac: try? SigningKey.hmac(algorithm, secret: secret, keyID: "k")
                case .rsaPKCS1, .rsaPSS: try? SigningKey(pem: TestKeys.rsaPKCS8, algorithm: algorithm, keyID: "k")
                case .ecdsa(.p256): try? SigningKey(pem: TestKeys.p256PKCS8, keyID: "k")
                case .ecdsa(.p384): try? SigningKey(pem: TestKeys.p384PKCS8, keyID: "k")
                case .ecdsa(.p521): try? SigningKey(pem: TestKeys.p521PKCS8, keyID: "k")
                case .ed25519: try? SigningKey(pem: TestKeys.ed25519PKCS8, algorithm: algorithm, keyID: "k")
                }
        }
        return keys
    }()

    @Test(arguments: JWSAlgorithm.allCases)
    func `J6 a key takes its own algorithm and none of the 13 others, signed by the same numbers or not`(
        _ algorithm: JWSAlgorithm
    ) throws {
        let key = try #require(Self.keys[algorithm])
        for other in JWSAlgorithm.allCases {
            let signer = try #require(Self.keys[other])
            for header in [#"{"alg":"\#(other)"}"#, #"{"alg":"\#(other)","kid":"k"}"#] {
                let token = try RawSignature.token(header: header, key: signer)
                let expected: JOSEError.Code? = other == algorithm ? nil : .algorithmMismatch
                #expect(Forge.refusal(token, keys: [key.verificationKey]) == expected, "\(other)")
                // The header tells the truth of the key, but another algorithm signed.
                guard other != algorithm else { continue }
                let lie = header.replacing("\(other)", with: "\(algorithm)")
                let lying = try RawSignature.token(header: lie, key: signer)
                #expect(
                    Forge.refusal(lying, keys: [key.verificationKey]) == Self.lieVerdict(algorithm, other), "\(other)")
            }
        }
    }

    /// `EdDSA` on this curve and `Ed25519` are two names of one signature.
    private static func lieVerdict(_ key: JWSAlgorithm, _ signer: JWSAlgorithm) -> JOSEError.Code? {
        key.row.family == signer.row.family ? nil : .invalidSignature
    }

    struct PublicForm: Sendable, CustomStringConvertible {
        let description: String
        let bytes: [UInt8]
        let isText: Bool
    }

    static let asymmetric: [JWSAlgorithm] = [.rs256, .ps256, .es256, .es384, .es512, .edDSA]

    /// Everything that one could take for the text of a public key.
    static func publicForms(_ key: VerificationKey) throws -> [PublicForm] {
        let pem = try key.pem()
        let jwk = try JSONValue.object(key.jwk()).serialized()
        var forms = [
            PublicForm(description: "SPKI", bytes: Array(pem.utf8), isText: true),
            PublicForm(description: "SPKI without its last newline", bytes: Array(pem.utf8.dropLast()), isText: true),
            PublicForm(
                description: "SPKI with CRLF", bytes: Array(pem.replacing("\n", with: "\r\n").utf8), isText: true),
            PublicForm(description: "DER", bytes: der(pem), isText: true),
            PublicForm(description: "JWK", bytes: jwk, isText: true),
            PublicForm(description: "JWK set", bytes: try JWKSet([key]).serialized(), isText: true),
        ]
        if case .rsa(let modulus, _) = try KeyNumbers(key.primitive) {
            let pkcs1 = try key.pem(.pkcs1)
            forms += [
                PublicForm(description: "PKCS #1", bytes: Array(pkcs1.utf8), isText: true),
                PublicForm(description: "PKCS #1 DER", bytes: der(pkcs1), isText: true),
                // Numbers without a form are bytes as any others: what keeps them out is the algorithm of the key.
                PublicForm(description: "modulus", bytes: modulus, isText: false),
                PublicForm(
                    description: "modulus in base64url", bytes: Array(Forge.base64URL(modulus).utf8), isText: false),
            ]
        }
        return forms
    }

    private static func der(_ pem: String) -> [UInt8] {
        let body = pem.split(separator: "\n").filter { !$0.hasPrefix("-----") }.joined()
        return Data(base64Encoded: body).map(Array.init) ?? []
    }

    @Test(arguments: asymmetric)
    func `J4 a token whose HMAC key is any text of the public key is refused`(_ algorithm: JWSAlgorithm) throws {
        let key = try #require(Self.keys[algorithm]).verificationKey
        for form in try Self.publicForms(key) {
            #expect(form.bytes.count > 32, "\(form)")
            for kid in ["", #","kid":"k""#] {
                let secret = SymmetricKey(data: form.bytes)
                for (name, mac) in [
                    ("HS256", { Array(HMAC<SHA256>.authenticationCode(for: Array($0.utf8), using: secret)) }),
                    ("HS384", { Array(HMAC<SHA384>.authenticationCode(for: Array($0.utf8), using: secret)) }),
                    ("HS512", { Array(HMAC<SHA512>.authenticationCode(for: Array($0.utf8), using: secret)) }),
                ] as [(String, (String) -> [UInt8])] {
                    let input = Forge.base64URL(#"{"alg":"\#(name)"\#(kid)}"#) + "." + Forge.base64URL(Forge.claims)
                    let token = input + "." + Forge.base64URL(mac(input))
                    #expect(Forge.refusal(token, keys: [key]) == .algorithmMismatch, "\(form) \(name)")
                    // Nor does a ring that has an HMAC key besides.
                    let both = [key, try Forge.key(id: "h")]
                    #expect(Forge.refusal(token, keys: both) != nil, "\(form) \(name)")
                }
            }
        }
    }

    /// All texts of up to two of what readers skip.
    static let prefixes: [[UInt8]] = {
        let pieces = [" ", "\t", "\n", "\r", "\u{B}", "\u{C}", "\r\n", "\u{FEFF}"].map { Array($0.utf8) }
        return [[]] + pieces + pieces.flatMap { first in pieces.map { first + $0 } }
    }()

    @Test(arguments: asymmetric)
    func `J5 no text of a public key is taken for a secret, whatever white space or mark stands around it`(
        _ algorithm: JWSAlgorithm
    ) throws {
        let key = try #require(Self.keys[algorithm]).verificationKey
        var survivors: [String] = []
        for form in try Self.publicForms(key) where form.isText {
            for prefix in Self.prefixes {
                for suffix in [[], [0x0A], [0x0D, 0x0A], [0x20]] as [[UInt8]] {
                    let secret = prefix + form.bytes + suffix
                    var makers: [() throws -> SigningKey] = [{ try SigningKey.hs256(secret: secret) }]
                    // They ask the same question, so each need not ask it of all pairs.
                    if prefix.count < 2 {
                        let k = Base64URL.encode(secret)
                        makers += [
                            { try SigningKey.hs384(secret: secret) }, { try SigningKey.hs512(secret: secret) },
                            { try SigningKey(jwk: #"{"kty":"oct","alg":"HS256","k":"\#(k)"}"#) },
                        ]
                    }
                    for (number, make) in makers.enumerated() where (try? make()) != nil {
                        survivors.append("\(form) behind \(prefix), maker \(number)")
                    }
                }
            }
        }
        #expect(survivors.isEmpty)
    }

    @Test func `J7 an alg outside of the protected header is no alg`() throws {
        let key = try #require(Self.keys[.rs256])
        let token = try JWSSigner(key: key).sign(Array(Forge.claims.utf8)).split(separator: ".").map(String.init)
        let flattened = """
            {"protected":"\(token[0])","header":{"alg":"none"},"payload":"\(token[1])","signature":"\(token[2])"}
            """
        #expect(Forge.refusal(flattened, keys: [key.verificationKey]) == .notThreeParts)
        // A protected header that leaves alg to the other one.
        let bare = try RawSignature.token(header: #"{"kid":"k"}"#, key: key)
        #expect(Forge.refusal(bare, keys: [key.verificationKey]) == .missingAlgorithm)
        let nested = try RawSignature.token(header: #"{"kid":"k","header":{"alg":"RS256"}}"#, key: key)
        #expect(Forge.refusal(nested, keys: [key.verificationKey]) == .missingAlgorithm)
    }
}
