#if RemoteKeys
/// An `https` URL, or an `http` one of this machine: no user name, no fragment, nothing that two readers could take for
/// two hosts.
///
/// It is read here, byte by byte, and handed on in the form that was understood. A check by one parser and a connection
/// by another is how a server is made to ask hosts that it never meant to.
package struct WebURL: Sendable, Hashable {
    package enum Host: Sendable, Hashable {
        /// A name in lower case.
        case name(String)
        case address(IPAddress)
    }

    package let isSecure: Bool
    package let host: Host
    package let port: Int
    /// Path and query, as in the request line; begins with a slash.
    package let target: String

    private static let maximumBytes = 2048

    /// Reads a URL.
    /// - Throws: ``RemoteKeysError`` `invalid_url`; `insecure_url` for `http` to another machine.
    package init(_ text: String) throws(RemoteKeysError) {
        let bytes = Array(text.utf8)
        guard bytes.count <= Self.maximumBytes, bytes.allSatisfy(Self.isURLCharacter) else {
            throw RemoteKeysError(.invalidURL)
        }
        let rest: ArraySlice<UInt8>
        if Self.hasScheme(bytes, "https://") {
            isSecure = true
            rest = bytes.dropFirst("https://".utf8.count)
        } else if Self.hasScheme(bytes, "http://") {
            isSecure = false
            rest = bytes.dropFirst("http://".utf8.count)
        } else {
            throw RemoteKeysError(.invalidURL)
        }
        let authority = rest.prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") }
        (host, port) = try Self.authority(authority, defaultPort: isSecure ? 443 : 80)
        let target = rest[authority.endIndex...]
        guard Self.hasWholeEscapes(target) else { throw RemoteKeysError(.invalidURL) }
        self.target = (target.first == UInt8(ascii: "/") ? "" : "/") + String(decoding: target, as: UTF8.self)
        // RFC 6761 §6.3 and RFC 8252 §8.3: what stays on the machine needs no TLS. Any other name could be anywhere.
        guard isSecure || isLoopback else { throw RemoteKeysError(.insecureURL) }
    }

    init(_ base: WebURL, target: String) {
        self.isSecure = base.isSecure
        self.host = base.host
        self.port = base.port
        self.target = target
    }

    /// Whether the host is `localhost` or an address of this machine.
    package var isLoopback: Bool {
        switch host {
        case .name(let name): name.utf8.elementsEqual("localhost".utf8)
        case .address(let address): address.isLoopback
        }
    }

    /// The host as a URL has it.
    var hostText: String {
        switch host {
        case .name(let name): name
        case .address(let address): address.bytes.count == 4 ? "\(address)" : "[\(address)]"
        }
    }

    /// The whole URL.
    package var text: String {
        let isDefaultPort = port == (isSecure ? 443 : 80)
        return (isSecure ? "https://" : "http://") + hostText + (isDefaultPort ? "" : ":\(port)") + target
    }

    /// Whether scheme, host and port are the same (RFC 6454 §4).
    package func hasSameOrigin(as other: WebURL) -> Bool {
        isSecure == other.isSecure && host == other.host && port == other.port
    }

    /// Where a redirect leads (RFC 9110 §10.2.2): a URL, or a path on the same host. A fragment means nothing to a program.
    /// - Throws: ``RemoteKeysError`` `invalid_url`, also for the relative paths that nobody sends; `insecure_url`.
    package func following(_ location: String) throws(RemoteKeysError) -> WebURL {
        let location = String(Substring(location.utf8.prefix { $0 != UInt8(ascii: "#") }))
        if location.utf8.starts(with: "//".utf8) { return try WebURL((isSecure ? "https:" : "http:") + location) }
        guard location.utf8.first == UInt8(ascii: "/") else { return try WebURL(location) }
        return try WebURL(WebURL(self, target: "").text + location)
    }
}

// MARK: - Reading

extension WebURL {
    /// Printable ASCII that RFC 3986 has, without `#`. International names must be written in their ASCII form (RFC 5890).
    private static func isURLCharacter(_ byte: UInt8) -> Bool {
        byte > 0x20 && byte < 0x7F && !"\"#<>\\^`{|}".utf8.contains(byte)
    }

    private static func hasScheme(_ bytes: [UInt8], _ scheme: StaticString) -> Bool {
        let scheme = scheme.description.utf8
        return bytes.count > scheme.count && zip(bytes, scheme).allSatisfy { lowercased($0) == $1 }
    }

    private static func lowercased(_ byte: UInt8) -> UInt8 {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
    }

    private static func hasWholeEscapes(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.indices.allSatisfy { index in
            bytes[index] != UInt8(ascii: "%")
                || (index + 2 < bytes.endIndex && isHex(bytes[index + 1]) && isHex(bytes[index + 2]))
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    private static func isHex(_ byte: UInt8) -> Bool {
        isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(lowercased(byte))
    }

    private static func authority(
        _ bytes: ArraySlice<UInt8>, defaultPort: Int
    ) throws(RemoteKeysError) -> (Host, Int) {
        let hostEnd: Int
        let host: Host?
        if bytes.first == UInt8(ascii: "[") {
            guard let close = bytes.firstIndex(of: UInt8(ascii: "]")) else { throw RemoteKeysError(.invalidURL) }
            hostEnd = close + 1
            let inside = String(decoding: bytes[bytes.startIndex + 1..<close], as: UTF8.self)
            host = inside.utf8.contains(UInt8(ascii: ":")) ? IPAddress(inside).map(Host.address) : nil
        } else {
            hostEnd = bytes.firstIndex(of: UInt8(ascii: ":")) ?? bytes.endIndex
            host = self.host(bytes[..<hostEnd])
        }
        guard let host else { throw RemoteKeysError(.invalidURL) }
        return (host, try port(bytes[hostEnd...], defaultPort))
    }

    private static func port(_ bytes: ArraySlice<UInt8>, _ defaultPort: Int) throws(RemoteKeysError) -> Int {
        if bytes.isEmpty { return defaultPort }
        let digits = bytes.dropFirst()
        guard bytes.first == UInt8(ascii: ":"), (1...5).contains(digits.count), digits.allSatisfy(isDigit),
            let port = UInt16(String(decoding: digits, as: UTF8.self)), port > 0
        else { throw RemoteKeysError(.invalidURL) }
        return Int(port)
    }

    /// A name of letters, digits, hyphens and underscores, or an IPv4 address. A name whose last label is a number is
    /// neither: C libraries read `127.1` and `0x7f000001` as addresses.
    private static func host(_ bytes: ArraySlice<UInt8>) -> Host? {
        let lower = bytes.map(lowercased)
        let text = String(decoding: lower, as: UTF8.self)
        if let address = IPAddress(text) { return .address(address) }
        let labels = lower.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard lower.count <= 253, let last = labels.last, !last.allSatisfy(isDigit), !last.starts(with: "0x".utf8),
            labels.allSatisfy({ (1...63).contains($0.count) && $0.allSatisfy(isNameCharacter) })
        else { return nil }
        return .name(text)
    }

    private static func isNameCharacter(_ byte: UInt8) -> Bool {
        isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || byte == UInt8(ascii: "-")
            || byte == UInt8(ascii: "_")
    }
}
#endif
