import Testing

@testable import MapaeJOSE

@Suite("Input that means nothing")
struct RandomInputTests {
    /// The same numbers in each run, so that a failure comes back.
    struct Numbers64: RandomNumberGenerator {
        var state: UInt64 = 0x2545_F491_4F6C_DD1D

        mutating func next() -> UInt64 {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return state
        }
    }

    /// Something valid with a few bytes changed, cut, doubled or put in: further in than noise ever comes.
    private static func mutated(_ seed: [UInt8], _ numbers: inout Numbers64) -> [UInt8] {
        var bytes = seed
        for _ in 0..<Int.random(in: 1...4, using: &numbers) where !bytes.isEmpty {
            let index = Int.random(in: 0..<bytes.count, using: &numbers)
            switch UInt8.random(in: 0..<6, using: &numbers) {
            case 0: bytes[index] = UInt8.random(in: 0...255, using: &numbers)
            case 1: bytes.remove(at: index)
            case 2: bytes.insert(UInt8.random(in: 0...255, using: &numbers), at: index)
            case 3: bytes.removeSubrange(index..<min(bytes.count, index + 9))
            case 4: bytes.insert(contentsOf: bytes[index..<min(bytes.count, index + 9)], at: index)
            default: bytes[index] ^= 1 << UInt8.random(in: 0..<8, using: &numbers)
            }
        }
        return bytes
    }

    static let jwk = (try? AlgorithmSwapTests.keys[.es256]?.privateJWK()).flatMap {
        try? JSONValue.object($0).serialized()
    }

    @Test func `S6 mutated tokens, claims, keys and texts of keys are refused or read, and never end the process`()
        throws
    {
        var numbers = Numbers64()
        let verifier = try JWSVerifier(keys: [Forge.key()])
        let header = Array(#"{"alg":"HS256","kid":"k\u00e9","typ":"JWT","x":[1,{"a":null}]}"#.utf8)
        let claims = Array(
            #"{"sub":"ada","exp":1.7e9,"nbf":-0,"aud":["a","b"],"n":[1e308,true],"s":"\ud83d\udc34"}"#.utf8)
        let jwk = try #require(Self.jwk)
        let pem = Array(TestKeys.p256SEC1.utf8)
        var accepted = 0
        for _ in 0..<3000 {
            let text = String(decoding: Self.mutated(Array(Forge.token().utf8), &numbers), as: UTF8.self)
            if let token = try? UnverifiedToken(text), (try? verifier.verify(token, at: NumericDate(seconds: 0))) != nil
            {
                accepted += 1
            }
            let (h, c) = (Self.mutated(header, &numbers), Self.mutated(claims, &numbers))
            _ = try? UnverifiedToken(Forge.base64URL(h) + ".e30.").unverifiedHeader()
            if let set = try? ClaimSet(json: c) {
                _ = set.audience
                _ = set["n"]
                _ = try? set.object()
            }
            _ = try? JSONValue(parsing: Self.mutated(claims, &numbers))
        }
        for _ in 0..<1500 {
            _ = try? SigningKey(jwk: String(decoding: Self.mutated(jwk, &numbers), as: UTF8.self))
            _ = try? JWKSet(parsing: Self.mutated(jwk, &numbers))
            _ = try? SigningKey(pem: String(decoding: Self.mutated(pem, &numbers), as: UTF8.self))
        }
        // A change that leaves the text as it was is possible; one that is taken for right is not.
        #expect(accepted < 30)
    }

    @Test func `S6 noise of every length up to 200 is refused by every reader`() throws {
        var numbers = Numbers64()
        for count in 0...200 {
            let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &numbers) }
            let text = String(decoding: bytes, as: UTF8.self)
            #expect(throws: JOSEError.self) { try UnverifiedToken(text) }
            #expect(throws: JOSEError.self) { try SigningKey(jwk: text) }
            #expect(throws: JOSEError.self) { try VerificationKey(jwk: text) }
            #expect(throws: JOSEError.self) { try JWKSet(parsing: bytes) }
            #expect(throws: JOSEError.self) { try PrivateJWKSet(parsing: bytes) }
            #expect(throws: JOSEError.self) { try SigningKey(pem: text) }
            #expect(throws: JOSEError.self) { try VerificationKey(pem: text) }
            #expect(throws: JOSEError.self) { try ClaimSet(json: bytes) }
        }
    }

    @Test(arguments: [
        "%2E", "%2e", "%252E", "+", "%00", "%FF", "&#46;", "\u{FF0E}", "\u{2024}", ".\u{308}", "\u{0}.", ".\u{200D}",
    ])
    func `S4 S12 nothing that could decode to a dot, or is glued to one, is a dot`(_ dot: String) {
        let token = Forge.token()
        #expect(Forge.refusal(token.replacing(".", with: dot)) != nil)
        let parts = token.split(separator: ".")
        #expect(Forge.refusal(parts[0] + "." + parts[1] + dot + parts[2]) != nil)
        #expect(Forge.refusal(parts[0] + dot + parts[1] + "." + parts[2]) != nil)
    }

    @Test(arguments: ["%6b", "%6B", "k%00", "+k", "k+", "%FF", "%00%ff", "&#107;", "\\u{6b}"])
    func `S12 a kid is not decoded: percent signs and pluses stay what they are`(_ kid: String) throws {
        let written = kid.replacing("\\", with: "\\\\")
        let token = Forge.token(header: #"{"alg":"HS256","kid":"\#(written)"}"#)
        #expect(Forge.refusal(token, keys: [try Forge.key(id: "k")]) == .unknownKey)
        #expect(Forge.refusal(token, keys: [try Forge.key(id: kid)]) == nil)
    }

    @Test(
        arguments: [[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x82], [0x80]]
            as [[UInt8]])
    func `S10 bytes that are no UTF-8 are refused in headers, claims and keys, never replaced`(_ bad: [UInt8]) throws {
        let text = Array(#"{"alg":"HS256","kid":""#.utf8) + bad + Array(#""}"#.utf8)
        let token = Forge.sign(Forge.base64URL(text) + ".e30")
        #expect(Forge.refusal(token, keys: [try Forge.key(id: "\u{FFFD}")]) == .invalidUTF8)
        let claims = Array(#"{"sub":""#.utf8) + bad + Array(#""}"#.utf8)
        let jws = try Forge.verify(Forge.sign(Forge.base64URL(Forge.header) + "." + Forge.base64URL(claims)))
        #expect(throws: JOSEError(.invalidUTF8)) { try jws.claims() }
        let name = Array(#"{"su"#.utf8) + bad + Array(#"b":1}"#.utf8)
        #expect(throws: JOSEError(.invalidUTF8)) { try ClaimSet(json: name) }
        let set = Array(#"{"keys":[{"kty":"EC","kid":""#.utf8) + bad + Array(#""}]}"#.utf8)
        #expect(throws: JOSEError(.invalidUTF8)) { try JWKSet(parsing: set) }
    }
}
