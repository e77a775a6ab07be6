import HTTPTypes
import Mapae
import MapaeFlask
import MapaeJOSE
import MapaeTesting

/// What these tests share: a secret, a clock that stands still, and tokens of any content.
enum Sample {
    static let secretText = "a-secret-for-tests-0123456789abcdef-0123456789abcdef-0123456789abcdef"
    static let secret = FlaskKey(secretText)
    static let csrf = "11111111-2222-4333-8444-555555555555"
    /// The moment at which the clock stands.
    static let now: Int64 = 1_700_000_000

    static func authority(
        _ settings: FlaskSettings = FlaskSettings(), _ callbacks: FlaskCallbacks = .init(),
        time: ManualClock = ManualClock()
    ) throws -> FlaskAuthority {
        var settings = settings
        settings.secretKey = settings.secretKey ?? secret
        return try FlaskAuthority(settings, callbacks: callbacks, clock: time.clock)
    }

    /// Claims as Flask-JWT-Extended writes them, with some replaced.
    static func claims(_ others: JSONObject = [:], without names: [String] = []) -> JSONObject {
        var claims: JSONObject = [
            "fresh": false, "iat": .integer(now), "jti": "fixed", "type": "access", "sub": "ada", "nbf": .integer(now),
            "csrf": .string(csrf), "exp": .integer(now + 900),
        ]
        for (name, value) in others.members { claims[name] = value }
        for name in names { claims[name] = nil }
        return claims
    }

    /// A signed token with some claims replaced.
    static func token(_ others: JSONObject = [:], without names: [String] = []) throws -> String {
        try token(payload: json(claims(others, without: names)))
    }

    /// A signed token of any bytes.
    static func token(
        header: String = #"{"alg":"HS256","typ":"JWT"}"#, payload: [UInt8], secret: String = secretText
    ) throws -> String {
        try JWSSigner(key: .insecureHS256(secret: secret), header: Array(header.utf8)).sign(payload)
    }

    static func json(_ object: JSONObject) throws -> [UInt8] { try JSONValue.object(object).serialized() }
}

/// A request with a body.
struct SampleRequest: TokenRequest {
    var head: HTTPRequest
    var bytes: [UInt8] = []

    init(
        _ method: HTTPRequest.Method = .get, _ path: String = "/", _ headers: HTTPFields = [:], body: String = ""
    ) {
        head = HTTPRequest(method: method, scheme: nil, authority: nil, path: path, headerFields: headers)
        bytes = Array(body.utf8)
    }

    /// A body cannot be had: it is too long, or its sender went away.
    struct TooLong: Error {}

    mutating func body(upTo limit: Int) async throws -> [UInt8] {
        guard bytes.count <= limit else { throw TooLong() }
        return bytes
    }
}

/// Status and text of an answer.
struct Answer: Equatable, CustomStringConvertible {
    var status: Int
    var text: String?

    init(_ status: Int, _ text: String?) {
        self.status = status
        self.text = text
    }

    init(_ error: any Error, key: String = "msg") {
        guard let error = error as? TokenError, let answer = error.answer else {
            self.init(500, "\(error)")
            return
        }
        self.init(answer.status.code, (try? JSONValue(parsing: answer.body))?.object?[key]?.string)
    }

    static let accepted = Answer(200, nil)

    var description: String { "\(status) \(text ?? "")" }
}

extension FlaskAuthority {
    /// The answer to a request on a route.
    func answer(to request: SampleRequest, _ requirements: TokenRequirement...) async -> Answer {
        var request = request
        do {
            let token = try await verify(&request, TokenRequirements(requirements))
            return token == nil ? Answer(500, "no token and no error") : .accepted
        } catch {
            return Answer(error, key: settings.errorMessageKey)
        }
    }

    /// The answer to a token on a route.
    func answer(to token: String, _ requirements: TokenRequirement...) async -> Answer {
        do {
            _ = try await verify(token[...], TokenRequirements(requirements))
            return .accepted
        } catch {
            return Answer(error, key: settings.errorMessageKey)
        }
    }
}

extension HTTPField.Name {
    static func named(_ name: String) -> HTTPField.Name { HTTPField.Name(name) ?? .authorization }
}
