@testable import MapaeOAuth

/// Escapes for queries, for tests that see only what is public.
enum QueryWriterText {
    static func escaped(_ text: String) -> String { QueryWriter.escaped(text) }
}
