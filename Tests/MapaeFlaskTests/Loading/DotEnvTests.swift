import Testing

@testable import MapaeFlask

@Suite("A .env file")
struct DotEnvTests {
    @Test("means what python-dotenv takes it for, or is refused where that complains", arguments: DotEnvFile.all)
    func agreement(_ file: DotEnvFile) throws {
        guard let variables = file.variables else {
            #expect(throws: DotEnvError(.malformedLine)) { try DotEnv(parsing: Array(file.text.utf8)) }
            return
        }
        let read = try DotEnv(parsing: Array(file.text.utf8)).variables(environment: DotEnvFile.environment)
        // As bytes: two spellings of one letter are two names and two values.
        func sorted(_ variables: [String: String]) -> [[[UInt8]]] {
            variables.map { [Array($0.utf8), Array($1.utf8)] }.sorted { $0[0].lexicographicallyPrecedes($1[0]) }
        }
        #expect(sorted(read) == sorted(variables))
    }

    @Test(
        "that is refused names the line where the statement begins",
        arguments: [
            ("A B", 1), ("\n\n  A B", 3), ("A=1\r\nB=2\r\nC D\r\n", 3), ("A='1\n2\n3'\nB C", 4),
            ("A=1\n# x\nB=\"2\n3\n4", 3),
            ("A=1\n\nB='x'y\nC=3", 3),
        ])
    func line(text: String, line: Int) {
        let error = #expect(throws: DotEnvError.self) { try DotEnv(parsing: Array(text.utf8)) }
        #expect(error?.line == line)
        #expect(error?.description.hasPrefix("malformedLine: line \(line): ") == true)
    }

    @Test("that is not UTF-8, or is too large, is refused (S10)")
    func notText() {
        for bytes in [[0xFF], Array("A=".utf8) + [0xC3], [0xED, 0xA0, 0x80]] as [[UInt8]] {
            #expect(throws: DotEnvError(.notUTF8)) { try DotEnv(parsing: bytes) }
        }
        let large = [UInt8](repeating: UInt8(ascii: "#"), count: DotEnv.maximumBytes)
        #expect(throws: Never.self) { try DotEnv(parsing: large) }
        #expect(throws: DotEnvError(.tooLarge)) { try DotEnv(parsing: large + [0x0A]) }
    }

    @Test("that has very many lines is read in their time, and not in its square", .timeLimit(.minutes(5)))
    func manyLines() throws {
        let text = (0..<30_000).map { "N\($0)=\($0)\n" }.joined() + "LAST=${N29999}"
        let variables = try DotEnv(parsing: Array(text.utf8)).variables(environment: [:])
        #expect(variables.count == 30_001 && variables["LAST"] == "29999")
    }

    @Test("that is refused shows nothing of what it holds")
    func secrecy() {
        let error = #expect(throws: DotEnvError.self) { try DotEnv(parsing: Array("JWT_SECRET_KEY='hush".utf8)) }
        #expect(error.map { "\($0)".contains("hush") } == false)
    }
}
