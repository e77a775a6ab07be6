import HTTPTypes
import HummingbirdTesting
import MapaeJOSE
import MapaeOAuth
import MapaeTesting
import Testing

/// What is tried of the metadata: a site that offers all that there is, and a browser in which nobody is logged in.
struct AdvertisedTrial: Sendable {
    /// What a client is told by the server.
    struct Post: Sendable {
        let address: String
        let form: String
    }

    let site: TestSite
    let visitor: Visitor
    let metadata: JSONObject
    let posts: AsyncStream<Post>

    static let acrValues = ["urn:example:mfa", "urn:example:pwd"]
    static let documentID = "https://client.example.com/client.json"

    /// Serves a site, and reads what it says of itself.
    static func run(_ body: @Sendable @escaping (AdvertisedTrial) async throws -> Void) async throws {
        let (posts, posting) = AsyncStream.makeStream(of: Post.self)
        let site = try TestSite(
            { settings in
                settings.registration.grantTypes.removeAll { $0 == .clientCredentials }
                settings.operatorGrantTypes = [.clientCredentials]
                settings.registration.idTokenAlgorithms = [.rs256, .es256]
                settings.acrValues = acrValues
            },
            documents: { request in
                let json = """
                    {"client_id":"\(documentID)","client_name":"App","token_endpoint_auth_method":"none",
                    "redirect_uris":["\(TestSite.address)"]}
                    """
                guard request.address == documentID else { throw OAuthError(.invalidClient) }
                return try request.read(Array(json.utf8))
            },
            postLogout: { address, form, _ in
                posting.yield(Post(address: address, form: String(decoding: form, as: UTF8.self)))
                return 200
            })
        try await site.test { visitor in
            let answer = try await visitor.send(.get, "/.well-known/openid-configuration")
            let metadata = try #require(try JSONValue(parsing: Array(answer.text.utf8)).object)
            try await body(AdvertisedTrial(site: site, visitor: visitor, metadata: metadata, posts: posts))
        }
    }

    /// The same site, in a browser that was never there.
    var fresh: AdvertisedTrial {
        AdvertisedTrial(
            site: site, visitor: Visitor(client: visitor.client, issuer: visitor.issuer), metadata: metadata,
            posts: posts)
    }

    // MARK: The metadata

    /// What stands at each place where clients look for the metadata.
    func documents() async throws -> [String] {
        var texts: [String] = []
        for path in site.server.metadataPaths { texts.append(try await visitor.send(.get, path).text) }
        return texts
    }

    /// The path of an address in the metadata.
    func path(_ member: String) throws -> String {
        String(try #require(metadata[member]?.string, "\(member)").dropFirst(TestSite.issuer.count))
    }

    /// A list in the metadata.
    func texts(_ member: String) throws -> [String] {
        let values = try #require(metadata[member]?.array, "\(member)")
        return try values.map { try #require($0.string, "\(member)") }
    }

    // MARK: Flows

    /// What the browser gets to see of a request.
    func visit(
        _ client: TestClient, scope: String = "openid profile", _ further: [(String, String)] = []
    ) async throws -> TestResponse {
        try await visitor.visit("\(path("authorization_endpoint"))?\(client.query(scope: scope, further))")
    }

    /// A code, for which the user logs in and agrees where need be.
    func code(
        _ client: TestClient, scope: String = "openid profile", _ further: [(String, String)] = []
    ) async throws -> String {
        let answer = try await visitor.authorize(client, scope: scope, further)
        return try #require(answer.parameter("code"), "\(answer.status) \(answer.headers[.location] ?? "")")
    }

    /// The tokens of a code.
    func tokens(
        _ client: TestClient, scope: String = "openid profile", _ further: [(String, String)] = []
    ) async throws -> TestResponse {
        let answer = try await visitor.redeem(client, code(client, scope: scope, further))
        #expect(answer.status == .ok, "\(answer.text)")
        return answer
    }

    /// What a client is told of a request, whose user is logged in and has agreed before.
    func error(scope: String = "openid profile", _ further: [(String, String)]) async throws -> String? {
        let client = try await visitor.register()
        _ = try await code(client)
        let answer = try await visit(client, scope: scope, further)
        #expect(answer.parameter("code") == nil)
        return answer.parameter("error")
    }

    /// What is wrong with a registration.
    func registrationError(_ members: String = "", method: String = "client_secret_post") async throws -> String? {
        let answer = try await visitor.registration(members, method: method)
        #expect(answer.status == .badRequest, "\(members) \(method)")
        return answer.member("error")?.string
    }

    // MARK: Tokens

    /// What somebody has signed with a key that the server publishes.
    func verified(_ token: String, _ type: TokenMediaType) async throws -> VerifiedJWS {
        let published = try await visitor.send(.get, path("jwks_uri"))
        let keys = try JWKSet(parsing: Array(published.text.utf8)).keys
        return try JWSVerifier(keys: keys).verify(token, type: type, at: site.time.now)
    }

    func idToken(of tokens: TestResponse) async throws -> VerifiedJWS {
        try await verified(try #require(tokens.member("id_token")?.string), .jwt)
    }

    func userInfo(of tokens: TestResponse) async throws -> TestResponse {
        let access = try #require(tokens.member("access_token")?.string)
        return try await visitor.send(.get, path("userinfo_endpoint"), [.authorization: "Bearer \(access)"])
    }
}
