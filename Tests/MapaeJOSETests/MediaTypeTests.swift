import MapaeJOSE
import Testing

@Suite("The kind of token that the header names")
struct MediaTypeTests {
    @Test(arguments: [
        #""JWT""#, #""jwt""#, #""application/jwt""#, #""APPLICATION/JWT""#, #""J\u0057T""#, #""\u006a\u0077\u0074""#,
        #""application\/jwt""#, #""applic\u0061tion/Jwt""#,
    ])
    func `J42 each spelling of one media type is that type`(_ type: String) throws {
        #expect(try Self.verify(type).hasType("jwt"))
    }

    @Test(arguments: [
        "J42": #""at+jwt""#, "J42 empty": #""""#, "J42 space": #""JWT ""#, "J42 other tree": #""text/jwt""#,
        "J42 prefix alone": #""application/""#, "J42 twice": #""application/application/jwt""#,
        "J42 escape of another letter": #""J\u0056T""#, "J42 escaped backslash": #""J\\u0057T""#,
        "S11 Kelvin sign": #""\u212aWT""#, "S1 combining mark": #""JWT\u0301""#,
    ])
    func `J42 no other type is taken for it`(_ type: (key: String, value: String)) throws {
        #expect(try !Self.verify(type.value).hasType("jwt"))
    }

    @Test func `J42 a token without typ has no type`() throws {
        let jws = try Forge.verify(Forge.token(header: #"{"alg":"HS256"}"#))
        #expect(!jws.hasType("jwt"))
        #expect(jws.type == nil)
    }

    private static func verify(_ type: String) throws -> VerifiedJWS {
        try Forge.verify(Forge.token(header: #"{"alg":"HS256","typ":\#(type)}"#))
    }
}
