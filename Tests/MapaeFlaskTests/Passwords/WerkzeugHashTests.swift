import MapaeFlask
import Testing

@Suite("Werkzeug's password hashes")
struct WerkzeugHashTests {
    @Test("verify with their password, and with no other", arguments: WerkzeugHashes.all)
    func verify(_ made: WerkzeugHashes) throws {
        let hash = try WerkzeugHash(parsing: made.hash)
        #expect(try hash.matches(made.password))
        let others = [
            made.password + "x", String(made.password.dropLast()) + "y", " " + made.password, made.password + "\n",
            made.password.isEmpty ? "null" : "",
        ]
        // A million rounds once more would tell nothing new.
        for other in others.prefix(made.isCostly ? 0 : others.count) { #expect(try !hash.matches(other)) }
    }

    @Test("take a combining mark and its precomposed letter for two passwords (S1)")
    func canonicalEquivalence() throws {
        let made = try #require(WerkzeugHashes.all.first { $0.password.utf8.elementsEqual("e\u{301}".utf8) })
        let hash = try WerkzeugHash(parsing: made.hash)
        #expect(try hash.matches("e\u{301}"))
        #expect(try !hash.matches("\u{E9}"))
    }

    @Test("are not opened by zeros behind the password, which HMAC does not see", arguments: WerkzeugHashes.all)
    func trailingZeros(_ made: WerkzeugHashes) throws {
        guard !made.isCostly else { return }
        let hash = try WerkzeugHash(parsing: made.hash)
        for zeros in ["\0", "\0\0"] { #expect(try !hash.matches(made.password + zeros)) }
    }

    @Test("are not opened by a password that is too long, whatever it begins with (L7)")
    func longPassword() throws {
        // As long as a password can be: 1,024 characters of four bytes.
        let made = try #require(WerkzeugHashes.all.first { $0.password.utf8.count == 4096 })
        let hash = try WerkzeugHash(parsing: made.hash)
        #expect(try hash.matches(made.password))
        #expect(try !hash.matches(made.password + "x"))
        #expect(try !hash.matches(String(repeating: "x", count: 1_000_000)))
    }

    @Test("whose numbers are left out mean those of Werkzeug 3.1")
    func defaults() throws {
        let salt = "$0123456789abcdef$"
        let zeros = String(repeating: "0", count: 64)
        let texts = [
            "scrypt" + salt + zeros + zeros: "scrypt:32768:8:1", "pbkdf2" + salt + zeros: "pbkdf2:sha256:1000000",
            "pbkdf2:sha512" + salt + zeros + zeros: "pbkdf2:sha512:1000000",
        ]
        for (text, method) in texts {
            #expect("\(try WerkzeugHash(parsing: text))" == method)
        }
    }

    @Test(
        "come out again byte by byte, and a decoy has their cost and nothing else of them",
        arguments: WerkzeugHashes.all)
    func text(_ made: WerkzeugHashes) throws {
        let hash = try WerkzeugHash(parsing: made.hash)
        if made.hash.contains(":1") { #expect(hash.text == made.hash) }
        let decoy = hash.decoy
        #expect(decoy.description == hash.description)
        #expect(decoy.text.split(separator: "$")[1...] != hash.text.split(separator: "$")[1...])
        #expect(try WerkzeugHash(parsing: decoy.text).text == decoy.text)
        #expect(decoy.decoy.text == decoy.text)
        if !made.isCostly { #expect(try !decoy.matches(made.password)) }
    }

    @Test("show nothing of themselves")
    func redacted() throws {
        let made = try #require(WerkzeugHashes.all.first)
        let hash = try WerkzeugHash(parsing: made.hash)
        var dumped = ""
        dump(hash, to: &dumped)
        for text in ["\(hash)", "\(String(reflecting: hash))", dumped] {
            #expect(text.contains("scrypt:32768:8:1"))
            for secret in made.hash.split(separator: "$").dropFirst() {
                #expect(!text.contains(secret.prefix(16)))
            }
        }
    }
}

extension WerkzeugHashes {
    /// Whether a check takes more than some milliseconds.
    fileprivate var isCostly: Bool {
        ["scrypt$", "scrypt:32768", "scrypt:16384", "pbkdf2$", "pbkdf2:sha512$"].contains { hash.hasPrefix($0) }
            || hash.contains("00000$")
    }
}
