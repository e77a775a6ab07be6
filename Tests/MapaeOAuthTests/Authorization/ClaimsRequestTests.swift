import MapaeJOSE
import MapaeOAuth
import Testing

struct ClaimsRequestTests {
    @Test("The example of OpenID Connect Core section 5.5 is read")
    func example() throws {
        let claims = try ClaimsRequest(
            parsing: """
                {"userinfo": {"given_name": {"essential": true}, "nickname": null, "email": {"essential": true},
                  "email_verified": {"essential": true}, "picture": null, "http://example.info/claims/groups": null},
                 "id_token": {"auth_time": {"essential": true}, "acr": {"values": ["urn:mace:incommon:iap:silver"]}}}
                """)
        #expect(
            claims.userInfo.map(\.name) == [
                "given_name", "nickname", "email", "email_verified", "picture", "http://example.info/claims/groups",
            ])
        #expect(claims.userInfo.map(\.isEssential) == [true, false, true, true, false, false])
        #expect(claims.idToken.map(\.name) == ["auth_time", "acr"])
        #expect(claims.idToken[1].values.first?.string == "urn:mace:incommon:iap:silver")
        #expect(!claims.idToken[1].isEssential)
    }

    @Test(
        "Unknown members are ignored, and empty requests are none",
        arguments: [
            "{}", #"{"x":1}"#, #"{"userinfo":null,"id_token":{}}"#, #"{"userinfo":{"sub":{"value":"1","x":2}}}"#,
        ])
    func accepted(text: String) throws {
        #expect(try ClaimsRequest(parsing: text).idToken.isEmpty)
    }

    @Test(
        "O51: what is too large, too deep or of another form is refused",
        arguments: [
            "", "null", "[]", "1", "{", #"{"userinfo":[]}"#, #"{"userinfo":{"a":1}}"#, #"{"userinfo":{"a":true}}"#,
            #"{"userinfo":{"a":{"essential":1}}}"#,
            #"{"userinfo":{"a":{"values":"x"}}}"#, #"{"userinfo":{"a":{"value":1,"values":[1]}}}"#,
            #"{"userinfo":{"a":null,"a":null}}"#,
            #"{"userinfo":{"a":{"value":{"b":{"c":{}}}}}}"#, .repeated("[", 4000), .repeated("{\"a\":", 800),
            .repeated(" ", 1_048_576),
            Sample("{\"userinfo\":{" + (0..<100).map { "\"\($0)\":null" }.joined(separator: ",") + "}}"),
            "{\"userinfo\":{\"a\\u0000\":null}}",
        ] as [Sample])
    func refused(text: Sample) {
        #expect(throws: OAuthError(.invalidRequest)) { try ClaimsRequest(parsing: text.text) }
    }
}
