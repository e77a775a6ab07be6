import Testing

@testable import MapaeJOSE

/// A token whose header is one of the usual ones of a key is verified in one step; what that step says must be what reading
/// and verifying say one after the other.
@Suite("Headers that are known before a token comes")
struct KnownHeadTests {
    static let now = NumericDate(seconds: 1_700_000_000)

    private static func inOneStep(
        _ token: String, _ verifier: JWSVerifier, limits: TokenLimits = .init(), at now: NumericDate = now
    ) -> String {
        do throws(JOSEError) {
            let jws = try verifier.verify(token[...], limits: limits, at: now)
            return "\(jws.keyID ?? "-") \(jws.algorithm) \(jws.type ?? "-")"
        } catch { return "\(error.code)" }
    }

    private static func inTwoSteps(
        _ token: String, _ verifier: JWSVerifier, limits: TokenLimits = .init(), at now: NumericDate = now
    ) -> String {
        do throws(JOSEError) {
            let jws = try verifier.verify(UnverifiedToken(token, limits: limits), at: now)
            return "\(jws.keyID ?? "-") \(jws.algorithm) \(jws.type ?? "-")"
        } catch { return "\(error.code)" }
    }

    private static let headers = [
        #"{"alg":"HS256","typ":"JWT"}"#, #"{"typ":"JWT","alg":"HS256"}"#, #"{"alg":"HS256","typ":"at+jwt"}"#,
        #"{"alg":"HS256","typ":"JWT","kid":"k"}"#, #"{"alg":"HS256","kid":"k","typ":"JWT"}"#,
        #"{"alg":"HS256","kid":"k","typ":"at+jwt"}"#, #"{"alg":"HS256","kid":"K","typ":"JWT"}"#,
        #"{"kid":"k","alg":"HS256","typ":"JWT"}"#, #"{ "alg":"HS256","typ":"JWT"}"#, #"{"alg":"HS384","typ":"JWT"}"#,
        #"{"alg":"HS256","typ":"JWT","crit":["a"]}"#, #"{"alg":"none","typ":"JWT"}"#, #"{"alg":"HS256"}"#,
    ]

    @Test(arguments: headers)
    func `one step says what two steps say, for each set of keys`(_ header: String) throws {
        let sets = try [
            [Forge.key()], [Forge.key(id: "k")], [Forge.key(), Forge.key(id: "k")],
            [Forge.key(secret: Forge.secret + "!"), Forge.key()], [Forge.key(id: "other"), Forge.key(id: "k")],
        ]
        for keys in sets {
            let verifier = try JWSVerifier(keys: keys)
            for secret in [Forge.secret, Forge.secret + "?"] {
                let token = Forge.token(header: header, secret: secret)
                #expect(Self.inOneStep(token, verifier) == Self.inTwoSteps(token, verifier))
            }
        }
    }

    @Test func `the usual headers of a key are known, and those of an ambiguous key are not`() throws {
        let token = Forge.token()
        #expect(KnownHeads(of: [try Forge.key()]).head(of: token.utf8.span) != nil)
        #expect(KnownHeads(of: [try Forge.key(id: "k")]).head(of: token.utf8.span) == nil)
        let two = try [Forge.key(), Forge.key(secret: Forge.secret + "!")]
        #expect(KnownHeads(of: two).head(of: token.utf8.span) == nil)
        let named = Forge.token(header: #"{"alg":"HS256","typ":"JWT","kid":"k"}"#)
        #expect(try KnownHeads(of: two + [Forge.key(id: "k")]).head(of: named.utf8.span)?.key == 2)
    }

    @Test func `J43 each changed, missing or further character has the same verdict in one step and in two`() throws {
        let verifier = try JWSVerifier(keys: [Forge.key()])
        let token = Array(Forge.token().utf8)
        var differences: [String] = []
        func compare(_ bytes: [UInt8]) {
            let text = String(decoding: bytes, as: UTF8.self)
            if Self.inOneStep(text, verifier) != Self.inTwoSteps(text, verifier) { differences.append(text) }
        }
        for position in token.indices {
            for character in Array("A.=+\n\u{0}".utf8) {
                var changed = token
                changed[position] = character
                compare(changed)
                changed = token
                changed.insert(character, at: position)
                compare(changed)
            }
            var shorter = token
            shorter.remove(at: position)
            compare(shorter)
            compare(Array(token.prefix(position)))
        }
        #expect(differences.isEmpty)
    }

    @Test(arguments: [
        TokenLimits(bytes: 10), TokenLimits(json: JSONLimits(depth: 0)), TokenLimits(json: JSONLimits(members: 1)),
        TokenLimits(json: JSONLimits(members: 2)), TokenLimits(json: JSONLimits(members: 4)),
    ])
    func `limits hold in one step as in two`(_ limits: TokenLimits) throws {
        let verifier = try JWSVerifier(keys: [Forge.key()])
        let token = Forge.token()
        #expect(Self.inOneStep(token, verifier, limits: limits) == Self.inTwoSteps(token, verifier, limits: limits))
    }

    @Test func `a retired key is retired in one step too`() throws {
        let signing = try SigningKey.hs256(secret: Forge.secret + "!", keyID: "new")
        let old = KeyRing.Member(try Forge.key(id: "old"), retiresAt: NumericDate(seconds: 1_700_000_100))
        let verifier = JWSVerifier(try KeyRing(signing: signing, checking: [old]))
        let token = Forge.token(header: #"{"alg":"HS256","typ":"JWT","kid":"old"}"#)
        #expect(Self.inOneStep(token, verifier) == "old HS256 JWT")
        #expect(Self.inOneStep(token, verifier, at: NumericDate(seconds: 1_700_000_100)) == "retired_key")
    }
}
