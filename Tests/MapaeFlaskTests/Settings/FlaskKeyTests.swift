import Mapae
import MapaeFlask
import MapaeJOSE
import Testing

@Suite("Keys of the settings")
struct FlaskKeyTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let settings: FlaskSettings
        let code: FlaskSettingsError.Code
        let setting: String
        let cause: JOSEError.Code?

        init(
            _ settings: FlaskSettings, _ code: FlaskSettingsError.Code, _ setting: String,
            _ cause: JOSEError.Code? = nil
        ) {
            self.settings = settings
            self.code = code
            self.setting = setting
            self.cause = cause
        }

        var testDescription: String { "\(code) \(setting)" }
    }

    static let pair: (private: FlaskKey, public: FlaskKey) = pair(.es256)

    private static func pair(_ algorithm: JWSAlgorithm) -> (private: FlaskKey, public: FlaskKey) {
        let key = try? SigningKey.generate(algorithm)
        let texts = (try? key?.privatePEM(), try? key?.verificationKey.pem())
        return (FlaskKey(texts.0 ?? ""), FlaskKey(texts.1 ?? ""))
    }

    static let cases = [
        Case(FlaskSettings(), .missingKey, "JWT_SECRET_KEY"),
        Case(FlaskSettings(secretKey: "short"), .refusedKey, "JWT_SECRET_KEY", .weakSecret),
        Case(FlaskSettings(secretKey: ""), .refusedKey, "JWT_SECRET_KEY", .weakSecret),
        Case(FlaskSettings(secretKey: "0123456789abcdef0123456789abcde"), .refusedKey, "JWT_SECRET_KEY", .weakSecret),
        Case(
            FlaskSettings(algorithm: .hs512, secretKey: "q7rk3Vd0ZsX9mTn2bLwY5uHc8JfGa1Ee"), .refusedKey,
            "JWT_SECRET_KEY", .weakSecret),
        Case(FlaskSettings(secretKey: pair.public), .refusedKey, "JWT_SECRET_KEY", .notASecret),
        Case(FlaskSettings(algorithm: .es256, secretKey: Sample.secret), .missingKey, "JWT_PUBLIC_KEY"),
        Case(
            FlaskSettings(algorithm: .es256, privateKey: pair.public), .refusedKey, "JWT_PRIVATE_KEY", .publicKey),
        Case(
            FlaskSettings(algorithm: .es256, publicKey: pair.private), .refusedKey, "JWT_PUBLIC_KEY", .privateKey),
        Case(
            FlaskSettings(algorithm: .rs256, privateKey: pair.private), .refusedKey, "JWT_PRIVATE_KEY",
            .wrongKeyAlgorithm),
        Case(
            FlaskSettings(algorithm: .es256, privateKey: pair.private, publicKey: pair(.es256).public), .refusedKey,
            "JWT_PUBLIC_KEY", .mismatchedKey),
        Case(FlaskSettings(algorithm: .es256, publicKey: "no key"), .refusedKey, "JWT_PUBLIC_KEY", .invalidKey),
        Case(
            FlaskSettings(algorithm: .es256, decodeAlgorithms: [.hs256], publicKey: pair.public), .mixedAlgorithms,
            "JWT_DECODE_ALGORITHMS"),
    ]

    @Test(arguments: cases)
    func `a key that could not protect is refused at start-up J5 J15 J50`(_ test: Case) throws {
        let error = #expect(throws: FlaskSettingsError.self) { try FlaskAuthority(test.settings) }
        #expect(error?.code == test.code)
        #expect(error?.setting == test.setting)
        #expect(error?.cause?.code == test.cause)
        #expect(error?.description.contains("BEGIN") == false)
    }

    @Test func `a public key alone checks and does not sign`() async throws {
        let issuer = try FlaskAuthority(FlaskSettings(algorithm: .es256, privateKey: Self.pair.private))
        let checker = try FlaskAuthority(FlaskSettings(algorithm: .es256, publicKey: Self.pair.public))
        let token = try await issuer.accessToken(for: "ada")
        #expect(try await checker.verify(token[...], .access).subject == "ada")
        await #expect(throws: FlaskIssueError(.noSigningKey)) { try await checker.accessToken(for: "ada") }
    }

    @Test(arguments: [
        JWSAlgorithm.hs256, .hs384, .hs512, .rs256, .rs384, .rs512, .ps256, .ps384, .ps512, .es256, .es384, .es512,
        .edDSA,
    ])
    func `each algorithm signs and checks, and no other is taken J4 J6`(_ algorithm: JWSAlgorithm) async throws {
        var settings = FlaskSettings(algorithm: algorithm, secretKey: Sample.secret)
        var forgeries = algorithm == .hs256 ? [] : [try Sample.token()]
        if !algorithm.isSymmetric {
            let key = try SigningKey.generate(algorithm)
            let publicText = try key.verificationKey.pem()
            settings.privateKey = FlaskKey(try key.privatePEM())
            settings.publicKey = FlaskKey(publicText)
            forgeries.append(Self.forged(with: publicText))
        }
        let flask = try FlaskAuthority(settings)
        let token = try await flask.accessToken(for: "ada")
        let verified = try await flask.verify(token[...], .access)
        #expect(verified.subject == "ada" && flask.header(of: verified)["alg"]?.string == "\(algorithm)")
        for token in forgeries {
            #expect(await flask.answer(to: token) == Answer(422, "The specified alg value is not allowed"))
        }
    }

    /// A token whose HMAC has a text for its key that everybody knows.
    private static func forged(with text: String) -> String {
        let parts = [#"{"alg":"HS256"}"#, #"{"sub":"eve"}"#].map { Base64URL.encode(Array($0.utf8)) }
        let signed = parts.joined(separator: ".")
        return signed + "." + Base64URL.encode(HMACSample.sha256(Array(signed.utf8), Array(text.utf8)))
    }

    @Test func `secrets of one kind check several algorithms, and the first one signs`() async throws {
        let flask = try Sample.authority(FlaskSettings(decodeAlgorithms: [.hs512]))
        let other = try Sample.authority(FlaskSettings(algorithm: .hs512))
        for token in [try await flask.accessToken(for: "ada"), try await other.accessToken(for: "ada")] {
            #expect(await flask.answer(to: token) == .accepted)
        }
        #expect(await other.answer(to: try await flask.accessToken(for: "ada")).status == 422)
    }

    @Test func `a list of both kinds takes the kind of JWT_ALGORITHM only J4`() async throws {
        let settings = FlaskSettings(
            algorithm: .es256, decodeAlgorithms: [.es256, .hs256], secretKey: Sample.secret,
            privateKey: Self.pair.private, publicKey: Self.pair.public)
        let flask = try FlaskAuthority(settings)
        #expect(await flask.answer(to: try await flask.accessToken(for: "ada")) == .accepted)
        // A 500 in Flask-JWT-Extended, which hands the public key to HMAC.
        #expect(
            await flask.answer(to: try Sample.token()) == Answer(422, "The specified alg value is not allowed"))
    }
}
