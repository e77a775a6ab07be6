extension URIText {
    /// Whether it is the address of a server in the one way to write it: `https`, or `http` on this machine; scheme and host in lower
    /// case; no query, no fragment, no `.`, `..` or empty segment, of which some servers and proxies make another path.
    package var isPlainAddress: Bool {
        guard let authority, isSecure, query == nil, !hasFragment else { return false }
        return !Self.hasUpperCase(authority.host) && !Self.hasUpperCase(scheme) && !hasDotSegments
            && !Self.hasEmptySegment(path)
    }

    /// Whether what is sent there can be read by nobody on the way: `https`, or `http` at 127.0.0.1, [::1] or localhost.
    package var isSecure: Bool {
        guard let authority else { return false }
        if hasScheme("https") { return true }
        return hasScheme("http")
            && ["127.0.0.1", "[::1]", "localhost"].contains { authority.host.elementsEqual($0.utf8) }
    }

    private static func hasUpperCase(_ text: Substring.UTF8View) -> Bool {
        text.contains { (0x41...0x5A).contains($0) }
    }

    private static func hasEmptySegment(_ path: Substring.UTF8View) -> Bool {
        zip(path, path.dropFirst()).contains { $0 == UInt8(ascii: "/") && $1 == UInt8(ascii: "/") }
    }
}
