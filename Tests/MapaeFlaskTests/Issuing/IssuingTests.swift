import Mapae
import MapaeJOSE
import MapaeTesting
import Synchronization
import Testing

@testable import MapaeFlask

@Suite("New tokens")
struct IssuingTests {
    /// Made by Flask-JWT-Extended 4.7.4 with this secret at this moment, its UUIDs counted from 1.
    static let access = """
        eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJmcmVzaCI6dHJ1ZSwiaWF0IjoxNzAwMDAwMDAwLCJqdGkiOiIwMDAwMDAwMC0wMDAwLTQwMDA\
        tODAwMC0wMDAwMDAwMDAwMDEiLCJ0eXBlIjoiYWNjZXNzIiwic3ViIjoiYWRhIiwibmJmIjoxNzAwMDAwMDAwLCJjc3JmIjoiMDAwMDAwMDAtMDAw\
        MC00MDAwLTgwMDAtMDAwMDAwMDAwMDAyIiwiZXhwIjoxNzAwMDAwOTAwfQ.8npVHOVD7SKPR_5WfHa9rJM4illHvyhclWHL5oXM6mA
        """
    static let refresh = """
        eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJmcmVzaCI6ZmFsc2UsImlhdCI6MTcwMDAwMDAwMCwianRpIjoiMDAwMDAwMDAtMDAwMC00MDAw\
        LTgwMDAtMDAwMDAwMDAwMDAzIiwidHlwZSI6InJlZnJlc2giLCJzdWIiOiJhZGEiLCJuYmYiOjE3MDAwMDAwMDAsImNzcmYiOiIwMDAwMDAwMC0wM\
        DAwLTQwMDAtODAwMC0wMDAwMDAwMDAwMDQiLCJleHAiOjE3MDI1OTIwMDB9.dPo9p0TxfnkJw1m5e9uWw72-2ltAc6UjB8GTVpL4_qQ
        """
    static let odd = """
        eyJhbGciOiJIUzI1NiIsImtpZCI6ImsxIiwieiI6eyJhIjoyLCJiIjoxfX0.eyJmcmVzaCI6MTcwMDAwMDMwMC4wLCJpYXQiOjE3MDAwMDAwMDAsIm\
        p0aSI6IngiLCJ0eXBlIjoiYWNjZXNzIiwic3ViIjoiZXZlIiwibmJmIjoxNzAwMDAwMDAwLCJjc3JmIjoiMDAwMDAwMDAtMDAwMC00MDAwLTgwMDAt\
        MDAwMDAwMDAwMDA2Iiwicm9sZXMiOlsiYSIsMS41LG51bGxdfQ.lfJJffM35kUPxI9hgTp83ueExXnMC9c5SoPndFC2AGs
        """

    @Test func `they are the same bytes as Flask-JWT-Extended's`() async throws {
        var flask = try Sample.authority()
        let counter = Counter()
        flask.identifier = { counter.next() }
        #expect(try await flask.accessToken(for: "ada", fresh: true) == Self.access)
        #expect(try await flask.refreshToken(for: "ada") == Self.refresh)
        let token = try await flask.accessToken(
            for: "ada", fresh: .during(.seconds(300)), expires: .insecureNeverExpires,
            claims: ["sub": "eve", "roles": ["a", 1.5, .null], "jti": "x"],
            headers: ["kid": "k1", "typ": .null, "z": ["b": 1, "a": 2]])
        #expect(token == Self.odd)
        #expect(await flask.answer(to: Self.access, .fresh) == .accepted)
        #expect(await flask.answer(to: Self.refresh, .refresh) == .accepted)
        #expect(await flask.answer(to: Self.odd, .fresh) == .accepted)
    }

    @Test func `identifiers are random UUIDs of version 4`() {
        let texts = (0..<100).map { _ in UUIDText.random() }
        #expect(Set(texts).count == 100)
        for text in texts {
            let bytes = Array(text.utf8)
            #expect(bytes.count == 36 && bytes[14] == UInt8(ascii: "4") && "89ab".utf8.contains(bytes[19]))
        }
    }

    @Test func `what the settings say is written`() async throws {
        let settings = FlaskSettings(
            accessTokenExpires: .hours(1), refreshTokenExpires: .days(2), identityClaim: "user_id",
            encodeAudience: ["a", "b"], encodeIssuer: "i", encodeNBF: false, cookieCSRFProtect: false)
        let flask = try Sample.authority(settings)
        let claims = try await flask.decode(flask.accessToken(for: 42))
        #expect(claims.members.map(\.name) == ["fresh", "iat", "jti", "type", "user_id", "aud", "iss", "exp"])
        #expect(claims["user_id"]?.integer == 42 && claims["exp"]?.integer == Sample.now + 3600)
        #expect(claims["aud"]?.array?.compactMap(\.string) == ["a", "b"])
        #expect(try await flask.decode(flask.refreshToken(for: 42))["exp"]?.integer == Sample.now + 2 * 86_400)
    }

    @Test func `the argument's claims win over the callback's, and leak into no other token`() async throws {
        var callbacks = FlaskCallbacks()
        let shared: JSONObject = ["foo": "bar", "role": "user"]
        callbacks.additionalClaims = { _ in shared }
        callbacks.additionalHeaders = { _ in ["kid": "default", "x": 1] }
        let flask = try Sample.authority(FlaskSettings(), callbacks)
        let first = try await flask.verify(
            flask.accessToken(for: "a", claims: ["foo": "mine"], headers: ["x": 2])[...], .access)
        #expect(flask.claims(of: first)["foo"]?.string == "mine" && flask.header(of: first)["x"]?.integer == 2)
        let second = try await flask.verify(flask.accessToken(for: "b")[...], .access)
        #expect(flask.claims(of: second)["foo"]?.string == "bar" && flask.header(of: second)["x"]?.integer == 1)
    }

    struct User: Sendable { let id: Int }

    @Test func `an object becomes what the callback says, and nothing without it`() async throws {
        var callbacks = FlaskCallbacks()
        callbacks.userIdentity = { identity in .string("\(identity.as(User.self)?.id ?? 0)") }
        let flask = try Sample.authority(FlaskSettings(), callbacks)
        #expect(try await flask.decode(flask.accessToken(for: User(id: 7)))["sub"]?.string == "7")
        let plain = try Sample.authority()
        await #expect(throws: FlaskIssueError(.identityIsNoJSON)) { try await plain.accessToken(for: User(id: 7)) }
    }

    @Test func `an identity that every route would refuse is not issued`() async throws {
        let flask = try Sample.authority()
        for identity: JSONValue in [1234, .null, true, ["id": 1]] {
            await #expect(throws: FlaskIssueError(.subjectIsNoText)) { try await flask.accessToken(for: identity) }
        }
        let lax = try Sample.authority(FlaskSettings(verifySub: false))
        #expect(await lax.answer(to: try await lax.accessToken(for: 1234)) == .accepted)
        #expect(try await flask.decode(flask.accessToken(for: 5, claims: ["sub": "five"]))["sub"]?.string == "five")
    }

    @Test(arguments: [
        (FlaskLifetime.seconds(42), 42 as Int64?), (.seconds(-10), -10), (.minutes(2), 120),
        (.insecureNeverExpires, nil),
    ])
    func `a lifetime of one token`(_ lifetime: FlaskLifetime, _ seconds: Int64?) async throws {
        let flask = try Sample.authority()
        for token in [
            try await flask.accessToken(for: "a", expires: lifetime),
            try await flask.refreshToken(for: "a", expires: lifetime),
        ] {
            let claims = try await flask.decode(token, allowExpired: true)
            #expect(claims["exp"]?.integer == seconds.map { Sample.now + $0 })
        }
    }

    @Test(arguments: [FlaskLifetime.seconds(0), .seconds(.max), .days(.max), .days(4_000_000)])
    func `a lifetime that is none is refused, as in Flask it would be for ever`(_ lifetime: FlaskLifetime) async throws
    {
        let flask = try Sample.authority()
        await #expect(throws: FlaskIssueError(.lifetimeOutOfRange)) {
            try await flask.accessToken(for: "a", expires: lifetime)
        }
    }

    @Test func `claims that lock their token out are issued all the same`() async throws {
        let flask = try Sample.authority()
        let token = try await flask.accessToken(for: "a", claims: ["nbf": .null])
        #expect(await flask.answer(to: token) == Answer(422, "Not Before claim (nbf) must be an integer."))
    }

    @Test func `further header parameters are obeyed as far as the key can`() async throws {
        let flask = try Sample.authority(FlaskSettings(decodeAlgorithms: [.hs512]))
        let token = try await flask.accessToken(for: "a", headers: ["alg": "HS512", "typ": "at+jwt"])
        let header = try await flask.unverifiedHeader(of: token)
        #expect(header["alg"]?.string == "HS512" && header["typ"]?.string == "at+jwt")
        #expect(await flask.answer(to: token) == .accepted)
        for headers: JSONObject in [["alg": "none"], ["alg": "RS256"], ["alg": 5], ["b64": false]] {
            await #expect(throws: FlaskIssueError(.invalidHeader)) {
                try await flask.accessToken(for: "a", headers: headers)
            }
        }
        await #expect(throws: TokenError(.invalidToken)) { try await flask.accessToken(for: "a", headers: ["kid": 5]) }
    }

    @Test(arguments: [
        ["iss": 5] as JSONObject, ["x": .number(.infinity)], ["x": .string(String(repeating: "x", count: 20_000))],
    ])
    func `what nobody could read is not issued`(_ claims: JSONObject) async throws {
        let flask = try Sample.authority()
        await #expect(throws: FlaskIssueError.self) { try await flask.accessToken(for: "a", claims: claims) }
    }

    @Test func `TokenAuthority reads them, where nothing odd is in them`() async throws {
        let time = ManualClock()
        let flask = try Sample.authority(time: time)
        let other = try TokenAuthority(signingKey: .hs256(secret: Sample.secretText), clock: time.clock)
        #expect(try other.verify(try await flask.accessToken(for: "ada", fresh: true), .fresh).subject == "ada")
        let token = try other.accessToken(for: "ada", fresh: true).accessToken
        #expect(await flask.answer(to: token, .fresh) == .accepted)
    }
}

/// UUIDs that count.
private final class Counter: Sendable {
    private let count = Mutex(0)

    func next() -> String {
        let number = count.withLock { count -> Int in
            count += 1
            return count
        }
        return "00000000-0000-4000-8000-00000000000\(number)"
    }
}
