import Foundation
import Testing

@testable import MapaeJOSE

@Suite("Keys that must not be used")
struct WeakKeyTests {
    struct RSANumbers: Sendable, CustomStringConvertible {
        let description: String
        let modulus: [UInt8]
        let exponent: [UInt8]

        init(_ description: String, n modulus: [UInt8], e exponent: [UInt8] = [1, 0, 1]) {
            self.description = description
            self.modulus = modulus
            self.exponent = exponent
        }

        var jwk: String {
            #"{"kty":"RSA","n":"\#(Base64URL.encode(modulus))","e":"\#(Base64URL.encode(exponent))"}"#
        }
    }

    /// The modulus of the test key: an honest one.
    static let modulus: [UInt8] = {
        guard let key = try? VerificationKey(pem: TestKeys.rsaSPKI),
            case .rsa(let modulus, _)? = try? KeyNumbers(key.primitive)
        else { return [] }
        return modulus
    }()

    private static func odd(bits: Int) -> [UInt8] {
        // A number without structure, so that nothing but its size can be at fault.
        var state: UInt64 = 0x9E37_79B9_7F4A_7C15
        var bytes = (0..<((bits + 7) / 8)).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt8(truncatingIfNeeded: state >> 33)
        }
        let top = (bits + 7) % 8
        bytes[0] = bytes[0] & UInt8(truncatingIfNeeded: (1 << (top + 1)) - 1) | 1 << UInt8(top)
        bytes[bytes.count - 1] |= 1
        return bytes
    }

    /// 65537 to the k: modulo every prime a power of 65537, the fingerprint of CVE-2017-15361 in its plainest form.
    private static func power(_ k: Int) -> [UInt8] {
        var value: [UInt8] = [1]
        for _ in 0..<k {
            let padded = [0, 0, 0] + value
            value = Array((Numbers.add([0] + value + [0, 0], padded) ?? []).drop { $0 == 0 })
        }
        return value
    }

    static let weak = [
        RSANumbers("J15 512 bits", n: odd(bits: 512)), RSANumbers("J15 1024 bits", n: odd(bits: 1024)),
        RSANumbers("J15 2047 bits", n: odd(bits: 2047)), RSANumbers("J15 one byte", n: [0x81]),
        RSANumbers("J15 e = 1", n: modulus, e: [1]), RSANumbers("J15 e = 2", n: modulus, e: [2]),
        RSANumbers("J15 e even", n: modulus, e: [1, 0, 0]), RSANumbers("J15 e = 65536", n: modulus, e: [1, 0, 0]),
        RSANumbers("J16 n even", n: Array(modulus.dropLast()) + [0x02]),
        RSANumbers("J16 e of 34 bits", n: modulus, e: [2, 0, 0, 0, 1]),
        RSANumbers("J16 e of 40 bits", n: modulus, e: [0xFF, 0xFF, 0xFF, 0xFF, 0xFF]),
        RSANumbers("J16 e of 64 bits", n: modulus, e: [1, 0, 0, 0, 0, 0, 0, 1]),
        RSANumbers("J16 e as large as n", n: modulus, e: modulus),
        RSANumbers("J16 8193 bits", n: odd(bits: 8193)), RSANumbers("J16 16384 bits", n: odd(bits: 16384)),
        RSANumbers("J16 all ones of 16384 bits", n: [UInt8](repeating: 0xFF, count: 2048)),
        RSANumbers("J16 p = q", n: Base64URL.decode(ForgedSignatures.squareModulus) ?? []),
        RSANumbers("J16 ROCA", n: Base64URL.decode(ForgedSignatures.rocaModulus) ?? []),
        RSANumbers("J16 ROCA, a power of 65537", n: power(129)),
    ]

    @Test(arguments: weak)
    func `J15 J16 a weak or costly RSA key is refused when it is read, as JWK, in a set and as PEM`(
        _ key: RSANumbers
    ) throws {
        #expect(throws: JOSEError(.weakKey)) { try VerificationKey(jwk: key.jwk) }
        let set = try JWKSet(parsing: Array(#"{"keys":[\#(key.jwk)]}"#.utf8))
        #expect(set.keys.isEmpty && set.skipped == 1)
        #expect(throws: JOSEError(.weakKey)) { try VerificationKey(pem: Self.pem(key)) }
        let withD = key.jwk.dropLast() + #","d":"AQAB"}"#
        #expect(throws: JOSEError(.weakKey)) { try SigningKey(jwk: String(withD)) }
    }

    /// PKCS #1 in DER, written here so that our own writer cannot hide anything.
    private static func pem(_ key: RSANumbers) -> String {
        func length(_ count: Int) -> [UInt8] {
            count < 128
                ? [UInt8(count)]
                : count < 256 ? [0x81, UInt8(count)] : [0x82, UInt8(count >> 8), UInt8(truncatingIfNeeded: count)]
        }
        let numbers = [key.modulus, key.exponent].flatMap { number -> [UInt8] in
            let positive = (number.first ?? 0) >= 0x80 ? [0] + number : number
            return [0x02] + length(positive.count) + positive
        }
        let text = Data([0x30] + length(numbers.count) + numbers).base64EncodedString(
            options: [.lineLength64Characters, .endLineWithLineFeed])
        return "-----BEGIN RSA PUBLIC KEY-----\n\(text)\n-----END RSA PUBLIC KEY-----\n"
    }

    @Test(arguments: [
        RSANumbers("2048 bits", n: modulus), RSANumbers("2049 bits", n: odd(bits: 2049)),
        RSANumbers("8192 bits", n: odd(bits: 8192)), RSANumbers("e = 3", n: modulus, e: [3]),
        RSANumbers("e of 33 bits", n: modulus, e: [1, 0, 0, 0, 1]),
    ])
    func `J16 what lies on the border is taken`(_ key: RSANumbers) throws {
        #expect(throws: Never.self) { try VerificationKey(jwk: key.jwk) }
        #expect(throws: Never.self) { try VerificationKey(pem: Self.pem(key)) }
    }

    @Test func `J16 a modulus of 380,000 bytes costs no more than reading it`() {
        // The size is looked at before the primes: by far more than any honest machine needs, and far less than they cost.
        let clock = ContinuousClock()
        let jwk = RSANumbers("huge", n: [UInt8](repeating: 0xFF, count: 380_000)).jwk
        let time = clock.measure { #expect(throws: JOSEError(.weakKey)) { try VerificationKey(jwk: jwk) } }
        #expect(time < .seconds(5))
    }

    @Test(arguments: [RefusedKeys.rsa1024, RefusedKeys.rsa1024SPKI])
    func `J15 OpenSSL's keys of 1024 bits are refused`(_ pem: String) {
        #expect(throws: JOSEError(.weakKey)) { try VerificationKey(pem: pem) }
        #expect(throws: JOSEError(.weakKey)) { try SigningKey(pem: pem) }
    }

    static let hashes: [(JWSAlgorithm, Int)] = [(.hs256, 32), (.hs384, 48), (.hs512, 64)]

    @Test(arguments: hashes)
    func `J15 a secret shorter than its hash is refused, an empty one too`(
        _ algorithm: JWSAlgorithm, _ minimum: Int
    ) throws {
        for count in [0, 1, 16, minimum - 1] {
            let secret = Self.odd(bits: 512).prefix(count)
            #expect(throws: JOSEError(.weakSecret)) {
                try SigningKey.hmac(algorithm, secret: Array(secret), keyID: nil)
            }
            let jwk = #"{"kty":"oct","alg":"\#(algorithm)","k":"\#(Base64URL.encode(Array(secret)))"}"#
            let code: JOSEError.Code = count == 0 ? .invalidKey : .weakSecret
            #expect(throws: JOSEError(code)) { try SigningKey(jwk: jwk) }
        }
        #expect(throws: Never.self) {
            try SigningKey.hmac(algorithm, secret: Array(Self.odd(bits: 512).prefix(minimum)), keyID: nil)
        }
    }

    struct Point: Sendable, CustomStringConvertible {
        let description: String
        let jwk: String

        init(_ description: String, _ curve: String, _ x: [UInt8], _ y: [UInt8]) {
            self.description = description
            jwk = #"{"kty":"EC","crv":"\#(curve)","x":"\#(Base64URL.encode(x))","y":"\#(Base64URL.encode(y))"}"#
        }
    }

    static let points: [Point] = {
        var points: [Point] = []
        for curve in ECDSASignatureTests.curves {
            guard let key = try? curve.key(),
                case .ec(_, let x, let y)? = try? KeyNumbers(key.verificationKey.primitive)
            else { continue }
            let (name, zero, p) = (curve.description, Numbers.small(0, count: curve.half), curve.prime)
            points += [
                Point("\(name): the point at infinity", name, zero, zero), Point("\(name): x = 0", name, zero, y),
                Point("\(name): y = 0", name, x, zero), Point("\(name): x = p", name, p, y),
                Point("\(name): y = p", name, x, p), Point("\(name): x and y changed", name, y, x),
                Point("\(name): off the curve", name, x, Array(y.dropLast()) + [y[y.count - 1] ^ 1]),
                Point("\(name): x one byte short", name, Array(x.dropLast()), y),
                Point("\(name): y one byte short", name, x, Array(y.dropFirst())),
                Point("\(name): x one byte long", name, [0] + x, y),
                Point("\(name): both empty", name, [], []), Point("\(name): x with y in it", name, x + y, []),
                Point("\(name): compressed", name, [0x02] + x, y),
                Point("\(name): all ones", name, x.map { _ in 0xFF }, y),
            ]
            for other in ["P-256", "P-384", "P-521"] where other != name {
                points.append(Point("\(name) called \(other)", other, x, y))
            }
        }
        return points
    }()

    @Test(arguments: points)
    func `J17 a point that is not on its curve, or not of its length, is refused when it is read`(_ point: Point) {
        #expect(throws: JOSEError(.invalidKey)) { try VerificationKey(jwk: point.jwk) }
        #expect((try? JWKSet(parsing: Array(#"{"keys":[\#(point.jwk)]}"#.utf8)))?.keys.isEmpty == true)
    }

    @Test func `J17 there is a point of each kind for each of the three curves`() { #expect(Self.points.count == 48) }
}
