import Crypto
import Foundation
import Testing

@testable import MapaeJOSE

@Suite("ECDSA signatures")
struct ECDSASignatureTests {
    struct Curve: Sendable, CustomStringConvertible {
        let description: String
        let pem: String
        /// How many points there are, and the prime of the field (SEC 2 §2.4.2, §2.5.1, §2.6.1).
        let order: [UInt8]
        let prime: [UInt8]
        var half: Int { order.count }

        func key() throws -> SigningKey { try SigningKey(pem: pem, keyID: nil).withKeyID(nil) }
    }

    static let curves = [
        Curve(
            description: "P-256", pem: TestKeys.p256PKCS8,
            order: Numbers.bytes("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551"),
            prime: Numbers.bytes("FFFFFFFF00000001000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF")),
        Curve(
            description: "P-384", pem: TestKeys.p384PKCS8,
            order: Numbers.bytes(
                "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFC7634D81F4372DDF581A0DB248B0A77AECEC196ACCC52973"),
            prime: Numbers.bytes(
                "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEFFFFFFFF0000000000000000FFFFFFFF")),
        Curve(
            description: "P-521", pem: TestKeys.p521PKCS8,
            order: Numbers.bytes(
                """
                01FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF\
                FA51868783BF2F966B7FCC0148F709A5D03BB5C9B8899C47AEBB6FB71E91386409
                """),
            prime: [0x01] + [UInt8](repeating: 0xFF, count: 65)),
    ]

    private struct Signed {
        let key: VerificationKey
        let token: String
        let r: [UInt8]
        let s: [UInt8]

        init(_ curve: Curve) throws {
            let key = try curve.key()
            self.key = key.verificationKey
            token = try JWSSigner(key: key).sign(Array(#"{"sub":"ada","jti":"one"}"#.utf8))
            let signature = try RawSignature.parts(token).signature
            r = Array(signature.prefix(curve.half))
            s = Array(signature.suffix(curve.half))
        }

        func refusal(_ signature: [UInt8]) -> JOSEError.Code? {
            Forge.refusal(RawSignature.token(token, signature: signature), keys: [key])
        }
    }

    @Test(arguments: curves)
    func `J8 r and s of nothing, of the order, and around them are refused`(_ curve: Curve) throws {
        let signed = try Signed(curve)
        let (n, half) = (curve.order, curve.half)
        #expect(signed.refusal(signed.r + signed.s) == nil)
        let one = Numbers.small(1, count: half)
        var specials: [[UInt8]] = [
            Numbers.small(0, count: half), one, n, Numbers.subtract(n, one), Numbers.small(2, count: half), curve.prime,
            Numbers.subtract(curve.prime, one), [UInt8](repeating: 0xFF, count: half),
            // Half of the order, where a check for "low s" would stand.
            Numbers.subtract(n, signed.s),
        ]
        specials += [1, 2, 5].compactMap { Numbers.add(n, Numbers.small($0, count: half)) }
        specials += [signed.r, signed.s].compactMap { Numbers.add($0, n) }
        specials += [Numbers.subtract(n, signed.r)]
        var survivors: [String] = []
        for (index, special) in specials.enumerated() where special != signed.r && special != signed.s {
            if signed.refusal(special + signed.s) == nil { survivors.append("r \(index)") }
            if signed.refusal(signed.r + special) == nil, special != Numbers.subtract(n, signed.s) {
                survivors.append("s \(index)")
            }
            for other in specials where signed.refusal(special + other) == nil { survivors.append("both \(index)") }
        }
        #expect(survivors.isEmpty)
        #expect(signed.refusal(signed.s + signed.r) == .invalidSignature)
    }

    @Test(arguments: curves)
    func `J8 zero halves are refused before the library sees them`(_ curve: Curve) throws {
        let signed = try Signed(curve)
        let zero = Numbers.small(0, count: curve.half)
        // CVE-2022-21449: for no message and for every message.
        for (r, s) in [(zero, zero), (zero, signed.s), (signed.r, zero)] {
            for payload in ["", "{}", Forge.claims] {
                let input = Forge.base64URL(#"{"alg":"\#(signed.key.algorithm)"}"#) + "." + Forge.base64URL(payload)
                #expect(!RawSignature.isValid(r + s, of: Array(input.utf8), by: signed.key))
                #expect(Forge.refusal(input + "." + Forge.base64URL(r + s), keys: [signed.key]) == .invalidSignature)
            }
        }
    }

    @Test(arguments: curves)
    func `J9 only the one length is taken: no DER, nothing cut, nothing added`(_ curve: Curve) throws {
        let signed = try Signed(curve)
        let right = signed.r + signed.s
        #expect(right.count == [32: 64, 48: 96, 66: 132][curve.half])
        let der = Self.der(signed.r, signed.s)
        var wrong = [
            [], der, [0] + right, right + [0], Array(right.dropLast()), Array(right.dropFirst()), signed.r, signed.s,
            right + right, [0] + signed.r + [0] + signed.s, right + [0, 0], [0x30] + right,
            Array(signed.r.drop { $0 == 0 }.dropFirst()) + signed.s,
        ]
        // DER of a length that the right one has: padded, or cut.
        wrong.append(Array((der + [UInt8](repeating: 0, count: 140)).prefix(right.count)))
        wrong.append(Array(der.suffix(right.count)))
        // The lengths of the other curves.
        for count in [63, 64, 65, 95, 96, 97, 131, 132, 133] where count != right.count {
            wrong.append(Array((right + right + right).prefix(count)))
        }
        for signature in wrong { #expect(signed.refusal(signature) == .invalidSignature, "\(signature.count)") }
    }

    /// SEQUENCE of two INTEGERs (RFC 3279 §2.2.3): what other protocols write.
    private static func der(_ r: [UInt8], _ s: [UInt8]) -> [UInt8] {
        let numbers = [r, s].flatMap { number -> [UInt8] in
            let short = Array(number.drop { $0 == 0 })
            let positive = (short.first ?? 0) >= 0x80 ? [0] + short : short
            return [0x02, UInt8(positive.count)] + positive
        }
        return (numbers.count < 128 ? [0x30] : [0x30, 0x81]) + [UInt8(numbers.count)] + numbers
    }

    /// Decided: accepted. Everybody's verifiers take both, so that to refuse one would refuse honest signers, and nothing
    /// here knows a token by its text: what is remembered of it is its `jti`.
    @Test(arguments: curves)
    func `J10 the other s, n - s, is taken too, and the token is still the same one`(_ curve: Curve) throws {
        let signed = try Signed(curve)
        let other = signed.r + Numbers.subtract(curve.order, signed.s)
        let flipped = RawSignature.token(signed.token, signature: other)
        #expect(flipped != signed.token)
        let first = try Forge.verify(signed.token, keys: [signed.key]).claims()
        let second = try Forge.verify(flipped, keys: [signed.key]).claims()
        #expect(first.tokenID == "one" && second.tokenID == first.tokenID)
    }

    @Test func `J56 of ten thousand signatures of one text no two share r`() throws {
        let key = try Self.curves[0].key()
        var seen: Set<[UInt8]> = []
        for _ in 0..<10_000 { seen.insert(Array(try RawSignature.sign("e30.e30", with: key).prefix(32))) }
        #expect(seen.count == 10_000)
    }

    @Test(arguments: [JWSAlgorithm.es256, .es384, .es512, .ps256, .ps384, .ps512])
    func `J56 no two signatures of one text are equal where chance is part of the algorithm`(
        _ algorithm: JWSAlgorithm
    ) throws {
        let key = try #require(AlgorithmSwapTests.keys[algorithm])
        var seen: Set<[UInt8]> = []
        for _ in 0..<20 { seen.insert(try RawSignature.sign("e30.e30", with: key)) }
        #expect(seen.count == 20)
    }
}
