import Foundation
import Testing

@testable import MapaeJOSE

@Suite("Headers that offer keys, names and extensions")
struct HeaderAttackTests {
    private static func json(_ text: String) throws -> String {
        String(decoding: try JSONEncoder().encode(text), as: UTF8.self)
    }

    @Test(.vectors("naughty/blns.json"))
    func `J24 each naughty string as kid names a key or no key, and is nothing else`() throws {
        let strings = try Vectors.decode([String].self, "naughty/blns.json")
        #expect(strings.count == 515)
        var named = 0
        for string in strings {
            let token = Forge.token(header: #"{"alg":"HS256","kid":\#(try Self.json(string))}"#)
            let code = Forge.refusal(token, keys: [try Forge.key(id: "k"), try Forge.key()])
            guard let key = try? Forge.key(id: string) else {
                // Too long, empty, or with control characters: no key can have this id.
                #expect(code == .invalidHeader || code == .unknownKey || code == .invalidUTF8, "\(string)")
                continue
            }
            named += 1
            #expect(code == (string.utf8.elementsEqual("k".utf8) ? nil : .unknownKey), "\(string)")
            #expect(Forge.refusal(token, keys: [key]) == nil, "\(string)")
        }
        #expect(named > 400, "\(named)")
    }

    @Test(arguments: ["jku", "x5u", "iss", "jwk_uri", "kid"])
    func `J25 an address in the header is not asked: a listener there hears nothing`(_ name: String) throws {
        let listener = try LoopbackListener()
        let address = "http://127.0.0.1:\(listener.port)/keys"
        for url in [address, "file:///etc/passwd", "http://169.254.169.254/latest/meta-data"] {
            let header = #"{"alg":"HS256","\#(name)":\#(try Self.json(url))}"#
            #expect(Forge.refusal(Forge.token(header: header)) == (name == "kid" ? .unknownKey : nil))
            #expect(Forge.refusal(Forge.token(header: header, secret: "another secret")) != nil)
        }
        #expect(!listener.hasCaller)
    }

    @Test func `J25 the room that verifies imports nothing that could open a connection`() throws {
        let allowed: Set<String> = [
            "Crypto", "CryptoExtras", "SwiftASN1", "FoundationEssentials", "Foundation", "Synchronization",
            "Glibc", "Musl", "Darwin",
        ]
        var imports: Set<String> = []
        for (name, text) in try SourceFiles.of("MapaeJOSE") {
            for line in text.split(separator: "\n") where line.contains("import ") && !line.contains("//") {
                let words = line.split(separator: " ")
                if let index = words.firstIndex(of: "import"), index < 2 { imports.insert(String(words.last ?? "")) }
            }
            // Nor does it call what the C library has for this, or read a file; only comments show how a program would.
            let code = text.split(separator: "\n").filter { !$0.contains("//") }.joined(separator: "\n")
            #expect(
                code.firstMatch(of: /URLSession|contentsOf(File)?: (url|path)|\b(socket|connect|getaddrinfo|f?open)\(/)
                    == nil, "\(name)")
        }
        #expect(imports.contains("Crypto") && imports.isSubset(of: allowed), "\(imports)")
    }

    /// Another key than the attacker's; nobody ever signs with it.
    static let otherRSA = #"{"kty":"RSA","e":"Aw","n":"\#(ForgedSignatures.e3Modulus)"}"#

    @Test(arguments: [JWSAlgorithm.rs256, .ps256, .es256, .es384, .es512, .edDSA, .ed25519])
    func `J26 a token signed by the key that its own header offers is refused`(_ algorithm: JWSAlgorithm) throws {
        let attacker = try #require(AlgorithmSwapTests.keys[algorithm])
        let victim =
            algorithm.keyType.description == "RSA"
            ? try VerificationKey(jwk: Self.otherRSA, algorithm: algorithm).withKeyID("k")
            : try SigningKey.generate(algorithm, keyID: "k").verificationKey
        let jwk = String(decoding: try JSONValue.object(attacker.verificationKey.jwk()).serialized(), as: UTF8.self)
        let secret = #"{"kty":"oct","k":"\#(Forge.base64URL(Forge.secret))"}"#
        for member in [#""jwk":\#(jwk)"#, #""jwk":\#(secret)"#, #""x5c":["MIIB"],"jwk":\#(jwk)"#, #""keys":[\#(jwk)]"#]
        {
            for kid in ["", #""kid":"k","#] {
                let token = try RawSignature.token(header: #"{"alg":"\#(algorithm)",\#(kid)\#(member)}"#, key: attacker)
                #expect(Forge.refusal(token, keys: [victim]) == .invalidSignature)
                // A verifier without any key, which would need the header's, cannot be made.
                #expect(throws: JOSEError(.noKeys)) { try JWSVerifier(keys: []) }
            }
        }
    }

    static let critical = [
        #""crit":[]"#, #""crit":null"#, #""crit":true"#, #""crit":0"#, #""crit":"b64""#, #""crit":{}"#, #""crit":[""]"#,
        #""crit":[null]"#, #""crit":[1]"#, #""crit":[true]"#, #""crit":[[]]"#, #""crit":[{}]"#,
        #""crit":["exp"],"exp":1"#,
        #""crit":["unknown"]"#, #""crit":["unknown"],"unknown":true"#, #""crit":["alg"]"#, #""crit":["crit"]"#,
        #""crit":["kid"],"kid":"k""#, #""crit":["b64"]"#, #""crit":["b64"],"b64":true"#,
        #""crit":["b64"],"b64":false"#, #""crit":["b64","b64"],"b64":true"#, #""crit":["b64",1],"b64":true"#,
        #""crit":["b64","unknown"],"b64":true"#, #""crit":["typ"],"typ":"JWT""#, #""crit":["jwk"],"jwk":{}"#,
        #""cr\u0069t":["b64"]"#, #""crit":["__proto__"]"#, #""crit":["toString"]"#,
    ]

    @Test(arguments: critical)
    func `J27 whatever crit says, its token is refused, by a key of each algorithm`(_ member: String) throws {
        for algorithm in JWSAlgorithm.allCases {
            let key = try #require(AlgorithmSwapTests.keys[algorithm])
            let token = try RawSignature.token(header: #"{"alg":"\#(algorithm)",\#(member)}"#, key: key)
            #expect(Forge.refusal(token, keys: [key.verificationKey]) == .criticalHeader)
        }
    }

    @Test(arguments: ["false", "true", "null", "0", "\"false\"", "[]"])
    func `J28 b64 is refused without crit too, whatever it says`(_ value: String) throws {
        for algorithm in JWSAlgorithm.allCases {
            let key = try #require(AlgorithmSwapTests.keys[algorithm])
            let token = try RawSignature.token(header: #"{"alg":"\#(algorithm)","b64":\#(value)}"#, key: key)
            #expect(Forge.refusal(token, keys: [key.verificationKey]) == .unsupportedHeader)
        }
    }

    @Test func `J31 every name of the header that decides is one name however it is escaped`() {
        for name in ["alg", "typ", "kid", "crit", "b64", "zip", "enc", "cty"] {
            for index in 0..<name.utf8.count {
                let scalar = Array(name.unicodeScalars)[index]
                let hex = String(scalar.value, radix: 16)
                let escaped = String(name.prefix(index)) + "\\u00\(hex)" + String(name.dropFirst(index + 1))
                let plain = Forge.refusal(Forge.token(header: #"{"alg":"HS256","\#(name)":"x"}"#))
                #expect(plain != nil || name == "typ")
                #expect(Forge.refusal(Forge.token(header: #"{"alg":"HS256","\#(escaped)":"x"}"#)) == plain)
                let twice = #"{"alg":"HS256","typ":"JWT","\#(name)":"x","\#(escaped)":"x"}"#
                #expect(Forge.refusal(Forge.token(header: twice)) == .duplicateMember)
            }
        }
    }

    @Test func `J49 a password to derive a key from, and how often, is not looked at`() {
        let header = #"{"alg":"PBES2-HS256+A128KW","p2s":"AAAA","p2c":2147483647}"#
        #expect(Forge.refusal(Forge.token(header: header)) == .unsupportedAlgorithm)
        let encrypted = #"{"alg":"PBES2-HS512+A256KW","enc":"A256GCM","zip":"DEF","p2s":"AAAA","p2c":1000000000}"#
        #expect(Forge.refusal(Forge.token(header: encrypted)) == .unsupportedHeader)
        #expect(Forge.refusal(Forge.base64URL(encrypted) + ".e30.e30.e30.e30") == .notThreeParts)
    }
}
