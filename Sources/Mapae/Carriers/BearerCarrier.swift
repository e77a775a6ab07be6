package import HTTPTypes

/// Finds the token in the `Authorization` header (RFC 6750 §2.1).
package enum BearerCarrier {
    /// The token, or `nil` when the request carries none (another scheme is none).
    /// - Throws: ``TokenError`` `invalid_request` for several `Authorization` headers: a proxy might read the other one.
    package static func token(in headers: HTTPFields) throws(TokenError) -> Substring? {
        var found: String?
        for field in headers[fields: .authorization] {
            guard found == nil else { throw TokenError(.malformedRequest) }
            found = field.value
        }
        return found.flatMap(token(in:))
    }

    /// The token behind `Bearer`, in any case (RFC 9110 §11.1), and at least one space.
    private static func token(in value: String) -> Substring? {
        let bytes = value.utf8
        let scheme = "bearer".utf8
        guard let schemeEnd = bytes.index(bytes.startIndex, offsetBy: scheme.count, limitedBy: bytes.endIndex),
            zip(bytes, scheme).allSatisfy({ $0 | 0x20 == $1 })
        else { return nil }
        let rest = bytes[schemeEnd...].drop { $0 == UInt8(ascii: " ") }
        // "Bearer" alone is an empty token, which no verifier takes; "Bearerx" is another scheme.
        guard rest.startIndex > schemeEnd || rest.isEmpty else { return nil }
        return Substring(rest)
    }
}
