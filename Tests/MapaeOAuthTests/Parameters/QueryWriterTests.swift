import MapaeTesting
import Testing

@testable import MapaeOAuth

struct QueryWriterTests {
    @Test(
        "Everything but unreserved bytes is escaped, a space so that all readers agree (S3, O21)",
        arguments: [
            ("aZ09-._~", "aZ09-._~"), ("a b+c", "a%20b%2Bc"), ("&=#?/", "%26%3D%23%3F%2F"),
            ("\r\nX: y", "%0D%0AX%3A%20y"),
            ("가", "%EA%B0%80"), ("e\u{301}", "e%CC%81"), ("\0", "%00"), ("*'()", "%2A%27%28%29"), ("", ""),
        ] as [(Sample, String)])
    func escaped(value: Sample, text: String) {
        var writer = QueryWriter()
        writer.append("n", value.text)
        writer.append("m", "1")
        #expect(writer.text == "n=\(text)&m=1")
    }

    @Test("What is written is read back byte by byte (O21)")
    func roundTrip() throws {
        var random = Seeded(state: 21)
        for _ in 0..<2_000 {
            let scalars = (0..<Int.random(in: 1..<20, using: &random)).compactMap { _ in
                Unicode.Scalar(
                    UInt32.random(in: 1...0x11_FFFF, using: &random) >> UInt32.random(in: 0..<16, using: &random))
            }.filter { $0 != "\0" }
            guard !scalars.isEmpty else { continue }
            let text = String(String.UnicodeScalarView(scalars))
            var writer = QueryWriter()
            writer.append("state", text)
            let read = try #require(try Parameters(parsing: writer.text.utf8)["state"])
            #expect(read.utf8.elementsEqual(text.utf8))
        }
    }
}
