import MapaeOAuth
import Testing

/// Who must send a challenge, and what becomes of one that is sent.
struct PKCERuleTests {
    private static let plain = Requests.base.replacing("&" + Requests.challenge, with: "")

    private static func client(isPublic: Bool, requiresPKCE: Bool) throws -> Client {
        let method = isPublic ? "none" : "client_secret_basic"
        return try .sample(
            "s6BhdRkqt3",
            #"{"redirect_uris":["https://client.example.com/cb"],"token_endpoint_auth_method":"\#(method)"}"#,
            requiresPKCE: requiresPKCE)
    }

    @Test(
        "O16: only a confidential client with OpenID Connect and a nonce may do without, unless told otherwise",
        arguments: [
            (true, false, "&scope=read", true), (true, false, "&scope=openid&nonce=n", true),
            (true, true, "&scope=openid&nonce=n", true),
            (false, true, "&scope=openid&nonce=n", true), (false, false, "&scope=read", true),
            (false, false, "&scope=read&nonce=n", true),
            (false, false, "&scope=openid", true), (false, false, "&scope=openid&nonce=", true),
            (false, false, "&scope=openid&nonce=n", false),
        ])
    func required(isPublic: Bool, requiresPKCE: Bool, addition: String, isRequired: Bool) throws {
        let client = try Self.client(isPublic: isPublic, requiresPKCE: requiresPKCE)
        if isRequired {
            let error = try Requests.error(Self.plain + addition, client)
            #expect(error.error.code == .invalidRequest)
            #expect(error.place != .page)
        } else {
            #expect(try Requests.read(Self.plain + addition, client).challenge == nil)
        }
        #expect(try Requests.read(Requests.base + addition, client).challenge != nil)
    }

    @Test(
        "O16: a challenge that is sent badly is refused, also where none is required",
        arguments: [
            "&code_challenge=", "&code_challenge", "&code_challenge_method=S256",
            "&code_challenge=&code_challenge_method=S256", "&code_challenge_method=",
            "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
            "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=plain",
            "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=",
            "&code_challenge=short&code_challenge_method=S256",
            "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=s256",
            "&code_challenge=a&code_challenge=a&code_challenge_method=S256",
        ])
    func malformed(addition: String) throws {
        for isPublic in [false, true] {
            let client = try Self.client(isPublic: isPublic, requiresPKCE: false)
            #expect(
                try Requests.error(Self.plain + "&scope=openid&nonce=n" + addition, client).error.code
                    == .invalidRequest)
        }
    }
}
