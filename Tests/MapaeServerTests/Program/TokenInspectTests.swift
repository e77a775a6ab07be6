#if Server
import Foundation
import Mapae
import MapaeJOSE
import MapaeStore
import Testing

@testable import MapaeServer

@Suite("mapae token inspect", .enabled(if: Program.mapae != nil, Program.missing))
struct TokenInspectTests {
    private static let secret = "0123456789abcdefghijklmnopqrstuvwxyz"

    private func token(_ clock: TokenClock = .system) throws -> String {
        try TokenAuthority(signingKey: .hs256(secret: Self.secret), clock: clock).accessToken(for: "ada").accessToken
    }

    @Test("shows a token, given as an argument or on standard input")
    func good() async throws {
        try await Scratch.folder { folder in
            let token = try token()
            for ending in [
                try await Program.run("token", "inspect", token, in: folder),
                try await Program.run("token", "inspect", "-", in: folder, input: Array(token.utf8)),
                try await Program.run("token", "inspect", "-", in: folder, input: Array("\(token)\r\n".utf8)),
                try await Program.run("token", "inspect", " \(token)\n", in: folder),
            ] {
                #expect(ending.code == 0 && ending.errors.isEmpty, "\(ending)")
                #expect(ending.output.contains("\"sub\": \"ada\""))
                #expect(ending.output.contains("Nothing that can be seen without the key speaks against it."))
                let signature = try #require(token.split(separator: ".").last)
                #expect(!ending.output.contains(signature))
            }
            #expect(try Files.names(in: folder).isEmpty)
        }
    }

    @Test("shows a token that has expired or is not signed, says so, and ends with 0")
    func refused() async throws {
        try await Scratch.folder { folder in
            let past = TokenClock { NumericDate(seconds: 1_700_000_000) }
            let expired = try await Program.run("token", "inspect", try token(past), in: folder)
            #expect(expired.code == 0)
            #expect(expired.output.contains("It would be refused:\n  - It expired "))
            let none = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZGEiLCJleHAiOjk5OTk5OTk5OTl9."
            let unsigned = try await Program.run("token", "inspect", none, in: folder)
            #expect(unsigned.code == 0, "\(unsigned)")
            #expect(unsigned.output.contains("\"none\" never is"), "\(unsigned)")
        }
    }

    @Test(
        "says in one line what is no token, and ends with 1",
        arguments: [
            "", "x", "a.b", "...", "a.b.c.d", "a.b.c.d.e", "eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0..AAAA.AAAA.AAAA",
            "Bearer a.b.c", "{\"access_token\": \"a.b.c\"}", "\u{1B}[31m",
        ])
    func noToken(_ text: String) async throws {
        try await Scratch.folder { folder in
            for ending in [
                try await Program.run("token", "inspect", "--", text, in: folder),
                try await Program.run("token", "inspect", "-", in: folder, input: Array(text.utf8)),
            ] {
                expectAdvice(ending)
                #expect(text.utf8.count < 5 || !ending.errors.contains(text), "\(ending)")
            }
        }
    }

    @Test("refuses an input that is too long or not UTF-8")
    func badInput() async throws {
        try await Scratch.folder { folder in
            let long = [UInt8](repeating: 0x61, count: 1_000_000)
            expectAdvice(try await Program.run("token", "inspect", "-", in: folder, input: long), "too long")
            expectAdvice(try await Program.run("token", "inspect", "-", in: folder, input: [0xFF]), "not UTF-8")
        }
    }

    @Test("takes the secret from the environment for whatever key id the token names")
    func secretVariableWithKeyID() async throws {
        try await Scratch.folder { folder in
            let key = try SigningKey.hs256(secret: Self.secret, keyID: "2026-11")
            let token = try TokenAuthority(signingKey: key).accessToken(for: "ada").accessToken
            let ending = try await Program.run(
                "token", "inspect", token, "--secret-variable", "JWT_SECRET_KEY", in: folder,
                environment: ["JWT_SECRET_KEY": Self.secret])
            #expect(ending.output.contains("It would be accepted as an access token."), "\(ending)")
        }
    }

    @Test("checks the signature with a secret from the environment, weak ones too")
    func secretVariable() async throws {
        try await Scratch.folder { folder in
            let token = try token()
            for (secret, text) in [
                (Self.secret, "It would be accepted as an access token."), ("weak secret", "not right: "),
            ] {
                let ending = try await Program.run(
                    "token", "inspect", token, "--secret-variable", "JWT_SECRET_KEY", in: folder,
                    environment: ["JWT_SECRET_KEY": secret])
                #expect(ending.code == 0)
                #expect(ending.output.contains(text), "\(ending)")
                #expect(!ending.output.contains(secret))
            }
            let missing = try await Program.run("token", "inspect", token, "--secret-variable", "NONE", in: folder)
            expectAdvice(missing, "NONE is not set")
            let empty = try await Program.run(
                "token", "inspect", token, "--secret-variable", "EMPTY", in: folder, environment: ["EMPTY": ""])
            expectAdvice(empty, "easy to guess")
        }
    }

    @Test("checks the signature with the keys of a server, and makes none by looking")
    func dataFolder() async throws {
        try await Fixture.with { fixture in
            let pair = try fixture.server.authority.tokenPair(for: "ada")
            let own = fixture.folder
            try await Scratch.folder { folder in
                let token = pair.accessToken
                let right = try await Program.run("token", "inspect", token, "--data-dir", own, in: folder)
                #expect(right.output.contains("Signature\n  right"), "\(right)")
                try await Fixture.with { other in
                    let wrong = try await Program.run("token", "inspect", token, "--data-dir", other.folder, in: folder)
                    #expect(wrong.code == 0)
                    #expect(wrong.output.contains("not right: unknown_key: No key"), "\(wrong)")
                }
                let none = try await Program.run("token", "inspect", token, "--data-dir", folder + "/no", in: folder)
                expectAdvice(none, folder + "/no")
                #expect(try Files.names(in: folder).isEmpty)

                // A folder in which users were added, but no server has run.
                _ = try await AddUser.prepare(name: "ada", settings: Fixture.settings(folder)).run(
                    password: "good password")
                let early = try await Program.run("token", "inspect", token, "--data-dir", folder, in: folder)
                expectAdvice(early, "no signing key")
                #expect(try Files.names(in: folder) == ["mapae.sqlite"])
            }
        }
    }

    @Test("reads of the settings where the keys are, and nothing else")
    func settings() async throws {
        try await Fixture.with { fixture in
            let token = try fixture.server.authority.tokenPair(for: "ada").accessToken
            let (folder, key) = (fixture.folder, fixture.folder + "/master.key")
            try Files.write(
                "{\"port\": \"none\", \"colour\": 1, \"masterKeyFile\": \"\(key)\"}", to: folder + "/s.json")
            let value = try String(contentsOfFile: key, encoding: .utf8).filter { $0 != "\n" }
            for environment in [
                ["MAPAE_PORT": "x", "MAPAE_COLOUR": "red", "MAPAE_TLS_CERT": "/none", "MAPAE_SIGN_UP": "perhaps"],
                ["MAPAE_CONFIG": folder + "/s.json"], ["MAPAE_MASTER_KEY": value, "MAPAE_HOST": ""],
            ] {
                let ending = try await Program.run(
                    "token", "inspect", token, "--data-dir", folder, in: folder, environment: environment)
                #expect(ending.output.contains("Signature\n  right"), "\(environment) \(ending)")
            }
            let missing = try await Program.run(
                "token", "inspect", token, "--data-dir", folder, in: folder,
                environment: ["MAPAE_MASTER_KEY_FILE": folder + "/none.key"])
            expectAdvice(missing, "none.key is missing")
        }
    }

    @Test("prints the same for programs")
    func json() async throws {
        try await Scratch.folder { folder in
            let key = try SampleKey.of(.es256, keyID: "2026-11")
            try Files.write(try JSONValue.object(key.privateJWK()).serialized(), to: folder + "/key")
            let pair = try TokenAuthority(signingKey: key).tokenPair(for: "ada")
            let kinds = [pair.accessToken: "access", try #require(pair.refreshToken): "refresh", "x.y.z": nil]
            for (token, kind) in kinds {
                let ending = try await Program.run(
                    "token", "inspect", token, "--key", folder + "/key", "--json", in: folder)
                guard let kind else {
                    expectAdvice(ending)
                    continue
                }
                let report = try #require(JSONValue(parsing: Array(ending.output.utf8)).object, "\(ending)")
                #expect(report["signature"]?.string == "right")
                #expect(report["good_as"]?.array?.compactMap(\.string) == [kind])
                #expect(report["refusals"]?.array?.isEmpty ?? false)
                #expect(report["claims"]?.object?["sub"]?.string == "ada")
                let unchecked = try await Program.run("token", "inspect", token, "--json", in: folder)
                #expect(unchecked.output.contains("\"signature\":\"unchecked\""), "\(unchecked)")
            }
        }
    }

    @Test("says of a token of a server's that its session has ended")
    func revoked() async throws {
        try await Fixture.with { fixture in
            let tokens = try await fixture.server.sessions.begin(for: "ada")
            let folder = fixture.folder
            let token = tokens.accessToken
            let before = try await Program.run("token", "inspect", token, "--data-dir", folder, in: folder)
            #expect(!before.output.contains("revoked"), "\(before)")
            try await fixture.server.sessions.revoke(token)
            for text in [token, try #require(tokens.refreshToken)] {
                let after = try await Program.run("token", "inspect", text, "--data-dir", folder, in: folder)
                #expect(after.output.contains("It was revoked: its session has ended."), "\(after)")
                #expect(!after.output.contains("It would be accepted"))
            }
            // What is revoked is forgotten when its access tokens are dead; the refresh token is none the better for it.
            try await fixture.server.store.purgeRevocations(endedBefore: .max, limit: 1000)
            let refresh = try #require(tokens.refreshToken)
            let late = try await Program.run("token", "inspect", refresh, "--data-dir", folder, in: folder)
            #expect(late.output.contains("It was revoked: its session has ended."), "\(late)")
        }
    }

    @Test(
        "checks the signature with a key of each algorithm from a file, private or public",
        arguments: JWSAlgorithm.allCases)
    func keyFile(_ algorithm: JWSAlgorithm) async throws {
        try await Scratch.folder { folder in
            let key = try SampleKey.of(algorithm, keyID: "2026-11")
            let token = try TokenAuthority(signingKey: key).accessToken(for: "ada").accessToken
            var files = ["jwk": try JSONValue.object(key.privateJWK()).serialized()]
            files["set"] = try PrivateJWKSet([.generate(.edDSA), key]).privateSerialized()
            if !algorithm.isSymmetric {
                files["private.pem"] = Array(try key.privatePEM().utf8)
                files["public.pem"] = Array(try key.verificationKey.pem().utf8)
                files["public.jwks"] = try JWKSet([key.verificationKey]).serialized()
            }
            for (name, text) in files {
                try Files.write(text, to: folder + "/" + name)
                // PEM says neither the key's id nor its algorithm.
                let more = name.hasSuffix("pem") ? ["--alg", "\(algorithm)"] : []
                let arguments = ["token", "inspect", token, "--key", folder + "/" + name] + more
                let ending = try await Program.run(try #require(Program.mapae), arguments, in: folder)
                #expect(ending.code == 0 && ending.errors.isEmpty, "\(ending)")
                #expect(
                    ending.output.contains("Signature\n  right\n\nIt would be accepted as an access token."),
                    "\(name): \(ending)")
            }
        }
    }

    @Test("says which of several files is of no use only when none fits")
    func keyFiles() async throws {
        try await Scratch.folder { folder in
            let keys = try [SigningKey.generate(.es256, keyID: "k"), .generate(.es256, keyID: "k"), .generate(.edDSA)]
            for (index, key) in keys.enumerated() {
                let text = try JSONValue.object(key.verificationKey.jwk()).serialized()
                try Files.write(text, to: folder + "/\(index)")
            }
            try Files.write(try keys[1].verificationKey.pem(), to: folder + "/pem")
            let token = try TokenAuthority(signingKey: keys[0]).accessToken(for: "ada").accessToken
            func line(_ files: String...) async throws -> String {
                let arguments = ["token", "inspect", token] + files.flatMap { ["--key", folder + "/" + $0] }
                let ending = try await Program.run(try #require(Program.mapae), arguments, in: folder)
                #expect(ending.code == 0 && ending.errors.isEmpty, "\(ending)")
                let lines = ending.output.split(separator: "\n")
                return lines.firstIndex(of: "Signature").map { String(lines[$0 + 1]) } ?? ""
            }
            #expect(try await line("1", "2", "pem", "0") == "  right")
            #expect(try await line("1") == "  not right: \(JOSEError(.invalidSignature))")
            #expect(try await line("2", "1") == "  not right: \(JOSEError(.invalidSignature))")
            #expect(try await line("2") == "  not right: \(JOSEError(.unknownKey))")
            // A file without id speaks of no other key: the signature itself is what is wrong.
            #expect(try await line("pem") == "  not right: \(JOSEError(.invalidSignature))")
        }
    }

    @Test("says in one line which file holds no key")
    func badKeyFile() async throws {
        try await Scratch.folder { folder in
            let token = try token()
            try Files.write("x", to: folder + "/x")
            for (file, part) in [
                (folder + "/none", "No such file"), (folder, "is a folder"), (folder + "/x", "neither PEM"),
            ] {
                expectAdvice(try await Program.run("token", "inspect", token, "--key", file, in: folder), part)
            }
        }
    }

    @Test(
        "takes keys from one place only",
        arguments: [
            ["--data-dir", "x", "--secret-variable", "X"], ["--data-dir", "x", "--key", "x"],
            ["--secret-variable", "X", "--key", "x"], ["--data-dir", "x", "--secret-variable", "X", "--key", "x"],
        ])
    func bothKeys(_ arguments: [String]) async throws {
        try await Scratch.folder { folder in
            let program = try #require(Program.mapae)
            let ending = try await Program.run(program, ["token", "inspect", "x"] + arguments, in: folder)
            #expect(ending.code == 64)
            #expect(ending.errors.contains("only one of --data-dir, --secret-variable and --key"))
            let alone = try await Program.run("token", "inspect", "x", "--alg", "RS256", in: folder)
            #expect(alone.code == 64 && alone.errors.contains("--key"))
        }
    }

    private func expectAdvice(
        _ ending: Program.Ending, _ part: String = "", sourceLocation: SourceLocation = #_sourceLocation
    ) {
        #expect(ending.code == 1, "\(ending)", sourceLocation: sourceLocation)
        #expect(ending.isOneLineOfAdvice, "\(ending)", sourceLocation: sourceLocation)
        #expect(ending.output.isEmpty, "\(ending)", sourceLocation: sourceLocation)
        #expect(part.isEmpty || ending.errors.contains(part), "\(ending)", sourceLocation: sourceLocation)
    }
}
#endif
