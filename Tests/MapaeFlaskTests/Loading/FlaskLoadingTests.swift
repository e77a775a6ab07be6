import Foundation
import HTTPTypes
import Mapae
import MapaeJOSE
import Testing

@testable import MapaeFlask

@Suite("Settings from variables")
struct FlaskLoadingTests {
    @Test func `there are 43, each with its row here`() {
        #expect(SettingRow.all.count == 43)
        #expect(Set(SettingRow.all.map(\.name)) == Set(FlaskOption.all.map(\.name)))
    }

    @Test("are as Flask-JWT-Extended has them where nothing is set", arguments: SettingRow.all)
    func byDefault(_ row: SettingRow) throws {
        let settings = try FlaskSettings(variables: ["PATH": "/bin", "HOME": "/", "FLASK_DEBUG": "1", "JWTX": "1"])
        #expect(row.read(settings) == row.byDefault)
    }

    @Test("are read by their own names, and nothing else changes", arguments: SettingRow.all)
    func set(_ row: SettingRow) throws {
        for value in row.values {
            let settings = try FlaskSettings(variables: [row.name: value.text])
            #expect(row.read(settings).utf8.elementsEqual(value.is.utf8), "\(value)")
            for other in SettingRow.all where other.name != row.name {
                #expect(other.read(settings) == other.byDefault)
            }
        }
    }

    @Test("are refused by name where the value is wrong, and the value is not told", arguments: SettingRow.all)
    func wrong(_ row: SettingRow) {
        for value in row.wrong {
            let error = #expect(throws: FlaskSettingsError.self, "\(value)") {
                try FlaskSettings(variables: [row.name: value])
            }
            #expect(error?.setting == row.name, "\(value)")
            // The text depends on the code and the name alone.
            if let error { #expect("\(error)" == "\(FlaskSettingsError(error.code, row.name))") }
        }
    }

    @Test("are refused with the code that fits")
    func codes() {
        let codes: [(String, String, FlaskSettingsError.Code)] = [
            ("JWT_ALGORITHM", "none", .unknownAlgorithm), ("JWT_DECODE_ALGORITHMS", "HS256,none", .unknownAlgorithm),
            ("JWT_TOKEN_LOCATION", "header", .unknownLocation), ("JWT_TOKEN_LOCATION", "[]", .noLocation),
            ("JWT_ACCESS_TOKEN_EXPIRES", "0", .lifetimeOutOfRange), ("JWT_ACCESS_TOKEN_EXPIRES", "1.5", .invalidValue),
            ("JWT_COOKIE_SECURE", "yes", .invalidValue), ("JWT_COOKIE_SAMESITE", "None", .insecureCookie),
            ("JWT_CSRF_METHODS", "post", .uselessCSRFProtection), ("FLASK_JWT_COOKIE_SECURE", "False", .textInFlask),
            ("FLASK_JWT_COOKIE_DOMAIN", "None", .textInFlask), ("FLASK_JWT_DECODE_AUDIENCE", "['a']", .textInFlask),
            ("JWT_DECODE_AUDIENCE", "", .invalidName), ("FLASK_JWT_DECODE_ISSUER", "", .invalidName),
        ]
        for (name, value, code) in codes {
            #expect(throws: FlaskSettingsError(code, "")) { try FlaskSettings(variables: [name: value]) }
        }
    }

    @Test(
        "of no known name stop the start, so that a typo leaves no protection off",
        arguments: [
            "JWT_COOKIE_SECUR", "JWT_COOKIE_CSRF_PROTECTED", "JWT_", "JWT_secret_key", "JWT_BLACKLIST_ENABLED",
            "FLASK_JWT_COOKIE_SECUR", "FLASK_JWT_COOKIE__SECURE", "JWT_COO\u{212A}IE_SECURE",
            "JWT_COOKIE_SECURE\u{301}",
            "JWT_COOKIE_SECURE ",
        ])
    func unknown(name: String) throws {
        let error = #expect(throws: FlaskSettingsError.self) { try FlaskSettings(variables: [name: "hush"]) }
        #expect(error == FlaskSettingsError(.unknownSetting, name))
        #expect(error?.setting.utf8.elementsEqual(name.utf8) == true)
        #expect(error.map { "\($0)".contains("hush") } == false)
        _ = try FlaskSettings(variables: [name: "hush"], ignoring: [name])
    }

    @Test("of other programs are left alone")
    func others() throws {
        _ = try FlaskSettings(variables: [
            "jwt_x": "1", "XJWT_X": "1", "MY_JWT_X": "1", "FLASK_APP": "a", "JWT": "1", "": "1",
        ])
        _ = try FlaskSettings(variables: ["FLASK_JWT_X": "1"], prefix: "MYAPP")
        #expect(throws: FlaskSettingsError(.unknownSetting, "")) {
            try FlaskSettings(variables: ["MYAPP_JWT_X": "1"], prefix: "MYAPP")
        }
    }

    @Test("under FLASK_ are JSON, as from_prefixed_env reads them, and else texts")
    func prefixed() throws {
        let settings = try FlaskSettings(variables: [
            "FLASK_JWT_COOKIE_SECURE": "true", "FLASK_JWT_SESSION_COOKIE": "0", "FLASK_JWT_CSRF_CHECK_FORM": "True",
            "FLASK_JWT_TOKEN_LOCATION": " [\"cookies\", \"headers\"] ", "FLASK_JWT_ACCESS_TOKEN_EXPIRES": "3600",
            "FLASK_JWT_REFRESH_TOKEN_EXPIRES": "false", "FLASK_JWT_HEADER_NAME": "\"X-Token\"",
            "FLASK_JWT_HEADER_TYPE": "JWT", "FLASK_JWT_COOKIE_DOMAIN": "null", "FLASK_JWT_DECODE_AUDIENCE": "[\"a\"]",
            "FLASK_JWT_ENCODE_AUDIENCE": "a,b", "FLASK_JWT_DECODE_LEEWAY": "5", "FLASK_JWT_COOKIE_SAMESITE": "None",
            "FLASK_JWT_SECRET_KEY": "\"a\\u0000\\n\\ud83d\\udc0e\"", "FLASK_JWT_CSRF_METHODS": "POST,PUT",
        ])
        #expect(settings.cookieSecure && !settings.sessionCookie && settings.csrfCheckForm)
        #expect(settings.tokenLocation == [.cookies, .headers])
        #expect(settings.accessTokenExpires == .hours(1))
        #expect(settings.refreshTokenExpires == .insecureNeverExpires)
        #expect(settings.headerName == "X-Token" && settings.headerType == "JWT")
        #expect(settings.cookieDomain == nil && settings.cookieSameSite == SameSite.none)
        #expect(settings.decodeAudience == ["a"] && settings.encodeAudience == "a,b")
        #expect(settings.decodeLeeway == .seconds(5))
        #expect(settings.secretKey?.bytes == Array("a\0\n\u{1F40E}".utf8))
        #expect(settings.csrfMethods == [.post, .put])
    }

    @Test(
        "under FLASK_ of another type than the setting's are refused, as Flask-JWT-Extended fails with them",
        arguments: [
            ("FLASK_JWT_SECRET_KEY", "12345678901234567890123456789012"), ("FLASK_JWT_SECRET_KEY", "true"),
            ("FLASK_JWT_SECRET_KEY", "[\"a\"]"), ("FLASK_JWT_HEADER_NAME", "1"),
            ("FLASK_JWT_COOKIE_SECURE", "\"true\""),
            ("FLASK_JWT_COOKIE_SECURE", "2"), ("FLASK_JWT_COOKIE_SECURE", "no"), ("FLASK_JWT_COOKIE_SECURE", "null"),
            ("FLASK_JWT_ACCESS_TOKEN_EXPIRES", "\"3600\""), ("FLASK_JWT_ACCESS_TOKEN_EXPIRES", "true"),
            ("FLASK_JWT_ACCESS_TOKEN_EXPIRES", "null"), ("FLASK_JWT_ACCESS_TOKEN_EXPIRES", "False"),
            ("FLASK_JWT_HEADER_TYPE", "NaN"), ("FLASK_JWT_HEADER_TYPE", "1e999"),
            ("FLASK_JWT_HEADER_TYPE", "-Infinity"),
            ("FLASK_JWT_SECRET_KEY", "{\"a\": 1, \"a\": 2}"), ("FLASK_JWT_SECRET_KEY", "\"\\ud800\""),
            ("FLASK_JWT_ACCESS_TOKEN_EXPIRES", "60.0"), ("FLASK_JWT_ACCESS_TOKEN_EXPIRES", "060"),
            ("FLASK_JWT_TOKEN_LOCATION", "{\"headers\": 1}"), ("FLASK_JWT_TOKEN_LOCATION", "[[\"headers\"]]"),
        ])
    func wrongType(name: String, value: String) {
        let error = #expect(throws: FlaskSettingsError.self) { try FlaskSettings(variables: [name: value]) }
        #expect(error == FlaskSettingsError(.invalidValue, ""))
        #expect(error?.setting == String(name.dropFirst(6)))
    }

    @Test("given twice are read where both say the same, and refused where they do not")
    func twice() throws {
        _ = try FlaskSettings(variables: ["JWT_DECODE_LEEWAY": "5", "FLASK_JWT_DECODE_LEEWAY": "5"])
        #expect(throws: FlaskSettingsError(.ambiguousSetting, "")) {
            try FlaskSettings(variables: ["JWT_HEADER_TYPE": "\"a\"", "FLASK_JWT_HEADER_TYPE": "\"a\""])
        }
        for name in ["JWT_HEADER_NAME", "SECRET_KEY"] {
            _ = try FlaskSettings(variables: [name: "X-Token", "FLASK_" + name: "X-Token"])
            let error = #expect(throws: FlaskSettingsError.self) {
                try FlaskSettings(variables: [name: "X-Token", "FLASK_" + name: "X-Other"])
            }
            #expect(error == FlaskSettingsError(.ambiguousSetting, ""))
            #expect(error?.setting == name)
        }
    }

    @Test("take SECRET_KEY where there is no JWT_SECRET_KEY, for shared secrets alone")
    func secretKey() throws {
        func secret(_ variables: [String: String]) throws -> String? {
            try FlaskSettings(variables: variables).secretKey.map { String(decoding: $0.bytes, as: UTF8.self) }
        }
        #expect(try secret(["SECRET_KEY": "flask"]) == "flask")
        #expect(try secret(["FLASK_SECRET_KEY": "flask"]) == "flask")
        #expect(try secret(["FLASK_SECRET_KEY": "\"flask\""]) == "flask")
        #expect(try secret(["SECRET_KEY": "flask", "JWT_SECRET_KEY": "jwt"]) == "jwt")
        #expect(try secret(["SECRET_KEY": "flask", "JWT_SECRET_KEY": ""]) == "flask")
        #expect(try secret(["SECRET_KEY": "flask", "JWT_SECRET_KEY": "None"]) == "flask")
        #expect(try secret(["SECRET_KEY": "flask", "JWT_ALGORITHM": "HS512"]) == "flask")
        #expect(try secret(["SECRET_KEY": "flask", "JWT_ALGORITHM": "ES256"]) == nil)
        #expect(try secret(["SECRET_KEY": "flask", "JWT_ALGORITHM": "ES256", "JWT_SECRET_KEY": "jwt"]) == "jwt")
        #expect(try secret(["SECRET_KEY": ""]) == nil)
        #expect(try secret([:]) == nil)
    }

    @Test("are read from a .env file, behind the environment, with keys over several lines")
    func file() throws {
        let file = """
            # Settings of the tutorial
            export JWT_ALGORITHM=ES256
            JWT_TOKEN_LOCATION = '["headers", "cookies"]'   # in this order
            JWT_COOKIE_DOMAIN="${HOST:-example.com}"
            JWT_COOKIE_SECURE=True
            JWT_ACCESS_TOKEN_EXPIRES=60
            JWT_PRIVATE_KEY="-----BEGIN PRIVATE KEY-----
            MIIB
            -----END PRIVATE KEY-----
            "
            JWT_PUBLIC_KEY='-----BEGIN PUBLIC KEY-----\\nMIIC\\n-----END PUBLIC KEY-----'
            """
        let settings = try FlaskSettings(
            variables: ["JWT_ACCESS_TOKEN_EXPIRES": "120", "HOST": "api.example"], file: Array(file.utf8))
        #expect(settings.algorithm == .es256)
        #expect(settings.tokenLocation == [.headers, .cookies])
        #expect(settings.cookieDomain == "api.example")
        #expect(settings.cookieSecure)
        #expect(settings.accessTokenExpires == .minutes(2))
        #expect(
            settings.privateKey?.bytes == Array("-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----\n".utf8))
        #expect(settings.publicKey?.bytes == Array("-----BEGIN PUBLIC KEY-----\nMIIC\n-----END PUBLIC KEY-----".utf8))
        #expect(throws: FlaskSettingsError(.unknownSetting, "")) {
            try FlaskSettings(variables: [:], file: Array("JWT_COOKIE_SECUR=True".utf8))
        }
        #expect(throws: DotEnvError(.malformedLine)) { try FlaskSettings(variables: [:], file: Array("JWT_X Y".utf8)) }
    }

    @Test("are loaded from a file by its path")
    func load() throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "mapae-\(UUID().uuidString).env").path
        try Data("JWT_HEADER_TYPE=JWT\n".utf8).write(to: URL(filePath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        #expect(try FlaskSettings.load(file: path).headerType == "JWT")
        #expect(try FlaskSettings.load().headerType == "Bearer")
        #expect(throws: DotEnvError(.unreadable)) { try FlaskSettings.load(file: path + "-missing") }
        #expect(throws: DotEnvError(.unreadable)) { try FlaskSettings.load(file: "/") }
    }
}
