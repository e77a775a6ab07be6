import Mapae

/// Writes `name=value&…` for a redirect (RFC 6749 §4.1.2, appendix B).
///
/// Every byte but the unreserved ones of RFC 3986 §2.3 is escaped, a space as `%20`: readers of forms and readers of
/// URIs read that alike, which is not so of `+`. Nothing in a value can end the query or the header field.
struct QueryWriter {
    private(set) var text: String

    /// - Parameter text: What it begins with: something that this has written.
    init(_ text: String = "") { self.text = text }

    mutating func append(_ name: String, _ value: String) {
        if !text.isEmpty { text += "&" }
        text += Self.escaped(name) + "=" + Self.escaped(value)
    }

    static func escaped(_ text: String) -> String { FormText.encoded(text) }
}
