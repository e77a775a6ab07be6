#if Server
import Foundation
import MapaeAccounts
import MapaeStore
import Testing

@testable import MapaeServer

@Suite("mapae users add", .enabled(if: Program.mapae != nil, Program.missing))
struct UsersAddTests {
    struct Input: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let bytes: [UInt8]
        /// The password that is set, or `nil` when the input is refused.
        var password: String?
        /// A part of the advice.
        var advice = ""

        init(_ name: String, _ text: String, is password: String) {
            testDescription = name
            bytes = Array(text.utf8)
            self.password = password
        }

        init(_ name: String, _ bytes: [UInt8], refusal advice: String) {
            testDescription = name
            self.bytes = bytes
            self.advice = advice
        }
    }

    private static let many = [UInt8](repeating: 0x61, count: 5000)

    static let inputs: [Input] = [
        Input("a line", "good password\n", is: "good password"),
        Input("a line of Windows", "good password\r\n", is: "good password"),
        Input("no end of line", "good password", is: "good password"),
        Input("spaces at the ends", "  good password  \n", is: "  good password  "),
        Input("not ASCII", "góod pässwörd 마패\n", is: "góod pässwörd 마패"),
        Input("a combining mark behind the end", "good password\u{301}\n", is: "good password\u{301}"),
        Input("1,024 bytes", String(repeating: "p", count: 1024) + "\n", is: String(repeating: "p", count: 1024)),
        Input("nothing", [], refusal: "no password on standard input"),
        Input("an empty line", [0x0A], refusal: "no password on standard input"),
        Input("an empty line of Windows", [0x0D, 0x0A], refusal: "no password on standard input"),
        Input("two lines", Array("good password\nanother one\n".utf8), refusal: "several lines"),
        Input("two lines of Windows (S3)", Array("good password\r\nanother one".utf8), refusal: "several lines"),
        Input("a line and an empty one", Array("good password\n\n".utf8), refusal: "several lines"),
        Input("a CR within", Array("good\rpassword\n".utf8), refusal: "several lines"),
        Input("not UTF-8 (S10)", [0xFF, 0xFE] + Array("good password\n".utf8), refusal: "not UTF-8"),
        Input(
            "too long for the policy (L7)", Array((String(repeating: "p", count: 1025) + "\n").utf8),
            refusal: "too long"),
        Input("too long to read (L7)", many, refusal: "too long"),
        Input("too short", Array("1234567\n".utf8), refusal: "too short"),
        Input("a NUL within (L7)", Array("good\0password\n".utf8), refusal: "NUL"),
        Input("the name", Array("ada.lovelace\n".utf8), refusal: "is the user name"),
        Input("the name in capitals", Array("ADA.Lovelace\n".utf8), refusal: "is the user name"),
    ]

    @Test("reads one line from standard input", arguments: inputs)
    func input(_ input: Input) async throws {
        try await Scratch.folder { folder in
            let data = folder + "/data"
            let ending = try await Program.run(
                "users", "add", "Ada.Lovelace", "--data-dir", data, in: folder, input: input.bytes)
            let server = try await TokenServer.open(Fixture.settings(data))
            if let password = input.password {
                #expect(ending.code == 0 && ending.errors.isEmpty, "\(ending)")
                #expect(ending.output.contains("Added the user 'ada.lovelace' in \(data)."))
                let user = try await server.accounts.authenticate(username: "ada.lovelace", password: password)
                #expect(user.username == "ada.lovelace")
            } else {
                expectAdvice(ending, input.advice)
                #expect(!server.hasUsers)
            }
            await server.close()
            #expect(try Files.names(in: data) == ["mapae.sqlite", "master.key"])
        }
    }

    @Test("refuses a name that is taken, in any case, before it reads a password")
    func taken() async throws {
        try await Scratch.folder { folder in
            for (name, code) in [("ada", 0), ("ada", 1), ("ADA", 1)] as [(String, Int32)] {
                let ending = try await Program.run(
                    "users", "add", name, "--data-dir", folder, in: folder,
                    input: code == 0 ? Array("good password".utf8) : [])
                #expect(ending.code == code, "\(ending)")
                if code == 1 { expectAdvice(ending, "is taken") }
            }
        }
    }

    @Test(
        "refuses what cannot be a name, and makes nothing (L9, L10)",
        arguments: [
            "", " ", "a b", "a/b", "../ada", "ada\n", "ada\r\nX", "q\u{301}", "\u{430}da", "Å\u{301}\u{301}", "마a",
            "@ada",
            ".ada", "_ada",
            "'; DROP TABLE users; --", "<b>", "\u{1B}[31m", "\u{202E}ada", String(repeating: "a", count: 65),
        ])
    func invalidName(_ name: String) async throws {
        try await Scratch.folder { folder in
            let ending = try await Program.run(
                "users", "add", "--data-dir", folder + "/data", "--", name, in: folder,
                input: Array("good password".utf8))
            expectAdvice(ending, "A user name has 1 to 64 characters")
            #expect(!Files.exists(folder + "/data"))
        }
    }

    @Test("takes no password as an argument")
    func argument() async throws {
        try await Scratch.folder { folder in
            let ending = try await Program.run("users", "add", "ada", "good password", in: folder)
            #expect(ending.code == 64)
            #expect(try Files.names(in: folder).isEmpty)
        }
    }

    private func expectAdvice(
        _ ending: Program.Ending, _ part: String, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        #expect(ending.code == 1, "\(ending)", sourceLocation: sourceLocation)
        #expect(ending.isOneLineOfAdvice, "\(ending)", sourceLocation: sourceLocation)
        #expect(ending.output.isEmpty, "\(ending)", sourceLocation: sourceLocation)
        #expect(ending.errors.contains(part), "\(ending)", sourceLocation: sourceLocation)
    }
}
#endif
