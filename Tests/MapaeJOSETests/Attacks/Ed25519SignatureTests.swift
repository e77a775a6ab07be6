import Testing

@testable import MapaeJOSE

@Suite("Ed25519 signatures that verifiers disagree on")
struct Ed25519SignatureTests {
    struct SpeccheckCase: Decodable {
        let message: String
        let publicKey: String
        let signature: String

        enum CodingKeys: String, CodingKey {
            case message, signature
            case publicKey = "pub_key"
        }
    }

    static let speccheck = "ed25519/speccheck_cases.json"

    /// What becomes of each of the twelve cases of eprint 2020/1244: the key is refused when it is read, or the signature
    /// has this verdict. Without a cofactor, S below the order, R and A as they are written: what the library does.
    enum Verdict: Equatable { case keyRefused(JOSEError.Code), valid, invalid }

    static let verdicts: [Verdict] = [
        .keyRefused(.weakKey),  // 0: A and R of small order, S = 0
        .keyRefused(.weakKey),  // 1: A of small order
        .valid,  // 2: R of small order
        .valid,  // 3: A and R of mixed order, right with and without the cofactor
        .invalid,  // 4: right with the cofactor alone
        .invalid,  // 5: right with the cofactor alone
        .invalid,  // 6: S above the order
        .invalid,  // 7: S far above the order
        .invalid,  // 8: R not reduced, hashed after reduction
        .invalid,  // 9: R not reduced, hashed as it is
        .keyRefused(.weakKey),  // 10: A not reduced, hashed after reduction
        .keyRefused(.weakKey),  // 11: A not reduced, hashed as it is
    ]

    @Test(.vectors(speccheck))
    func `J11 the twelve cases of speccheck have the verdicts that are written here`() throws {
        let cases = try Vectors.decode([SpeccheckCase].self, Self.speccheck)
        #expect(cases.count == Self.verdicts.count)
        for (index, (test, expected)) in zip(cases, Self.verdicts).enumerated() {
            #expect(try Self.verdict(test) == expected, "case \(index)")
        }
    }

    private static func verdict(_ test: SpeccheckCase) throws -> Verdict {
        let jwk = #"{"kty":"OKP","crv":"Ed25519","x":"\#(Base64URL.encode(Numbers.bytes(test.publicKey)))"}"#
        let key: VerificationKey
        do {
            key = try VerificationKey(jwk: jwk)
        } catch {
            return .keyRefused(error.code)
        }
        let isValid = RawSignature.isValid(
            Numbers.bytes(test.signature), of: Numbers.bytes(test.message), by: key)
        return isValid ? .valid : .invalid
    }

    /// The eight points of small order, each with both signs where it has two, and the spellings that are not reduced:
    /// under these one signature is right for every message.
    static let smallOrder = [
        "0100000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000080",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0000000000000000000000000000000000000000000000000000000000000080",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
    ]

    static let notReduced = [
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    ]

    @Test(arguments: smallOrder)
    func `J11 a key of small order is refused when it is read`(_ x: String) {
        let jwk = #"{"kty":"OKP","crv":"Ed25519","x":"\#(Base64URL.encode(Numbers.bytes(x)))"}"#
        #expect(throws: JOSEError(.weakKey)) { try VerificationKey(jwk: jwk) }
    }

    @Test(arguments: notReduced)
    func `J11 a key with a second spelling is refused when it is read`(_ x: String) {
        let jwk = #"{"kty":"OKP","crv":"Ed25519","x":"\#(Base64URL.encode(Numbers.bytes(x)))"}"#
        #expect(throws: JOSEError(.invalidKey)) { try VerificationKey(jwk: jwk) }
    }

    /// L, the order of the base point (RFC 8032 §5.1), little endian.
    static let order: [UInt8] = Numbers.bytes("1000000000000000000000000000000014def9dea2f79cd65812631a5cf5d3ed")
        .reversed()

    @Test func `J11 S plus the order is refused`() throws {
        let key = try SigningKey(pem: TestKeys.ed25519PKCS8).withKeyID(nil)
        let token = try JWSSigner(key: key).sign(Array(Forge.claims.utf8))
        let signature = try RawSignature.parts(token).signature
        let (r, s) = (Array(signature.prefix(32)), Array(signature.suffix(32)))
        var sum = s
        for _ in 0..<8 {
            guard let next = Numbers.add(Array(sum.reversed()), Array(Self.order.reversed())) else { break }
            sum = Array(next.reversed())
            let changed = RawSignature.token(token, signature: r + sum)
            #expect(Forge.refusal(changed, keys: [key.verificationKey]) == .invalidSignature)
        }
        #expect(sum != s)
        for wrong in [[UInt8](repeating: 0, count: 64), r + Self.order, Array(signature.dropLast()), signature + [0]] {
            let changed = RawSignature.token(token, signature: wrong)
            #expect(Forge.refusal(changed, keys: [key.verificationKey]) == .invalidSignature)
        }
    }
}
