import Mapae

extension RedirectURI {
    /// Whether an address of a request is this one: byte by byte (RFC 9700 §2.1, §4.1.3), with the port of a loopback
    /// address as the only exception (RFC 8252 §7.3).
    public func matches(_ requested: String) -> Bool {
        if text.utf8.elementsEqual(requested.utf8) { return true }
        guard kind == .loopback, let own = Self.withoutPort(text), let other = Self.withoutPort(requested) else {
            return false
        }
        return own.elementsEqual(other)
    }

    /// What begins like a loopback address, without its port; `nil` for all else.
    ///
    /// Where the host goes on behind that, as in 127.0.0.1.example.com or 127.0.0.1:80@example.com, the rest is that of no
    /// registered address: theirs is empty, or begins with a slash or a question mark.
    private static func withoutPort(_ text: String) -> [UInt8]? {
        for host in LoopbackHost.literals {
            let start = "http://" + host
            guard text.utf8.starts(with: start.utf8) else { continue }
            var rest = text.utf8.dropFirst(start.utf8.count)
            if rest.first == UInt8(ascii: ":") {
                let digits = rest.dropFirst().prefix(while: URIText.isDigit)
                guard URIAuthority.isPort(digits) else { return nil }
                rest = rest[digits.endIndex...]
            }
            return Array(start.utf8) + Array(rest)
        }
        return nil
    }
}
