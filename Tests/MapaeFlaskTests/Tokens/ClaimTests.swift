import Mapae
import MapaeFlask
import MapaeJOSE
import MapaeTesting
import Testing

@Suite("The claims of a token, and what is said of wrong ones")
struct ClaimTests {
    static let now = Sample.now

    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let value: JSONValue
        let answer: Answer

        init(_ name: String, _ value: JSONValue, _ answer: Answer) {
            self.name = name
            self.value = value
            self.answer = answer
        }

        var testDescription: String { "\(name) \(value) \(answer)" }
    }

    static let expired = Answer(401, "Token has expired")
    static let noExp = Answer(422, "Expiration Time claim (exp) must be an integer.")
    static let noNbf = Answer(422, "Not Before claim (nbf) must be an integer.")
    static let noIat = Answer(422, "Issued At claim (iat) must be an integer.")
    static let cases: [Case] = [
        Case("exp", .integer(now), expired), Case("exp", .integer(now + 1), .accepted),
        Case("exp", 0, expired), Case("exp", -5, expired), Case("exp", true, expired), Case("exp", false, expired),
        Case("exp", .number(1_700_000_000.9), expired), Case("exp", .number(1_700_000_001.5), .accepted),
        Case("exp", .number(1e300), .accepted), Case("exp", .number(-1e300), expired),
        Case("exp", .integer(.max), .accepted), Case("exp", .integer(.min), expired),
        Case("exp", "4102444800", .accepted), Case("exp", "1", expired), Case("exp", "soon", noExp),
        Case("exp", "", noExp), Case("exp", "٣", noExp), Case("exp", .null, noExp), Case("exp", [1], noExp),
        Case("exp", [:], noExp),
        Case("nbf", .integer(now), .accepted), Case("nbf", true, .accepted), Case("nbf", .null, noNbf),
        Case("nbf", .integer(now + 1), Answer(422, "The token is not yet valid (nbf)")),
        Case("nbf", .number(1e300), Answer(422, "The token is not yet valid (nbf)")), Case("nbf", "later", noNbf),
        Case("iat", .integer(now), .accepted), Case("iat", [:], noIat),
        Case("iat", .integer(now + 1), Answer(422, "The token is not yet valid (iat)")),
        Case("sub", 5, Answer(422, "Subject must be a string")),
        Case("sub", .null, Answer(422, "Subject must be a string")), Case("sub", "", .accepted),
        Case("jti", 7, Answer(422, "JWT ID must be a string")), Case("jti", "", .accepted),
        Case("type", "refresh", Answer(422, "Only non-refresh tokens are allowed")),
        Case("type", "Refresh", .accepted), Case("type", "app", .accepted), Case("type", 5, .accepted),
        Case("type", .null, .accepted), Case("type", ["refresh"], .accepted),
        Case("aud", "whoever", .accepted), Case("aud", 5, .accepted), Case("iss", 5, .accepted),
        Case("fresh", "yes", .accepted), Case("csrf", 5, .accepted),
    ]

    @Test(arguments: cases)
    func `a claim decides as in PyJWT, and no number ends the process J34 S5`(_ test: Case) async throws {
        let token = try Sample.token([test.name: test.value])
        #expect(await (try Sample.authority()).answer(to: token) == test.answer)
    }

    @Test(arguments: ["exp", "nbf", "iat", "jti", "type", "fresh", "csrf"])
    func `only the identity must be there`(_ name: String) async throws {
        let flask = try Sample.authority()
        #expect(await flask.answer(to: try Sample.token(without: [name])) == .accepted)
        #expect(
            await flask.answer(to: try Sample.token(without: ["sub", name])) == Answer(422, "Missing claim: sub"))
    }

    @Test func `the identity may be another claim, of any type`() async throws {
        let flask = try Sample.authority(FlaskSettings(identityClaim: "user_id"))
        #expect(await flask.answer(to: try Sample.token()) == Answer(422, "Missing claim: user_id"))
        for value: JSONValue in [42, .null, "b", ["a"]] {
            let token = try await flask.verify(Sample.token(["user_id": value])[...], .access)
            #expect(flask.identity(of: token).map { "\($0)" } == "\(value)")
        }
    }

    @Test func `a subject of any type is taken where it is not checked`() async throws {
        let flask = try Sample.authority(FlaskSettings(verifySub: false))
        let values: [JSONValue] = [1234, ["id": 1], [1], .null, false]
        for value in values {
            let token = try await flask.verify(Sample.token(["sub": value])[...], .access)
            #expect(flask.identity(of: token).map { "\($0)" } == "\(value)")
        }
        let token = try await flask.verify(Sample.token(["sub": ["id": 1]])[...], .access)
        #expect(token.subject == #"{"id":1}"#)
    }

    @Test(
        arguments: [
            ("svc-a", nil), ("svc-b", "Audience doesn't match"), (["x", "svc-a"], nil),
            ([], "Token is missing the \"aud\" claim"),
            ("", "Token is missing the \"aud\" claim"), (.null, "Token is missing the \"aud\" claim"),
            (5, "Invalid claim format in token"), (["svc-a", 5], "Invalid claim format in token"),
            (["svc-a": 1], "Invalid claim format in token"), ("svc-a-and-more", "Audience doesn't match"),
        ] as [(JSONValue, String?)])
    func `the audience is one of those that are expected J38`(_ value: JSONValue, _ text: String?) async throws {
        let flask = try Sample.authority(FlaskSettings(decodeAudience: ["svc-a", "svc-c"]))
        let answer = await flask.answer(to: try Sample.token(["aud": value]))
        #expect(answer == text.map { Answer(422, $0) } ?? .accepted)
    }

    @Test(
        arguments: [
            ("https://issuer.example", nil), ("https://issuer.example/", "Invalid issuer"),
            (5, "Payload Issuer (iss) must be a string"),
            (["https://issuer.example"], "Payload Issuer (iss) must be a string"),
        ] as [(JSONValue, String?)])
    func `the issuer is the one that is expected, byte by byte J39`(_ value: JSONValue, _ text: String?) async throws {
        let flask = try Sample.authority(FlaskSettings(decodeIssuer: "https://issuer.example"))
        let answer = await flask.answer(to: try Sample.token(["iss": value]))
        #expect(answer == text.map { Answer(422, $0) } ?? .accepted)
        #expect(await flask.answer(to: try Sample.token()) == Answer(422, "Token is missing the \"iss\" claim"))
    }

    @Test func `leeway moves exp, nbf and iat, and not freshness J36`() async throws {
        let flask = try Sample.authority(FlaskSettings(decodeLeeway: .seconds(30)))
        let now = Self.now
        #expect(await flask.answer(to: try Sample.token(["exp": .integer(now - 29)])) == .accepted)
        #expect(await flask.answer(to: try Sample.token(["exp": .integer(now - 30)])) == Self.expired)
        #expect(await flask.answer(to: try Sample.token(["nbf": .integer(now + 30)])) == .accepted)
        #expect(await flask.answer(to: try Sample.token(["iat": .integer(now + 31)])).status == 422)
        let stale = try Sample.token(["fresh": .integer(now - 1)])
        #expect(await flask.answer(to: stale, .fresh) == Answer(401, "Fresh token required"))
    }

    @Test func `time is exact to the nanosecond`() async throws {
        let time = ManualClock(at: NumericDate(seconds: Self.now - 1, nanoseconds: 999_999_999))
        let flask = try Sample.authority(time: time)
        let token = try Sample.token(["exp": .integer(Self.now)], without: ["iat", "nbf"])
        #expect(await flask.answer(to: token) == .accepted)
        time.advance(by: .nanoseconds(1))
        #expect(await flask.answer(to: token) == Self.expired)
    }

    @Test(
        arguments: [
            (true, true), (false, false), (.integer(now), true), (.integer(now - 1), false), (.number(1.7e9), true),
            (.number(1_699_999_999.5), false), (4_102_444_800, true), ("yes", false), (.null, false), ([], false),
            ([:], false), (.number(1e300), true),
        ] as [(JSONValue, Bool)])
    func `fresh is a truth value or a time, and nothing else is fresh`(_ value: JSONValue, _ isFresh: Bool) async throws
    {
        let flask = try Sample.authority()
        let answer = await flask.answer(to: try Sample.token(["fresh": value]), .fresh)
        #expect(answer == (isFresh ? .accepted : Answer(401, "Fresh token required")))
        let token = try await flask.verify(Sample.token(["fresh": value])[...], .access)
        #expect(token.isFresh == isFresh)
    }

    @Test func `defaults are filled in where a token says nothing`() async throws {
        let flask = try Sample.authority()
        let token = try await flask.verify(Sample.token(without: ["type", "fresh", "jti"])[...], .access)
        let claims = flask.claims(of: token)
        #expect(claims["type"]?.string == "access" && claims["fresh"]?.bool == false)
        #expect(claims["jti"].map { "\($0)" } == "null" && token.tokenID == nil)
        #expect(flask.claims(of: nil).members.isEmpty && flask.identity(of: nil) == nil)
        #expect(flask.header(of: nil).members.isEmpty && flask.location(of: nil) == nil)
    }
}
