package import HTTPTypes

/// Reads the `Cookie` header field (RFC 6265 §4.2, §5.4), as bytes: a combining mark behind a `;` is no part of it.
package enum CookieHeader {
    /// The most bytes of all cookies that are looked at; browsers keep 4 KiB for each.
    private static let maximumBytes = 64 * 1024

    /// The value of a cookie, or `nil` where there is none. A quoted value keeps its quotes, and a `$Version` is a name like any
    /// other: readers that honoured either have been made to swallow the cookies behind it.
    /// - Throws: ``TokenError`` `invalid_request` for a second cookie of the name: a host beside this one may have set it, and
    ///   another reader might take that one.
    package static func value(of name: String, in headers: HTTPFields) throws(TokenError) -> Substring? {
        var found: Substring?
        // HTTP/2 sends one field for each cookie (RFC 9113 §8.2.3).
        for field in headers[fields: .cookie] {
            let text = field.value
            guard text.utf8.count <= maximumBytes else { throw TokenError(.malformedRequest) }
            for pair in text.utf8.split(separator: UInt8(ascii: ";")) {
                let pair = pair.drop(while: isSpace)
                guard let equals = pair.firstIndex(of: UInt8(ascii: "=")),
                    pair[..<equals].elementsEqual(name.utf8)
                else { continue }
                guard found == nil else { throw TokenError(.malformedRequest) }
                found = Substring(trimmed(pair[pair.index(after: equals)...]))
            }
        }
        return found
    }

    private static func trimmed(_ value: Substring.UTF8View) -> Substring.UTF8View {
        var value = value
        while let last = value.last, isSpace(last) { value = value.dropLast() }
        return value
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
}
