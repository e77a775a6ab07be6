import HTTPTypes
import Mapae
import Testing

@Suite("The token in the Authorization header")
struct HeaderCarrierTests {
    @Test(arguments: [
        ("Bearer abc", "abc"), ("bearer abc", "abc"), ("BEARER abc", "abc"), ("bEaReR abc", "abc"),
        ("Bearer    abc", "abc"), ("Bearer abc def", "abc def"), ("Bearer a,b", "a,b"), ("Bearer", ""), ("Bearer ", ""),
        ("Bearer é", "é"), ("Bearer Bearer abc", "Bearer abc"),
        ("Bearerx abc", nil), ("Bearerabc", nil), ("Basic YTpi", nil), ("Bear abc", nil), ("", nil), ("abc", nil),
        ("Bearer\tabc", nil), ("Bearer,abc", nil), ("DPoP abc", nil), ("Token abc", nil), ("\u{212A}earer abc", nil),
        ("Bearer\u{301} abc", nil), ("Bearer:abc", nil), ("\"Bearer\" abc", nil),
    ])
    func `it stands behind Bearer in any case and a space`(_ value: String, _ token: String?) throws {
        #expect(try HeaderCarrier.bearer.token(in: [.authorization: value]).map(String.init) == token)
    }

    @Test func `without the header there is none`() throws {
        #expect(try HeaderCarrier.bearer.token(in: [:]) == nil)
        #expect(try HeaderCarrier.bearer.token(in: [.proxyAuthorization: "Bearer abc"]) == nil)
    }

    @Test(arguments: [
        ["Bearer a", "Bearer b"], ["Bearer a", "Bearer a"], ["Basic a", "Bearer b"], ["Bearer a", ""], ["", ""],
    ])
    func `two headers are refused, whatever they hold`(_ values: [String]) {
        var headers = HTTPFields()
        for value in values { headers.append(HTTPField(name: .authorization, value: value)) }
        #expect(throws: TokenError(.malformedRequest)) { try HeaderCarrier.bearer.token(in: headers) }
    }
}
