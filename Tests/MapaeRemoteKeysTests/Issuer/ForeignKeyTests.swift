#if RemoteKeys
import Mapae
import MapaeJOSE
import MapaeRemoteKeys
import MapaeTesting
import Testing

@Suite("Keys of other issuers: which are trusted")
struct ForeignKeyTests {
    static let rsaPSS = Keys.make(.ps256)

    @Test(arguments: ["EdDSA", "ES256", "RS256", "PS256"])
    func `a token of each kind of key is believed, with and without kid`(_ name: String) async throws {
        let keys = [
            "EdDSA": ForeignIssuer.ed, "ES256": ForeignIssuer.ec, "RS256": ForeignIssuer.rsa, "PS256": Self.rsaPSS,
        ]
        let key = try #require(keys[name])
        try await ForeignIssuer.with { issuer in
            try issuer.site.publish(Array(keys.values))
            let remote = try issuer.remote()
            #expect(await remote.refusal(issuer.token(key)) == nil)
            #expect(await remote.refusal(issuer.token(try key.withKeyID(nil))) == nil)
        }
    }

    @Test func `J20 one kid at two issuers is two keys`() async throws {
        try await ForeignIssuer.with { one in
            try await ForeignIssuer.with { two in
                let (oneKey, twoKey) = (Keys.make(.es256, id: "1"), Keys.make(.es256, id: "1"))
                try one.site.publish([oneKey])
                try two.site.publish([twoKey])
                let (oneRemote, twoRemote) = (try one.remote(), try two.remote())
                #expect(await oneRemote.refusal(one.token(oneKey)) == nil)
                #expect(await twoRemote.refusal(two.token(twoKey)) == nil)
                // Each signs for the other, with claims that would be right there.
                #expect(await oneRemote.cause(one.token(twoKey)) == .invalidSignature)
                #expect(await twoRemote.cause(two.token(oneKey)) == .invalidSignature)
                #expect(await oneRemote.refusal(two.token(oneKey)) == .wrongIssuer)
            }
        }
    }

    static let oddKeys = [
        #"{"kty":"AKP","kid":"a","alg":"ML-DSA-65","pub":"AA"}"#, #"{"kty":"oct","kid":"o","alg":"HS256","k":"AAAA"}"#,
        #"{"kty":"EC","crv":"secp256k1","x":"AA","y":"AA"}"#, #"{"kty":"EC","crv":"P-256"}"#,
        #"{"kty":"OKP","crv":"X25519","x":"AA"}"#,
        #"{"kty":"RSA","n":"AQAB","e":"AQAB"}"#, #"{"kty":1}"#, "{}", "null", "1", #""key""#, "[]", "[[[]]]",
        #"{"kty":"RSA","n":"","e":""}"#, #"{"kty":"EC","crv":"P-256","x":"!!","y":"%%"}"#,
    ]

    @Test func `J23 keys of unknown kinds and garbage are left out, and the rest is used`() async throws {
        try await ForeignIssuer.with { issuer in
            let good = try JSONValue.object(ForeignIssuer.ec.verificationKey.jwk()).serialized()
            let list = (Self.oddKeys + [String(decoding: good, as: UTF8.self)] + Self.oddKeys).joined(separator: ",")
            issuer.site["/keys"] = .answer(200, [], "{\"keys\":[\(list)]}")
            let remote = try issuer.remote()
            #expect(await remote.refusal(issuer.token()) == nil)
            #expect(remote.lastFailure == nil)
        }
    }

    @Test func `J19 a set in which one kid means two keys is refused as a whole`() async throws {
        try await ForeignIssuer.with { issuer in
            let sets = try [ForeignIssuer.ec, .generate(.es256, keyID: ForeignIssuer.ec.keyID)].map {
                String(decoding: try JSONValue.object($0.verificationKey.jwk()).serialized(), as: UTF8.self)
            }
            issuer.site["/keys"] = .answer(200, [], "{\"keys\":[\(sets.joined(separator: ","))]}")
            let remote = try issuer.remote()
            #expect(await remote.refusal(issuer.token()) == .temporarilyUnavailable)
            #expect(remote.lastFailure?.code == .invalidKeySet)
            #expect(remote.lastFailure?.cause == JOSEError(.duplicateKeyID))
        }
    }

    @Test func `J19 a shared secret in a set, even a usable one, checks nothing`() async throws {
        try await ForeignIssuer.with { issuer in
            let secret = Array("q7rk3Vd0ZsX9mTn2bLwY5uHc8JfGa1Ee".utf8)
            issuer.site["/keys"] = .answer(
                200, [], #"{"keys":[{"kty":"oct","kid":"o","alg":"HS256","k":"\#(Base64URL.encode(secret))"}]}"#)
            let remote = try issuer.remote()
            let key = try SigningKey.hs256(secret: "q7rk3Vd0ZsX9mTn2bLwY5uHc8JfGa1Ee", keyID: "o")
            #expect(await remote.cause(issuer.token(key)) == .unknownKey)
        }
    }

    @Test func `J4 RS256 to HS256: the published key in any form is no secret`() async throws {
        try await ForeignIssuer.with { issuer in
            let key = ForeignIssuer.rsa
            try issuer.site.publish([key])
            let remote = try issuer.remote()
            #expect(await remote.refusal(issuer.token(key)) == nil)
            let jwk = try key.verificationKey.jwk()
            let pem = try key.verificationKey.pem()
            let set = try JWKSet([key.verificationKey]).serialized()
            let secrets: [[UInt8]] = [
                Array(pem.utf8), Array(pem.utf8.dropLast()), Array("\(pem)\n".utf8), set,
                try JSONValue.object(jwk).serialized(), jwk["n"]?.string.flatMap(Base64URL.decode) ?? [],
                Array((jwk["n"]?.string ?? "").utf8),
            ]
            let payload = issuer.token(key).split(separator: ".")[1]
            for kid in [#","kid":"\#(key.keyID ?? "")""#, ""] {
                let header = #"{"alg":"HS256","typ":"at+jwt"\#(kid)}"#
                let input = Base64URL.encode(Array(header.utf8)) + "." + payload
                for secret in secrets {
                    let token = input + "." + RawSignature.hs256(input, secret: secret)
                    #expect(await remote.cause(token) == .algorithmMismatch)
                }
            }
        }
    }

    @Test(arguments: [
        ("J1 none", #"{"alg":"none","typ":"at+jwt"}"#, JOSEError.Code.unsupportedAlgorithm),
        ("J2 None", #"{"alg":"None","typ":"at+jwt"}"#, .unsupportedAlgorithm),
        ("J3 missing", #"{"typ":"at+jwt"}"#, .missingAlgorithm),
        ("J27 crit", #"{"alg":"ES256","typ":"at+jwt","crit":["x"],"x":1}"#, .criticalHeader),
        ("J29 cty", #"{"alg":"ES256","typ":"at+jwt","cty":"JWT"}"#, .unsupportedHeader),
        (
            "J45 too large", #"{"alg":"ES256","typ":"at+jwt","x":"\#(String(repeating: "x", count: 20_000))"}"#,
            .tokenTooLarge
        ),
    ])
    func `what no key could make right costs no load`(
        _ id: String, _ header: String, _ cause: JOSEError.Code
    ) async throws {
        try await ForeignIssuer.with { issuer in
            let remote = try issuer.remote()
            #expect(await remote.cause(Keys.unsigned(header: header)) == cause)
            #expect(await remote.refusal("not.a.token") == .invalidToken)
            #expect(issuer.server.connectionCount == 0)
        }
    }

    @Test func `J18 a key without alg is for RS256 only, and a key for encryption is for nothing`() async throws {
        try await ForeignIssuer.with { issuer in
            var jwk = try ForeignIssuer.rsa.verificationKey.jwk()
            jwk["alg"] = nil
            var encryption = try ForeignIssuer.ec.verificationKey.jwk()
            encryption["use"] = "enc"
            let keys = JSONValue.object(["keys": .array([.object(jwk), .object(encryption)])])
            issuer.site["/keys"] = .answer(200, [], String(decoding: try keys.serialized(), as: UTF8.self))
            let remote = try issuer.remote()
            #expect(await remote.refusal(issuer.token(ForeignIssuer.rsa)) == nil)
            #expect(await remote.cause(issuer.token(ForeignIssuer.ec)) == .unknownKey)
            // The same key used with another algorithm of its family.
            let d = try ForeignIssuer.rsa.privateJWK()
            let pss = try SigningKey(
                jwk: {
                    var jwk = d; jwk["alg"] = "PS256"; return jwk
                }())
            #expect(await remote.cause(issuer.token(pss)) == .algorithmMismatch)
        }
    }

    @Test func `a key without alg is for the algorithm of its kind that the program takes`() async throws {
        try await ForeignIssuer.with { issuer in
            var jwk = try ForeignIssuer.rsa.verificationKey.jwk()
            jwk["alg"] = nil
            let keys = JSONValue.object(["keys": .array([.object(jwk)])])
            issuer.site["/keys"] = .answer(200, [], String(decoding: try keys.serialized(), as: UTF8.self))
            var own = try ForeignIssuer.rsa.privateJWK()
            own["alg"] = "PS256"
            let remote = try issuer.remote(policy: .init(algorithms: [.es256, .ps256]))
            #expect(await remote.refusal(issuer.token(try SigningKey(jwk: own))) == nil)
            #expect(await remote.refusal(issuer.token(ForeignIssuer.rsa)) == .invalidToken)
        }
    }

    @Test func `J22 a token of an algorithm that is not taken makes nobody ask for keys`() async throws {
        try await ForeignIssuer.with { issuer in
            let remote = try issuer.remote(policy: .init(algorithms: [.es256]))
            #expect(await remote.refusal(issuer.token()) == nil)
            issuer.time.advance(by: .seconds(30))
            for algorithm in ["HS256", "EdDSA", "RS256"] {
                let header = #"{"alg":"\#(algorithm)","typ":"at+jwt","kid":"unknown"}"#
                #expect(await remote.cause(Keys.unsigned(header: header)) == .unknownKey)
            }
            #expect(issuer.server.requests.count == 1)
        }
    }

    @Test func `J6 only the algorithms that the program takes are taken`() async throws {
        try await ForeignIssuer.with { issuer in
            try issuer.site.publish([ForeignIssuer.ec, ForeignIssuer.ed])
            let remote = try issuer.remote(policy: .init(algorithms: [.edDSA]))
            #expect(await remote.refusal(issuer.token(ForeignIssuer.ed)) == nil)
            #expect(await remote.cause(issuer.token(ForeignIssuer.ec)) == .unknownKey)
        }
    }

    @Test(arguments: [
        "../../../../etc/passwd", "' OR 1=1 --", "$(touch /tmp/x)", "a\\u0000b", "🐴", "http://127.0.0.1/", "..", "%00",
        "keys", "e\\u0301",
    ])
    func `J24 kid is a text that is looked up and nothing else`(_ kid: String) async throws {
        try await ForeignIssuer.with { issuer in
            let remote = try issuer.remote()
            #expect(await remote.refusal(issuer.token()) == nil)
            issuer.time.advance(by: .seconds(30))
            let header = #"{"alg":"ES256","typ":"at+jwt","kid":"\#(kid)"}"#
            #expect(await remote.refusal(Keys.unsigned(header: header)) == .invalidToken)
            // Whatever it says, what is asked for is the keys' URL and nothing else.
            #expect(issuer.server.targets.allSatisfy { $0 == "/keys" })
        }
    }

    @Test func `J24 a kid of a megabyte, or of more than 256 bytes, is refused`() async throws {
        try await ForeignIssuer.with { issuer in
            let remote = try issuer.remote()
            for count in [257, 1 << 20] {
                let header = #"{"alg":"ES256","kid":"\#(String(repeating: "a", count: count))"}"#
                #expect(await remote.refusal(Keys.unsigned(header: header)) == .invalidToken)
            }
            #expect(issuer.server.connectionCount == 0)
        }
    }

    @Test(arguments: ["jku", "x5u"])
    func `J25 an address in a header is not asked`(_ name: String) async throws {
        let attacker = Keys.make(.es256)
        let site = Site()
        try site.publish([attacker])
        try await StubServer.with({ await site.reply(to: $0) }) { listener in
            try await ForeignIssuer.with { issuer in
                let remote = try issuer.remote()
                #expect(await remote.refusal(issuer.token()) == nil)
                for address in [
                    listener.url + "/keys", "file:///etc/passwd", "http://169.254.169.254/", issuer.keysURL + "?x",
                ] {
                    issuer.time.advance(by: .seconds(30))
                    let header =
                        #"{"alg":"ES256","typ":"at+jwt","kid":"\#(attacker.keyID ?? "")","\#(name)":"\#(address)"}"#
                    let input =
                        Base64URL.encode(Array(header.utf8)) + "." + issuer.token(attacker).split(separator: ".")[1]
                    let token = input + "." + (try RawSignature.es256(input, attacker))
                    #expect(await remote.cause(token) == .unknownKey)
                }
                #expect(listener.connectionCount == 0)
                #expect(issuer.server.targets.allSatisfy { $0 == "/keys" })
            }
        }
    }

    @Test func `J26 a key in a header is not trusted`() async throws {
        try await ForeignIssuer.with { issuer in
            let attacker = Keys.make(.es256)
            let jwk = String(decoding: try JSONValue.object(attacker.verificationKey.jwk()).serialized(), as: UTF8.self)
            let remote = try issuer.remote()
            for kid in [attacker.keyID, ForeignIssuer.ec.keyID] {
                let header = #"{"alg":"ES256","typ":"at+jwt","kid":"\#(kid ?? "")","jwk":\#(jwk),"x5c":["AAAA"]}"#
                let input = Base64URL.encode(Array(header.utf8)) + "." + issuer.token(attacker).split(separator: ".")[1]
                #expect(await remote.refusal(input + "." + (try RawSignature.es256(input, attacker))) == .invalidToken)
            }
        }
    }

    @Test func `J22 a wrong signature under a known kid is wrong, and costs no load`() async throws {
        try await ForeignIssuer.with { issuer in
            let remote = try issuer.remote()
            #expect(await remote.refusal(issuer.token()) == nil)
            issuer.time.advance(by: .seconds(30))
            let forged = issuer.token(try ForeignIssuer.other.withKeyID(ForeignIssuer.ec.keyID))
            #expect(await remote.cause(forged) == .invalidSignature)
            #expect(issuer.server.requests.count == 1)
        }
    }

    @Test func `a token without kid that no key has signed may be of a new key`() async throws {
        try await ForeignIssuer.with { issuer in
            let remote = try issuer.remote()
            #expect(await remote.refusal(issuer.token()) == nil)
            try issuer.site.publish([ForeignIssuer.ed])
            let token = issuer.token(try ForeignIssuer.ed.withKeyID(nil))
            #expect(await remote.refusal(token) == .invalidToken)
            issuer.time.advance(by: .seconds(30))
            #expect(await remote.refusal(token) == nil)
            #expect(issuer.server.requests.count == 2)
        }
    }
}
#endif
