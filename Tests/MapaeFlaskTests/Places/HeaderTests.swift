import HTTPTypes
import Mapae
import MapaeFlask
import MapaeJOSE
import Testing

@Suite("A token in a header")
struct HeaderTests {
    static let missing = "Missing Authorization Header"
    static let noType = "Missing 'Bearer' type in 'Authorization' header. Expected 'Authorization: Bearer <JWT>'"
    static let bad = "Bad Authorization header. Expected 'Authorization: Bearer <JWT>'"

    @Test(arguments: [
        ("", 401, missing), ("   ", 401, missing), (",", 401, missing), (" ,,, ", 401, missing), (", ,", 401, noType),
        ("Bearer", 422, bad), ("Bearer ", 422, bad), ("bearer T", 401, noType), ("BEARER T", 401, noType),
        ("T", 401, noType), ("Basic T", 401, noType), ("Bearer T extra", 422, bad), ("Bearer T; x", 422, bad),
        ("Bearer T, Bearer T", 401, noType), ("Bearer ,,T", 422, bad), ("Foo 1, Bearer, Baz, 3", 422, bad),
        ("Foo 1, Bar 2", 401, noType), ("BearerT", 401, noType), ("Bearer: T", 401, noType), ("Bearer=T", 401, noType),
        ("\u{2009}Bearer T", 401, noType), ("Bearer\u{301} T", 401, noType),
    ])
    func `what is no token in a header has its text S4`(_ value: String, _ status: Int, _ text: String) async throws {
        let token = try Sample.token()
        let request = SampleRequest(.get, "/", [.authorization: value.replacing("T", with: token)])
        #expect(await (try Sample.authority()).answer(to: request) == Answer(status, text))
    }

    @Test(arguments: [
        "Bearer T", "Bearer  T", "Bearer\tT", "Bearer T   ", "  Bearer T", "Bearer T,", ",Bearer T", "Bearer T,,, ",
        "Basic x, Bearer T", "Basic x,Bearer T", "Bearer T, Basic x", "Bearer T,junk", ", , Bearer T",
        "Bearer T,\tBasic x",
    ])
    func `commas and white space around the one value do not matter`(_ value: String) async throws {
        let token = try Sample.token()
        let request = SampleRequest(.get, "/", [.authorization: value.replacing("T", with: token)])
        #expect(await (try Sample.authority()).answer(to: request) == .accepted)
    }

    @Test func `repeated lines are one list`() async throws {
        let flask = try Sample.authority()
        let token = try Sample.token()
        var headers: HTTPFields = [.authorization: "Basic x"]
        headers.append(HTTPField(name: .authorization, value: "Bearer \(token)"))
        #expect(await flask.answer(to: SampleRequest(.get, "/", headers)) == .accepted)
        headers.append(HTTPField(name: .authorization, value: "Bearer \(token)"))
        #expect(await flask.answer(to: SampleRequest(.get, "/", headers)) == Answer(401, Self.noType))
    }

    @Test func `another name, another word, and none`() async throws {
        let token = try Sample.token()
        let named = try Sample.authority(FlaskSettings(headerName: "X-Auth-Token", headerType: "JWT"))
        let name = HTTPField.Name.named("x-auth-token")
        #expect(await named.answer(to: SampleRequest(.get, "/", [name: "JWT \(token)"])) == .accepted)
        #expect(
            await named.answer(to: SampleRequest(.get, "/", [name: "Bearer \(token)"]))
                == Answer(401, "Missing 'JWT' type in 'X-Auth-Token' header. Expected 'X-Auth-Token: JWT <JWT>'"))
        #expect(
            await named.answer(to: SampleRequest(.get, "/", [.authorization: "JWT \(token)"]))
                == Answer(401, "Missing X-Auth-Token Header"))
        let bare = try Sample.authority(FlaskSettings(headerType: ""))
        #expect(await bare.answer(to: SampleRequest(.get, "/", [.authorization: " \(token), "])) == .accepted)
        #expect(
            await bare.answer(to: SampleRequest(.get, "/", [.authorization: "Bearer \(token)"]))
                == Answer(422, "Bad Authorization header. Expected 'Authorization: <JWT>'"))
    }

    @Test(arguments: ["", "bearer T", "Bearer T, Bearer T", "Basic x"])
    func `what counts as absent passes an optional route, and nothing else does`(_ value: String) async throws {
        let flask = try Sample.authority()
        var request = SampleRequest(.get, "/", [.authorization: value.replacing("T", with: try Sample.token())])
        #expect(try await flask.verify(&request, TokenRequirements([]).optional) == nil)
        var bad = SampleRequest(.get, "/", [.authorization: "Bearer x"])
        await #expect(throws: TokenError(.invalidToken)) {
            try await flask.verify(&bad, TokenRequirements([]).optional)
        }
    }
}
