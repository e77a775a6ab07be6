import Mapae
import MapaeFlask
import MapaeJOSE
import Testing

@Suite("Which of several defects is told")
struct OrderTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let claims: JSONObject
        let missing: [String]
        let text: String

        init(_ claims: JSONObject, without missing: [String] = [], _ text: String) {
            self.claims = claims
            self.missing = missing
            self.text = text
        }

        var testDescription: String { "\(claims.members.map(\.name)) \(missing): \(text)" }
    }

    private static let past = JSONValue.integer(Sample.now - 10)
    private static let future = JSONValue.integer(Sample.now + 300)
    static let cases: [Case] = [
        Case(["iat": future, "nbf": future, "iss": "x"], "The token is not yet valid (iat)"),
        Case(["nbf": future, "exp": past], "The token is not yet valid (nbf)"),
        Case(["exp": past, "iss": "x"], "Invalid issuer"),
        Case(["exp": "soon", "iss": "x"], "Expiration Time claim (exp) must be an integer."),
        Case(["iss": "x", "aud": "x"], "Invalid issuer"),
        Case(["exp": past, "aud": "x"], "Audience doesn't match"),
        Case(["aud": "x", "sub": 5], "Audience doesn't match"),
        Case(["sub": 5, "jti": 5, "exp": past], "Subject must be a string"),
        Case(["jti": 5, "exp": past], "JWT ID must be a string"),
        Case(["exp": past], without: ["sub"], "Missing claim: sub"),
        Case(["exp": past, "type": "refresh"], "Token has expired"),
        Case(["type": "refresh"], without: ["sub"], "Missing claim: sub"),
        Case(["type": "refresh", "fresh": false], "Only non-refresh tokens are allowed"),
        Case(["fresh": false, "jti": "revoked"], "Fresh token required"),
        Case(["fresh": true, "jti": "revoked", "tenant": "red"], "Token has been revoked"),
        Case(["fresh": true, "tenant": "red", "sub": "ghost"], "User claims verification failed"),
        Case(["fresh": true, "sub": "ghost"], "Error loading the user ghost"),
    ]

    private static func authority() throws -> FlaskAuthority {
        var callbacks = FlaskCallbacks()
        callbacks.tokenInBlocklist = { _, claims in claims["jti"]?.string == "revoked" }
        callbacks.tokenVerification = { _, claims in claims["tenant"]?.string != "red" }
        callbacks.userLookup = { _, claims in claims["sub"]?.string == "ghost" ? nil : "user" }
        return try Sample.authority(FlaskSettings(decodeAudience: "a", decodeIssuer: "i"), callbacks)
    }

    @Test(arguments: cases)
    func `the first in Flask-JWT-Extended's order`(_ test: Case) async throws {
        let claims = test.claims.members.reduce(into: ["aud": "a", "iss": "i"] as JSONObject) { $0[$1.name] = $1.value }
        let token = try Sample.token(claims, without: test.missing)
        #expect(await (try Self.authority()).answer(to: token, .fresh).text == test.text)
    }

    @Test func `a wrong signature is told before any claim`() async throws {
        let claims = Sample.claims(["exp": Self.past, "sub": 5])
        let token = try Sample.token(payload: Sample.json(claims), secret: "another-secret-of-nobody")
        #expect(await (try Self.authority()).answer(to: token) == Answer(422, "Signature verification failed"))
    }

    @Test func `what decode does not ask`() async throws {
        let flask = try Self.authority()
        let others: JSONObject = [
            "aud": "a", "iss": "i", "jti": "revoked", "tenant": "red", "sub": "ghost", "type": "refresh",
        ]
        #expect(try await flask.decode(Sample.token(others))["sub"]?.string == "ghost")
        let expired = try Sample.token(others.members.reduce(into: ["exp": Self.past]) { $0[$1.name] = $1.value })
        await #expect(throws: TokenError(.expired)) { try await flask.decode(expired) }
        #expect(try await flask.decode(expired, allowExpired: true)["exp"]?.integer == Sample.now - 10)
        await #expect(throws: TokenError(.csrfMismatch)) {
            try await flask.decode(expired, csrf: "x", allowExpired: true)
        }
        #expect(try await flask.decode(expired, csrf: Sample.csrf, allowExpired: true)["csrf"]?.string == Sample.csrf)
        #expect(try await flask.tokenID(of: Sample.token(others)) == "revoked")
    }

    @Test func `a revoked token passes where revocation is not asked`() async throws {
        let token = try Sample.token(["aud": "a", "iss": "i", "jti": "revoked"])
        let flask = try Self.authority()
        #expect(await flask.answer(to: token) == Answer(401, "Token has been revoked"))
        #expect(await flask.answer(to: token, .insecureIgnoringRevocation) == .accepted)
    }

    @Test func `either kind passes where any will do`() async throws {
        let flask = try Sample.authority()
        let (access, refresh) = (try Sample.token(), try Sample.token(["type": "refresh"]))
        #expect(await flask.answer(to: access, .anyType) == .accepted)
        #expect(await flask.answer(to: refresh, .anyType) == .accepted)
        #expect(await flask.answer(to: refresh, .refresh) == .accepted)
        #expect(await flask.answer(to: access, .refresh) == Answer(422, "Only refresh tokens are allowed"))
    }
}
