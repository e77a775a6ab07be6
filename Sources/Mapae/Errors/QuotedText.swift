/// What may stand between the quotes of a challenge (RFC 6750 §3): printable ASCII without `"` and `\\`.
package enum QuotedText {
    /// The text, with `?` for every byte that may not stand there. A verifier's realm and a route's scopes are a
    /// program's own texts; one with a quote in it must not be able to add a parameter.
    package static func safe(_ text: String) -> String {
        let isSafe: (UInt8) -> Bool = { $0 >= 0x20 && $0 < 0x7F && $0 != 0x22 && $0 != 0x5C }
        if text.utf8.allSatisfy(isSafe) { return text }
        return String(decoding: text.utf8.map { isSafe($0) ? $0 : UInt8(ascii: "?") }, as: UTF8.self)
    }
}
