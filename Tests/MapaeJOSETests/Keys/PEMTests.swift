import Foundation
import Testing

@testable import MapaeJOSE

@Suite("Keys as PEM")
struct PEMTests {
    struct Key: Sendable, CustomStringConvertible {
        let description: String
        let pkcs8: String
        /// PKCS #1 or SEC 1, where there is one.
        let traditional: String?
        let spki: String
        let algorithm: JWSAlgorithm

        var format: PrivateKeyFormat { algorithm == .rs256 ? .pkcs1 : .sec1 }
    }

    static let keys = [
        Key(
            description: "RSA", pkcs8: TestKeys.rsaPKCS8, traditional: TestKeys.rsaPKCS1, spki: TestKeys.rsaSPKI,
            algorithm: .rs256),
        Key(
            description: "P-256", pkcs8: TestKeys.p256PKCS8, traditional: TestKeys.p256SEC1, spki: TestKeys.p256SPKI,
            algorithm: .es256),
        Key(
            description: "P-384", pkcs8: TestKeys.p384PKCS8, traditional: TestKeys.p384SEC1, spki: TestKeys.p384SPKI,
            algorithm: .es384),
        Key(
            description: "P-521", pkcs8: TestKeys.p521PKCS8, traditional: TestKeys.p521SEC1, spki: TestKeys.p521SPKI,
            algorithm: .es512),
        Key(
            description: "Ed25519", pkcs8: TestKeys.ed25519PKCS8, traditional: nil, spki: TestKeys.ed25519SPKI,
            algorithm: .edDSA),
    ]

    /// Without the parameters that OpenSSL writes before a SEC 1 key.
    private static func keyBlock(_ pem: String) -> String {
        guard let range = pem.range(of: "-----BEGIN EC PRIVATE KEY") else { return pem }
        return String(pem[range.lowerBound...])
    }

    @Test(arguments: keys)
    func `each form that OpenSSL wrote is the same key, and is written by us byte for byte the same`(_ key: Key) throws
    {
        let signing = try SigningKey(pem: key.pkcs8)
        #expect(signing.algorithm == key.algorithm)
        #expect(signing.keyID == signing.verificationKey.thumbprint)
        #expect(try signing.privatePEM() == key.pkcs8 + "\n")
        #expect(try signing.verificationKey.pem() == key.spki + "\n")
        let published = try VerificationKey(pem: key.spki)
        #expect(published.keyID == signing.keyID && published.algorithm == key.algorithm)
        #expect(try published.pem() == key.spki + "\n")
        if let traditional = key.traditional {
            let again = try SigningKey(pem: traditional)
            #expect(again.keyID == signing.keyID)
            #expect(try again.privatePEM(key.format) == Self.keyBlock(traditional) + "\n")
            #expect(try signing.privatePEM(key.format) == Self.keyBlock(traditional) + "\n")
        }
        let token = try JWSSigner(key: signing).sign(Array(Forge.claims.utf8))
        #expect(Forge.refusal(token, keys: [published]) == nil)
    }

    @Test func `the public PKCS 1 form of RSA goes both ways`() throws {
        let key = try VerificationKey(pem: TestKeys.rsaPKCS1Public)
        #expect(try key.pem() == TestKeys.rsaSPKI + "\n")
        #expect(try VerificationKey(pem: TestKeys.rsaSPKI).pem(.pkcs1) == TestKeys.rsaPKCS1Public + "\n")
    }

    @Test func `a format that does not know the kind of key is refused`() throws {
        for key in Self.keys {
            let signing = try SigningKey(pem: key.pkcs8)
            if key.algorithm != .rs256 {
                #expect(throws: JOSEError(.unsupportedKey)) { try signing.privatePEM(.pkcs1) }
                #expect(throws: JOSEError(.unsupportedKey)) { try signing.verificationKey.pem(.pkcs1) }
            }
            if [.rs256, .edDSA].contains(key.algorithm) {
                #expect(throws: JOSEError(.unsupportedKey)) { try signing.privatePEM(.sec1) }
            }
        }
        for algorithm in [JWSAlgorithm.hs256, .hs384, .hs512] {
            let secret = try #require(AlgorithmSwapTests.keys[algorithm])
            for format in [PrivateKeyFormat.pkcs8, .pkcs1, .sec1] {
                #expect(throws: JOSEError(.unsupportedKey)) { try secret.privatePEM(format) }
            }
            #expect(throws: JOSEError(.noPublicForm)) { try secret.verificationKey.pem() }
        }
    }

    @Test(arguments: keys)
    func `white space, CRLF and text around a key do not matter`(_ key: Key) throws {
        let id = try SigningKey(pem: key.pkcs8).keyID
        for text in [
            key.pkcs8 + "\n", "\n\n" + key.pkcs8, key.pkcs8 + "\n\n",
            "Bag Attributes\n    friendlyName: k\n" + key.pkcs8,
            key.pkcs8.replacing("\n", with: "\r\n"), key.pkcs8 + "\nthe end",
        ] {
            #expect((try? SigningKey(pem: text))?.keyID == id, "\(text.prefix(20))")
        }
    }

    @Test func `an algorithm that the program tells is bound, if it is one for this key`() throws {
        for algorithm in [JWSAlgorithm.rs256, .rs384, .rs512, .ps256, .ps384, .ps512] {
            for pem in [TestKeys.rsaPKCS8, TestKeys.rsaPKCS1] {
                #expect(try SigningKey(pem: pem, algorithm: algorithm).algorithm == algorithm)
            }
            for pem in [TestKeys.rsaSPKI, TestKeys.rsaPKCS1Public] {
                #expect(try VerificationKey(pem: pem, algorithm: algorithm).algorithm == algorithm)
            }
        }
        #expect(try SigningKey(pem: TestKeys.ed25519PKCS8, algorithm: .ed25519).algorithm == .ed25519)
        for key in Self.keys {
            for algorithm in JWSAlgorithm.allCases {
                let fits = (try? VerificationKey(pem: key.spki, algorithm: algorithm)) != nil
                let right =
                    (try? VerificationKey(
                        jwk: VerificationKey(pem: key.spki).jwk().without("alg"), algorithm: algorithm))
                #expect(fits == (right != nil), "\(key) \(algorithm)")
                if !fits {
                    for pem in [key.pkcs8, key.traditional ?? key.pkcs8] {
                        #expect(throws: JOSEError(.wrongKeyAlgorithm)) {
                            try SigningKey(pem: pem, algorithm: algorithm)
                        }
                    }
                    #expect(throws: JOSEError(.wrongKeyAlgorithm)) {
                        try VerificationKey(pem: key.spki, algorithm: algorithm)
                    }
                }
            }
        }
    }

    @Test(arguments: ["", "a\nb", String(repeating: "k", count: 257)])
    func `a key id that no token could carry is refused`(_ id: String) {
        #expect(throws: JOSEError(.invalidKeyID)) { try SigningKey(pem: TestKeys.p256PKCS8, keyID: id) }
        #expect(throws: JOSEError(.invalidKeyID)) { try VerificationKey(pem: TestKeys.p256SPKI, keyID: id) }
    }
}

extension JSONObject {
    func without(_ name: String) -> JSONObject {
        var object = self
        object[name] = nil
        return object
    }
}
