import MapaeOAuth
import Testing

struct TokenFormTests {
    private static func read(_ types: [String], query: String = "") throws -> Parameters {
        try TokenForm.parameters(body: "grant_type=x".utf8, contentTypes: types, query: query.utf8)
    }

    @Test(
        "A form is a form, with or without its charset (RFC 6749 appendix B)",
        arguments: [
            "application/x-www-form-urlencoded", "application/x-www-form-urlencoded; charset=utf-8",
            "Application/X-WWW-Form-Urlencoded;charset=UTF-8",
            "application/x-www-form-urlencoded ; charset=\"utf-8\"", "application/x-www-form-urlencoded;",
        ])
    func form(type: String) throws {
        #expect(try Self.read([type])["grant_type"] == "x")
    }

    @Test(
        "O55: another type, another charset, and two types are refused",
        arguments: [
            [], [""], ["application/json"], ["text/plain"], ["multipart/form-data; boundary=x"],
            ["application/x-www-form-urlencoded; charset=utf-16"],
            ["application/x-www-form-urlencoded; charset=iso-8859-1"],
            ["application/x-www-form-urlencoded, application/json"], ["application/x-www-form-urlencodedx"],
            ["application/x-www-form-urlencoded", "application/x-www-form-urlencoded"],
            ["x application/x-www-form-urlencoded"],
            ["application/x-www-form-urlencoded; charset=utf-8; charset=utf-16"],
        ])
    func otherTypes(types: [String]) {
        #expect(throws: OAuthError(.invalidRequest)) { try Self.read(types) }
    }

    @Test(
        "O6: parameters in the address are refused, secrets first of all",
        arguments: ["client_secret=x", "grant_type=x", "code=x", "a", "&"])
    func query(text: String) {
        #expect(throws: OAuthError(.invalidRequest)) {
            try Self.read(["application/x-www-form-urlencoded"], query: text)
        }
    }

    @Test("O5: a repeated parameter is refused, a repeated resource is not")
    func repeated() throws {
        func read(_ body: String) throws -> Parameters {
            try TokenForm.parameters(
                body: body.utf8, contentTypes: ["application/x-www-form-urlencoded"], query: "".utf8)
        }
        for name in [
            "grant_type", "code", "redirect_uri", "client_id", "client_secret", "code_verifier", "refresh_token",
            "scope", "device_code", "unknown",
        ] {
            #expect(throws: OAuthError(.invalidRequest)) { try read("\(name)=a&\(name)=a") }
        }
        #expect(try read("resource=a&resource=b").values(of: "resource") == ["a", "b"])
    }
}
