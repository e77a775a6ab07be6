import Foundation
import Mapae
import MapaeJOSE
import Testing

@Suite("The page of errors")
struct ErrorDocumentTests {
    @Test func `each code has its advice`() {
        #expect(ErrorDocument.codesWithoutAdvice == [], "write what to do in ErrorDocument+advice.swift")
    }

    @Test func `each code that the sources name is on the page`() throws {
        for (source, pattern) in [
            ("Sources/Mapae/Errors/TokenError+Code.swift", /case \.\w+: "([a-z_]+)"/),
            ("Sources/Mapae/Policy/PolicyError.swift", /case \w+ = "([a-z_]+)"/),
        ] {
            let text = try String(contentsOf: ErrorDocument.package.appendingPathComponent(source), encoding: .utf8)
            let codes = text.matches(of: pattern).map { String($0.1) }
            #expect(codes.count >= 4, "\(source) has changed its form")
            for code in codes { #expect(ErrorDocument.text.contains("| `\(code)` |"), "\(code) of \(source)") }
        }
    }

    #if RemoteKeys
    /// Differences are named line by line; with `MAPAE_WRITE_DOCS` in the environment the page is written anew.
    @Test func `the page says what the codes say`() throws {
        if ProcessInfo.processInfo.environment["MAPAE_WRITE_DOCS"] != nil {
            try Data(ErrorDocument.text.utf8).write(to: ErrorDocument.file)
        }
        let written = try String(contentsOf: ErrorDocument.file, encoding: .utf8).split(separator: "\n")
        let expected = ErrorDocument.text.split(separator: "\n")
        let missing = expected.filter { !written.contains($0) }
        let stale = written.filter { !expected.contains($0) }
        #expect(missing == [], "docs/errors.md lacks these lines; see its beginning")
        #expect(stale == [], "docs/errors.md has these lines, which are true no more; see its beginning")
    }
    #endif
}
