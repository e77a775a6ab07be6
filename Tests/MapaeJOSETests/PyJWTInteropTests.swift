import MapaeJOSE
import Testing

/// Made once with PyJWT 2.15.1 (the library beneath Flask-JWT-Extended), Python 3.11:
/// ```python
/// base = {"sub":"ada","iat":1700000000,"exp":1700000900,"jti":"x","type":"access","fresh":True}
/// jwt.encode(claims, "q7rk3Vd0ZsX9mTn2bLwY5uHc8JfGa1Ee", algorithm="HS256", headers=headers)
/// ```
@Suite("Tokens made by PyJWT")
struct PyJWTInteropTests {
    static let head = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9."
    static let basePayload =
        "eyJzdWIiOiJhZGEiLCJpYXQiOjE3MDAwMDAwMDAsImV4cCI6MTcwMDAwMDkwMCwianRpIjoieCIsInR5cGUiOiJhY2Nlc3MiLCJmcmVzaCI6dHJ1ZX0."

    /// `jwt.encode(base, …)`
    static let plain = head + basePayload + "fJ1BIkdAfj4bDL4pJPYwzNRvDjBqH47ysK9NrmJYl68"

    /// `headers={"kid": "2024-07"}`
    static let named =
        "eyJhbGciOiJIUzI1NiIsImtpZCI6IjIwMjQtMDciLCJ0eXAiOiJKV1QifQ." + basePayload
        + "pwxiFIq9f57qCU0EvZUs5MV9Tno8eB706sTOKLtmDdE"

    /// `{**base, "sub": "에이다", "name": "마패 \U0001F40E"}`: Python escapes what is not ASCII.
    static let korean =
        head
        + "eyJzdWIiOiJcdWM1ZDBcdWM3NzRcdWIyZTQiLCJpYXQiOjE3MDAwMDAwMDAsImV4cCI6MTcwMDAwMDkwMCwianRpIjoieCIsInR5cGUi"
        + "OiJhY2Nlc3MiLCJmcmVzaCI6dHJ1ZSwibmFtZSI6Ilx1YjljOFx1ZDMyOCBcdWQ4M2RcdWRjMGUifQ."
        + "KLil_-jfiaS1pPqzngXxxsqYL2DTt4Wy3JcsWcbzd6o"

    /// `{**base, "exp": 1700000900.5}`
    static let fraction =
        head
        + "eyJzdWIiOiJhZGEiLCJpYXQiOjE3MDAwMDAwMDAsImV4cCI6MTcwMDAwMDkwMC41LCJqdGkiOiJ4IiwidHlwZSI6ImFjY2VzcyIsImZy"
        + "ZXNoIjp0cnVlfQ.nN0n2PaU3kRb0x7-ZdqbAK9tEj11IcwM0Z5da_YfjGo"

    /// `{**base, "iss": "https://login.example", "aud": ["a", "b"]}`
    static let audience =
        head
        + "eyJzdWIiOiJhZGEiLCJpYXQiOjE3MDAwMDAwMDAsImV4cCI6MTcwMDAwMDkwMCwianRpIjoieCIsInR5cGUiOiJhY2Nlc3MiLCJmcmVz"
        + "aCI6dHJ1ZSwiaXNzIjoiaHR0cHM6Ly9sb2dpbi5leGFtcGxlIiwiYXVkIjpbImEiLCJiIl19."
        + "0bKdmrwAm1RmQlzt5jC0MnC30kCgHjjyRSWsz1Wc338"

    /// `algorithm="HS512"` and `algorithm="none"`
    static let otherAlgorithms = [
        "eyJhbGciOiJIUzUxMiIsInR5cCI6IkpXVCJ9." + basePayload
            + "zbydOolRbk7FFtV-AWBcY6gYQwlCBc7ROwYsQjgcVfBTrAOgfLMjlNZiipicoLj3RbMUoq2AQbta9HJwtSNyiw",
        "eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0." + basePayload,
    ]

    @Test func `its tokens verify, and their claims are read`() throws {
        let claims = try Forge.verify(Self.plain).claims()
        #expect(claims.subject == "ada")
        #expect(claims.tokenID == "x")
        #expect(claims.issuedAt == NumericDate(seconds: 1_700_000_000))
        #expect(claims.expirationTime == NumericDate(seconds: 1_700_000_900))
        #expect(claims.tokenType == "access")
        #expect(claims["fresh"]?.bool == true)
    }

    @Test func `its kid chooses the key`() throws {
        let keys = try [Forge.key(id: "2024-06", secret: Forge.secret + "!"), Forge.key(id: "2024-07")]
        #expect(try Forge.verify(Self.named, keys: keys).keyID == "2024-07")
        #expect(Forge.refusal(Self.named) == .unknownKey)
    }

    @Test func `its escapes mean what they say`() throws {
        let claims = try Forge.verify(Self.korean).claims()
        #expect(claims.subject.map { Array($0.utf8) } == Array("에이다".utf8))
        #expect(claims["name"]?.string == "마패 \u{1F40E}")
    }

    @Test func `its fractions of a second and lists of audiences are read`() throws {
        #expect(try Forge.verify(Self.fraction).claims().expirationTime?.nanoseconds == 500_000_000)
        let claims = try Forge.verify(Self.audience).claims()
        #expect(claims.audience == ["a", "b"])
        #expect(claims.issuer == "https://login.example")
    }

    @Test(arguments: zip(otherAlgorithms, [JOSEError.Code.algorithmMismatch, .unsupportedAlgorithm]))
    func `its tokens with other algorithms are refused`(_ token: String, _ code: JOSEError.Code) {
        #expect(Forge.refusal(token) == code)
    }

    @Test func `signing the same claims here gives the same text`() throws {
        let key = try SigningKey.hs256(secret: Forge.secret)
        let payload =
            #"{"sub":"ada","iat":1700000000,"exp":1700000900,"jti":"x","type":"access","fresh":true}"#
        #expect(try JWSSigner(key: key).sign(Array(payload.utf8)) == Self.plain)
    }
}
