/// Adds parameters to a client's address.
enum RedirectLocation {
    /// The address with more in its query, which keeps what it has (RFC 6749 §3.1.2).
    static func appending(_ query: String, to target: String) -> String {
        guard let mark = target.utf8.firstIndex(of: UInt8(ascii: "?")) else { return "\(target)?\(query)" }
        let isOpen = target.utf8.index(after: mark) == target.endIndex || target.utf8.last == UInt8(ascii: "&")
        return "\(target)\(isOpen ? "" : "&")\(query)"
    }
}
