/// Base64url without padding, as JOSE writes it (RFC 7515 §2, RFC 4648 §5), read strictly.
///
/// Each byte sequence has exactly one spelling here: padding, the `+/` alphabet, white space and stray bits behind the
/// last byte are refused. Otherwise one signed token would have several texts, and whoever keeps a list of texts would
/// miss some of them.
public enum Base64URL {
    /// The number of bytes that `count` characters stand for, or `nil` when no text has that many characters.
    static func decodedCount(of count: Int) -> Int? {
        let (quads, rest) = count.quotientAndRemainder(dividingBy: 4)
        return rest == 1 ? nil : quads * 3 + max(rest - 1, 0)
    }

    /// The number of characters that stand for `count` bytes.
    static func encodedCount(of count: Int) -> Int {
        let (triples, rest) = count.quotientAndRemainder(dividingBy: 3)
        return triples * 4 + (rest == 0 ? 0 : rest + 1)
    }

    /// Decodes a text.
    /// - Parameter text: Base64url without padding.
    /// - Returns: The bytes, or `nil` when the text is not canonical base64url.
    public static func decode(_ text: String) -> [UInt8]? {
        var text = text
        return text.withUTF8 { buffer in
            let span = unsafe buffer.span
            guard let count = decodedCount(of: span.count) else { return nil }
            var valid = false
            let bytes = [UInt8](capacity: count) { output in
                valid = append(span, to: &output)
            }
            return valid ? bytes : nil
        }
    }

    /// Encodes bytes.
    /// - Parameter bytes: Any bytes.
    /// - Returns: Their base64url text without padding.
    public static func encode(_ bytes: [UInt8]) -> String {
        let text = [UInt8](capacity: encodedCount(of: bytes.count)) { output in
            appendEncoded(bytes.span, to: &output)
        }
        return String(decoding: text, as: UTF8.self)
    }
}
