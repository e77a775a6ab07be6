import Mapae
import MapaeFlask
import MapaeJOSE
import Testing

@Suite("The form of a token, and what is said of a bad one")
struct TokenFormTests {
    static let header = #"{"alg":"HS256","typ":"JWT"}"#

    @Test(arguments: [
        ("", "Not enough segments"), ("x", "Not enough segments"), ("a.b", "Not enough segments"),
        ("..", "Invalid header string: "), ("a.b.c", "Invalid header padding"), ("...", "Invalid header string: "),
        ("W10.e30.", "Invalid header string: must be a json object"),
        ("bm8.e30.", "Invalid header string: "), ("eyJhIjoxfQ.e30==.", "Invalid payload padding"),
        ("eyJhIjoxfQ.e30.%", "Invalid crypto padding"), ("eyJhIjoxfQ.e30.Qf", "Invalid crypto padding"),
        ("eyJhIjoxfQ.W10.", "Invalid payload string: must be a json object"),
        ("eyJhIjoxfQ.bm8.", "Invalid payload string: "), ("eyJhIjoxfQ.e30.AA", "Algorithm not specified"),
        (" eyJhIjoxfQ.e30.AA", "Invalid header padding"), ("eyJhIjoxfQ.e30.AA.AA", "Invalid payload padding"),
        ("é.é.é", "Invalid header padding"),
    ])
    func `each defect has its text, and the first one counts`(_ token: String, _ text: String) async throws {
        let answer = await (try Sample.authority()).answer(to: token)
        #expect(answer.status == 422)
        #expect(answer.text?.hasPrefix(text) == true, "\(answer)")
    }

    @Test(arguments: [
        (#"{"alg":"none"}"#, "The specified alg value is not allowed"),
        (#"{"alg":"None"}"#, "The specified alg value is not allowed"),
        (#"{"alg":"hs256"}"#, "The specified alg value is not allowed"),
        (#"{"alg":"HS256 "}"#, "The specified alg value is not allowed"),
        (#"{"alg":"HS512"}"#, "The specified alg value is not allowed"),
        (#"{"alg":"RS256"}"#, "The specified alg value is not allowed"),
        (#"{"alg":["HS256"]}"#, "The specified alg value is not allowed"),
        (#"{"alg":null}"#, "The specified alg value is not allowed"),
        (#"{"typ":"JWT"}"#, "Algorithm not specified"),
        (#"{"alg":"HS256","alg":"none"}"#, nil),
        (#"{"alg":"HS256","kid":5}"#, "Key ID header parameter must be a string"),
        (#"{"alg":"HS256","crit":[]}"#, "Invalid 'crit' header: must be a non-empty list"),
        (#"{"alg":"HS256","crit":"exp"}"#, "Invalid 'crit' header: must be a non-empty list"),
        (#"{"alg":"HS256","crit":[1]}"#, "Invalid 'crit' header: values must be strings"),
        (#"{"alg":"HS256","crit":["exp2"],"exp2":1}"#, "Unsupported critical extension: exp2"),
        (#"{"alg":"HS256","crit":["b64"]}"#, "Critical extension 'b64' is missing from headers"),
        (#"{"alg":"HS256","b64":false}"#, "Payload segment must be empty when 'b64' is false."),
    ])
    func `a header that a key must not obey is refused J1 J2 J3 J27 J28 J30`(
        _ header: String, _ text: String?
    ) async throws {
        let token = try Sample.token(header: header, payload: Sample.json(Sample.claims()))
        let answer = await (try Sample.authority()).answer(to: token)
        #expect(answer.status == 422)
        if let text { #expect(answer.text == text) }
    }

    @Test(arguments: [
        #"{"sub":"admin","sub":"ada"}"#, #"{"sub":"ada","x":NaN}"#, #"{"sub":"ada",}"#, #"{"sub":"a\ud800b"}"#,
        "\u{FEFF}{\"sub\":\"ada\"}", #"{"sub":"ada","x":1e400}"#, "{\"sub\":\"a\nb\"}", #"{'sub':'ada'}"#,
        #"{"sub":"ada","x":"# + String(repeating: "[", count: 4000) + String(repeating: "]", count: 4000) + "}",
    ])
    func `claims that readers read in two ways are refused J30 J32 J33 J46`(_ payload: String) async throws {
        let token = try Sample.token(payload: Array(payload.utf8))
        let answer = await (try Sample.authority()).answer(to: token)
        #expect(answer.status == 422 && answer.text?.hasPrefix("Invalid payload string: ") == true, "\(answer)")
    }

    @Test func `a NUL in a text is taken, as Flask-JWT-Extended takes it`() async throws {
        let flask = try Sample.authority()
        let token = try await flask.verify(Sample.token(["sub": "a\0b"])[...], .access)
        #expect(flask.identity(of: token)?.string == "a\0b")
    }

    @Test func `padding that the signature covers is taken, and none on the signature J43`() async throws {
        let flask = try Sample.authority()
        let key = try SigningKey.hs256(secret: Sample.secretText)
        let header = Base64URL.encode(Array(#"{"alg":"HS256"}"#.utf8))
        let payload = Base64URL.encode(Array(#"{"sub":"ada"}"#.utf8)) + "=="
        // The signer writes what it signs in one spelling only, so the padded text is signed as a header of its own.
        let signed = try Self.signature(of: "\(header).\(payload)", key)
        #expect(await flask.answer(to: "\(header).\(payload).\(signed)") == .accepted)
        #expect(
            await flask.answer(to: "\(header).\(payload).\(signed)=") == Answer(422, "Invalid crypto padding"))
        let unpadded = payload.replacing("=", with: "")
        #expect(
            await flask.answer(to: "\(header).\(unpadded).\(signed)") == Answer(422, "Signature verification failed"))
    }

    /// HMAC by its definition (RFC 2104), as the library signs no text of one's own.
    private static func signature(of text: String, _ key: SigningKey) throws -> String {
        Base64URL.encode(HMACSample.sha256(Array(text.utf8), Array(Sample.secretText.utf8)))
    }

    @Test(arguments: ["secret", "another-secret-0123456789abcdef-0123456789abcdef-0123456789abcdef"])
    func `another key's signature is refused`(_ secret: String) async throws {
        let token = try Sample.token(payload: Sample.json(Sample.claims()), secret: secret)
        #expect(await (try Sample.authority()).answer(to: token) == Answer(422, "Signature verification failed"))
    }

    @Test func `a token beyond the limit is not read J45`() async throws {
        let token = try Sample.token(["x": .string(String(repeating: "x", count: 20_000))])
        #expect(await (try Sample.authority()).answer(to: token) == Answer(422, "Token is too large"))
    }

    @Test func `the unverified header is what is written, and no more is looked at`() async throws {
        let flask = try Sample.authority()
        let token = try Sample.token(header: #"{"alg":"none","kid":"k"}"#, payload: Array("hello".utf8))
        #expect(try await flask.unverifiedHeader(of: token)["kid"]?.string == "k")
        await #expect(throws: (any Error).self) { try await flask.unverifiedHeader(of: "x") }
    }
}
