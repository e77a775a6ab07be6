import Crypto
import MapaeJOSE
import Testing

@Suite("Shared secrets and key ids")
struct SecretTests {
    struct Secret: Sendable, CustomStringConvertible {
        let name: String
        let bytes: [UInt8]

        init(_ name: String, _ bytes: [UInt8]) {
            self.name = name
            self.bytes = bytes
        }

        init(_ name: String, _ text: String) { self.init(name, Array(text.utf8)) }

        var description: String { name }
    }

    @Test(arguments: [
        Secret("J15 empty", ""),
        Secret("J15 31 bytes", String(Forge.secret.dropLast())),
        Secret("32 equal bytes", [UInt8](repeating: 0x41, count: 32)),
        Secret("64 zero bytes", [UInt8](repeating: 0, count: 64)),
        Secret("seven different bytes", (0..<64).map { UInt8(($0 * $0) % 7) }),
        Secret("a word of 8 over and over", String(repeating: "passw0rd", count: 5)),
        Secret("a word of 16 twice", String(repeating: "0123456789abcdef", count: 2)),
        Secret("a word of 11 and a rest", String(repeating: "changeme-42", count: 3) + "chan"),
    ])
    func `J50 a secret that can be guessed is refused`(_ secret: Secret) {
        #expect(throws: JOSEError(.weakSecret)) { try SigningKey.hs256(secret: secret.bytes) }
    }

    @Test(arguments: [
        Secret("32 characters", Forge.secret),
        Secret("base64 of 48 bytes", "Zm9vYmFyMTIzNDU2Nzg5MGFiY2RlZmdoaWprbG1ub3BxcnN0dXZ3eHl6QUJD"),
        Secret("hexadecimal", "4f1d2c3b5a697887968574635241302f1e0d9c8b7a695847362514031221304f"),
        Secret("with a space before", " " + Forge.secret),
        Secret("Korean", "말을 타려면 먼저 마패를 보여라"),
        Secret("32 bytes that begin like DER", [0x30, 30] + (0..<30).map { UInt8($0 * 7 + 11) }),
    ])
    func `a secret of 32 varied bytes is taken`(_ secret: Secret) throws {
        #expect(throws: Never.self) { try SigningKey.hs256(secret: secret.bytes) }
    }

    /// One key for all runs, so that a failure comes back.
    static let spki = (try? privateKey()).map { Array($0.publicKey.derRepresentation) } ?? []
    static let sec1 = (try? privateKey()).map { Array($0.derRepresentation) } ?? []
    static let pem = (try? privateKey())?.publicKey.pemRepresentation ?? ""
    static let privatePEM = (try? privateKey())?.pemRepresentation ?? ""

    private static func privateKey() throws -> P256.Signing.PrivateKey {
        try P256.Signing.PrivateKey(rawRepresentation: (1...32).map { UInt8($0) })
    }

    static let otherKeys: [Secret] = [
        Secret("PEM", pem),
        Secret("PEM with CRLF", pem.replacing("\n", with: "\r\n")),
        Secret("PEM of a private key", privatePEM),
        Secret("PKCS #1 PEM", "-----BEGIN RSA PUBLIC KEY-----\nMIIBCgKCAQEA0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiA"),
        Secret("SSH2 text", "---- BEGIN SSH2 PUBLIC KEY ----\nAAAAB3NzaC1yc2EAAAADAQABAAABAQDK"),
        Secret("PEM behind lines of text", "Bag Attributes\n    localKeyID: 01\n" + pem),
        Secret("DER", spki),
        Secret("DER of a private key", sec1),
        Secret(
            "DER that ends like white space", [0x30, 35, 0x02, 33] + (0..<31).map { UInt8($0 * 5 + 1) } + [0x20, 0x0A]),
        Secret("JWK", #"{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU"}"#),
        Secret("JWK set", #"{ "keys": [{"kty":"RSA","e":"AQAB","n":"0vx7agoebGcQSuuPiLJXZptN9nndrQmb"}]}"#),
        Secret("OpenSSH RSA", "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQDKw9 ada@example"),
        Secret("OpenSSH Ed25519", "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ0 ada@example"),
        Secret("OpenSSH ECDSA", "ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAI ada"),
        Secret("OpenSSH security key", "sk-ssh-ed25519@openssh.com AAAAGnNrLXNzaC1lZDI1NTE5QG9wZW5zc2guY29t ada"),
    ]

    static let prefixes: [Secret] = [
        Secret("nothing", []), Secret("a space", " "), Secret("two newlines", "\r\n\n"),
        Secret("a tab", "\t\u{B}\u{C}"),
        Secret("a byte order mark", "\u{FEFF}"), Secret("a mark and a space", "\u{FEFF} "),
        Secret("a space and a mark", " \u{FEFF}"), Secret("two marks", "\u{FEFF}\u{FEFF}"),
    ]

    @Test(arguments: otherKeys, prefixes)
    func `J4 J5 the text of another key is no secret, whatever stands before it`(_ key: Secret, _ prefix: Secret) {
        let bytes = prefix.bytes + key.bytes
        #expect(throws: JOSEError(.notASecret)) { try SigningKey.hs256(secret: bytes) }
        #expect(throws: JOSEError(.notASecret)) { try SigningKey.hs256(secret: bytes + [0x0A]) }
    }

    @Test func `the insecure constructor takes a short secret, but no key of another kind and not nothing`() throws {
        let key = try SigningKey.insecureHS256(secret: "secret")
        let token = try JWSSigner(key: key).sign(Array(Forge.claims.utf8))
        #expect(Forge.refusal(token, keys: [key.verificationKey]) == nil)
        #expect(token == Forge.token(secret: "secret"))
        #expect(throws: JOSEError(.weakSecret)) { try SigningKey.insecureHS256(secret: "") }
        #expect(throws: JOSEError(.notASecret)) { try SigningKey.insecureHS256(secret: " " + Self.pem) }
    }

    @Test func `generated keys differ, and the secret that comes with one makes the same key again`() throws {
        let secrets = try (0..<1000).map { _ in try SigningKey.generateHS256().secret }
        #expect(Set(secrets).count == 1000)
        #expect(secrets.allSatisfy { $0.count == 32 })
        let (key, secret) = try SigningKey.generateHS256(keyID: "k")
        let again = try SigningKey.hs256(secret: secret, keyID: "k")
        let payload = Array(Forge.claims.utf8)
        #expect(try JWSSigner(key: key).sign(payload) == JWSSigner(key: again).sign(payload))
    }

    @Test(arguments: [
        "", String(repeating: "k", count: 257), String(repeating: "é", count: 129), "a\nb", "a\u{0}", "\u{7F}", "a\tb",
        "a\r\nSet-Cookie: x",
    ])
    func `J24 a key id that is empty, too long or has control characters is refused`(_ id: String) {
        #expect(throws: JOSEError(.invalidKeyID)) { try SigningKey.hs256(secret: Forge.secret, keyID: id) }
        #expect(throws: JOSEError(.invalidKeyID)) { try SigningKey.generateHS256(keyID: id) }
        #expect(throws: JOSEError(.invalidKeyID)) { try SigningKey.insecureHS256(secret: "s", keyID: id) }
    }

    @Test(arguments: ["k", "2024-07", "말 열 마리", "../../dev/null", "' OR 1=1 --", String(repeating: "k", count: 256)])
    func `any other key id is taken and stands in the token`(_ id: String) throws {
        let key = try SigningKey.hs256(secret: Forge.secret, keyID: id)
        let token = try JWSSigner(key: key).sign(Array(Forge.claims.utf8))
        #expect(try Forge.verify(token, keys: [key.verificationKey]).keyID == id)
        #expect(try UnverifiedToken(token).unverifiedHeader()["kid"]?.string == id)
    }

    @Test func `no text of a key holds its secret`() throws {
        let bytes = Array(Forge.secret.utf8)
        let key = try SigningKey.hs256(secret: bytes, keyID: "k1")
        let verifier = try JWSVerifier(keys: [key.verificationKey])
        var texts = "\(key) \(key.verificationKey) \(verifier) \(JWSSigner(key: key))"
        texts += String(reflecting: key) + String(reflecting: key.verificationKey) + String(reflecting: verifier)
        dump(key, to: &texts)
        dump(key.verificationKey, to: &texts)
        dump(verifier, to: &texts)
        dump(JWSSigner(key: key), to: &texts)
        dump(["key": key], to: &texts)
        for form in Self.forms(of: bytes) { #expect(!texts.contains(form), "\(form)") }
        #expect("\(key)" == "HS256 signing key k1")
        #expect("\(key.verificationKey)" == "HS256 key k1")
        #expect("\(try SigningKey.hs256(secret: bytes))" == "HS256 signing key without id")
    }

    /// The spellings under which a secret could stand in a log; pieces, so that a cut or wrapped one is found too.
    private static func forms(of bytes: [UInt8]) -> [String] {
        let text = String(decoding: bytes, as: UTF8.self)
        let base64 = Forge.base64URL(bytes)
        let hex = bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }
        return [
            String(text.prefix(8)), String(text.suffix(8)), String(base64.prefix(10)),
            hex.prefix(6).joined(), hex.prefix(6).joined(separator: " "), hex.prefix(6).joined().uppercased(),
            bytes.prefix(6).map(String.init).joined(separator: ", "),
            bytes.prefix(4).map(String.init).joined(separator: "\n"),
        ]
    }
}
