public import HTTPTypes

/// A cookie for a browser to keep (RFC 6265 §4.1).
public struct SetCookie: Sendable, Hashable, CustomStringConvertible, CustomReflectable {
    /// Its name.
    public var name: String
    /// Its value.
    public var value: String
    /// The path below which the browser sends it.
    public var path: String
    /// The domain whose hosts all get it; `nil` for this host alone.
    public var domain: String?
    /// How many seconds it lives; `nil` for as long as the browser's session. Zero removes it.
    public var maxAge: Int64?
    /// The same as a date of RFC 9110 §5.6.7, for clients that know no `Max-Age`; `nil` leaves it out.
    public var expires: String?
    /// Whether only TLS carries it.
    public var isSecure: Bool
    /// Whether scripts cannot read it.
    public var isHTTPOnly: Bool
    /// When another site's requests carry it; `nil` leaves it to the browser.
    public var sameSite: SameSite?
    /// Whether each top-level site gets its own.
    public var isPartitioned: Bool

    /// Creates a cookie, as strict as browsers know unless told.
    /// - Parameters:
    ///   - name: A token of RFC 9110 §5.6.2.
    ///   - value: Printable ASCII without space, quote, comma, semicolon and backslash.
    ///   - path: The path below which the browser sends it.
    ///   - domain: The domain whose hosts all get it.
    ///   - maxAge: How many seconds it lives.
    ///   - expires: The same as a date.
    ///   - isSecure: Whether only TLS carries it.
    ///   - isHTTPOnly: Whether scripts cannot read it.
    ///   - sameSite: When another site's requests carry it.
    ///   - isPartitioned: Whether each top-level site gets its own.
    public init(
        name: String, value: String, path: String = "/", domain: String? = nil, maxAge: Int64? = nil,
        expires: String? = nil, isSecure: Bool = true, isHTTPOnly: Bool = true, sameSite: SameSite? = .lax,
        isPartitioned: Bool = false
    ) {
        self.name = name
        self.value = value
        self.path = path
        self.domain = domain
        self.maxAge = maxAge
        self.expires = expires
        self.isSecure = isSecure
        self.isHTTPOnly = isHTTPOnly
        self.sameSite = sameSite
        self.isPartitioned = isPartitioned
    }

    /// The `Set-Cookie` field's value, its attributes always in one order.
    public var headerValue: String {
        var text = "\(name)=\(value)"
        if let expires { text += "; Expires=\(expires)" }
        if let maxAge { text += "; Max-Age=\(maxAge)" }
        if let domain { text += "; Domain=\(domain)" }
        text += "; Path=\(path)"
        if isSecure { text += "; Secure" }
        if isHTTPOnly { text += "; HttpOnly" }
        if let sameSite { text += "; SameSite=\(sameSite.rawValue)" }
        if isPartitioned { text += "; Partitioned" }
        return text
    }

    /// The whole header field.
    public var field: HTTPField { HTTPField(name: .setCookie, value: headerValue) }

    /// The name and nothing of the value: this must be safe to log.
    public var description: String { "SetCookie(\(name))" }

    /// Shows what ``description`` does, so that `dump` prints no token.
    public var customMirror: Mirror { Mirror(self, children: ["description": description]) }
}

// MARK: - Grammar

extension SetCookie {
    /// A token (RFC 6265 §4.1.1).
    package static func isValidName(_ name: String) -> Bool { HTTPField.Name(name) != nil }

    /// `cookie-octet`s (RFC 6265 §4.1.1), which no attribute can be smuggled into.
    package static func isValidValue(_ value: String) -> Bool {
        value.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !"\",;\\".utf8.contains($0) }
    }

    /// An absolute path of printable ASCII without semicolon.
    package static func isValidPath(_ path: String) -> Bool {
        path.utf8.first == UInt8(ascii: "/")
            && path.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: ";") }
    }

    /// Labels of letters, digits and hyphens with dots between them; a leading dot is allowed (RFC 6265 §4.1.2.3 ignores it).
    package static func isValidDomain(_ domain: String) -> Bool {
        let labels = domain.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        let named = labels.first?.isEmpty ?? true ? labels.dropFirst() : labels[...]
        return !named.isEmpty && named.allSatisfy { label in !label.isEmpty && label.allSatisfy(isLabelByte) }
    }

    private static func isLabelByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"): true
        default: false
        }
    }

    /// Whether a name begins so, in any case, as browsers look at it (RFC 6265bis §5.4).
    static func hasPrefix(_ name: String, _ lower: String) -> Bool {
        name.utf8.count >= lower.utf8.count
            && zip(name.utf8, lower.utf8).allSatisfy { byte, other in
                ((0x41...0x5A).contains(byte) ? byte | 0x20 : byte) == other
            }
    }
}
