import HTTPTypes
import Mapae
import MapaeFlask
import MapaeJOSE
import Testing

@Suite("A token in the query, in a JSON body, or in one of several places")
struct QueryAndBodyTests {
    static let noQuery = Answer(401, "Missing 'jwt' query paramater")
    static let noKey = Answer(401, "Missing \"access_token\" key in json data.")
    static let notJSON = Answer(401, "Invalid content-type. Must be application/json.")

    @Test(arguments: [
        ("/?jwt=T", Answer.accepted), ("/?a=b&jwt=T&jwt=x", .accepted), ("/?%6Awt=T", .accepted), ("/", noQuery),
        ("/?", noQuery), ("/?jwt", noQuery), ("/?jwt=", noQuery), ("/?jwt=&jwt=T", noQuery), ("/?JWT=T", noQuery),
        ("/?jwt=T%00", Answer(422, "Invalid crypto padding")), ("/?jwt=T%0A", Answer(422, "Invalid crypto padding")),
        ("/?jwt=+T", Answer(422, "Invalid header padding")),
        ("/?jwt=%FF.%FF.%FF", Answer(422, "Invalid header padding")),
        ("/?jwt=%", Answer(422, "Not enough segments")), ("/?jwt=%F0%9F%92%A9", Answer(422, "Not enough segments")),
        ("/?jwt=T&\u{301}", .accepted),
    ])
    func `the first value of the parameter counts S4 S12`(_ path: String, _ answer: Answer) async throws {
        let flask = try Sample.authority(FlaskSettings(tokenLocation: [.queryString]))
        let request = SampleRequest(.get, path.replacing("T", with: try Sample.token()))
        // The parameter's own name has a T in one case.
        let asWritten = path.contains("JWT") ? SampleRequest(.get, "/?JWT=\(try Sample.token())") : request
        #expect(await flask.answer(to: asWritten) == answer)
    }

    @Test(arguments: [
        ("token=Bearer%20T", nil), ("token=Bearer+T", nil), ("token=bearer%20T", "prefix"), ("token=T", "prefix"),
        ("token=Bearer%20", "Not enough segments"), ("jwt=T", "missing"),
    ])
    func `a prefix stands before it, exactly`(_ query: String, _ text: String?) async throws {
        let flask = try Sample.authority(
            FlaskSettings(tokenLocation: [.queryString], queryStringName: "token", queryStringValuePrefix: "Bearer "))
        let answer = await flask.answer(to: SampleRequest(.get, "/?" + query.replacing("T", with: try Sample.token())))
        switch text {
        case nil: #expect(answer == .accepted)
        case "missing": #expect(answer == Answer(401, "Missing 'token' query paramater"))
        case "prefix":
            #expect(
                answer
                    == Answer(
                        422,
                        "Invalid value for query parameter 'token'. Expected the value to start with 'Bearer '"))
        case let text: #expect(answer == Answer(422, text))
        }
    }

    @Test(arguments: [
        (#"{"access_token":"T"}"#, Answer.accepted), (#" {"x":[1], "access_token" : "T"} "#, .accepted),
        ("", noKey), ("{", noKey), ("null", noKey), ("[]", noKey), ("0", noKey), (#"["x"]"#, noKey), ("true", noKey),
        (#""x""#, noKey), ("5", noKey), ("{}", noKey), (#"{"access_token":null}"#, noKey),
        (#"{"access_token":""}"#, noKey), (#"{"access_token":0}"#, noKey), (#"{"access_token":[]}"#, noKey),
        (#"{"Access_token":"T"}"#, noKey), (#"{"access_token":"T","access_token":"T"}"#, noKey),
        (#"{"access_token":"\ud800"}"#, noKey), (#"{"access_token":"T"}x"#, noKey),
        (#"{"access_token":5}"#, Answer(422, "Invalid token type. Token must be a <class 'bytes'>")),
        (#"{"access_token":true}"#, Answer(422, "Invalid token type. Token must be a <class 'bytes'>")),
        (#"{"access_token":["x"]}"#, Answer(422, "Invalid token type. Token must be a <class 'bytes'>")),
        (#"{"access_token":{"a":1}}"#, Answer(422, "Invalid token type. Token must be a <class 'bytes'>")),
        (#"{"access_token":"x"}"#, Answer(422, "Not enough segments")),
        (#"{"access_token":"\u0000"}"#, Answer(422, "Not enough segments")),
    ])
    func `a member of the body holds it, and no body is a 500`(_ body: String, _ answer: Answer) async throws {
        let flask = try Sample.authority(FlaskSettings(tokenLocation: [.json]))
        for method in [HTTPRequest.Method.get, .post, .delete] {
            let request = SampleRequest(
                method, "/", [.contentType: "application/json"], body: body.replacing("T", with: try Sample.token()))
            #expect(await flask.answer(to: request) == answer)
        }
    }

    @Test(arguments: [
        ("application/json", true), ("Application/JSON; charset=utf-8", true), ("application/vnd.api+json", true),
        ("text/json", false), ("text/plain", false), ("application/jsonx", false), ("", false),
        ("application/x-www-form-urlencoded", false), ("multipart/form-data; boundary=x", false),
    ])
    func `only what says it is JSON is read`(_ type: String, _ isRead: Bool) async throws {
        let flask = try Sample.authority(FlaskSettings(tokenLocation: [.json]))
        let request = SampleRequest(
            .post, "/", [.contentType: type], body: #"{"access_token":"\#(try Sample.token())"}"#)
        #expect(await flask.answer(to: request) == (isRead ? .accepted : Self.notJSON))
    }

    @Test func `a body beyond the limit holds nothing`() async throws {
        let flask = try Sample.authority(FlaskSettings(tokenLocation: [.json]))
        let long = #"{"x":"\#(String(repeating: "x", count: 300_000))","access_token":"\#(try Sample.token())"}"#
        #expect(
            await flask.answer(to: SampleRequest(.post, "/", [.contentType: "application/json"], body: long))
                == Self.noKey)
    }

    static let all = FlaskSettings(tokenLocation: [.headers, .cookies, .queryString, .json])

    @Test func `without any, each place tells what it lacks`() async throws {
        let flask = try Sample.authority(Self.all)
        #expect(
            await flask.answer(to: SampleRequest())
                == Answer(
                    401,
                    "Missing JWT in headers, cookies, query_string or json (Missing Authorization Header; "
                        + "Missing cookie \"access_token_cookie\"; Missing 'jwt' query paramater; "
                        + "Invalid content-type. Must be application/json.)"))
        let two = try Sample.authority(FlaskSettings(tokenLocation: [.cookies, .headers]))
        #expect(
            await two.answer(to: SampleRequest(), .refresh)
                == Answer(
                    401,
                    "Missing JWT in cookies or headers (Missing cookie \"refresh_token_cookie\"; "
                        + "Missing Authorization Header)"))
    }

    @Test func `the first place with a token decides, and a bad one ends the search`() async throws {
        let flask = try Sample.authority(Self.all)
        let (header, cookie, query) = (
            try Sample.token(["sub": "h"]), try Sample.token(["sub": "c"]), try Sample.token(["sub": "q"])
        )
        let path = "/?jwt=\(query)"
        func subject(_ headers: HTTPFields) async throws -> String? {
            var request = SampleRequest(.get, path, headers)
            return try await flask.verify(&request, .access)?.subject
        }
        let cookies: HTTPFields = [.cookie: "access_token_cookie=\(cookie)"]
        #expect(try await subject([.authorization: "Bearer \(header)"]) == "h")
        #expect(try await subject(cookies) == "c")
        #expect(try await subject([:]) == "q")
        // Two values are none here.
        var double = cookies
        double[.authorization] = "Bearer \(header), Bearer \(header)"
        #expect(try await subject(double) == "c")
        double[.authorization] = "Bearer"
        #expect(await flask.answer(to: SampleRequest(.get, path, double)).status == 422)
        double[.authorization] = "Bearer garbage"
        #expect(await flask.answer(to: SampleRequest(.get, path, double)).status == 422)
        // A cookie without its value is a sign of forgery, whatever stands in the query.
        #expect(await flask.answer(to: SampleRequest(.post, path, cookies)) == Answer(401, "Missing CSRF token"))
    }

    @Test(arguments: [
        (TokenCarrier.header, "headers"), (.cookie(), "cookies"), (.insecureQuery(), "query_string"),
        (.jsonBody(), "json"),
    ])
    func `a route looks where it says, under the names of the settings`(
        _ carrier: TokenCarrier, _ place: String
    ) async throws {
        let flask = try Sample.authority(FlaskSettings(tokenLocation: [.headers]))
        let token = try Sample.token()
        let headers: HTTPFields = [
            .authorization: "Bearer \(token)", .cookie: "access_token_cookie=\(token)",
            .contentType: "application/json",
        ]
        var request = SampleRequest(.get, "/?jwt=\(token)", headers, body: #"{"access_token":"\#(token)"}"#)
        let found = try await flask.verify(&request, TokenRequirements([.accept(carrier)]))
        #expect(flask.location(of: found)?.rawValue == place)
        var empty = SampleRequest()
        await #expect(throws: TokenError(.missingToken)) {
            try await flask.verify(&empty, TokenRequirements([.accept(carrier)]))
        }
    }
}
