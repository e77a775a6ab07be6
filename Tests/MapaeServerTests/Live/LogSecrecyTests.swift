#if Server
import Logging
import MapaeJOSE
import MapaeSQL
import MapaeTesting
import Testing

@testable import MapaeServer

@Suite("What is logged at the lowest level")
struct LogSecrecyTests {
    @Test("is no password, no token, no name and no header that a client sent (G1)")
    func secrets() async throws {
        let log = CapturedLog()
        var secrets = [
            Fixture.password, "wrong password of ada", "a-name-that-is-none", "c2VjcmV0LWJhc2lj", "cookie-value",
        ]
        try await LiveServer.with(logger: log.logger()) { fixture, server in
            let port = server.port
            let first = try Tokens(
                try await RawConnection.request("POST", "/login", to: port, body: Self.login("ada", Fixture.password)))
            let second = try Tokens(
                try await RawConnection.request(
                    "POST", "/refresh", to: port, body: "{\"refresh_token\": \"\(first.refresh)\"}"))
            for token in [first.access, first.refresh, second.access, second.refresh] {
                secrets.append(token)
                secrets += token.split(separator: ".").dropFirst().map(String.init)
                let changed = String(token.dropLast(4)) + "AAAA"
                for path in ["/me", "/refresh"] {
                    for header in ["Authorization: Bearer \(token)", "Authorization: Bearer \(changed)"] {
                        _ = try await RawConnection.request("POST", path, to: port, headers: [header])
                        _ = try await RawConnection.request("GET", path, to: port, headers: [header])
                    }
                }
            }
            fixture.clock.advance(by: .seconds(100_000_000))
            _ = try await RawConnection.request(
                "GET", "/me", to: port, headers: ["Authorization: Bearer \(first.access)", "Cookie: a=cookie-value"])
            for body in [
                Self.login("ada", "wrong password of ada"), Self.login("a-name-that-is-none", "wrong password of ada"),
                "{\"password\": \"wrong password of ada\", \"password\": 1}", "{\"password\": \"wrong password of ada",
            ] {
                _ = try await RawConnection.request("POST", "/login", to: port, body: body)
            }
            _ = try await RawConnection.request(
                "GET", "/me", to: port, headers: ["Authorization: Basic c2VjcmV0LWJhc2lj"])
            try await Files.sql("UPDATE users SET password_hash = 'damaged-hash'", in: fixture.folder)
            _ = try await RawConnection.request("POST", "/login", to: port, body: Self.login("ada", Fixture.password))
            try await Files.sql("DROP TABLE users", in: fixture.folder)
            _ = try await RawConnection.request("POST", "/login", to: port, body: Self.login("ada", Fixture.password))
            secrets.append("damaged-hash")
        }
        let all = log.lines(atLeast: .trace).joined(separator: "\n")
        // The log holds what it is for; otherwise nothing would be shown here.
        for cause in [
            "token refused", "wrong_token_type", "token_expired", "invalid_signature", "store: failed",
            "accounts failed",
        ] {
            #expect(all.contains(cause), "\(cause)")
        }
        #expect(secrets.count > 15)
        for secret in secrets { #expect(!all.contains(secret), "\(secret)") }
        for line in log.lines(atLeast: .trace) { #expect(!line.utf8.contains(0x0A), "\(line)") }
    }

    @Test("is short and on one line, whatever a client sends (G2, G3)")
    func lines() async throws {
        let log = CapturedLog()
        try await LiveServer.with(logger: log.logger()) { _, server in
            let port = server.port
            // Four times in a head, which may have 16 KiB.
            let long = String(repeating: "k", count: 3000)
            for value in [
                long, "\\r\\nFORGED line", "\\u001b[31mFORGED", "\\u202eFORGED", "\\u0085FORGED", "\"}FORGED",
            ] {
                let head = Base64URL.encode(Array("{\"alg\":\"ES256\",\"kid\":\"\(value)\"}".utf8))
                for header in ["Bearer \(head).e30.AAAA", "Bearer FORGED\(value)", "FORGED\(value) x"] {
                    _ = try await RawConnection.request(
                        "GET", "/me?FORGED=\(long)", to: port,
                        headers: ["Authorization: \(header)", "User-Agent: FORGED\(value)", "X-FORGED: \(value)"])
                }
                // One login each: on a busy machine the threads that hash come last.
                let device = Fixture.password + "\", \"device\": \"FORGED\(value)"
                for (path, body) in [
                    ("/login", Self.login("ada", device)), ("/login", "FORGED\(value)"), ("/users", "FORGED\(value)"),
                    ("/users", Self.login("FORGED\(value)", "x")),
                ] {
                    _ = try await RawConnection.request("POST", path, to: port, body: body)
                }
            }
            _ = try await RawConnection.request("POST", "/login", to: port, body: Self.login("FORGED", "FORGED"))
            _ = try await RawConnection.send("GET /\u{1B}[31mFORGED HTTP/1.1\r\nHost: x\r\n\r\n", to: port)
        }
        // The services are logged with all their settings when they start: that is long, and no client's doing.
        let lines = log.lines(atLeast: .trace).filter { !$0.contains("Starting service") }
        #expect(lines.contains { $0.contains("token refused") } && lines.contains { $0.contains("login_failed") })
        for line in lines {
            #expect(line.utf8.count < 1024 && !line.contains("FORGED"), "\(line.prefix(300))")
            let isClean = line.unicodeScalars.allSatisfy { scalar in
                switch scalar.properties.generalCategory {
                case .control, .format, .lineSeparator, .paragraphSeparator: false
                default: true
                }
            }
            #expect(isClean, "\(line.debugDescription)")
        }
    }

    private static func login(_ username: String, _ password: String) -> String {
        "{\"username\": \"\(username)\", \"password\": \"\(password)\"}"
    }
}
#endif
