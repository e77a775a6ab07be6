#if Server
/// What a request is for (RFC 9112 §3.2).
enum RequestTarget: Equatable {
    /// `/path?query`.
    case origin
    /// `http://host/path?query`: the authority, and what remains in origin form.
    case absolute(authority: Substring, path: String)
    /// `*`.
    case asterisk
    /// Nothing that is taken.
    case other

    init(_ text: String) {
        let bytes = text.utf8
        // A fragment never travels, and what else is refused here no client sends unescaped, while some readers of URLs
        // take it for something else: a backslash for a slash.
        guard bytes.allSatisfy({ $0 > 0x20 && $0 < 0x7F && !Self.refused.contains($0) }) else {
            self = .other
            return
        }
        if bytes.first == UInt8(ascii: "/") {
            self = .origin
        } else if bytes.elementsEqual("*".utf8) {
            self = .asterisk
        } else if let rest = Self.behindScheme(bytes) {
            let end = rest.firstIndex { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") } ?? rest.endIndex
            let path = rest[end...].first == UInt8(ascii: "/") ? "" : "/"
            self = .absolute(authority: Substring(rest[..<end]), path: path + String(Substring(rest[end...])))
        } else {
            self = .other
        }
    }

    private static let refused = Array("#\\\"<>".utf8)

    private static func behindScheme(_ bytes: String.UTF8View) -> Substring.UTF8View? {
        for scheme in ["http://", "https://"] where bytes.count > scheme.utf8.count {
            let head = bytes.prefix(scheme.utf8.count)
            if ASCII.equalIgnoringCase(Substring(head), scheme) { return bytes.dropFirst(scheme.utf8.count) }
        }
        return nil
    }
}
#endif
