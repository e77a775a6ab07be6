import Mapae
import Testing

@Suite("Addresses in claims")
struct AddressComparisonTests {
    /// Each means the configured address to some reader of URLs.
    static let lookalikes = [
        "https://a.example/", "https://A.example", "HTTPS://a.example", "https://a.example:443",
        "https://a.example:0443",
        "https://a.example\\@evil", "https://a.example@evil.example", "https://user@a.example", "https://ⓐ.example",
        "https://a。example", "https://a.example.", "https://a%2Eexample", "https://a.example#", "https://a.example?",
        "https:/a.example", "https:a.example", "//a.example", "a.example", " https://a.example", "https://a.example ",
        "https://a.example\\u0000", "https://a.example/../", "https://a.e\u{301}xample",
    ]

    @Test(arguments: lookalikes)
    func `S9 an issuer or audience is compared as bytes, never taken apart as an address`(_ address: String) throws {
        let written = address.replacing("\\@", with: "\\\\@")
        let issuers = try Issuer(TokenPolicy(issuer: "https://a.example"))
        #expect(issuers.refusal(issuers.token(with: #""iss":"https://a.example""#)) == nil)
        #expect(issuers.refusal(issuers.token(with: #""iss":"\#(written)""#)) != nil)
        let audiences = try Issuer(TokenPolicy(audience: "https://a.example"))
        #expect(audiences.refusal(audiences.token(with: #""aud":["https://a.example"]"#)) == nil)
        for aud in [#""aud":"\#(written)""#, #""aud":["\#(written)","x"]"#] {
            #expect(audiences.refusal(audiences.token(with: aud)) != nil)
        }
    }
}
