import MapaeJOSE
import MapaeOAuth
import Testing

struct ClientMetadataTests {
    private static let signed = #""token_endpoint_auth_method":"private_key_jwt","jwks_uri":"https://a.example/j""#
    private static let address = #""redirect_uris":["https://client.example.org/callback"]"#

    private static func read(_ members: String) throws -> ClientMetadata {
        try ClientMetadata(parsing: Array("{\(members)}".utf8), policy: .sample())
    }

    @Test("The example of RFC 7591 section 3.1 is registered, but for what is not offered")
    func example() throws {
        let metadata = try Self.read(
            """
            "redirect_uris": ["https://client.example.org/callback", "https://client.example.org/callback2"],
            "client_name": "My Example Client",
            "client_name#ja-Jpan-JP": "\\u30AF\\u30E9\\u30A4\\u30A2\\u30F3\\u30C8\\u540D",
            "token_endpoint_auth_method": "client_secret_basic",
            "logo_uri": "https://client.example.org/logo.png",
            "jwks_uri": "https://client.example.org/my_public_keys.jwks",
            "example_extension_parameter": "example_value"
            """)
        #expect(
            metadata.redirectURIs.map(\.text) == [
                "https://client.example.org/callback", "https://client.example.org/callback2",
            ])
        #expect(metadata.display.name == "My Example Client")
        #expect(metadata.display.logoURI == "https://client.example.org/logo.png")
        #expect(metadata.authenticationMethod == .secretBasic)
        guard case .uri("https://client.example.org/my_public_keys.jwks") = metadata.keys else {
            Issue.record("no jwks_uri")
            return
        }
    }

    @Test("The example of RFC 7591 section 3.1 for a client with keys is registered")
    func keys() throws {
        let metadata = try Self.read(
            """
            "redirect_uris": ["https://client.example.org/callback", "https://client.example.org/callback2"],
            "client_name": "My Example Client", "token_endpoint_auth_method": "private_key_jwt",
            "policy_uri": "https://client.example.org/policy.html", "scope": "read write dolphin",
            "jwks": {"keys": [{"e": "AQAB", "kty": "RSA", "kid": "1", "n": "\(Self.modulus)"}]}
            """)
        #expect(metadata.authenticationMethod == .privateKeyJWT)
        #expect(metadata.display.policyURI == "https://client.example.org/policy.html")
        #expect(metadata.scopes.values == ["read", "write"])
        guard case .set(let set) = metadata.keys else {
            Issue.record("no jwks")
            return
        }
        #expect(set.keys.count == 1)
    }

    /// That of RFC 7517 appendix A.1.
    private static let modulus = """
        0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjB\
        ZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8\
        KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_\
        xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw
        """

    @Test("What is not said has the standard's default (RFC 7591 section 2)")
    func defaults() throws {
        let metadata = try Self.read(Self.address)
        #expect(metadata.authenticationMethod == .secretBasic)
        #expect(metadata.grantTypes == [.authorizationCode])
        #expect(metadata.applicationType == .web)
        #expect(metadata.idTokenAlgorithm == .rs256)
        #expect(metadata.scopes.description == "openid profile email offline_access read write")
        #expect(metadata.keys == nil)
        #expect(metadata.display == ClientDisplay())
        #expect(!metadata.requiresAuthTime && !metadata.bindsTokensWithDPoP && !metadata.requiresPushedRequests)
        #expect(
            metadata.defaultMaxAge == nil && metadata.defaultACRValues.isEmpty
                && metadata.postLogoutRedirectURIs.isEmpty)
    }

    @Test("All that is kept is told again, and read again as the same (RFC 7591 section 3.2.1)")
    func roundTrip() throws {
        let metadata = try Self.read(
            """
            "redirect_uris": ["https://a.example/cb", "https://a.example/cb"], "scope": "read unknown openid",
            "token_endpoint_auth_method": "private_key_jwt", "token_endpoint_auth_signing_alg": "RS256",
            "grant_types": ["authorization_code", "refresh_token", "client_credentials",
                "urn:ietf:params:oauth:grant-type:device_code"],
            "response_types": ["code"], "application_type": "web", "client_name": "이름",
            "client_uri": "https://a.example", "logo_uri": "https://a.example/l", "tos_uri": "https://a.example/t",
            "policy_uri": "https://a.example/p", "contacts": ["ada@a.example"],
            "jwks": {"keys": [{"kty": "RSA", "e": "AQAB", "n": "\(Self.modulus)"}]},
            "software_id": "s", "software_version": "1", "id_token_signed_response_alg": "ES256",
            "default_max_age": 60, "require_auth_time": true, "default_acr_values": ["a", "b"],
            "post_logout_redirect_uris": ["https://a.example/bye"], "backchannel_logout_uri": "https://a.example/b",
            "backchannel_logout_session_required": true, "dpop_bound_access_tokens": true,
            "require_pushed_authorization_requests": true,
            "subject_type":"public"
            """)
        let json = try JSONValue.object(metadata.members()).serialized()
        let again = try ClientMetadata(parsing: json, policy: .sample())
        #expect(try JSONValue.object(again.members()).serialized() == json)
        let members = try metadata.members()
        #expect(members.members.count == 26)
        #expect(members["scope"]?.string == "read openid")
        #expect(members["redirect_uris"]?.array?.count == 1)
        #expect(members["default_max_age"]?.integer == 60)
    }

    @Test(
        "O49: nobody gives oneself what is not asked for: unknown members are left out, and nothing is fetched",
        arguments: [
            #""client_id":"admin""#, #""client_secret":"x""#, #""require_pkce":false"#, #""is_admin":true"#,
            #""registration_access_token":"x""#,
            #""sector_identifier_uri":"http://169.254.169.254/""#, #""request_uris":["http://127.0.0.1/"]"#,
            #""software_statement":"eyJ""#,
            #""token_format":"opaque""#, #""userinfo_signed_response_alg":"none""#,
            #""initiate_login_uri":"javascript:x""#, #""scope":null"#,
        ])
    func leftOut(member: String) throws {
        let plain = try JSONValue.object(Self.read(Self.address).members()).serialized()
        #expect(try JSONValue.object(Self.read(Self.address + "," + member).members()).serialized() == plain)
    }

    @Test(
        "Members that are wrong, or do not go together, are refused (O49, O29)",
        arguments: [
            #""token_endpoint_auth_method":"client_secret_jwt""#, #""token_endpoint_auth_method":"None""#,
            #""token_endpoint_auth_method":1"#,
            #""grant_types":["implicit"]"#, #""grant_types":["password"]"#, #""grant_types":[]"#,
            #""grant_types":["refresh_token"]"#,
            #""grant_types":"authorization_code""#, #""grant_types":[1]"#, #""response_types":["token"]"#,
            #""response_types":["code","token"]"#,
            #""response_types":["code id_token"]"#, #""response_types":[]"#,
            #""grant_types":["client_credentials"],"response_types":["code"]"#,
            #""grant_types":["client_credentials","authorization_code"],"token_endpoint_auth_method":"none""#,
            #""application_type":"spa""#,
            #""token_endpoint_auth_method":"private_key_jwt""#, #""jwks_uri":"https://a.example/j","jwks":{"keys":[]}"#,
            #""jwks":{"keys":[]}"#,
            #""jwks":{}"#, #""jwks":"x""#, #""jwks_uri":"http://a.example/j""#, #""jwks_uri":"https://a.example/j#x""#,
            #""jwks_uri":"file:///etc/passwd""#,
            #""jwks":{"keys":[{"kty":"oct","k":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}]}"#,
            #""token_endpoint_auth_signing_alg":1"#,
            #""id_token_signed_response_alg":"none""#, #""id_token_signed_response_alg":"HS256""#,
            #""id_token_signed_response_alg":"rs256""#,
            #""id_token_signed_response_alg":"PS512""#, #""subject_type":"pairwise""#, #""scope":"a\"b""#,
            #""scope":"read  write""#, #""scope":" read""#,
            #""scope":["read"]"#, #""logo_uri":"javascript:alert(1)""#, #""logo_uri":"http://a.example/l""#,
            #""client_uri":"data:,x""#, #""tos_uri":"x""#,
            #""policy_uri":"https://user@a.example/""#, #""client_name":"""#, #""client_name":"a\nb""#,
            #""client_name":"\u202Eevil""#, #""client_name":"a\u2028b""#,
            #""client_name":"\u200B""#, #""client_name":"   ""#, #""client_name":"\u0000""#,
            #""client_name":"\u200D""#, #""client_name":"\u3164""#, #""client_name":"\u2800 \uFFA0""#,
            #""client_name":"\uFEFFa""#, #""client_name":1"#,
            #""contacts":"a""#, #""contacts":["a\r\nb"]"#, #""default_max_age":-1"#, #""default_max_age":1.5"#,
            #""default_max_age":"1""#,
            #""default_max_age":1e300"#, #""default_max_age":9223372036854775807"#, #""require_auth_time":"true""#,
            #""require_auth_time":1"#,
            #""dpop_bound_access_tokens":0"#, #""backchannel_logout_uri":"http://127.0.0.1/""#, #""redirect_uris":[]"#,
            #""client_name":"a","client_name":"b""#,
            Sample(signed + #","token_endpoint_auth_signing_alg":"HS256""#),
            Sample(signed + #","token_endpoint_auth_signing_alg":"none""#),
        ] as [Sample])
    func refused(member: Sample) {
        #expect(throws: OAuthError(.invalidClientMetadata)) { try Self.read(Self.address + "," + member.text) }
    }

    @Test("An algorithm for assertions is left out where the client makes none")
    func uselessAlgorithm() throws {
        let metadata = try Self.read(
            Self.address
                + #","token_endpoint_auth_method":"client_secret_basic","token_endpoint_auth_signing_alg":"RS256""#)
        #expect(metadata.assertionAlgorithm == nil)
        let members = try metadata.members()
        #expect(members["token_endpoint_auth_signing_alg"] == nil)
    }

    @Test(
        "What is no object, too large or too deep is refused",
        arguments: [
            "", "{", "[]", "1", "null", "\u{FEFF}{}", "{} {}", "{\"a\":1,}", "{\"a\":\u{0}}", .repeated("[", 100_000),
            .repeated("{\"a\":", 1000),
            Sample("{\"a\":\"" + String(repeating: "x", count: 65_536) + "\"}"),
        ] as [Sample])
    func noObject(text: Sample) {
        #expect(throws: OAuthError(.invalidClientMetadata)) {
            try ClientMetadata(parsing: Array(text.text.utf8), policy: .sample())
        }
    }

    @Test(
        "O2: addresses that cannot be registered have their own code",
        arguments: [
            "", #""redirect_uris":[]"#, #""redirect_uris":["javascript:alert(1)"]"#,
            #""redirect_uris":["https://a.example/cb","https://a.example/#"]"#,
            #""redirect_uris":["com.example.app:/cb"],"application_type":"web""#,
            #""redirect_uris":["http://a.example/"]"#,
            #""redirect_uris":["https://a.example/"],"post_logout_redirect_uris":["javascript:x"]"#,
            #""redirect_uris":[\#((0..<33).map { "\"https://a.example/\($0)\"" }.joined(separator: ","))]"#,
        ])
    func addresses(members: String) {
        #expect(throws: OAuthError(.invalidRedirectURI)) { try Self.read(members) }
    }

    @Test(
        "A client that does not say what it is, is known by its addresses (RFC 8252)",
        arguments: [
            (#""redirect_uris":["edu.kit.data.oidc-agent:/redirect","http://localhost:4242"]"#, ApplicationType.native),
            (#""redirect_uris":["http://127.0.0.1/cb"]"#, .native),
            (#""redirect_uris":["https://a.example/cb"]"#, .web),
            (#""redirect_uris":["http://localhost:3000/cb"],"application_type":"web""#, .web),
            (#""redirect_uris":["https://a.example/cb"],"application_type":"native""#, .native),
        ])
    func types(members: String, type: ApplicationType) throws {
        #expect(try Self.read(members).applicationType == type)
    }

    @Test("A client without redirects needs no address (RFC 7591 section 2)")
    func withoutAddress() throws {
        let metadata = try Self.read(#""grant_types":["client_credentials"]"#)
        #expect(metadata.redirectURIs.isEmpty)
        #expect(try metadata.members()["response_types"]?.array?.isEmpty == true)
        let device = try Self.read(
            #""token_endpoint_auth_method":"none","#
                + #""grant_types":["urn:ietf:params:oauth:grant-type:device_code","refresh_token"]"#
        )
        #expect(device.grantTypes == [.deviceCode, .refreshToken])
    }

    @Test("A grant that is switched off cannot be registered")
    func policy() throws {
        let policy = RegistrationPolicy(scopes: try ScopeList(parsing: "read"), grantTypes: [.authorizationCode])
        #expect(throws: OAuthError(.invalidClientMetadata)) {
            try ClientMetadata(parsing: Array(#"{"grant_types":["client_credentials"]}"#.utf8), policy: policy)
        }
    }

    @Test(
        "O49: a client that asks for no scope gets none, and only grants in which a user decides are offered unless told"
    )
    func modestDefaults() throws {
        let policy = RegistrationPolicy(scopes: try ScopeList(parsing: "read admin"))
        let metadata = try ClientMetadata(
            parsing: Array(#"{"redirect_uris":["https://a.example/"]}"#.utf8), policy: policy)
        #expect(metadata.scopes == .none)
        for grant in GrantType.allCases where ![.authorizationCode, .refreshToken].contains(grant) {
            #expect(throws: OAuthError(.invalidClientMetadata)) {
                try ClientMetadata(parsing: Array("{\"grant_types\":[\"\(grant.rawValue)\"]}".utf8), policy: policy)
            }
        }
    }

    @Test(
        "O29: a name is text of any language, and markup in it is only text",
        arguments: ["마패", "Ça va", "<script>alert(1)</script>", "a\u{200D}b", "👩\u{200D}💻"])
    func names(name: String) throws {
        let json = try JSONValue.object(["redirect_uris": ["https://a.example/"], "client_name": .string(name)])
            .serialized()
        let read = try #require(try ClientMetadata(parsing: json, policy: .sample()).display.name)
        #expect(read.utf8.elementsEqual(name.utf8))
    }

    @Test("The refusal repeats nothing that was sent")
    func message() throws {
        let error = try #require(throws: OAuthError.self) {
            try Self.read(Self.address + #","logo_uri":"javascript:hunter2""#)
        }
        #expect(error.explanation.contains("logo_uri") && !error.explanation.contains("hunter2"))
    }
}
