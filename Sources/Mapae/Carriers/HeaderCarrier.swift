package import HTTPTypes

/// Finds a token in a header field (RFC 6750 §2.1).
package struct HeaderCarrier: Sendable, Hashable {
    let name: HTTPField.Name
    /// In lower case; none for a field that is the token.
    private let schemes: [[UInt8]]

    /// `Authorization: Bearer`.
    package static let bearer = HeaderCarrier(name: .authorization, schemes: ["Bearer"])

    /// `Authorization: DPoP` (RFC 9449 §7.1).
    static let dpop = HeaderCarrier(name: .authorization, schemes: ["DPoP"])

    /// Whether a token is found behind `Authorization: Bearer`.
    var takesBearer: Bool {
        name == .authorization && schemes.contains { $0.elementsEqual("bearer".utf8) }
    }

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
        // By their places: the list of the fields of one name is an array, made for each request.
        var found: Int?
        for index in headers.indices where headers[index].name == name {
            guard found == nil else { throw TokenError(.malformedRequest) }
            found = index
        }
        return found.flatMap { token(in: headers[$0].value) }
    }

    /// The token behind a scheme, in any case (RFC 9110 §11.1), and at least one space.
    private func token(in value: String) -> Substring? {
        if schemes.isEmpty { return Substring(value) }
        for scheme in schemes {
            if let start = Self.tokenStart(in: value.utf8.span, behind: scheme) {
                return Substring(value.utf8.dropFirst(start))
            }
        }
        return nil
    }

    private static func tokenStart(in bytes: Span<UInt8>, behind scheme: [UInt8]) -> Int? {
        guard bytes.count >= scheme.count else { return nil }
        for index in scheme.indices where folded(bytes[index]) != scheme[index] { return nil }
        var start = scheme.count
        while start < bytes.count, bytes[start] == UInt8(ascii: " ") { start += 1 }
        // "Bearer" alone is an empty token, which no verifier takes; "Bearerx" is another scheme.
        return start > scheme.count || start == bytes.count ? start : nil
    }

    private static func folded(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }
}
