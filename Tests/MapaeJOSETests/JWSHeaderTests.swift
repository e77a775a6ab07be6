import MapaeJOSE
import Testing

@Suite("What a token's header may not do")
struct JWSHeaderTests {
    /// "none" in all its 16 spellings, each also with what looks like nothing: 64 texts.
    static let noneVariants: [String] = (0..<16).flatMap { bits in
        let word = String(
            "none".enumerated().map { bits >> $0.offset & 1 == 1 ? Character($0.element.uppercased()) : $0.element })
        return [word, word + " ", " " + word, word + #"\u200B"#]
    }

    @Test(arguments: noneVariants)
    func `J1 J2 none is refused however it is spelled, with and without a signature`(_ name: String) throws {
        let header = #"{"alg":"\#(name)","typ":"JWT"}"#
        let unsigned = Forge.base64URL(header) + "." + Forge.base64URL(Forge.claims) + "."
        #expect(Forge.refusal(unsigned) == .unsupportedAlgorithm)
        #expect(Forge.refusal(Forge.token(header: header)) == .unsupportedAlgorithm)
        #expect(try Self.refusalByKeyID(header) == .unsupportedAlgorithm)
    }

    /// The same header with a `kid`, so that the key is found by it: the algorithm must still be the key's.
    private static func refusalByKeyID(_ header: String) throws -> JOSEError.Code? {
        let named = header == "{}" ? #"{"kid":"k"}"# : #"{"kid":"k","# + header.dropFirst()
        return Forge.refusal(Forge.token(header: named), keys: [try Forge.key(id: "k")])
    }

    @Test(arguments: [
        Refusal("J2", #"{"alg":"hs256"}"#, .unsupportedAlgorithm),
        Refusal("J2", #"{"alg":"Hs256"}"#, .unsupportedAlgorithm),
        Refusal("J2", #"{"alg":"HS256 "}"#, .unsupportedAlgorithm),
        Refusal("J2", #"{"alg":" HS256"}"#, .unsupportedAlgorithm),
        Refusal("J2", #"{"alg":"HS256\u0000"}"#, .invalidUTF8), Refusal("J2", #"{"alg":"none\u0000"}"#, .invalidUTF8),
        Refusal("J2", #"{"alg":"\u006eone"}"#, .unsupportedAlgorithm),
        Refusal("J2", #"{"alg":"ＨＳ２５６"}"#, .unsupportedAlgorithm),
        Refusal("J2", #"{"alg":"HS256\n"}"#, .unsupportedAlgorithm),
        Refusal("J2", #"{"alg":"HS2560"}"#, .unsupportedAlgorithm),
        Refusal("J2", #"{"alg":"HS25"}"#, .unsupportedAlgorithm),
        Refusal("S1", #"{"alg":"HS256\u0301"}"#, .unsupportedAlgorithm),
        Refusal("J3", #"{"typ":"JWT"}"#, .missingAlgorithm), Refusal("J3", "{}", .missingAlgorithm),
        Refusal("J3", #"{"alg":null}"#, .missingAlgorithm), Refusal("J3", #"{"alg":256}"#, .missingAlgorithm),
        Refusal("J3", #"{"alg":true}"#, .missingAlgorithm), Refusal("J3", #"{"alg":["HS256"]}"#, .missingAlgorithm),
        Refusal("J3", #"{"alg":{"alg":"HS256"}}"#, .missingAlgorithm),
        Refusal("J3", #"{"alg":""}"#, .unsupportedAlgorithm),
        Refusal("J3", #"{"ALG":"HS256"}"#, .missingAlgorithm),
        Refusal("J3", #"{"x":{"alg":"HS256"}}"#, .missingAlgorithm),
        Refusal("J4", #"{"alg":"RS256"}"#, .algorithmMismatch),
        Refusal("J6", #"{"alg":"HS384"}"#, .algorithmMismatch),
        Refusal("J6", #"{"alg":"HS512"}"#, .algorithmMismatch),
        Refusal("J6", #"{"alg":"ES256"}"#, .algorithmMismatch),
        Refusal("J6", #"{"alg":"EdDSA"}"#, .algorithmMismatch),
    ])
    func `J2 J3 J6 an alg that is not exactly HS256 is refused although the signature is right`(
        _ refusal: Refusal
    ) throws {
        #expect(Forge.refusal(Forge.token(header: refusal.text)) == refusal.code)
        #expect(try Self.refusalByKeyID(refusal.text) == refusal.code)
    }

    @Test(arguments: [
        #"{"alg":"HS256"}"#, #"{"\u0061lg":"HS256"}"#, #"{"alg":"\u0048S256"}"#, "{\r\n \"alg\" : \"HS256\"\t}",
        #"{"alg":"HS256","jku":"https://evil.example/keys","x5u":"file:///etc/passwd"}"#,
        #"{"alg":"HS256","jwk":{"kty":"oct","k":"AAAA"},"x5c":["MIIB"],"x5t":"x"}"#,
        #"{"alg":"HS256","unknown":[1,{"alg":"none"}]}"#,
    ])
    func `J25 J26 keys and addresses in the header are not looked at, and spelling does not matter`(_ header: String) {
        #expect(Forge.refusal(Forge.token(header: header)) == nil)
        // Signed with the secret that the header offers, it is refused.
        #expect(Forge.refusal(Forge.token(header: header, secret: "\u{0}\u{0}\u{0}")) == .invalidSignature)
    }

    @Test(arguments: [
        Refusal("J27 unknown name", #""crit":["exp"],"exp":1"#, .criticalHeader),
        Refusal("J27 empty", #""crit":[]"#, .criticalHeader),
        Refusal("J27 no array", #""crit":"b64""#, .criticalHeader),
        Refusal("J27 null", #""crit":null"#, .criticalHeader), Refusal("J27 false", #""crit":false"#, .criticalHeader),
        Refusal("J27 object", #""crit":{}"#, .criticalHeader),
        Refusal("J27 twice", #""crit":["x","x"],"x":1"#, .criticalHeader),
        Refusal("J27 registered", #""crit":["alg"]"#, .criticalHeader),
        Refusal("J27 absent", #""crit":["y"]"#, .criticalHeader),
        Refusal("J27 b64", #""crit":["b64"],"b64":true"#, .criticalHeader),
        Refusal("J27 escaped", #""cri\u0074":["x"]"#, .criticalHeader),
        Refusal("J27 numbers", #""crit":[1,2]"#, .criticalHeader),
        Refusal("J28 without crit", #""b64":false"#, .unsupportedHeader),
        Refusal("J28 true", #""b64":true"#, .unsupportedHeader),
        Refusal("J28 text", #""b64":"false""#, .unsupportedHeader),
        Refusal("J28 with crit", #""b64":false,"crit":["b64"]"#, .criticalHeader),
        Refusal("J29 zip", #""zip":"DEF""#, .unsupportedHeader),
        Refusal("J29 cty", #""cty":"JWT""#, .unsupportedHeader),
        Refusal("J29 cty other", #""cty":"json""#, .unsupportedHeader),
        Refusal("J29 enc", #""enc":"A128GCM""#, .unsupportedHeader),
        Refusal("J29 escaped", #""\u007aip":null"#, .unsupportedHeader),
        Refusal("J24 kid empty", #""kid":"""#, .invalidHeader), Refusal("J24 kid number", #""kid":1"#, .invalidHeader),
        Refusal("J24 kid null", #""kid":null"#, .invalidHeader),
        Refusal("J24 kid array", #""kid":["k"]"#, .invalidHeader),
        Refusal("J24 kid object", #""kid":{}"#, .invalidHeader),
        Refusal("J24 kid NUL", #""kid":"k\u0000""#, .invalidUTF8),
        Refusal("J42 typ null", #""typ":null"#, .invalidHeader), Refusal("J42 typ number", #""typ":1"#, .invalidHeader),
        Refusal("J42 typ array", #""typ":["JWT"]"#, .invalidHeader),
        Refusal("J30 alg twice", #""alg":"none""#, .duplicateMember),
        Refusal("J30 alg twice", #""alg":"HS256""#, .duplicateMember),
        Refusal("J31 escaped alg", #""al\u0067":"none""#, .duplicateMember),
        Refusal("J30 kid twice", #""kid":"a","kid":"b""#, .duplicateMember),
        Refusal("J32 trailing comma", #""typ":"JWT","#, .invalidJSON),
        Refusal("J32 comment", #""a":1/**/"#, .invalidJSON),
    ])
    func `what would have to be understood, or can be read twice, is refused`(_ refusal: Refusal) {
        #expect(Forge.refusal(Forge.token(header: #"{"alg":"HS256",\#(refusal.text)}"#)) == refusal.code)
    }

    @Test(arguments: [
        "[]", "null", "1", #""HS256""#, "", " ", "[{\"alg\":\"HS256\"}]", "\u{FEFF}{\"alg\":\"HS256\"}", "{", "nul",
    ])
    func `a header that is no JSON object is refused`(_ header: String) throws {
        let code = try #require(Forge.refusal(Forge.token(header: header)))
        #expect([.jsonNotAnObject, .invalidJSON].contains(code))
    }

    @Test(arguments: [
        Refusal("J29 five parts", "a.b.c.d.e", .notThreeParts), Refusal("four parts", "YQ.YQ.YQ.YQ", .notThreeParts),
        Refusal("two parts", "YQ.YQ", .notThreeParts), Refusal("one part", "YQ", .notThreeParts),
        Refusal("nothing", "", .notThreeParts), Refusal("a dot", ".", .notThreeParts),
        Refusal("two dots", "..", .invalidJSON),
        Refusal("three dots", "...", .notThreeParts),
        Refusal("J47 JSON", #"{"protected":"e30","payload":"e30","signature":"AA"}"#, .notThreeParts),
        Refusal("Bearer kept", "Bearer e30.e30.AA", .invalidBase64URL),
        Refusal("S4 a mark on the dot", "e30.\u{301}e30.AA", .invalidBase64URL),
    ])
    func `a token has exactly three parts`(_ refusal: Refusal) {
        #expect(Forge.refusal(refusal.text) == refusal.code)
    }

    @Test func `what a person may look at says the same as the sender wrote, before anything is verified`() throws {
        let token = try UnverifiedToken(
            Forge.token(header: #"{"alg":"none","crit":["x"]}"#, payload: #"{"a":1,"sub":7}"#))
        #expect(try token.unverifiedHeader()["alg"]?.string == "none")
        #expect(try token.unverifiedClaims()["sub"]?.integer == 7)
        #expect(token.headerRefusal == JOSEError(.criticalHeader))
        #expect(try UnverifiedToken(Forge.token()).headerRefusal == nil)
        #expect(
            try UnverifiedToken(Forge.token(header: #"{"alg":"none"}"#)).headerRefusal
                == JOSEError(.unsupportedAlgorithm))
        #expect(try UnverifiedToken(Forge.token(header: "{}")).headerRefusal == JOSEError(.missingAlgorithm))
    }
}
