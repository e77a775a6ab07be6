import MapaeFlask
import Testing

@Suite("What is no password hash of Werkzeug that can be checked")
struct WerkzeugHashRefusalTests {
    struct Refused: Sendable, CustomTestStringConvertible {
        let text: String
        let code: WerkzeugHashError.Code

        var testDescription: String {
            let start = text.unicodeScalars.prefix(40).map { $0.escaped(asASCII: true) }.joined()
            return "\(start) (\(text.utf8.count) bytes): \(code)"
        }
    }

    private static let salt = "0123456789abcdef"
    private static let short = String(repeating: "0a", count: 32)
    private static let long = short + short

    private static let shapes = [
        "", "$", "$$$", "password", "scrypt", "scrypt:32768:8:1", "scrypt:32768:8:1$\(salt)",
        "scrypt:32768:8:1$\(salt)$", "scrypt:32768:8:1$$\(long)", "scrypt:32768:8:1$\(salt)$\(long)$",
        "$scrypt:32768:8:1$\(salt)$\(long)", "scrypt:32768:8:1$\(salt)$\(long)\n", "scrypt:32768:8:1$\(salt)$\(long)\0",
        "scrypt:32768:8:1\r\n$\(salt)$\(long)", "scrypt:32768:8:1$\u{301}\(salt)$\(long)",
        // Salts that Werkzeug does not make.
        "scrypt:32768:8:1$a b$\(long)", "scrypt:32768:8:1$a:b$\(long)", "scrypt:32768:8:1$마패$\(long)",
        "scrypt:32768:8:1$a\0b$\(long)", "scrypt:32768:8:1$\(String(repeating: "a", count: 129))$\(long)",
        // Digests of another length, of odd length, in capitals, with other letters.
        "scrypt:32768:8:1$\(salt)$\(short)", "scrypt:32768:8:1$\(salt)$\(long)00",
        "scrypt:32768:8:1$\(salt)$\(long.dropLast())",
        "scrypt:32768:8:1$\(salt)$\(long.uppercased())", "scrypt:32768:8:1$\(salt)$\(long.dropLast())g",
        "scrypt:32768:8:1$\(salt)$\(long.dropLast())٠", "pbkdf2:sha1:1000$\(salt)$\(short)",
        "pbkdf2:sha512:1000$\(salt)$\(short)", "pbkdf2:sha256:1000$\(salt)$\(long)",
        // A number of numbers, and how they are written.
        "scrypt:32768:8$\(salt)$\(long)", "scrypt:32768:8:1:1$\(salt)$\(long)", "scrypt:$\(salt)$\(long)",
        "scrypt:32768:8:$\(salt)$\(long)", "scrypt:+32768:8:1$\(salt)$\(long)", "scrypt:-32768:8:1$\(salt)$\(long)",
        "scrypt:032768:8:1$\(salt)$\(long)", "scrypt:32_768:8:1$\(salt)$\(long)", "scrypt: 32768:8:1$\(salt)$\(long)",
        "scrypt:0x8000:8:1$\(salt)$\(long)", "scrypt:3.2e4:8:1$\(salt)$\(long)", "scrypt:٣٢٧٦٨:8:1$\(salt)$\(long)",
        "pbkdf2:sha256:1000:1$\(salt)$\(short)", "pbkdf2:sha256:$\(salt)$\(short)",
        "pbkdf2:sha256:1e3$\(salt)$\(short)",
        // More text than any hash within the limits has.
        "scrypt:32768:8:1$\(String(repeating: "a", count: 1_000_000))$\(long)",
    ]

    private static let methods = [
        // What Werkzeug wrote before 2.3, and what it warns of since.
        "$$", "plain$$password", "plain$\(salt)$\(short)", "sha1$\(salt)$\(short.prefix(40))",
        "md5$\(salt)$\(short.prefix(32))",
        "sha256$\(salt)$\(short)", "SCRYPT:32768:8:1$\(salt)$\(long)", "scrypt\u{301}:32768:8:1$\(salt)$\(long)",
        "pbkdf2:md5:1000$\(salt)$\(short.prefix(32))", "pbkdf2:SHA256:1000$\(salt)$\(short)",
        "pbkdf2:$\(salt)$\(short)",
        "pbkdf2:sha3_256:1000$\(salt)$\(short)", "argon2$\(salt)$\(short)", ":$\(salt)$\(short)",
        "pbkdf2_sha256$1000$\(salt)",
    ]

    /// Each is beyond one limit; the last ones would overflow where products are not kept from it.
    private static let numbers = [
        "scrypt:0:8:1", "scrypt:1:8:1", "scrypt:32769:8:1", "scrypt:32768:0:1", "scrypt:32768:8:0",
        // 512 MiB; 32 times the work; block sizes at which swift-crypto fails; N not below 2^(128 * r / 8).
        "scrypt:524288:8:1", "scrypt:2097152:2:1", "scrypt:262144:8:4", "scrypt:65536:8:9", "scrypt:32768:17:1",
        "scrypt:1024:8:17", "scrypt:65536:1:1", "scrypt:4194304:1:1",
        "scrypt:9223372036854775807:9223372036854775807:9223372036854775807",
        "scrypt:99999999999999999999:8:1", "scrypt:32768:8:18446744073709551616", "scrypt:8388608:16:16",
    ]

    static let all: [Refused] =
        shapes.map { Refused(text: $0, code: .malformed) } + methods.map { Refused(text: $0, code: .unknownMethod) }
        + numbers.map { Refused(text: "\($0)$\(salt)$\(long)", code: .outOfLimits) }
        + ["0", "5000001", "9999999", "10000000", "4294967296", "99999999999999999999"].map {
            Refused(text: "pbkdf2:sha256:\($0)$\(salt)$\(short)", code: .outOfLimits)
        }

    @Test("is refused with a code, before any work", arguments: all)
    func refused(_ refused: Refused) {
        let error = #expect(throws: WerkzeugHashError.self) { try WerkzeugHash(parsing: refused.text) }
        #expect(error?.code == refused.code)
    }

    @Test(
        "ends exactly at the limits",
        arguments: [
            "scrypt:262144:8:1", "scrypt:131072:16:2", "scrypt:262144:8:2", "scrypt:32768:8:16", "scrypt:128:16:16",
            "scrypt:32768:1:1", "scrypt:2:1:1", "scrypt:131072:16:1",
        ])
    func limits(method: String) throws {
        #expect("\(try WerkzeugHash(parsing: "\(method)$\(Self.salt)$\(Self.long)"))" == method)
    }

    @Test(
        "at the limits is computed without a fault, also where the limit of memory is tight",
        arguments: ["scrypt:2:1:1", "scrypt:2:16:1", "scrypt:2:16:16", "scrypt:1024:16:1", "scrypt:2:1:16"])
    func tightMemory(method: String) throws {
        let hash = try WerkzeugHash(parsing: "\(method)$a$\(Self.long)")
        #expect(try !hash.matches("password"))
        #expect(try !hash.matches(""))
    }

    @Test("is told in words that hold nothing of it", arguments: all.filter { $0.text.utf8.count > 40 })
    func texts(_ refused: Refused) {
        let error = #expect(throws: WerkzeugHashError.self) { try WerkzeugHash(parsing: refused.text) }
        #expect(error?.description == "werkzeug hash: \(refused.code): \(error?.message ?? "")")
        #expect(error?.description.contains(Self.salt) == false)
    }
}
