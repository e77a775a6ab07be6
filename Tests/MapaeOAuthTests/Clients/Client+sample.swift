import Crypto
import MapaeJOSE
import MapaeOAuth
import Testing

extension RegistrationPolicy {
    /// Scopes as a small server has them.
    static func sample() throws -> RegistrationPolicy {
        let scopes = try ScopeList(parsing: "openid profile email offline_access read write")
        return RegistrationPolicy(
            scopes: scopes, defaultScopes: scopes, grantTypes: GrantType.allCases,
            idTokenAlgorithms: [.rs256, .es256, .edDSA])
    }
}

extension Client {
    /// A client with one address, unless the JSON says otherwise.
    static func sample(
        _ id: String = "s6BhdRkqt3", _ json: String = #"{"redirect_uris":["https://client.example.com/cb"]}"#,
        secrets: [String] = [], requiresPKCE: Bool = true
    ) throws -> Client {
        Client(
            id: try #require(ClientID(id)), metadata: try ClientMetadata(parsing: Array(json.utf8), policy: .sample()),
            secrets: try secrets.map { try #require(ClientSecretDigest(secret: $0)) }, requiresPKCE: requiresPKCE)
    }

    /// A client with a way to authenticate.
    static func sample(
        method: String, id: String = "s6BhdRkqt3", secrets: [String] = [], grants: [String] = ["authorization_code"]
    ) throws -> Client {
        let grants = grants.map { "\"\($0)\"" }.joined(separator: ",")
        let keys = method == "private_key_jwt" ? #","jwks_uri":"https://client.example.com/jwks""# : ""
        return try sample(
            id,
            #"{"redirect_uris":["https://client.example.com/cb"],"token_endpoint_auth_method":"\#(method)","#
                + #""grant_types":[\#(grants)]\#(keys)}"#,
            secrets: secrets)
    }
}

extension ClientSecretDigest {
    /// The digest of a secret that somebody chose.
    init?(secret: String) { self.init(bytes: Array(SHA256.hash(data: Array(secret.utf8)))) }
}
