import HTTPTypes
import Mapae
import MapaeJOSE
import MapaeTesting
import Testing

@Suite("Cookies that other sites cannot use")
struct CSRFTests {
    static let form: HTTPFields = [.contentType: "application/x-www-form-urlencoded"]

    struct Case: Sendable, CustomStringConvertible {
        let description: String
        let code: TokenError.Code?
        /// Makes the request of the right CSRF value.
        let change: @Sendable (inout TestRequest, String) -> Void

        init(
            _ description: String, _ code: TokenError.Code?,
            _ change: @escaping @Sendable (inout TestRequest, String) -> Void
        ) {
            self.description = description
            self.code = code
            self.change = change
        }
    }

    private static func authority(_ csrf: CSRFProtection = .init(formField: "csrf_token")) throws -> TokenAuthority {
        try TokenAuthority(
            signingKey: .hs256(secret: Issuer.secret), accept: [.header, .cookie(CookieCarrier(csrf: csrf))],
            clock: ManualClock(at: Issuer.start).clock)
    }

    private static func name(_ text: String) -> HTTPField.Name { HTTPField.Name(text) ?? .cookie }

    @Test(arguments: [
        Case("the right value", nil) { $0.head.headerFields[name("X-CSRF-TOKEN")] = $1 },
        Case("no value", .csrfMissing) { _, _ in },
        Case("an empty value", .csrfMissing) { request, _ in request.head.headerFields[name("X-CSRF-Token")] = "" },
        Case("another value", .csrfMismatch) { $0.head.headerFields[name("X-CSRF-Token")] = $1 + "x" },
        Case("the beginning of the value", .csrfMismatch) {
            $0.head.headerFields[name("X-CSRF-Token")] = String($1.dropLast())
        },
        Case("another case", .csrfMismatch) { $0.head.headerFields[name("X-CSRF-Token")] = $1.uppercased() + "A" },
        Case("the value twice", .malformedRequest) { request, value in
            request.head.headerFields[values: name("X-CSRF-Token")] = [value, value]
        },
        Case("C9 bytes that are no ASCII", .csrfMismatch) { request, _ in
            request.head.headerFields[name("X-CSRF-Token")] = "é"
        },
        Case("C6 the value in a cookie beside the token alone", .csrfMissing) { request, value in
            request.head.headerFields[.cookie] =
                (request.head.headerFields[.cookie] ?? "") + "; csrf_access_token=\(value)"
        },
        Case("C6 a cookie and a header that agree with each other", .csrfMismatch) { request, _ in
            request.head.headerFields[.cookie] = (request.head.headerFields[.cookie] ?? "") + "; csrf_access_token=x"
            request.head.headerFields[name("X-CSRF-Token")] = "x"
        },
        Case("C7 the value in the address", .csrfMissing) { $0.head.path = "/?csrf_token=\($1)" },
        Case("the right value in a form", nil) {
            $0.head.headerFields.append(contentsOf: form)
            $0.content = Array("a=b&csrf_token=\($1)".utf8)
        },
        Case("a wrong value in a form", .csrfMismatch) { request, _ in
            request.head.headerFields.append(contentsOf: form)
            request.content = Array("csrf_token=wrong".utf8)
        },
        Case("C5 two values in a form", .malformedRequest) {
            $0.head.headerFields.append(contentsOf: form)
            $0.content = Array("csrf_token=\($1)&csrf_token=x".utf8)
        },
        Case("C5 an array in a form", .csrfMissing) {
            $0.head.headerFields.append(contentsOf: form)
            $0.content = Array("csrf_token[]=\($1)".utf8)
        },
        Case("C8 the form's text as text/plain", .csrfMissing) {
            $0.head.headerFields[.contentType] = "text/plain"
            $0.content = Array("csrf_token=\($1)".utf8)
        },
        Case("C5 the right value from another site's page", .crossSiteRequest) {
            $0.head.headerFields[name("X-CSRF-Token")] = $1
            $0.head.headerFields[name("Sec-Fetch-Site")] = "cross-site"
        },
        Case("the right value from the same site", nil) {
            $0.head.headerFields[name("X-CSRF-Token")] = $1
            $0.head.headerFields[name("Sec-Fetch-Site")] = "same-origin"
        },
    ])
    func `C5 C6 C9 a request that changes something repeats the value that the token holds`(
        _ example: Case
    ) async throws {
        let auth = try Self.authority()
        let pair = try auth.tokenPair(for: "ada")
        let value = try #require(pair.csrfToken)
        for method in [HTTPRequest.Method.post, .put, .patch, .delete] {
            var request = TestRequest(method, "/", [.cookie: "__Host-access_token=\(pair.accessToken)"])
            example.change(&request, value)
            if let code = example.code {
                await #expect(throws: TokenError(code)) { try await auth.verify(&request, .access) }
            } else {
                #expect(try await auth.verify(&request, .access)?.subject == "ada")
            }
        }
    }

    @Test func `C5 the value of another login, or of the other token, is another value`() async throws {
        let auth = try Self.authority()
        let (pair, other) = (try auth.tokenPair(for: "ada"), try auth.tokenPair(for: "ada"))
        for value in [other.csrfToken, pair.refreshCSRFToken] {
            var request = TestRequest(
                .post, "/",
                [.cookie: "__Host-access_token=\(pair.accessToken)", Self.name("X-CSRF-Token"): try #require(value)])
            await #expect(throws: TokenError(.csrfMismatch)) { try await auth.verify(&request, .access) }
        }
        var refresh = TestRequest(
            .post, "/",
            [
                .cookie: "__Host-refresh_token=\(try #require(pair.refreshToken))",
                Self.name("X-CSRF-Token"): try #require(pair.refreshCSRFToken),
            ])
        #expect(try await auth.verify(&refresh, TokenRequirements([.refresh]))?.type == .refresh)
    }

    @Test(arguments: [HTTPRequest.Method.get, .head, .options, .trace])
    func `what changes nothing needs no value, and headers never do`(_ method: HTTPRequest.Method) async throws {
        let auth = try Self.authority()
        let token = try auth.accessToken(for: "ada").accessToken
        var cookie = TestRequest(method, "/", [.cookie: "__Host-access_token=\(token)"])
        #expect(try await auth.verify(&cookie, .access)?.location == .cookie)
        var header = TestRequest(
            .post, "/", [.authorization: "Bearer \(token)", .cookie: "__Host-access_token=\(token)"])
        #expect(try await auth.verify(&header, .access)?.location == .header)
    }

    @Test func `a token without a value is of no use in a cookie that needs one`() async throws {
        let plain = try TokenAuthority(
            signingKey: .hs256(secret: Issuer.secret), clock: ManualClock(at: Issuer.start).clock)
        let token = try plain.accessToken(for: "ada").accessToken
        #expect(try UnverifiedToken(token).unverifiedClaims()["csrf"] == nil)
        let auth = try Self.authority()
        for value in ["", "x"] {
            var request = TestRequest(
                .post, "/", [.cookie: "__Host-access_token=\(token)", Self.name("X-CSRF-Token"): value])
            await #expect(throws: TokenError(value.isEmpty ? .csrfMissing : .csrfMismatch)) {
                try await auth.verify(&request, .access)
            }
        }
    }

    @Test func `a form is read only where its field may hold the value`() async throws {
        let auth = try Self.authority(CSRFProtection())
        let pair = try auth.accessToken(for: "ada")
        var request = TestRequest(
            .post, "/", [.cookie: "__Host-access_token=\(pair.accessToken)"], body: "csrf_token=\(pair.csrfToken ?? "")"
        )
        request.head.headerFields.append(contentsOf: Self.form)
        await #expect(throws: TokenError(.csrfMissing)) { try await auth.verify(&request, .access) }
        #expect(request.reads == 0)
    }

    @Test func `without protection nothing is asked for, and nothing is written`() async throws {
        let auth = try TokenAuthority(
            signingKey: .hs256(secret: Issuer.secret), accept: [.cookie(CookieCarrier().insecureWithoutCSRF())],
            clock: ManualClock(at: Issuer.start).clock)
        let response = try auth.accessToken(for: "ada")
        #expect(response.csrfToken == nil && response.refreshCSRFToken == nil)
        var request = TestRequest(.post, "/", [.cookie: "__Host-access_token=\(response.accessToken)"])
        #expect(try await auth.verify(&request, .access)?.subject == "ada")
        #expect(try auth.inCookies(response).cookies.count == 1)
    }

    @Test func `C14 the values are random: ten thousand of them, no two alike`() throws {
        let auth = try Self.authority()
        var seen: Set<String> = []
        for _ in 0..<10_000 {
            let value = try #require(try auth.accessToken(for: "ada").csrfToken)
            #expect(value.utf8.count == 22)
            seen.insert(value)
        }
        #expect(seen.count == 10_000)
    }
}
