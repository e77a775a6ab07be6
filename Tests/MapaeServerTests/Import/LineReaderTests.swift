#if Server
import Foundation
import Testing

@testable import MapaeServer

@Suite("Lines of a file")
struct LineReaderTests {
    static let texts: [(text: String, lines: [String])] = [
        ("", []), ("\n", [""]), ("a", ["a"]), ("a\n", ["a"]), ("a\nb", ["a", "b"]), ("a\n\nb\n", ["a", "", "b"]),
        ("\n\n", ["", ""]), ("a\r\nb", ["a\r", "b"]), ("abcdef\nb", ["abcde", "b"]), ("abcdefghijk", ["abcde"]),
        ("abcd\nabcde\nabcdef\n", ["abcd", "abcde", "abcde"]),
    ]

    @Test("are the same whatever is read at once, and of a long one no more than a byte too much", arguments: 1...9)
    func pieces(_ pieceBytes: Int) async throws {
        try await Scratch.folder { folder in
            for (text, expected) in Self.texts {
                try Files.write(text, to: folder + "/f")
                let handle = try FileHandle(forReadingFrom: URL(filePath: folder + "/f"))
                defer { try? handle.close() }
                var reader = LineReader(handle.fileDescriptor, limit: 4, pieceBytes: pieceBytes)
                var lines: [String] = []
                while let line = try reader.next() { lines.append(String(decoding: line, as: UTF8.self)) }
                #expect(lines == expected, "\(text.debugDescription) in pieces of \(pieceBytes)")
                #expect(reader.lines == expected.count && reader.bytes == text.utf8.count)
            }
        }
    }
}
#endif
