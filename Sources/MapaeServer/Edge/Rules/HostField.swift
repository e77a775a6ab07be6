#if Server
import MapaeRemoteKeys

/// The grammar of a Host header, and of an authority (RFC 9112 §3.2, RFC 3986 §3.2.2): a name or an address, and perhaps a
/// port. An empty one, which RFC 3986 allows, names no host and is refused.
enum HostField {
    static func isValid(_ text: some StringProtocol) -> Bool {
        // Longer than any name of the DNS can be, with a port.
        guard (1...261).contains(text.utf8.count) else { return false }
        let bytes = Substring(text).utf8
        guard bytes.first == UInt8(ascii: "[") else {
            let end = bytes.firstIndex(of: UInt8(ascii: ":")) ?? bytes.endIndex
            return isName(bytes[..<end]) && isPort(bytes[end...])
        }
        // RFC 3986 §3.2.2 has addresses of later versions too (`[v1.x]`); there are none.
        guard let close = bytes.firstIndex(of: UInt8(ascii: "]")) else { return false }
        let inner = Substring(bytes[bytes.index(after: bytes.startIndex)..<close])
        return inner.utf8.contains(UInt8(ascii: ":")) && IPAddress(inner) != nil
            && isPort(bytes[bytes.index(after: close)...])
    }

    /// reg-name without its percent-encoding, which no client sends in a Host: unreserved and sub-delims.
    private static func isName(_ bytes: Substring.UTF8View) -> Bool {
        !bytes.isEmpty && bytes.allSatisfy { ASCII.isLetter($0) || ASCII.isDigit($0) || marks.contains($0) }
    }

    private static let marks = Array("-._~!$&'()*+;=".utf8)

    /// Nothing, or a colon and a port. `host:` is right by RFC 3986 §3.2.3.
    private static func isPort(_ bytes: Substring.UTF8View) -> Bool {
        guard let colon = bytes.first else { return true }
        let digits = bytes.dropFirst()
        return colon == UInt8(ascii: ":") && digits.count <= 5 && digits.allSatisfy(ASCII.isDigit)
            && (digits.isEmpty || (Int(String(Substring(digits))) ?? .max) <= 65_535)
    }
}
#endif
