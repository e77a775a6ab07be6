import HTTPTypes
import Mapae
import MapaeFlask
import MapaeJOSE
import Testing

@Suite("What the program decides and answers itself")
struct CallbackTests {
    private static func body(_ code: String) -> @Sendable (JSONObject, JSONObject) -> FlaskAnswer {
        { header, claims in
            FlaskAnswer(
                .conflict, ["code": .string(code), "alg": header["alg"] ?? .null, "sub": claims["sub"] ?? .null])
        }
    }

    private static func answering() -> FlaskCallbacks {
        var callbacks = FlaskCallbacks()
        callbacks.unauthorized = { FlaskAnswer(.forbidden, ["code": "unauthorized", "reason": .string($0)]) }
        callbacks.invalidToken = { FlaskAnswer(.badRequest, ["code": "invalid", "reason": .string($0)]) }
        callbacks.expiredToken = { body("expired")($0, $1) }
        callbacks.needsFreshToken = { body("needs_fresh")($0, $1) }
        callbacks.revokedToken = { body("revoked")($0, $1) }
        callbacks.userLookupError = { body("no_user")($0, $1) }
        callbacks.tokenVerificationFailed = { body("failed")($0, $1) }
        callbacks.tokenInBlocklist = { _, claims in claims["jti"]?.string == "revoked" }
        callbacks.tokenVerification = { _, claims in claims["deny"]?.bool != true }
        callbacks.userLookup = { _, claims in
            claims["sub"]?.string == "ghost" ? nil : "user of \(claims["sub"]?.string ?? "")"
        }
        return callbacks
    }

    @Test(
        arguments: [
            (["exp": 1], "expired"), (["fresh": false], "needs_fresh"), (["jti": "revoked"], "revoked"),
            (["deny": true], "failed"), (["sub": "ghost"], "no_user"),
        ] as [(JSONObject, String)])
    func `each refusal has its callback`(_ others: JSONObject, _ code: String) async throws {
        let flask = try Sample.authority(FlaskSettings(), Self.answering())
        let claims = others.members.reduce(into: ["fresh": true] as JSONObject) { $0[$1.name] = $1.value }
        let token = try Sample.token(claims)
        let error = await #expect(throws: TokenError.self) {
            try await flask.verify(token[...], TokenRequirements([.fresh]))
        }
        let answer = try #require(error?.answer)
        #expect(answer.status == .conflict && answer.headers[.contentType] == "application/json")
        let body = try #require(try JSONValue(parsing: answer.body).object)
        #expect(body["code"]?.string == code && body["alg"]?.string == "HS256")
        #expect(body["sub"]?.string == (others["sub"]?.string ?? "ada"))
    }

    @Test func `reasons come in Flask-JWT-Extended's words`() async throws {
        let flask = try Sample.authority(FlaskSettings(errorMessageKey: "reason"), Self.answering())
        #expect(await flask.answer(to: SampleRequest()) == Answer(403, "Missing Authorization Header"))
        #expect(await flask.answer(to: "x") == Answer(400, "Not enough segments"))
    }

    @Test func `the user comes with the token`() async throws {
        let flask = try Sample.authority(FlaskSettings(), Self.answering())
        let token = try await flask.verify(Sample.token()[...], .access)
        #expect(flask.user(of: token, as: String.self) == "user of ada")
        #expect(flask.user(of: token, as: Int.self) == nil && flask.user(of: nil, as: String.self) == nil)
        let plain = try Sample.authority()
        #expect(plain.user(of: try await plain.verify(Sample.token()[...], .access), as: String.self) == nil)
    }

    struct Failure: Error {}

    @Test(arguments: 0..<5)
    func `a callback that fails refuses the token, and says that it is no fault of it`(_ index: Int) async throws {
        var callbacks = FlaskCallbacks()
        switch index {
        case 0: callbacks.tokenInBlocklist = { _, _ in throw Failure() }
        case 1: callbacks.tokenVerification = { _, _ in throw Failure() }
        case 2: callbacks.userLookup = { _, _ in throw Failure() }
        case 3: callbacks.decodeKey = { _, _ in throw Failure() }
        default:
            callbacks.tokenInBlocklist = { _, _ in true }
            callbacks.revokedToken = { _, _ in throw Failure() }
        }
        let flask = try Sample.authority(FlaskSettings(), callbacks)
        #expect(await flask.answer(to: try Sample.token()) == Answer(503, "Tokens cannot be checked at the moment"))
    }

    @Test func `a callback may throw the answer`() async throws {
        var callbacks = FlaskCallbacks()
        callbacks.tokenInBlocklist = { _, _ in throw TokenError(.revoked) }
        let flask = try Sample.authority(FlaskSettings(), callbacks)
        let token = try Sample.token()
        await #expect(throws: TokenError(.revoked)) { try await flask.verify(token[...], .access) }
    }

    @Test func `a token without an id is looked up as null`() async throws {
        var callbacks = FlaskCallbacks()
        callbacks.tokenInBlocklist = { _, claims in if case .null? = claims["jti"] { true } else { false } }
        let flask = try Sample.authority(FlaskSettings(), callbacks)
        #expect(await flask.answer(to: try Sample.token(without: ["jti"])) == Answer(401, "Token has been revoked"))
        #expect(await flask.answer(to: try Sample.token()) == .accepted)
    }

    @Test(
        arguments: [
            ("ada", "ada"), (5, "5"), (.null, "None"), (true, "True"), (1.5, "1.5"), (["a", 1], "['a', 1]"),
            (["id": 1], "{'id': 1}"), ("<b>\"x\"", "<b>\"x\""),
        ] as [(JSONValue, String)])
    func `whose user is missing is told as Python shows it`(_ identity: JSONValue, _ text: String) async throws {
        var callbacks = FlaskCallbacks()
        callbacks.userLookup = { _, _ in nil }
        let flask = try Sample.authority(FlaskSettings(verifySub: false), callbacks)
        let answer = await flask.answer(to: try Sample.token(["sub": identity]))
        #expect(answer == Answer(401, "Error loading the user \(text)"))
    }

    // MARK: Tenants

    private static let blue = "blue-q7rk3Vd0ZsX9mTn2bLwY5uHc8JfGa1Ee"
    private static let red = "red-q7rk3Vd0ZsX9mTn2bLwY5uHc8JfGa1Ee-"

    private static func tenants() throws -> FlaskAuthority {
        let keys = ["blue": try SigningKey.hs256(secret: blue), "red": try SigningKey.hs256(secret: red)]
        var callbacks = FlaskCallbacks()
        callbacks.encodeKey = { identity in try keys[identity.string ?? ""] ?? .hs512(secret: Sample.secretText) }
        callbacks.additionalHeaders = { identity in ["kid": .string(identity.string ?? "")] }
        callbacks.decodeKey = { header, _ in keys[header["kid"]?.string ?? ""]?.verificationKey }
        return try FlaskAuthority(FlaskSettings(), callbacks: callbacks)
    }

    @Test func `each tenant has a key, and no other opens its door`() async throws {
        let flask = try Self.tenants()
        for tenant in ["blue", "red"] {
            let token = try await flask.accessToken(for: tenant)
            #expect(await flask.answer(to: token) == .accepted)
        }
        let wrong = Answer(422, "Signature verification failed")
        let payload = try Sample.json(["sub": "blue"])
        for (kid, secret) in [("blue", Self.red), ("blue", Sample.secretText), ("green", Self.blue)] {
            let token = try Sample.token(header: #"{"alg":"HS256","kid":"\#(kid)"}"#, payload: payload, secret: secret)
            #expect(await flask.answer(to: token) == wrong)
        }
        #expect(
            await flask.answer(to: try Sample.token(header: #"{"alg":"HS512","kid":"blue"}"#, payload: payload))
                == Answer(422, "The specified alg value is not allowed"))
    }

    @Test func `tenants may sign with algorithms of any kind, each with its own J4`() async throws {
        let pair = try SigningKey.generate(.es256)
        let secret = try SigningKey.hs256(secret: Self.blue)
        var callbacks = FlaskCallbacks()
        callbacks.encodeKey = { identity in identity.string == "pair" ? pair : secret }
        callbacks.decodeKey = { _, claims in (claims["sub"]?.string == "pair" ? pair : secret).verificationKey }
        let settings = FlaskSettings(decodeAlgorithms: [.es256])
        let flask = try FlaskAuthority(settings, callbacks: callbacks)
        for tenant in ["pair", "secret"] {
            let token = try await flask.accessToken(for: tenant)
            #expect(await flask.answer(to: token) == .accepted)
            let stolen = try await flask.accessToken(for: tenant, claims: ["sub": tenant == "pair" ? "secret" : "pair"])
            #expect(await flask.answer(to: stolen) == Answer(422, "The specified alg value is not allowed"))
        }
        #expect(throws: FlaskSettingsError(.mixedAlgorithms, "")) { try FlaskAuthority(settings) }
    }

    @Test func `who brings only keys that check cannot sign`() async throws {
        var callbacks = FlaskCallbacks()
        callbacks.decodeKey = { _, _ in try SigningKey.hs256(secret: Sample.secretText).verificationKey }
        let flask = try FlaskAuthority(FlaskSettings(), callbacks: callbacks)
        #expect(await flask.answer(to: try Sample.token(without: ["iat", "nbf", "exp"])) == .accepted)
        await #expect(throws: FlaskIssueError(.noSigningKey)) { try await flask.accessToken(for: "ada") }
    }

    @Test func `a route's scopes and roles are asked too, in the same form`() async throws {
        let flask = try Sample.authority(FlaskSettings(errorMessageKey: "message"))
        let token = try Sample.token(["scope": "read", "roles": ["admin"]])
        #expect(await flask.answer(to: token, .scope("read"), .role("admin")) == .accepted)
        #expect(await flask.answer(to: token, .scope("write")).status == 403)
        #expect(await flask.answer(to: token, .role("owner")).text?.isEmpty == false)
    }
}
