import Foundation
import Testing

@testable import MapaeJOSE

@Suite("PEM that is not taken")
struct PEMRefusalTests {
    private static func der(_ pem: String) -> [UInt8] {
        let lines = pem.split(separator: "\n").filter { !$0.hasPrefix("-----") }
        return Data(base64Encoded: lines.joined()).map(Array.init) ?? []
    }

    private static func pem(_ label: String, _ der: [UInt8]) -> String {
        let text = Data(der).base64EncodedString(options: [.lineLength64Characters, .endLineWithLineFeed])
        return "-----BEGIN \(label)-----\n\(text)\n-----END \(label)-----\n"
    }

    private static func tlv(_ tag: UInt8, _ parts: [UInt8]...) -> [UInt8] {
        let body = parts.flatMap { $0 }
        let low = UInt8(truncatingIfNeeded: body.count)
        let length = body.count < 128 ? [low] : body.count < 256 ? [0x81, low] : [0x82, UInt8(body.count >> 8), low]
        return [tag] + length + body
    }

    private static let p256 = [0x06, 0x08, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07] as [UInt8]
    private static let p384 = [0x06, 0x05, 0x2B, 0x81, 0x04, 0x00, 0x22] as [UInt8]
    private static let ec = [0x06, 0x07, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01] as [UInt8]
    private static let ed25519 = [0x06, 0x03, 0x2B, 0x65, 0x70] as [UInt8]
    private static let rsa = [0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01] as [UInt8]
    private static let one = (1...32).map { UInt8($0) }

    /// A private number of P-256, with or without the curve's name and a point.
    private static func sec1(_ d: [UInt8], _ curve: [UInt8]?, point: [UInt8]? = nil, version: UInt8 = 1) -> [UInt8] {
        tlv(
            0x30, [0x02, 0x01, version], tlv(0x04, d), curve.map { tlv(0xA0, $0) } ?? [],
            point.map { tlv(0xA1, tlv(0x03, [0], $0)) } ?? [])
    }

    private static func pkcs8(
        _ identifier: [UInt8]..., key: [UInt8], version: UInt8 = 0, behind: [UInt8] = []
    ) -> [UInt8] {
        tlv(0x30, [0x02, 0x01, version], tlv(0x30, identifier.flatMap { $0 }), tlv(0x04, key), behind)
    }

    /// A key of Ed25519 with something behind it: attributes, a public key, junk (RFC 5958 §2).
    private static func longer(version: UInt8, _ behind: [UInt8]...) -> String {
        pem("PRIVATE KEY", pkcs8(ed25519, key: tlv(0x04, one), version: version, behind: behind.flatMap { $0 }))
    }

    private static let attributes = tlv(0xA0, [])
    private static let ownPublicKey: [UInt8] = {
        let key = (try? SigningKey(pem: pem("PRIVATE KEY", pkcs8(ed25519, key: tlv(0x04, one)))))?.verificationKey
        return Base64URL.decode((try? key?.jwk()["x"]?.string) ?? "") ?? []
    }()

    private static func spki(_ identifier: [UInt8]..., key: [UInt8], padding: UInt8 = 0) -> [UInt8] {
        tlv(0x30, tlv(0x30, identifier.flatMap { $0 }), tlv(0x03, [padding], key))
    }

    private static let x25519 = (0..<32).map { UInt8($0 + 9) }
    private static let publicEd25519 = Array(der(TestKeys.ed25519SPKI).suffix(32))
    private static let publicP256 = Array(der(TestKeys.p256SPKI).suffix(65))
    private static let publicP384 = Array(der(TestKeys.p384SPKI).suffix(97))
    private static let privateRSA = der(TestKeys.rsaPKCS1)
    private static let publicRSA = der(TestKeys.rsaPKCS1Public)
    private static let long = String(repeating: " ", count: 64 * 1024)

    static let privateRefusals: [KeyRefusal] = [
        KeyRefusal("nothing", "", .invalidKey), KeyRefusal("no PEM", "no key at all", .invalidKey),
        KeyRefusal("too large", long + TestKeys.p256PKCS8, .invalidKey),
        KeyRefusal("two keys", TestKeys.p256PKCS8 + "\n" + TestKeys.p384PKCS8, .invalidKey),
        KeyRefusal("a key and a certificate", TestKeys.p256PKCS8 + "\n" + RefusedKeys.certificate, .invalidKey),
        KeyRefusal("parameters alone", pem("EC PARAMETERS", p256), .invalidKey),
        KeyRefusal("no end", String(TestKeys.p256PKCS8.dropLast(30)), .invalidKey),
        KeyRefusal("other end", TestKeys.p256PKCS8.replacing("END PRIVATE", with: "END EC PRIVATE"), .invalidKey),
        KeyRefusal("no base64", pem("PRIVATE KEY", one).replacing("A", with: "*"), .invalidKey),
        KeyRefusal("DER cut", pem("PRIVATE KEY", der(TestKeys.p256PKCS8).dropLast()), .invalidKey),
        KeyRefusal("DER and more", pem("PRIVATE KEY", der(TestKeys.p256PKCS8) + [0, 0]), .invalidKey),
        KeyRefusal("empty DER", pem("PRIVATE KEY", [0x30, 0x00]), .invalidKey),
        KeyRefusal(
            "DER with indefinite length", pem("PRIVATE KEY", [0x30, 0x80, 0x02, 0x01, 0x00, 0x00, 0x00]), .invalidKey),
        KeyRefusal(
            "the label of another", TestKeys.rsaPKCS8.replacing("PRIVATE KEY", with: "RSA PRIVATE KEY"), .invalidKey),
        KeyRefusal("PKCS 1 called PKCS 8", pem("PRIVATE KEY", der(TestKeys.rsaPKCS1)), .invalidKey),
        KeyRefusal("a public key", TestKeys.p256SPKI, .publicKey),
        KeyRefusal("a public key of PKCS 1", TestKeys.rsaPKCS1Public, .publicKey),
        KeyRefusal("encrypted", RefusedKeys.encrypted, .unsupportedKey),
        KeyRefusal("encrypted in the old way", RefusedKeys.encryptedTraditionally, .unsupportedKey),
        KeyRefusal("a certificate", RefusedKeys.certificate, .unsupportedKey),
        KeyRefusal("a request for one", pem("CERTIFICATE REQUEST", [0x30, 0]), .unsupportedKey),
        KeyRefusal("OpenSSH", pem("OPENSSH PRIVATE KEY", one), .unsupportedKey),
        KeyRefusal("DSA", pem("DSA PRIVATE KEY", one), .unsupportedKey),
        KeyRefusal("X25519", RefusedKeys.x25519, .unsupportedKey),
        KeyRefusal("Ed448", RefusedKeys.ed448, .unsupportedKey),
        KeyRefusal("secp256k1, SEC 1", RefusedKeys.secp256k1SEC1, .unsupportedKey),
        KeyRefusal("secp256k1, PKCS 8", RefusedKeys.secp256k1PKCS8, .unsupportedKey),
        KeyRefusal("J17 a curve that is spelled out", RefusedKeys.explicitCurve, .invalidKey),
        KeyRefusal("RSA for PSS alone", RefusedKeys.rsaPSS, .unsupportedKey),
        KeyRefusal("J15 RSA of 1024 bits", RefusedKeys.rsa1024, .weakKey),
        KeyRefusal("RSA of three primes", RefusedKeys.threePrimes, .invalidKey),
        KeyRefusal("RSA told ES256", TestKeys.rsaPKCS8, .wrongKeyAlgorithm, told: .es256),
        KeyRefusal("RSA told HS256", TestKeys.rsaPKCS1, .wrongKeyAlgorithm, told: .hs256),
        KeyRefusal("P-256 told ES384", TestKeys.p256PKCS8, .wrongKeyAlgorithm, told: .es384),
        KeyRefusal("SEC 1 without a curve", pem("EC PRIVATE KEY", sec1(one, nil)), .invalidKey),
        KeyRefusal("SEC 1 of version 2", pem("EC PRIVATE KEY", sec1(one, p256, version: 2)), .invalidKey),
        KeyRefusal("SEC 1 of 31 bytes", pem("EC PRIVATE KEY", sec1(Array(one.dropLast()), p256)), .invalidKey),
        KeyRefusal("SEC 1 of zero", pem("EC PRIVATE KEY", sec1(one.map { _ in 0 }, p256)), .invalidKey),
        KeyRefusal("SEC 1 with another point", pem("EC PRIVATE KEY", changedPoint), .mismatchedKey),
        KeyRefusal(
            "SEC 1 with half a point", pem("EC PRIVATE KEY", sec1(one, p256, point: [0x04] + one)), .mismatchedKey),
        KeyRefusal(
            "PKCS 8 of version 2", pem("PRIVATE KEY", pkcs8(ed25519, key: tlv(0x04, one), version: 2)), .invalidKey),
        KeyRefusal(
            "PKCS 8 with another public key", longer(version: 1, tlv(0x81, [0], x25519)), .mismatchedKey),
        KeyRefusal(
            "PKCS 8 with half a public key", longer(version: 1, tlv(0x81, [0], Array(ownPublicKey.prefix(16)))),
            .mismatchedKey),
        KeyRefusal("PKCS 8 with bits to spare", longer(version: 1, tlv(0x81, [3], ownPublicKey)), .invalidKey),
        KeyRefusal(
            "PKCS 8 of version 0 with a public key", longer(version: 0, tlv(0x81, [0], ownPublicKey)), .invalidKey),
        KeyRefusal("PKCS 8 with junk", longer(version: 0, [0x0C, 1, 0x61]), .invalidKey),
        KeyRefusal("PKCS 8 with a NULL", longer(version: 1, tlv(0x81, [0], ownPublicKey), [5, 0]), .invalidKey),
        KeyRefusal("PKCS 8 with attributes twice", longer(version: 0, attributes, attributes), .invalidKey),
        KeyRefusal(
            "PKCS 8 of a negative version", pem("PRIVATE KEY", pkcs8(ed25519, key: tlv(0x04, one), version: 0xFF)),
            .invalidKey),
        KeyRefusal("two curves", pem("PRIVATE KEY", pkcs8(ec, p384, key: sec1(one, p256))), .mismatchedKey),
        KeyRefusal("EC without a curve", pem("PRIVATE KEY", pkcs8(ec, key: sec1(one, nil))), .unsupportedKey),
        KeyRefusal(
            "Ed25519 of 31 bytes", pem("PRIVATE KEY", pkcs8(ed25519, key: tlv(0x04, Array(one.dropLast())))),
            .invalidKey),
        KeyRefusal("Ed25519 not wrapped twice", pem("PRIVATE KEY", pkcs8(ed25519, key: one)), .invalidKey),
        KeyRefusal(
            "Ed25519 with parameters", pem("PRIVATE KEY", pkcs8(ed25519, [0x05, 0], key: tlv(0x04, one))), .invalidKey),
        KeyRefusal("RSA without NULL", pem("PRIVATE KEY", pkcs8(rsa, key: privateRSA)), .invalidKey),
        KeyRefusal(
            "RSA with two parameters", pem("PRIVATE KEY", pkcs8(rsa, [0x05, 0], [0x05, 0], key: privateRSA)),
            .invalidKey),
        KeyRefusal("RSA that is no sequence", pem("PRIVATE KEY", pkcs8(rsa, [0x05, 0], key: one)), .invalidKey),
        KeyRefusal(
            "RSA with eight numbers",
            pem("RSA PRIVATE KEY", tlv(0x30, [UInt8](Array(repeating: [2, 1, 1], count: 8).joined()))), .invalidKey),
        KeyRefusal(
            "RSA with a negative number", pem("RSA PRIVATE KEY", tlv(0x30, [2, 1, 0], [2, 1, 0x80])), .invalidKey),
        KeyRefusal(
            "RSA with a changed d", pem("RSA PRIVATE KEY", changed(der(TestKeys.rsaPKCS1), at: 400)), .mismatchedKey),
        KeyRefusal(
            "RSA with a changed qi", pem("RSA PRIVATE KEY", changed(der(TestKeys.rsaPKCS1), at: 1185)), .mismatchedKey),
    ]

    /// What the refused ones are made of: taken, so that these are refused for what is changed.
    static let controls: [KeyRefusal] = [
        KeyRefusal("SEC 1 with a curve", pem("EC PRIVATE KEY", sec1(one, p256)), .publicKey),
        KeyRefusal("PKCS 8 of EC", pem("PRIVATE KEY", pkcs8(ec, p256, key: sec1(one, nil))), .publicKey),
        KeyRefusal(
            "PKCS 8 of EC, both naming it", pem("PRIVATE KEY", pkcs8(ec, p256, key: sec1(one, p256))), .publicKey),
        KeyRefusal("PKCS 8 of RSA", pem("PRIVATE KEY", pkcs8(rsa, [0x05, 0], key: privateRSA)), .publicKey),
        KeyRefusal("SPKI of RSA", pem("PUBLIC KEY", spki(rsa, [0x05, 0], key: publicRSA)), .privateKey),
        KeyRefusal("PKCS 8 of Ed25519", pem("PRIVATE KEY", pkcs8(ed25519, key: tlv(0x04, one))), .publicKey),
        KeyRefusal(
            "PKCS 8 of version 1", pem("PRIVATE KEY", pkcs8(ed25519, key: tlv(0x04, one), version: 1)), .publicKey),
        KeyRefusal("PKCS 8 with its public key", longer(version: 1, tlv(0x81, [0], ownPublicKey)), .publicKey),
        KeyRefusal(
            "PKCS 8 with attributes and its public key", longer(version: 1, attributes, tlv(0x81, [0], ownPublicKey)),
            .publicKey),
        KeyRefusal("PKCS 8 with attributes", longer(version: 0, attributes), .publicKey),
        KeyRefusal("SPKI of Ed25519", pem("PUBLIC KEY", spki(ed25519, key: publicEd25519)), .privateKey),
        KeyRefusal("SPKI of EC", pem("PUBLIC KEY", spki(ec, p256, key: publicP256)), .privateKey),
        KeyRefusal("SPKI of P-384", pem("PUBLIC KEY", spki(ec, p384, key: publicP384)), .privateKey),
    ]

    @Test(arguments: controls)
    func `keys that are written here without a fault are read`(_ control: KeyRefusal) {
        // Each by the reader of its half alone.
        let isPublic = control.code == .privateKey
        #expect(((try? VerificationKey(pem: control.text)) != nil) == isPublic)
        #expect(((try? SigningKey(pem: control.text)) != nil) == !isPublic)
        if isPublic {
            #expect(throws: JOSEError(.publicKey)) { try SigningKey(pem: control.text) }
        } else {
            #expect(throws: JOSEError(.privateKey)) { try VerificationKey(pem: control.text) }
        }
    }

    private static let changedPoint: [UInt8] = {
        guard let range = TestKeys.p256SEC1.range(of: "-----BEGIN EC PRIVATE KEY") else { return [] }
        let bytes = der(String(TestKeys.p256SEC1[range.lowerBound...]))
        return changed(bytes, at: bytes.count - 1)
    }()

    private static func changed(_ bytes: [UInt8], at index: Int) -> [UInt8] {
        var bytes = bytes
        if index < bytes.count { bytes[index] ^= 2 }
        return bytes
    }

    @Test(arguments: privateRefusals)
    func `a private PEM is refused with the code of its fault`(_ refusal: KeyRefusal) {
        #expect(throws: JOSEError(refusal.code)) { try SigningKey(pem: refusal.text, algorithm: refusal.algorithm) }
    }

    static let publicRefusals: [KeyRefusal] = [
        KeyRefusal("nothing", "", .invalidKey), KeyRefusal("too large", long + TestKeys.p256SPKI, .invalidKey),
        KeyRefusal("two keys", TestKeys.p256SPKI + "\n" + TestKeys.p384SPKI, .invalidKey),
        KeyRefusal("a private key", TestKeys.p256PKCS8, .privateKey),
        KeyRefusal("a private key of SEC 1", TestKeys.p256SEC1, .privateKey),
        KeyRefusal("a private key of PKCS 1", TestKeys.rsaPKCS1, .privateKey),
        KeyRefusal("a certificate", RefusedKeys.certificate, .unsupportedKey),
        KeyRefusal("encrypted", RefusedKeys.encrypted, .unsupportedKey),
        KeyRefusal("secp256k1", RefusedKeys.secp256k1SPKI, .unsupportedKey),
        KeyRefusal("RSA for PSS alone", RefusedKeys.rsaPSSSPKI, .unsupportedKey),
        KeyRefusal("J15 RSA of 1024 bits", RefusedKeys.rsa1024SPKI, .weakKey),
        KeyRefusal("J17 a compressed point", RefusedKeys.compressedPoint, .invalidKey),
        KeyRefusal("J17 infinity", pem("PUBLIC KEY", spki(ec, p256, key: [0])), .invalidKey),
        KeyRefusal(
            "J17 a hybrid point",
            pem("PUBLIC KEY", spki(ec, p256, key: [0x06 | publicP256[64] & 1] + publicP256.dropFirst())), .invalidKey),
        KeyRefusal("J17 off the curve", pem("PUBLIC KEY", changed(der(TestKeys.p256SPKI), at: 90)), .invalidKey),
        KeyRefusal(
            "J17 another curve's name",
            pem("PUBLIC KEY", spki(ec, p384, key: Array(der(TestKeys.p256SPKI).suffix(65)))), .invalidKey),
        KeyRefusal("X25519", pem("PUBLIC KEY", spki([0x06, 0x03, 0x2B, 0x65, 0x6E], key: x25519)), .unsupportedKey),
        KeyRefusal(
            "J11 Ed25519 of small order", pem("PUBLIC KEY", spki(ed25519, key: x25519.map { _ in 0 })), .weakKey),
        KeyRefusal(
            "Ed25519 of 31 bytes", pem("PUBLIC KEY", spki(ed25519, key: Array(publicEd25519.dropLast()))), .invalidKey),
        KeyRefusal(
            "Ed25519 with parameters", pem("PUBLIC KEY", spki(ed25519, [0x05, 0], key: publicEd25519)), .invalidKey),
        // The last bit of this key is zero, as bits that are left over must be.
        KeyRefusal("bits left over", pem("PUBLIC KEY", spki(ec, p256, key: publicP256, padding: 1)), .invalidKey),
        KeyRefusal("RSA without NULL", pem("PUBLIC KEY", spki(rsa, key: publicRSA)), .invalidKey),
        KeyRefusal("RSA with a text for NULL", pem("PUBLIC KEY", spki(rsa, [0x04, 0], key: publicRSA)), .invalidKey),
        KeyRefusal("RSA, one number", pem("RSA PUBLIC KEY", tlv(0x30, [2, 1, 3])), .invalidKey),
        KeyRefusal(
            "RSA, three numbers", pem("RSA PUBLIC KEY", tlv(0x30, [2, 1, 3], [2, 1, 3], [2, 1, 3])), .invalidKey),
        KeyRefusal("RSA, zero", pem("RSA PUBLIC KEY", tlv(0x30, [2, 1, 0], [2, 1, 0])), .weakKey),
        KeyRefusal("RSA, a text for a number", pem("RSA PUBLIC KEY", tlv(0x30, [4, 1, 3], [2, 1, 3])), .invalidKey),
        KeyRefusal(
            "RSA, zeros before the number", pem("RSA PUBLIC KEY", tlv(0x30, [2, 2, 0, 3], [2, 1, 3])), .invalidKey),
        KeyRefusal("RSA and more", pem("RSA PUBLIC KEY", publicRSA + [0]), .invalidKey),
        KeyRefusal("RSA told EdDSA", TestKeys.rsaSPKI, .wrongKeyAlgorithm, told: .edDSA),
        KeyRefusal("Ed25519 told ES256", TestKeys.ed25519SPKI, .wrongKeyAlgorithm, told: .es256),
    ]

    @Test(arguments: publicRefusals)
    func `a public PEM is refused with the code of its fault`(_ refusal: KeyRefusal) {
        #expect(throws: JOSEError(refusal.code)) {
            try VerificationKey(pem: refusal.text, algorithm: refusal.algorithm)
        }
    }
}
