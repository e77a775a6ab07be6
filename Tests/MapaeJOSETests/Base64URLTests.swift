import Foundation
import Testing

@testable import MapaeJOSE

@Suite("Base64url")
struct Base64URLTests {
    static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

    @Test(arguments: 0...70)
    func `bytes of every length round-trip and are spelled as Foundation spells them`(_ count: Int) throws {
        for fill in [UInt8(0), 0x55, 0xFF] {
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 37) ^ fill }
            let text = Base64URL.encode(bytes)
            #expect(text == Forge.base64URL(bytes))
            #expect(text.utf8.count == Base64URL.encodedCount(of: count))
            #expect(Base64URL.decode(text) == bytes)
        }
    }

    @Test func `S8 of the 4,096 tails of two characters exactly the 256 canonical ones are taken`() {
        let canonical = Set((0...255).map { Forge.base64URL([UInt8($0)]) })
        var taken: Set<String> = []
        for a in Self.alphabet {
            for b in Self.alphabet {
                let tail = String(decoding: [a, b], as: UTF8.self)
                if Base64URL.decode(tail) != nil { taken.insert(tail) }
            }
        }
        #expect(taken == canonical)
    }

    @Test func `S8 of the 262,144 tails of three characters exactly the 65,536 canonical ones are taken`() {
        var wrong: [String] = []
        var takenCount = 0
        for a in Self.alphabet {
            for b in Self.alphabet {
                for (value, c) in Self.alphabet.enumerated() {
                    let tail = String(decoding: [a, b, c], as: UTF8.self)
                    let bytes = Base64URL.decode(tail)
                    if (bytes != nil) != (value & 3 == 0) { wrong.append(tail) }
                    if let bytes {
                        takenCount += 1
                        if Base64URL.encode(bytes) != tail { wrong.append(tail) }
                    }
                }
            }
        }
        #expect(wrong.isEmpty)
        #expect(takenCount == 65_536)
    }

    @Test(
        arguments: [
            "QQ==", "QUI=", "QUJD=", "=", "====",  // padding
            "+A", "A+AA", "/A", "//__", "-+_/",  // the other alphabet
            " QUJD", "QUJD ", "QU JD", "QUJD\n", "QUJD\r\n", "\tQUJD", "QU\nJD",  // white space
            "Q", "QUJDR", "QUJDQUJDQ",  // no text has this length
            "QR", "QUF", "QV", "QUJDQf", "QUJDQUJ", "__", "___",  // stray bits
            "QUJ\u{0}", "QU.D", "QUJDé", "QUJ\u{212A}", "ＱＵＪＤ",
        ])
    func `J43 what is not canonical is refused`(_ text: String) {
        #expect(Base64URL.decode(text) == nil)
    }

    @Test(arguments: 0..<7)
    func `each of the 192 other byte values is refused wherever it stands`(_ position: Int) {
        for count in [4, 6, 7] where position < count {
            for byte in UInt8.min ... .max {
                var text = [UInt8](repeating: UInt8(ascii: "A"), count: count)
                text[position] = byte
                var valid = false
                _ = [UInt8](capacity: 6) { output in valid = Base64URL.append(text.span, to: &output) }
                if !Self.alphabet.contains(byte) { #expect(!valid, "byte \(byte) of \(count)") }
            }
        }
    }
}
