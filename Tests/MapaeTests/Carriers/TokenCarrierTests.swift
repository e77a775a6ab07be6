import HTTPTypes
import Mapae
import MapaeJOSE
import MapaeTesting
import Testing

@Suite("Where a token is looked for")
struct TokenCarrierTests {
    static let everywhere: [TokenCarrier] = [
        .header, .cookie(CookieCarrier().insecureWithoutCSRF()), .insecureQuery(), .jsonBody(),
    ]

    struct Place: Sendable, CustomStringConvertible {
        let description: String
        let location: TokenLocation
        let request: @Sendable (String) -> TestRequest

        init(
            _ description: String, _ location: TokenLocation, _ request: @escaping @Sendable (String) -> TestRequest
        ) {
            self.description = description
            self.location = location
            self.request = request
        }
    }

    static let places = [
        Place("header", .header) { TestRequest(.get, "/", [.authorization: "Bearer \($0)"]) },
        Place("cookie", .cookie) { TestRequest(.get, "/", [.cookie: "x=1; __Host-access_token=\($0)"]) },
        Place("query", .query) { TestRequest(.get, "/?a=b&access_token=\($0)") },
        Place("JSON body", .jsonBody) {
            TestRequest(.post, "/", [.contentType: "application/json"], body: #"{"access_token":"\#($0)"}"#)
        },
    ]

    private static func authority(_ accept: [TokenCarrier]) throws -> TokenAuthority {
        try TokenAuthority(
            signingKey: .hs256(secret: Issuer.secret), accept: accept, clock: ManualClock(at: Issuer.start).clock)
    }

    @Test(arguments: places)
    func `a token is found where the verifier looks, and nowhere else`(_ place: Place) async throws {
        let auth = try Self.authority(Self.everywhere)
        let token = try auth.accessToken(for: "ada").accessToken
        var request = place.request(token)
        let found = try #require(try await auth.verify(&request, .access))
        #expect(found.subject == "ada" && found.location == place.location)
        let header = try Self.authority([.header])
        var other = place.request(token)
        if place.location == .header {
            #expect(try await header.verify(&other, .access)?.location == .header)
        } else {
            await #expect(throws: TokenError(.missingToken)) { try await header.verify(&other, .access) }
            #expect(other.reads == 0)
        }
    }

    @Test func `G8 a token in the query is not looked at unless the program says so`() async throws {
        let auth = try Self.authority([.header])
        var request = TestRequest(.get, "/?access_token=\(try auth.accessToken(for: "ada").accessToken)")
        await #expect(throws: TokenError(.missingToken)) { try await auth.verify(&request, .access) }
    }

    @Test(arguments: places, places)
    func `the first place that holds anything decides`(_ first: Place, _ second: Place) async throws {
        let order = Self.everywhere.map(\.location)
        let (one, two) = (first.location, second.location)
        guard let left = order.firstIndex(of: one), let right = order.firstIndex(of: two), left < right else { return }
        let auth = try Self.authority(Self.everywhere)
        let good = try auth.accessToken(for: "ada").accessToken
        var request = first.request("not.a.token")
        let other = second.request(good)
        request.head.headerFields.append(contentsOf: other.head.headerFields)
        request.head.path = other.head.path == "/" ? request.head.path : other.head.path
        if !other.content.isEmpty { request.content = other.content }
        await #expect(throws: TokenError(.invalidToken)) { try await auth.verify(&request, .access) }
    }

    @Test func `a route may look elsewhere than its verifier`() async throws {
        let auth = try Self.authority(Self.everywhere)
        let token = try auth.accessToken(for: "ada").accessToken
        let headerOnly = TokenRequirements([.accept(.header)])
        for place in Self.places {
            var request = place.request(token)
            if place.location == .header {
                #expect(try await auth.verify(&request, headerOnly)?.subject == "ada")
            } else {
                await #expect(throws: TokenError(.missingToken)) { try await auth.verify(&request, headerOnly) }
            }
        }
    }

    struct Odd: Sendable, CustomStringConvertible {
        let description: String
        let request: TestRequest
        let code: TokenError.Code

        init(_ description: String, _ request: TestRequest, _ code: TokenError.Code) {
            self.description = description
            self.request = request
            self.code = code
        }
    }

    @Test(arguments: [
        Odd("two tokens in the query", TestRequest(.get, "/?access_token=a&access_token=a"), .malformedRequest),
        Odd("a bad escape in the query", TestRequest(.get, "/?access_token=%zz"), .malformedRequest),
        Odd("an empty query parameter", TestRequest(.get, "/?access_token="), .invalidToken),
        Odd("an empty cookie", TestRequest(.get, "/", [.cookie: "__Host-access_token="]), .invalidToken),
        Odd("Bearer alone", TestRequest(.get, "/", [.authorization: "Bearer"]), .invalidToken),
        Odd("another scheme", TestRequest(.get, "/", [.authorization: "Basic YTpi"]), .missingToken),
        Odd("a body that is not JSON", json("{"), .malformedRequest),
        Odd("a body that is a list", json(#"["x"]"#), .malformedRequest),
        Odd("a body that is a text", json(#""x""#), .malformedRequest),
        Odd("a body that names it twice", json(#"{"access_token":"a","access_token":"b"}"#), .malformedRequest),
        Odd("a number for the token", json(#"{"access_token":5}"#), .malformedRequest),
        Odd("null for the token", json(#"{"access_token":null}"#), .malformedRequest),
        Odd("an empty body", json(""), .missingToken),
        Odd("an empty object", json("{}"), .missingToken),
        Odd("a deep body", json(String(repeating: "[", count: 100_000).prefix(60_000) + ""), .malformedRequest),
        Odd(
            "text/plain", TestRequest(.post, "/", [.contentType: "text/plain"], body: #"{"access_token":"x"}"#),
            .missingToken),
        Odd(
            "a form",
            TestRequest(.post, "/", [.contentType: "application/x-www-form-urlencoded"], body: "access_token=x"),
            .missingToken),
    ])
    func `C8 odd requests are refused as what they are, and nothing counts as absent by accident`(
        _ odd: Odd
    ) async throws {
        let auth = try Self.authority(Self.everywhere)
        var request = odd.request
        await #expect(throws: TokenError(odd.code)) { try await auth.verify(&request, .access) }
        // On a route that takes requests without a token, only those pass.
        var again = odd.request
        if odd.code == .missingToken {
            #expect(try await auth.verify(&again, TokenRequirements.access.optional) == nil)
        } else {
            await #expect(throws: TokenError(odd.code)) {
                try await auth.verify(&again, TokenRequirements.access.optional)
            }
        }
    }

    private static func json(_ body: some StringProtocol) -> TestRequest {
        TestRequest(.post, "/", [.contentType: "application/json"], body: String(body))
    }

    @Test func `a body beyond the limit is not read`() async throws {
        let auth = try Self.authority([.jsonBody()])
        var request = Self.json("{\"access_token\":\"" + String(repeating: "a", count: 70_000) + "\"}")
        await #expect(throws: TestRequest.TooLong.self) { try await auth.verify(&request, .access) }
    }

    @Test func `refresh tokens have their own cookie and their own member`() async throws {
        let auth = try Self.authority(Self.everywhere)
        let pair = try auth.tokenPair(for: "ada")
        let refresh = try #require(pair.refreshToken)
        let wanted = TokenRequirements([.refresh])
        var cookie = TestRequest(.get, "/", [.cookie: "__Host-refresh_token=\(refresh)"])
        #expect(try await auth.verify(&cookie, wanted)?.type == .refresh)
        var body = Self.json(#"{"refresh_token":"\#(refresh)"}"#)
        #expect(try await auth.verify(&body, wanted)?.type == .refresh)
        var wrongCookie = TestRequest(.get, "/", [.cookie: "__Host-access_token=\(refresh)"])
        await #expect(throws: TokenError(.missingToken)) { try await auth.verify(&wrongCookie, wanted) }
        // Where any kind will do, the access token is looked for first.
        let any = TokenRequirements([.anyType])
        var both = TestRequest(
            .get, "/", [.cookie: "__Host-refresh_token=\(refresh); __Host-access_token=\(pair.accessToken)"])
        #expect(try await auth.verify(&both, any)?.type == .access)
        #expect(try await auth.verify(&cookie, any)?.type == .refresh)
    }

    @Test func `another header field, other schemes, or the bare token`() async throws {
        let auth = try Self.authority([.header(name: "X-Api-Token", schemes: []), .header(schemes: ["JWT", "Token"])])
        let token = try auth.accessToken(for: "ada").accessToken
        let name = try #require(HTTPField.Name("x-api-token"))
        for headers: HTTPFields in [
            [name: token], [.authorization: "jwt \(token)"], [.authorization: "TOKEN  \(token)"],
        ] {
            var request = TestRequest(.get, "/", headers)
            #expect(try await auth.verify(&request, .access)?.subject == "ada")
        }
        var bearer = TestRequest(.get, "/", [.authorization: "Bearer \(token)"])
        await #expect(throws: TokenError(.missingToken)) { try await auth.verify(&bearer, .access) }
        var bare = TestRequest(.get, "/", [name: "Bearer \(token)"])
        await #expect(throws: TokenError(.invalidToken)) { try await auth.verify(&bare, .access) }
    }

    @Test func `names that no request can have are mistakes in the program`() async {
        await #expect(processExitsWith: .failure) { _ = TokenCarrier.header(name: "a b") }
        await #expect(processExitsWith: .failure) { _ = TokenCarrier.header(schemes: [""]) }
        #expect(throws: PolicyError(.noCarriers)) { try Self.authority([]) }
        #expect(throws: PolicyError(.noCarriers)) { try Self.authority([.header, .header]) }
    }
}
