import HTTPTypes
import Mapae
import MapaeFlask
import MapaeJOSE
import Testing

@Suite("A token in a cookie")
struct CookieTests {
    static let settings = FlaskSettings(tokenLocation: [.cookies])
    static let missing = Answer(401, "Missing cookie \"access_token_cookie\"")
    static let name = "access_token_cookie"

    static func request(
        _ cookie: String, _ method: HTTPRequest.Method = .get, _ headers: HTTPFields = [:], body: String = ""
    ) throws -> SampleRequest {
        var headers = headers
        headers[.cookie] = cookie.replacing("N=", with: "\(name)=").replacing("=T", with: "=\(try Sample.token())")
        return SampleRequest(method, "/", headers, body: body)
    }

    @Test(arguments: [
        ("N=T", Answer.accepted), ("x=1; N=T; y=2", .accepted), ("x=1 ; N=T ;y", .accepted), ("x=1;N=T", .accepted),
        ("N=\"T\"".replacing("\"T\"", with: "T"), .accepted), ("", missing), ("N=", missing), ("n=T", missing),
        ("xN=T", missing), ("N=; N=T", missing), ("N=T; N=x", .accepted),
        ("N=x; N=T", Answer(422, "Not enough segments")),
        ("N=a b; N=T", .accepted), ("x=\"; N=T", .accepted), ("x=\"a; N=T; y=b\"", .accepted),
        ("$Version=1; N=T", .accepted), ("N=garbage", Answer(422, "Not enough segments")),
        ("N=T,x=1", Answer(422, "Invalid crypto padding")),
    ])
    func `the first cookie of the name counts, split at semicolons only C4`(
        _ cookie: String, _ answer: Answer
    ) async throws {
        #expect(await (try Sample.authority(Self.settings)).answer(to: try Self.request(cookie)) == answer)
    }

    @Test func `lines of HTTP/2 are one list`() async throws {
        var request = try Self.request("x=1")
        request.head.headerFields.append(HTTPField(name: .cookie, value: "\(Self.name)=\(try Sample.token())"))
        #expect(await (try Sample.authority(Self.settings)).answer(to: request) == .accepted)
    }

    static let absent = Answer(401, "Missing CSRF token")
    static let wrong = Answer(401, "CSRF double submit tokens do not match")

    @Test(arguments: [HTTPRequest.Method.post, .put, .patch, .delete])
    func `what changes something needs the value beside the cookie C5 C6`(_ method: HTTPRequest.Method) async throws {
        let flask = try Sample.authority(Self.settings)
        let name = HTTPField.Name.named("X-CSRF-TOKEN")
        for (value, answer) in [
            (nil, Self.absent), ("", Self.absent), ("wrong", Self.wrong), ("é", Self.wrong),
            (Sample.csrf.uppercased(), .accepted), (Sample.csrf, .accepted),
            ("\(Sample.csrf), \(Sample.csrf)", Self.wrong),
        ] {
            var headers = HTTPFields()
            headers[name] = value
            #expect(await flask.answer(to: try Self.request("N=T", method, headers)) == answer, "\(value ?? "nothing")")
        }
        // The readable cookie alone proves nothing: other sites' requests carry it too.
        #expect(
            await flask.answer(to: try Self.request("N=T; csrf_access_token=\(Sample.csrf)", method)) == Self.absent)
    }

    @Test(arguments: [HTTPRequest.Method.get, .head])
    func `what only reads needs none`(_ method: HTTPRequest.Method) async throws {
        let headers: HTTPFields = [.named("X-CSRF-TOKEN"): "wrong"]
        #expect(
            await (try Sample.authority(Self.settings)).answer(to: try Self.request("N=T", method, headers))
                == .accepted)
    }

    @Test(arguments: [.null, 5, true, [.string(Sample.csrf)], [:]] as [JSONValue])
    func `a value that is no text matches nothing`(_ value: JSONValue) async throws {
        let headers: HTTPFields = [
            .cookie: "\(Self.name)=\(try Sample.token(["csrf": value]))", .named("X-CSRF-TOKEN"): Sample.csrf,
        ]
        let flask = try Sample.authority(Self.settings)
        #expect(await flask.answer(to: SampleRequest(.post, "/", headers)) == Self.wrong)
        let without: HTTPFields = [
            .cookie: "\(Self.name)=\(try Sample.token(without: ["csrf"]))", .named("X-CSRF-TOKEN"): Sample.csrf,
        ]
        #expect(await flask.answer(to: SampleRequest(.post, "/", without)) == Answer(422, "Missing claim: csrf"))
    }

    @Test func `the value is asked after the token's other defects, and before its end`() async throws {
        let flask = try Sample.authority(Self.settings)
        func answer(_ claims: JSONObject, _ value: String) async throws -> Answer {
            let headers: HTTPFields = [
                .cookie: "\(Self.name)=\(try Sample.token(claims))", .named("X-CSRF-TOKEN"): value,
            ]
            return await flask.answer(to: SampleRequest(.post, "/", headers))
        }
        #expect(try await answer(["exp": 1], "wrong") == Self.wrong)
        #expect(try await answer(["exp": 1], Sample.csrf) == Answer(401, "Token has expired"))
        #expect(try await answer(["sub": 5], "wrong") == Answer(422, "Subject must be a string"))
        #expect(try await answer(["type": "refresh"], "wrong") == Self.wrong)
    }

    private static let form = "application/x-www-form-urlencoded"
    private static let parts = "multipart/form-data; boundary=b"

    private static func part(_ name: String, _ value: String) -> String {
        "--b\r\nContent-Disposition: form-data; \(name)\r\n\r\n\(value)\r\n"
    }

    @Test(arguments: [
        (form, "csrf_token=\(Sample.csrf)", Answer.accepted),
        (form, "a=b&csrf_token=\(Sample.csrf)&csrf_token=no", .accepted),
        (form, "csrf_token=no&csrf_token=\(Sample.csrf)", wrong), (form, "csrf_token=", absent),
        (form, "csrf_token", absent), (form, "", absent), (form, "CSRF_TOKEN=\(Sample.csrf)", absent),
        (form, "csrf%5Ftoken=%31\(Sample.csrf.dropFirst())", .accepted), (form, "csrf_token=%zz", wrong),
        (form, "csrf_token=%FF", wrong), ("text/plain", "csrf_token=\(Sample.csrf)", absent),
        ("application/json", #"{"csrf_token":"x"}"#, absent),
        (parts, part("name=\"csrf_token\"", Sample.csrf) + "--b--", .accepted),
        (parts, part("name=x", "") + part("name=csrf_token", Sample.csrf) + "--b--", .accepted),
        (parts, "preamble\r\n" + part("name=\"csrf_token\"", Sample.csrf) + "--b--", .accepted),
        (parts, part("name=\"csrf_token\"; filename=\"f\"", Sample.csrf) + "--b--", absent),
        (parts, part("name=\"csrf_token\"", Sample.csrf), absent), (parts, "--b--", absent), (parts, "", absent),
        (parts, "--b\r\n\r\nx\r\n--b--", absent), (parts, "--b", absent), ("multipart/form-data", "--b", absent),
        ("multipart/form-data; boundary=\"b\"", part("name=\"csrf_token\"", Sample.csrf) + "--b--", .accepted),
        ("multipart/form-data; boundary=", part("name=\"csrf_token\"", Sample.csrf) + "--b--", absent),
    ])
    func `a form may hold the value where that is allowed`(
        _ type: String, _ body: String, _ answer: Answer
    ) async throws {
        var settings = Self.settings
        let request = try Self.request("N=T", .post, [.contentType: type], body: body)
        #expect(await (try Sample.authority(settings)).answer(to: request) == Self.absent)
        settings.csrfCheckForm = true
        let flask = try Sample.authority(settings)
        #expect(await flask.answer(to: request) == answer)
        var both = request
        both.head.headerFields[.named("X-CSRF-TOKEN")] = Sample.csrf
        #expect(await flask.answer(to: both) == .accepted)
    }

    @Test func `refresh tokens have a cookie and a header of their own`() async throws {
        let flask = try Sample.authority(
            FlaskSettings(
                tokenLocation: [.cookies], accessCSRFHeaderName: "X-ACC", refreshCSRFHeaderName: "X-REF"))
        let token = try Sample.token(["type": "refresh"])
        let names: HTTPFields = [.cookie: "refresh_token_cookie=\(token)", .named("X-ACC"): Sample.csrf]
        #expect(await flask.answer(to: SampleRequest(.post, "/", names), .refresh) == Self.absent)
        let right: HTTPFields = [.cookie: "refresh_token_cookie=\(token)", .named("X-REF"): Sample.csrf]
        #expect(await flask.answer(to: SampleRequest(.post, "/", right), .refresh) == .accepted)
        #expect(await flask.answer(to: SampleRequest(.post, "/", right), .anyType) == Self.missing)
    }

    @Test func `without protection nothing is asked`() async throws {
        let flask = try Sample.authority(FlaskSettings(tokenLocation: [.cookies], cookieCSRFProtect: false))
        #expect(await flask.answer(to: try Self.request("N=T", .post)) == .accepted)
        let token = try await flask.accessToken(for: "ada")
        #expect(try await flask.decode(token)["csrf"] == nil)
    }
}
