import HTTPTypes
import Hummingbird
import HummingbirdMapae
import HummingbirdTesting
import MapaeTesting
import NIOCore
import Testing

/// What docs/flask-jwt-extended.md says of the default face.
@Suite("The migration page")
struct MigrationPageTests {
    struct Case: Sendable, CustomStringConvertible {
        let name: String
        let headers: HTTPFields
        let status: HTTPResponse.Status
        let error: String?
        var method = HTTPRequest.Method.get
        var body: String?
        var path = "/all"

        var description: String { name }
    }

    private static let token: String = {
        let auth = try? Bench(accept: [.header, .cookie()]).auth
        return (try? auth?.accessToken(for: "ada").accessToken) ?? ""
    }()

    private static func typed(_ type: String) -> HTTPFields { [.contentType: type] }

    private static func twice() -> HTTPFields {
        var fields = HTTPFields.bearer(token)
        fields.append(HTTPField(name: .authorization, value: "Bearer \(token)"))
        return fields
    }

    private static let cases: [Case] = {
        let cookie = HTTPFields.cookies(["__Host-access_token": token])
        return [
            Case(name: "nothing", headers: [:], status: .unauthorized, error: "missing_token"),
            Case(
                name: "another scheme", headers: [.authorization: "Basic eDp5"], status: .unauthorized,
                error: "missing_token"),
            Case(name: "lower case", headers: [.authorization: "bearer \(token)"], status: .ok, error: nil),
            Case(
                name: "a scheme alone", headers: [.authorization: "Bearer"], status: .unauthorized,
                error: "invalid_token"),
            Case(name: "commas", headers: [.authorization: ", ,"], status: .unauthorized, error: "missing_token"),
            Case(
                name: "junk behind the token", headers: .bearer("\(token),junk"), status: .unauthorized,
                error: "invalid_token"),
            Case(name: "two fields", headers: twice(), status: .badRequest, error: "invalid_request"),
            Case(
                name: "a body that is no JSON", headers: typed("application/json"), status: .badRequest,
                error: "invalid_request", method: .post, body: #"{"access_token":"#),
            Case(
                name: "a body that is a list", headers: typed("application/json"), status: .badRequest,
                error: "invalid_request", method: .post, body: "[1]"),
            Case(
                name: "a body of another type", headers: typed("text/plain"), status: .unauthorized,
                error: "missing_token", method: .post, body: "{}"),
            Case(
                name: "a body without the member", headers: typed("application/json"), status: .unauthorized,
                error: "missing_token", method: .post, body: "{}"),
            Case(
                name: "no CSRF value", headers: cookie, status: .forbidden, error: "csrf_token_missing", method: .post),
            Case(
                name: "a CSRF value that is not ASCII", headers: cookie.with("X-CSRF-Token", "é"), status: .forbidden,
                error: "csrf_token_mismatch", method: .post),
            Case(
                name: "an empty query", headers: [:], status: .unauthorized, error: "invalid_token", path: "/all?jwt="),
            Case(
                name: "two queries", headers: [:], status: .badRequest, error: "invalid_request",
                path: "/all?jwt=a&jwt=b"),
            Case(name: "OPTIONS", headers: [:], status: .unauthorized, error: "missing_token", method: .options),
        ]
    }()

    @Test(arguments: cases)
    func `the default face answers as the page says`(_ item: Case) async throws {
        let bench = try Bench(accept: [.header, .cookie(), .jsonBody(), .insecureQuery(name: "jwt")])
        let router = Router(context: BasicTokenRequestContext.self)
        let group = router.protected("all", by: bench.auth)
        for method in [HTTPRequest.Method.get, .post, .options] {
            group.on("", method: method) { _, context in context.token.subject }
        }
        try await withClient(of: router) { client in
            let answer = try await client.execute(
                uri: item.path, method: item.method, headers: item.headers,
                body: item.body.map { ByteBuffer(string: $0) })
            #expect(answer.status == item.status && answer.error == item.error)
            #expect((answer.headers[.wwwAuthenticate] != nil) == (item.status == .unauthorized))
        }
    }

    @Test func `claims that the other does without are demanded here`() throws {
        let bench = try Bench()
        func check(_ claims: JSONObject) throws(TokenError) -> VerifiedToken {
            let text = (try? JWTSigner(key: bench.key, type: .jwt).sign(.init(subject: "ada"), custom: claims)) ?? ""
            return try bench.auth.verify(text)
        }
        #expect(throws: TokenError(.missingClaim)) { try check(["type": "access"]) }
        let withoutType = try JWTSigner(key: bench.key, type: .jwt).sign(
            .init(subject: "ada", expirationTime: NumericDate(seconds: 4_102_444_800)))
        #expect(throws: TokenError(.wrongTokenType(expected: .access))) { try bench.auth.verify(withoutType) }
        let forSomebody = try Bench(TokenPolicy(audience: "elsewhere")).auth.accessToken(for: "ada").accessToken
        #expect(throws: TokenError(.wrongAudience)) { try bench.auth.verify(forSomebody) }
    }

    @Test func `what would never end, or could be guessed, does not start`() {
        #expect(throws: PolicyError(.lifetimeOutOfRange)) { try Bench(TokenPolicy(accessTokenLifetime: .zero)) }
        #expect(throws: JOSEError.self) { try SigningKey.hs256(secret: "super-secret") }
        #expect(throws: Never.self) { try SigningKey.insecureHS256(secret: "super-secret") }
        #expect(throws: PolicyError(.insecureCookie)) {
            try Bench(accept: [.cookie(CookieCarrier(sameSite: SameSite.none, insecureHTTP: true))])
        }
    }
}
