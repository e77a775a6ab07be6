package import HTTPTypes

/// Finds a token in a header field (RFC 6750 §2.1).
package struct HeaderCarrier: Sendable, Hashable {
    let name: HTTPField.Name
    /// In lower case; none for a field that is the token.
    private let schemes: [[UInt8]]

    /// `Authorization: Bearer`.
    package static let bearer = HeaderCarrier(name: .authorization, schemes: ["Bearer"])

    init(name: HTTPField.Name, schemes: [String]) {
        self.name = name
        self.schemes = schemes.map { $0.utf8.map(Self.folded) }
    }

    /// - Precondition: The name and the schemes are tokens (RFC 9110 §5.6.2); a name that no request can have is a mistake in
    ///   the program.
    init(named name: String, schemes: [String]) {
        guard let field = HTTPField.Name(name), schemes.allSatisfy({ HTTPField.Name($0) != nil }) else {
            preconditionFailure("a header field's name and a scheme are letters, digits and marks without space")
        }
        self.init(name: field, schemes: schemes)
    }

    /// The token, or `nil` when the request carries none (another scheme is none).
    /// - Throws: ``TokenError`` `invalid_request` for several such fields: a proxy might read the other one.
    package func token(in headers: HTTPFields) throws(TokenError) -> Substring? {
        var found: String?
        for field in headers[fields: name] {
            guard found == nil else { throw TokenError(.malformedRequest) }
            found = field.value
        }
        return found.flatMap(token(in:))
    }

    /// The token behind a scheme, in any case (RFC 9110 §11.1), and at least one space.
    private func token(in value: String) -> Substring? {
        if schemes.isEmpty { return Substring(value) }
        for scheme in schemes {
            if let token = Self.token(in: value.utf8, behind: scheme) { return token }
        }
        return nil
    }

    private static func token(in bytes: String.UTF8View, behind scheme: [UInt8]) -> Substring? {
        guard let schemeEnd = bytes.index(bytes.startIndex, offsetBy: scheme.count, limitedBy: bytes.endIndex),
            zip(bytes, scheme).allSatisfy({ folded($0) == $1 })
        else { return nil }
        let rest = bytes[schemeEnd...].drop { $0 == UInt8(ascii: " ") }
        // "Bearer" alone is an empty token, which no verifier takes; "Bearerx" is another scheme.
        guard rest.startIndex > schemeEnd || rest.isEmpty else { return nil }
        return Substring(rest)
    }

    private static func folded(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }
}
