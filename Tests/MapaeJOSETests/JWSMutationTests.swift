import MapaeJOSE
import Testing

@Suite("A valid token with something changed")
struct JWSMutationTests {
    static let token = Array(Forge.token().utf8)

    /// Whether either way of verifying takes it: in one step, or in two.
    private static func accepted(_ bytes: [UInt8], _ verifier: JWSVerifier) -> Bool {
        let (text, now) = (String(decoding: bytes, as: UTF8.self), NumericDate(seconds: 1_700_000_000))
        return (try? verifier.verify(UnverifiedToken(text), at: now)) != nil
            || (try? verifier.verify(text[...], at: now)) != nil
    }

    private static func verifier() throws -> JWSVerifier { try JWSVerifier(keys: [Forge.key()]) }

    @Test func `the token itself is accepted`() throws {
        #expect(Self.accepted(Self.token, try Self.verifier()))
    }

    @Test func `J43 J44 any other character at any position is refused`() throws {
        let verifier = try Self.verifier()
        let characters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+/ \n\u{0}".utf8)
        var survivors: [String] = []
        for position in Self.token.indices {
            for character in characters where character != Self.token[position] {
                var changed = Self.token
                changed[position] = character
                if Self.accepted(changed, verifier) { survivors.append("\(position): \(character)") }
            }
        }
        #expect(survivors.isEmpty)
    }

    @Test func `J43 every single bit flip is refused`() throws {
        let verifier = try Self.verifier()
        var survivors: [String] = []
        for position in Self.token.indices {
            for bit in 0..<8 {
                var changed = Self.token
                changed[position] ^= 1 << bit
                if Self.accepted(changed, verifier) { survivors.append("\(position): bit \(bit)") }
            }
        }
        #expect(survivors.isEmpty)
    }

    @Test func `J43 a character more or less, anywhere, is refused`() throws {
        let verifier = try Self.verifier()
        var survivors: [Int] = []
        for position in 0...Self.token.count {
            for character in Array("A.=_ \n".utf8) {
                var longer = Self.token
                longer.insert(character, at: position)
                if Self.accepted(longer, verifier) { survivors.append(position) }
            }
            guard position < Self.token.count else { continue }
            var shorter = Self.token
            shorter.remove(at: position)
            if Self.accepted(shorter, verifier) { survivors.append(position) }
        }
        #expect(survivors.isEmpty)
    }

    @Test func `each shorter beginning and each shorter end is refused`() throws {
        let verifier = try Self.verifier()
        for count in 0..<Self.token.count {
            #expect(!Self.accepted(Array(Self.token.prefix(count)), verifier))
            #expect(!Self.accepted(Array(Self.token.suffix(count)), verifier))
        }
    }

    @Test func `parts of two valid tokens make no third`() throws {
        let verifier = try Self.verifier()
        let other = Forge.token(header: #"{"alg":"HS256"}"#, payload: #"{"sub":"eve","exp":1700000900}"#)
        #expect(Self.accepted(Array(other.utf8), verifier))
        let ours = Forge.token().split(separator: ".")
        let theirs = other.split(separator: ".")
        for choice in 1..<7 {
            let mixed = (0..<3).map { choice >> $0 & 1 == 1 ? theirs[$0] : ours[$0] }.joined(separator: ".")
            #expect(!Self.accepted(Array(mixed.utf8), verifier))
        }
    }

    @Test func `a signature of another length is refused, even one that begins with the right one`() throws {
        let verifier = try Self.verifier()
        let parts = Forge.token().split(separator: ".").map(String.init)
        let signature = try #require(Base64URL.decode(parts[2]))
        for changed in [[], signature + signature, signature + [0], Array(signature.dropLast()), [0] + signature] {
            let token = "\(parts[0]).\(parts[1]).\(Base64URL.encode(changed))"
            #expect(!Self.accepted(Array(token.utf8), verifier))
        }
    }
}
